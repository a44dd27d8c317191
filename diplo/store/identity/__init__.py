"""Joins what documents say of one entity across the whole base, inside the transaction of whoever calls.

An *appearance* is an entity in one document: findings and mentions belong to it for good. Which appearances are one
entity follows from the evidence of all of them and from nothing else, so that the order in which documents come does
not matter: a document that comes or goes has its blocks (all who share a surname, by its sounds) arranged anew
(partition.py), and appearances that change hands take their findings with them (rearrange.py). An entity's id is the
smallest of its appearances' ids and its name the one that is fullest in most documents. Entities without a name are
never joined, but for office-holders whom a table knows.

**What people judge** is read from the table `judgements`: pairs of appearances by their ids, each with a verdict.

- `same`: the entity of `one` and that of `other` are one, whatever the evidence says, in other blocks, too.
- `different`: `one` and `other` are two, whatever the evidence says. Where they differ in name or country, all that is
  said of the one is kept apart from the other; else `one` is taken out, and is whoever `same` says, or nobody else.

Where both are said of the same entities, `different` holds. Judgements of appearances that are not in the base wait
for them. Whoever writes or removes one calls `reconsider` with both ids, in the same transaction.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from diplo import database
from diplo.records import Document, Entity, Mention, finding_id
from diplo.store.identity import evidence, judged, named
from diplo.store.identity.rearrange import rearrange
from diplo.store.identity.region import Region

_SQL = database.statements(Path(__file__).with_name("identity.sql"))


class Place(NamedTuple):
    """Where an entity of a record stands in the base: its appearance, and whose that is."""

    appearance: int
    entity: int


def join(db: sqlite3.Connection, document_number: int, document: Document) -> Mapping[int, Place]:
    """Writes a document's entities, mentions and names; the place in the base of each entity of the record."""
    numbers, region = _write_appearances(db, document_number, document)
    settle(db, rearrange(db, region, incoming=document_number))
    placed = {row["number"]: row["entity"] for row in db.execute(_SQL["placed"], {"document": document_number})}
    places = {entity: Place(number, placed[number]) for entity, number in numbers.items()}
    db.executemany(
        _SQL["write_mention"],
        (
            {"document": document_number, "start": m.start, "end": m.end, "form": m.form, "rule": m.rule}
            | places[entity.id]._asdict()
            for entity in document.entities
            for m in entity.mentions
        ),
    )
    named.count(db, document_number, +1)
    settle(db, placed.values())
    return places


@contextmanager
def leaving(db: sqlite3.Connection, document_number: int) -> Iterator[set[int]]:
    """Inside, a document's rows are removed; afterwards the others are as if it had never come.

    The set holds, at the end, the entities that have lost or won something.
    """
    concerned = {row["entity"] for row in db.execute(_SQL["of_document"], {"document": document_number})}
    left = db.execute(_SQL["leaving"], {"document": document_number}).fetchall()
    region = Region.load(db, {row["block"] for row in left})
    judged = region.link(db)
    named.count(db, document_number, -1)
    named.erase(db, concerned)
    yield concerned
    for row in left:
        region.count(row["profile"], json.loads(row["company"]), -1)
    region.write(db)
    concerned |= rearrange(db, region, is_thorough=bool(judged))
    settle(db, concerned)


def reconsider(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Arranges anew all who may be one with these appearances, as judgements of them have come or gone."""
    blocks = {row["block"] for row in db.execute(_SQL["blocks_of"], {"ids": json.dumps(list(ids))})}
    settle(db, rearrange(db, Region.load(db, blocks), is_thorough=True))


def settle(db: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Gives entities the id, name and description that their appearances or people ask for; removes empty ones."""
    given = {"entities": json.dumps(sorted(set(entities)))}
    judged.forget(db, given)
    for statement in ("erase_entities", "settle", "describe"):
        db.execute(_SQL[statement], given)
    judged.apply(db, given)


def _write_appearances(
    db: sqlite3.Connection, document_number: int, document: Document
) -> tuple[dict[int, int], Region]:
    """The number of the appearance of each entity of the record; whose it is is only provisional."""
    anchors = _Anchors(document)
    known = list(evidence.of_document(document))
    region = Region.load(db, {one.block for _, one in known if one is not None})
    last = db.execute(_SQL["last_appearance"]).fetchone()["number"]
    rows = []
    for nth, (entity, one) in enumerate(known, 1):
        id = anchors.entity_id(entity)
        profile, owner = region.find(one) if one is not None else (None, None)
        if owner is None:
            owner = db.execute(_SQL["new_entity"], {"id": id, "kind": entity.kind}).fetchone()["number"]
        if one is not None:
            profile = region.count(profile, one.company, +1) if profile else region.new(db, one, owner)
        rows.append(
            {
                "number": last + nth,
                "document": document_number,
                "entity": owner,
                "id": id,
                "name": entity.name,
                "description": entity.description,
                "profile": profile,
                "company": json.dumps(one.company if one else ()),
            }
        )
    region.write(db)
    db.executemany(_SQL["write_appearance"], rows)
    return {entity.id: row["number"] for (entity, _), row in zip(known, rows, strict=True)}, region


class _Anchors:
    """Ids of mentions, from the sentences they stand in and the words within these."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [start for start, _ in document.sentences]
        seen: Counter[str] = Counter()
        self._sentences: list[tuple[str, int]] = []
        for start, end in document.sentences:
            text = document.text[start:end]
            self._sentences.append((text, seen[text]))
            seen[text] += 1

    def entity_id(self, entity: Entity) -> str:
        """The smallest id of the mentions by name, or of all where there is no name."""
        mentions = [m for m in entity.mentions if m.form == "name"] if entity.name is not None else entity.mentions
        return min(
            map(self._mention_id, mentions or entity.mentions),
            default=finding_id(self._document.id, entity.key, "", 0, 0, 0),
        )

    def _mention_id(self, mention: Mention) -> str:
        nth = max(bisect_right(self._starts, mention.start) - 1, 0)
        sentence, repeated = self._sentences[nth]
        begin = self._starts[nth]
        return finding_id(self._document.id, "mention", sentence, repeated, mention.start - begin, mention.end - begin)

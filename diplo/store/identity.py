"""Joins the entities of a document to those of the whole base, inside the transaction of whoever calls.

Two documents speak of one entity when it has the same key in both: the kind and the folded name. Entities that are
only described are never joined. An entity's id is the smallest of its appearances' ids and its name the one that is
fullest in most documents, so neither depends on the order in which documents come in.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplo import database, names
from diplo.records import Document, Entity, Mention, finding_id

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = database.statements(Path(__file__).with_name("identity.sql"))


def join(tables: Database, document_number: int, document: Document) -> Mapping[int, int]:
    """Writes a document's entities, mentions and names; the number in the base of each entity of the record."""
    db = tables.conn
    anchors = _Anchors(document)
    numbers: dict[int, int] = {}
    appearances: dict[int, dict[str, Any]] = {}
    for entity in document.entities:
        id = anchors.entity_id(entity)
        number = numbers[entity.id] = _number(db, document, entity, id)
        known = appearances.setdefault(number, {"document": document_number, "entity": number, "id": id})
        known |= {"id": min(id, known["id"]), "name": entity.name, "description": entity.description}
    tables.table("appearances").insert_all(appearances.values())
    tables.table("mentions").insert_all(
        (
            {
                "document": document_number,
                "start": m.start,
                "end": m.end,
                "entity": numbers[entity.id],
                "form": m.form,
                "rule": m.rule,
            }
            for entity in document.entities
            for m in entity.mentions
        ),
        ignore=True,
    )
    _count_names(db, document_number, +1)
    settle(db, appearances)
    return numbers


def of_document(db: sqlite3.Connection, document_number: int) -> list[int]:
    """The numbers of the entities that appear in a document."""
    return [row["entity"] for row in db.execute(_SQL["of_document"], {"document": document_number})]


def take_names_back(db: sqlite3.Connection, document_number: int) -> None:
    """Names as if the document had never come; its appearances and mentions must still be there."""
    _count_names(db, document_number, -1)
    db.execute(_SQL["erase_names"], {"entities": json.dumps(of_document(db, document_number))})


def settle(db: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Gives entities the id, name and description that their appearances ask for; removes those that have none."""
    given = {"entities": json.dumps(list(entities))}
    db.execute(_SQL["erase_entities"], given)
    db.execute(_SQL["settle"], given)


def _number(db: sqlite3.Connection, document: Document, entity: Entity, id: str) -> int:
    """The number of the entity of that key, which is a new one where there was none.

    A country that a text calls by its adjective alone has the key of its name, so it is joined, too.
    """
    is_nobody = entity.name is None and entity.key.startswith(f"{entity.kind}:{document.id}:")
    given = {"id": id, "key": None if is_nobody else entity.key, "kind": entity.kind}
    row = db.execute(_SQL["by_key"], given).fetchone() or db.execute(_SQL["new"], given).fetchone()
    return int(row["number"])


def _count_names(db: sqlite3.Connection, document_number: int, sign: int) -> None:
    """Adds a document's names to the counts, or takes them away; both from what the base holds, so that they match."""
    mentions: Counter[tuple[int, str]] = Counter()
    documents: Counter[tuple[int, str]] = Counter()
    for row in db.execute(_SQL["names_in_document"], {"document": document_number}):
        key = row["entity"], " ".join(row["name"].split())
        mentions[key] += sign * row["mentions"]
        documents[key] += sign * row["documents"]
    for entity, name in mentions:
        folded = names.fold(name)
        given = {"entity": entity, "name": name, "folded": folded, "spelling": names.spelling_key(folded)}
        counts = {"mentions": mentions[entity, name], "documents": documents[entity, name]}
        row = db.execute(_SQL["count_name"], given | counts).fetchone()
        if row["is_new"]:
            words = ({"word": w, "name": row["number"], "spelling": names.spelling_key(w)} for w in set(folded.split()))
            db.executemany(_SQL["write_word"], words)


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

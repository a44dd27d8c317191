"""What people put right: each judgement is kept as it was said, applied, listed and taken back.

`judge` and `take_back` act at once; with `is_trial` they change nothing and say what would change.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from diplo import database
from diplo.records import Correction
from diplo.store import identity
from diplo.store.corrections import amended, anchors, rulings, verdicts

_SQL = database.statements(Path(__file__).with_name("corrections.sql"))


class UnknownCorrection(LookupError):
    """No correction, or more than one, is meant; the message is a sentence that says so."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a finding or an entity, and what stands in it before and after; None: nothing."""

    kind: str
    id: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """Judgements of two people that set one field to different values, or reject what the other set.

    The later stands, and a rejection always.
    """

    overruled: Correction
    standing: Correction
    fields: tuple[str, ...]
    """Those of the overruled one that count no longer."""


class _Trial(Exception):
    """Nothing is to be changed after all."""


def anchored(db: sqlite3.Connection, correction: Correction) -> Correction:
    """The correction with the words that its target and the entities of its value stand on, where it has none yet."""
    named = {part: one["id"] for part, one in rulings.parts(correction.value) if rulings.is_entity(one)}
    target = correction.target
    mentions = [one["id"] for one in correction.value.get("apart", ())]
    of = {part: (anchors.of_appearance if id in mentions else anchors.of_entity)(db, id) for part, id in named.items()}
    if correction.is_of_entity:
        of["target"] = anchors.of_entity(db, target, without=mentions)
    else:
        of["target"] = anchors.of_finding(db, target)
    return replace(correction, anchors={**of, **correction.anchors})


def appearances(db: sqlite3.Connection, entity_id: str, typed: str) -> list[dict[str, str]]:
    """The appearances of an entity, with name and document, in the document of that id, or the one with such an id."""
    rows = db.execute(_SQL["appearances_of"], {"id": entity_id, "typed": typed}).fetchall()
    here = [row for row in rows if row["document"] == typed]
    by_id = [row for row in rows if len(typed) >= 4 and row["id"].startswith(typed.lower())]
    return [dict(row) for row in here or (by_id if len(by_id) == 1 else ())]


def is_all_of(db: sqlite3.Connection, entity_id: str, ids: Sequence[str]) -> bool:
    """Whether these are all the appearances of an entity."""
    return {row["id"] for row in db.execute(_SQL["own"], {"id": entity_id})} <= {*ids}


def has_name(db: sqlite3.Connection, entity_id: str) -> bool:
    """Whether texts name an entity, so that it may be one with others."""
    return db.execute(_SQL["is_named"], {"id": entity_id}).fetchone() is not None


def judge(db: sqlite3.Connection, corrections: Sequence[Correction], is_trial: bool = False) -> list[Change]:
    """Keeps and applies corrections, all or none; those that are kept already are left alone. What it changed."""
    changes: list[Change] = []
    try:
        with database.transaction(db):
            numbers = [number for correction in corrections if (number := _keep(db, correction)) is not None]
            for document in {row["document"] for row in db.execute(_SQL["documents_of"], _given(numbers))}:
                anchors.locate(db, document)
            changes += _settled(db, numbers)
            if is_trial:
                raise _Trial
    except _Trial:
        pass
    return changes


def take_back(db: sqlite3.Connection, ids: Sequence[str], is_trial: bool = False) -> list[Change]:
    """Takes corrections back, and with an added event what was said of it. What it changed."""
    changes: list[Change] = []
    try:
        with database.transaction(db):
            rows = db.execute(_SQL["with_ids"], {"ids": json.dumps(list(ids))}).fetchall()
            changes += _settled(db, [row["number"] for row in rows], is_going=True)
            if is_trial:
                raise _Trial
    except _Trial:
        pass
    return changes


def meant(db: sqlite3.Connection, typed: str | None) -> Correction:
    """The correction whose id begins as typed, or the last one made; raises UnknownCorrection."""
    rows = db.execute(_SQL["beginning"] if typed else _SQL["last"], {"id": (typed or "").lower()}).fetchall()
    if not rows and typed is None:
        raise UnknownCorrection("There is no correction to take back.")
    if not rows:
        raise UnknownCorrection(f"No correction has the id {typed!r}: `diplo corrections` lists those there are.")
    if len(rows) > 1:
        raise UnknownCorrection(f"Several corrections begin with {typed!r}: {', '.join(row['id'] for row in rows)}.")
    return _correction(db, rows[0])


def kept(db: sqlite3.Connection) -> Iterator[Correction]:
    """All corrections, by the words they stand on, so that two exports of the same are the same."""
    return (_correction(db, row) for row in db.execute(_SQL["in_order_of_words"]).fetchall())


def parted(db: sqlite3.Connection, one: str, other: str) -> Correction | None:
    """The correction, if there is one, that says that two entities, by their ids, are not the same."""
    row = db.execute(_SQL["parted"], {"one": one, "other": other}).fetchone()
    return _correction(db, row) if row else None


def overruled(db: sqlite3.Connection, ids: Sequence[str]) -> int:
    """How many corrections of these ids count for nothing, since others say otherwise."""
    return int(db.execute(_SQL["overruled"], {"ids": json.dumps(list(ids))}).fetchone()["number"])


def waiting(db: sqlite3.Connection) -> int:
    """How many corrections are not applied, since their words or those whom they mean are not in the base."""
    return int(db.execute(_SQL["waiting"]).fetchone()["number"])


def conflicts(db: sqlite3.Connection, incoming: Iterable[Correction]) -> Iterator[Conflict]:
    """Where corrections that come in disagree with those that other people made."""
    for one in incoming:
        for row in db.execute(_SQL["on_target"], {"target": one.target}).fetchall():
            other = _correction(db, row)
            if one.author != other.author:
                yield from _conflict(one, other)


def _conflict(one: Correction, other: Correction) -> Iterator[Conflict]:
    """What several may say of one thing, such as names of it or who takes part, is no conflict."""
    if one.is_rejection != other.is_rejection:
        rejected, rejection = (one, other) if other.is_rejection else (other, one)
        yield Conflict(rejected, rejection, tuple(rejected.value))
    elif one.judgement == other.judgement != "entity alias":
        earlier, later = sorted((one, other), key=lambda each: (each.made, each.id))
        fields = tuple(
            field
            for field, value in earlier.value.items()
            if not isinstance(value, list) and later.value.get(field, value) != value
        )
        if fields:
            yield Conflict(earlier, later, fields)


def _keep(db: sqlite3.Connection, correction: Correction) -> int | None:
    """The number of a correction that is new to the base."""
    given = {
        "id": correction.id,
        "made": correction.made,
        "author": correction.author,
        "reason": correction.reason,
        "judgement": correction.judgement,
        "target": correction.target,
        "value": json.dumps(correction.value, ensure_ascii=False),
    }
    row = db.execute(_SQL["keep"], given).fetchone()
    if row is None:
        return None
    anchors.keep(db, row["number"], correction)
    return int(row["number"])


def _settled(db: sqlite3.Connection, numbers: Sequence[int], is_going: bool = False) -> list[Change]:
    """Applies corrections that have come, or undoes what those that are going did; what it changed."""
    findings, entities = amended.findings_of(db, numbers), amended.entities_of(db, numbers)
    firsts = [row["id"] for row in db.execute(_SQL["first_appearances"], {"entities": json.dumps(list(entities))})]
    seen = {"findings": json.dumps(sorted(findings)), "appearances": json.dumps(sorted(firsts))}
    before = _shown(db, seen)
    if is_going:
        parts = verdicts.are_among(db, numbers)
        db.execute(_SQL["take_back"], _given(numbers))
        if parts:
            verdicts.follow(db)
        identity.settle(db, entities)
        amended.refresh(db, findings)
    amended.apply(db, numbers)
    after = _shown(db, seen)
    return [
        Change(kind, id, field, was.get(field), now.get(field))
        for kind, id in sorted(before.keys() | after.keys())
        for was, now in [(before.get((kind, id), {}), after.get((kind, id), {}))]
        for field in {**was, **now}
        if was.get(field) != now.get(field)
    ]


def _shown(db: sqlite3.Connection, seen: dict[str, str]) -> dict[tuple[str, str], dict[str, Any]]:
    """What a reader sees of findings and entities."""
    return {(row["kind"], row["id"]): json.loads(row["fields"]) for row in db.execute(_SQL["shown"], seen)}


def _correction(db: sqlite3.Connection, row: sqlite3.Row) -> Correction:
    fields = {name: row[name] for name in ("judgement", "target", "made", "author", "reason")}
    return Correction(**fields, value=json.loads(row["value"]), anchors=anchors.kept(db, row["number"]))


def _given(numbers: Iterable[int]) -> dict[str, str]:
    return {"corrections": json.dumps(list(numbers))}

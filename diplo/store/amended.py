"""Findings and entities as people put them right, inside the transaction of whoever calls.

Rows hold what follows from all corrections, so that every question sees it at no cost; `overruled` holds what was
read. To apply corrections anew, what was read is restored first: so their result depends on nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplo import database, names
from diplo.store import anchors, identity, rulings, tallies
from diplo.store.rulings import Row, Ruling

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = database.statements(Path(__file__).with_name("amended.sql"))
_TABLES = {"time": "times", "event": "events", "quote": "quotes", "fact": "facts"}
_ENTITY_COLUMNS = ("place", "speaker", "subject")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that corrections are about: its id, its kind, and the number of its document."""

    id: str
    kind: str
    document: int


def settle(db: sqlite3.Connection, document: int) -> None:
    """Applies corrections to a document whose findings were just written, and those elsewhere that name its words."""
    if _has_corrections(db):
        touched = anchors.locate(db, document)
        entities = {*identity.of_document(db, document), *entities_of(db, touched)}
        settle_entities(db, entities)
        ignored = (row["id"] for row in db.execute(_SQL["with_ignored"], {"document": document}).fetchall())
        refresh(db, {*findings_of(db, touched), *ignored})
        mark_gone(db, touched)


def leave(db: sqlite3.Connection, document: int) -> set[int]:
    """Frees other documents from a document whose findings are about to go; `return_to` wants what it returns."""
    if not _has_corrections(db):
        return set()
    touched = anchors.leave(db, document)
    db.execute(_SQL["forget_overruled"], {"document": document})
    refresh(db, findings_of(db, touched))
    return touched


def return_to(db: sqlite3.Connection, document: int, touched: set[int], entities: Iterable[int]) -> None:
    """Applies, once a document's findings are gone, to others of its text and to its entities what was said there."""
    if _has_corrections(db):
        anchors.locate_elsewhere(db, document)
        settle_entities(db, {*entities, *entities_of(db, touched)})
        refresh(db, findings_of(db, touched))
        mark_gone(db, touched)


def findings_of(db: sqlite3.Connection, corrections: Iterable[int]) -> set[str]:
    """The ids of the findings that corrections of these numbers judge, where their words are there."""
    rows = db.execute(_SQL["findings_of"], {"corrections": json.dumps(list(corrections))})
    return {row["id"] for row in rows}


def entities_of(db: sqlite3.Connection, corrections: Iterable[int]) -> set[int]:
    """The numbers of the entities that corrections of these numbers judge."""
    rows = db.execute(_SQL["entities_of"], {"corrections": json.dumps(list(corrections))})
    return {row["entity"] for row in rows}


def refresh(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Makes findings what they were read as and what all corrections make of that; tallies stay right."""
    import sqlite_utils  # here, since programs that only look at documents must not wait for it

    tables = sqlite_utils.Database(db)
    by_document: dict[int, list[Found]] = defaultdict(list)
    for row in db.execute(_SQL["found"], {"ids": json.dumps(sorted(ids))}).fetchall():
        by_document[row["document"]].append(Found(row["id"], row["kind"], row["document"]))
    for document, found in by_document.items():
        with tallies.recounted(db, document):
            for finding in sorted(found, key=lambda one: (one.kind != "time", one.id)):
                _restore(tables, finding)
                _apply(tables, finding)


def settle_entities(db: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Gives entities what their appearances ask for and what people said of them."""
    given = {"entities": json.dumps(list(entities))}
    before = {row["number"] for row in db.execute(_SQL["ignored"], given)}
    for statement in ("kinds_as_read", "forget_given_names", "no_given_names"):
        db.execute(_SQL[statement], given)
    identity.settle(db, json.loads(given["entities"]))
    by_entity: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in db.execute(_SQL["entity_rulings"], given).fetchall():
        by_entity[row["entity"]].append(row)
    for entity, said in by_entity.items():
        _judge_entity(db, entity, said)
    changed = before ^ {row["number"] for row in db.execute(_SQL["ignored"], given)}
    rows = db.execute(_SQL["involving"], {"entities": json.dumps(list(changed))}).fetchall() if changed else ()
    refresh(db, {row["id"] for row in rows})


def _has_corrections(db: sqlite3.Connection) -> bool:
    return db.execute(_SQL["any"]).fetchone() is not None


def mark_gone(db: sqlite3.Connection, corrections: Iterable[int]) -> None:
    """Says of corrections whose words stand nowhere that they are not applied."""
    db.execute(_SQL["mark_gone"], {"corrections": json.dumps(list(corrections))})


def _judge_entity(db: sqlite3.Connection, entity: int, said: list[sqlite3.Row]) -> None:
    """Applies what people said of one entity; of two names or kinds the later counts."""
    last = {row["judgement"]: row["number"] for row in said}
    for row in said:
        value = json.loads(row["value"])
        if row["judgement"] != "entity alias":
            db.execute(_SQL[row["judgement"].replace(" ", "_")], {"entity": entity, **value})
        if "name" in value:
            _give_name(db, entity, value["name"])
        is_last = row["judgement"] == "entity alias" or last[row["judgement"]] == row["number"]
        _mark(db, row["number"], rulings.APPLIED if is_last else rulings.OVERRULED)


def _give_name(db: sqlite3.Connection, entity: int, name: str) -> None:
    """Lets an entity be found by a name that need not stand in any text."""
    folded = names.fold(name)
    given = {"entity": entity, "name": name, "folded": folded, "spelling": names.spelling_key(folded)}
    row = db.execute(_SQL["give_name"], given).fetchone()
    words = ({"word": w, "name": row["number"], "spelling": names.spelling_key(w)} for w in set(folded.split()))
    db.executemany(_SQL["give_word"], words)


def _restore(tables: Database, finding: Found) -> None:
    """Makes a finding again what it was read as."""
    kept = tables.conn.execute(_SQL["take_overruled"], {"id": finding.id}).fetchone()
    if kept is not None:
        row = json.loads(kept["row"]) if kept["row"] else None
        _write(tables, finding, _with_entities(tables.conn, finding, row, "entity_of"))


def _apply(tables: Database, finding: Found) -> None:
    """Makes a finding what corrections ask for, and keeps what was read where that is something else."""
    db = tables.conn
    said = _rulings(db, finding)
    read = _row(db, finding)
    base = _added(finding, said, db) if read is None else _with_days_of_time(db, read)
    ruled = rulings.ruled(base, said)
    ruled = rulings.without(ruled, _ignored_among(db, ruled))
    if ruled != read:
        row = _with_entities(db, finding, read, "appearance_of")
        kept = {"id": finding.id, "document": finding.document, "kind": finding.kind}
        tables.table("overruled").insert(kept | {"row": json.dumps(row) if row else None})
        _write(tables, finding, ruled)
    for number, state in rulings.states(said).items():
        _mark(db, number, state)


def _mark(db: sqlite3.Connection, correction: int, state: str) -> None:
    db.execute(_SQL["mark"], {"number": correction, "state": state})


def _rulings(db: sqlite3.Connection, finding: Found) -> list[Ruling]:
    """What people said of a finding, in the order in which they said it."""
    said = []
    for row in db.execute(_SQL["rulings"], {"id": finding.id}).fetchall():
        meant = {
            part["part"]: part["entity"] for part in db.execute(_SQL["meant"], {"correction": row["number"]}).fetchall()
        }
        said.append(Ruling(row["number"], row["judgement"], json.loads(row["value"]), meant))
    return said


def _row(db: sqlite3.Connection, finding: Found) -> Row | None:
    """The row of a finding as it is."""
    row = db.execute(_SQL[f"row_{finding.kind}"], {"id": finding.id}).fetchone()
    if row is None:
        return None
    fields = {name: row[name] for name in row.keys() if name != "listed"}  # noqa: SIM118 - a row of SQLite
    if finding.kind == "event":
        taking_part = db.execute(_SQL["participants"], {"event": row["number"]})
        fields["participants"] = sorted((one["entity"], one["role"]) for one in taking_part)
    return fields


def _added(finding: Found, said: list[Ruling], db: sqlite3.Connection) -> Row | None:
    """The bare row of an event that a person added, if that is one."""
    if not any(ruling.judgement == "event add" for ruling in said):
        return None
    row = db.execute(_SQL["added"], {"id": finding.id}).fetchone()
    return dict(row) | {"participants": []}


def _with_days_of_time(db: sqlite3.Connection, row: Row) -> Row:
    """An event moves with the time expression that dates it, where a person set that one."""
    if row.get("time") is None:
        return row
    time = db.execute(_SQL["time_by_hand"], {"time": row["time"]}).fetchone()
    return row | dict(time) if time else row


def _ignored_among(db: sqlite3.Connection, row: Row | None) -> frozenset[int]:
    if row is None:
        return frozenset()
    involved = [row.get(column) for column in _ENTITY_COLUMNS] + [one[0] for one in row.get("participants", ())]
    rows = db.execute(_SQL["ignored"], {"entities": json.dumps([one for one in involved if one is not None])})
    return frozenset(one["number"] for one in rows)


def _with_entities(db: sqlite3.Connection, finding: Found, row: Row | None, direction: str) -> Row | None:
    """The row with ids of appearances for the numbers of entities ("appearance_of"), or the reverse ("entity_of")."""
    if row is None:
        return None

    def other(one: Any) -> Any:
        if one is None:
            return None
        return db.execute(_SQL[direction], {"document": finding.document, "one": one}).fetchone()["other"]

    row = row | {column: other(row[column]) for column in _ENTITY_COLUMNS if column in row}
    if "participants" in row:
        row["participants"] = sorted((other(entity), role) for entity, role in row["participants"])
    return row


def _write(tables: Database, finding: Found, row: Row | None) -> None:
    """Makes a row stand so, or makes it go."""
    table, db = tables.table(_TABLES[finding.kind]), tables.conn
    there = db.execute(_SQL[f"row_{finding.kind}"], {"id": finding.id}).fetchone()
    if row is None:
        if there:
            table.delete(there["number"])
        return
    columns = {name: value for name, value in row.items() if name not in ("number", "participants")}
    if there:
        table.update(there["number"], columns)
    number = there["number"] if there else table.insert(columns).last_pk
    if "participants" in row:
        db.execute(_SQL["no_participants"], {"event": number})
        rows = ({"event": number, "entity": entity, "role": role} for entity, role in row["participants"])
        tables.table("participants").insert_all(rows)

"""Findings as people put them right, inside the transaction of whoever calls.

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

from diplo import database
from diplo.store import identity, tallies, utterances
from diplo.store.corrections import anchors, rulings, verdicts
from diplo.store.corrections.rulings import Meant, Row, Ruling

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = database.statements(Path(__file__).with_name("amended.sql"))
_DERIVED = {"utterance", "retold", "happening", "standing"}
"""Columns that other findings decide, too."""
_TABLES = {"time": "times", "event": "events", "quote": "quotes", "fact": "facts"}


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
        apply(db, touched)


def leave(db: sqlite3.Connection, document: int) -> set[int]:
    """Frees other documents from a document whose findings are about to go; `return_to` wants what it returns."""
    if not _has_corrections(db):
        return set()
    touched = anchors.leave(db, document)
    db.execute(_SQL["forget_overruled"], {"document": document})
    refresh(db, findings_of(db, touched))
    return touched


def return_to(db: sqlite3.Connection, document: int, touched: set[int]) -> None:
    """Applies, once a document's findings are gone, to others of its text and to its entities what was said there."""
    if _has_corrections(db):
        anchors.locate_elsewhere(db, document)
        apply(db, touched)


def apply(db: sqlite3.Connection, corrections: Iterable[int]) -> None:
    """Applies corrections of these numbers where their words are, and says of the others that these are gone."""
    if verdicts.are_among(db, corrections):
        verdicts.follow(db)
    identity.settle(db, entities_of(db, corrections))
    refresh(db, {*findings_of(db, corrections), *_out_of_place(db)})
    db.execute(_SQL["mark_gone"], {"corrections": json.dumps(list(corrections))})


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


def _has_corrections(db: sqlite3.Connection) -> bool:
    return db.execute(_SQL["any"]).fetchone() is not None


def _out_of_place(db: sqlite3.Connection) -> set[str]:
    """The findings that name somebody whom people ignore, and those without somebody whom they do not."""
    return {row["id"] for row in db.execute(_SQL["out_of_place"])}


def _restore(tables: Database, finding: Found) -> None:
    """Makes a finding again what it was read as."""
    kept = tables.conn.execute(_SQL["take_overruled"], {"id": finding.id}).fetchone()
    if kept is not None:
        row = json.loads(kept["row"]) if kept["row"] else None
        _write(tables, finding, row and _with_entities(tables.conn, row))


def _apply(tables: Database, finding: Found) -> None:
    """Makes a finding what corrections ask for, and keeps what was read where that is something else."""
    db = tables.conn
    said = _rulings(db, finding)
    read = _row(tables, finding)
    base = _added(finding, said, db) if read is None else _with_days_of_time(db, read)
    meant = rulings.ruled(base, said)
    ignored = _ignored_among(db, rulings.involved(meant))
    ruled = rulings.without(meant, frozenset(one.entity for one in ignored))
    if ruled != read:
        tables.table("overruled").insert(
            {
                "id": finding.id,
                "document": finding.document,
                "kind": finding.kind,
                "row": json.dumps(read) if read else None,
                "ignored": json.dumps(sorted(one.appearance for one in ignored)) if ignored else None,
            }
        )
        _write(tables, finding, ruled)
    for number, state in rulings.states(said).items():
        db.execute(_SQL["mark"], {"number": number, "state": state})


def _rulings(db: sqlite3.Connection, finding: Found) -> list[Ruling]:
    """What people said of a finding, in the order in which they said it."""
    said = []
    for row in db.execute(_SQL["rulings"], {"id": finding.id}).fetchall():
        rows = db.execute(_SQL["meant"], {"correction": row["number"]})
        meant = {one["part"]: Meant(one["appearance"], one["entity"]) for one in rows}
        said.append(Ruling(row["number"], row["judgement"], json.loads(row["value"]), meant))
    return said


def _row(tables: Database, finding: Found) -> Row | None:
    """The row of a finding as it is, without what the base derives from it."""
    db = tables.conn
    row = db.execute(_SQL[f"row_{finding.kind}"], {"id": finding.id}).fetchone()
    if row is None:
        return None
    columns = (column.name for column in tables.table(_TABLES[finding.kind]).columns)
    fields = {name: row[name] for name in columns if name not in _DERIVED}
    if finding.kind == "event":
        fields["participants"] = sorted(map(tuple, db.execute(_SQL["participants"], {"event": row["number"]})))
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


def _ignored_among(db: sqlite3.Connection, involved: set[Meant]) -> set[Meant]:
    rows = db.execute(_SQL["ignored"], {"entities": json.dumps(sorted({one.entity for one in involved}))})
    ignored = {row["number"] for row in rows}
    return {one for one in involved if one.entity in ignored}


def _with_entities(db: sqlite3.Connection, row: Row) -> Row:
    """A row that was kept, with whose its appearances are now."""

    def entity(appearance: int | None) -> Any:
        found = db.execute(_SQL["entity_of"], {"appearance": appearance}).fetchone()
        return found and found["entity"]

    fields = [field for field in rulings.ENTITY_FIELDS if field in row]
    row = row | {field: entity(row[f"{field}_appearance"]) for field in fields}
    if "participants" in row:
        row["participants"] = sorted((one, entity(one), role) for one, _, role in row["participants"])
    return row


def _write(tables: Database, finding: Found, row: Row | None) -> None:
    """Makes a row stand so, or makes it go."""
    table, db = tables.table(_TABLES[finding.kind]), tables.conn
    there = db.execute(_SQL[f"row_{finding.kind}"], {"id": finding.id}).fetchone()
    if row is None:
        if there:
            if finding.kind == "quote":
                utterances.leave(db, [there["number"]])
            table.delete(there["number"])
        return
    columns = {name: value for name, value in row.items() if name not in ("number", "participants")}
    if there:
        table.update(there["number"], columns)
    number = int(there["number"] if there else table.insert(columns).last_pk or 0)
    if finding.kind == "quote" and not there:
        utterances.join(db, [number])
    if "participants" in row:
        db.execute(_SQL["no_participants"], {"event": number})
        tables.table("participants").insert_all(
            {"event": number, "appearance": appearance, "entity": entity, "role": role}
            for appearance, entity, role in row["participants"]
        )

"""What documents were before other texts came under their ids: text, title, date, and what had been read from them.

Names in these findings are those of the document itself, so that they change only when it does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diplo import database
from diplo.records import Offsets

_SQL = database.statements(Path(__file__).with_name("versions.sql"))
_KINDS = ("events", "quotes", "facts")


@dataclass(frozen=True, slots=True)
class Version:
    """A text that a document had, or has, with its findings: `id`, `kind`, `start`, `end`, and what was read."""

    replaced: str | None
    """The moment when another text came; None of the text that it has now."""
    title: str | None
    date: str | None
    text: str
    sentences: Sequence[Offsets]
    findings: Sequence[Mapping[str, Any]]


def keep(db: sqlite3.Connection, document_id: str, run: int | None) -> None:
    """Keeps what a document is, before another text takes its place; inside the transaction of whoever calls."""
    row = db.execute(_SQL["carrier"], {"id": document_id}).fetchone()
    findings = json.dumps(_findings(db, row["carrier"]), ensure_ascii=False)
    db.execute(_SQL["keep"], {"document": row["number"], "run": run, "findings": findings})


def versions(db: sqlite3.Connection, document_id: str) -> list[Version]:
    """All texts that a document of the base has had, the first one first; the last is the one that it has."""
    row = db.execute(_SQL["carrier"], {"id": document_id}).fetchone()
    number = {"document": row["number"]}
    kept = [_version(one, json.loads(one["findings"])) for one in db.execute(_SQL["kept"], number)]
    current = db.execute(_SQL["current"], number).fetchone()
    return [*kept, _version(current, _findings(db, row["carrier"]))]


def _findings(db: sqlite3.Connection, carrier: int) -> list[dict[str, Any]]:
    return [dict(row) for kind in _KINDS for row in db.execute(_SQL[kind], {"carrier": carrier})]


def _version(row: sqlite3.Row, findings: Sequence[Mapping[str, Any]]) -> Version:
    fields = {field: row[field] for field in ("replaced", "title", "date", "text")}
    return Version(**fields, sentences=[(start, end) for start, end in json.loads(row["sentences"])], findings=findings)

"""A base of an older diplo becomes one of today's: texts and what people said of them move, findings are read anew."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from diplo import database
from diplo.store import stories

_MOVED: Mapping[str, Mapping[str, Any]] = {
    "documents": {"run": None, "stale": 1, "story": None},
    "versions": {},
    "corrections": {"state": "not applied: its words are gone", "appearance": None},
    "anchors": {"now": None, "there": None, "at": None},
}
"""The tables that hold what cannot be read anew, and what their columns are until it has been."""


def renew(path: Path) -> bool:
    """Makes a base of an older version one of this version, whole or not at all; whether it was one.

    Its documents are left stale, to be read and saved. Raises DatabaseError where the file cannot be used.
    """
    if not database.is_older(path):
        return False
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with database.clear_errors(path), closing(sqlite3.connect(path)) as old, closing(database.write(new)) as db:
        old.row_factory = sqlite3.Row
        old.execute("pragma wal_checkpoint(truncate)")
        with database.transaction(db):
            _move(old, db)
    os.replace(new, path)
    return True


def _move(old: sqlite3.Connection, db: sqlite3.Connection) -> None:
    import sqlite_utils  # here, since programs that only look at documents must not wait for it

    before, after = sqlite_utils.Database(old), sqlite_utils.Database(db)
    for name, fixed in _MOVED.items():
        if name in before.table_names():
            columns = {column.name for column in after.table(name).columns}
            after.table(name).insert_all(_rows(before, name, columns, fixed))
    for row in after.query("select number from documents order by number"):
        stories.join(db, row["number"])


def _rows(before: Any, name: str, columns: set[str], fixed: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of a table with the columns that there still are; a document before its copies."""
    order = "copy_of is not null" if name == "documents" else None
    for row in before.table(name).rows_where(order_by=order):
        kept = {column: value for column, value in row.items() if column in columns} | dict(fixed)
        if name == "documents" and row["copy_of"] is not None:
            kept["stale"] = row["stale"]
        yield kept

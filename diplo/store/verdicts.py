"""Which appearances people said to be one entity, or two: from corrections to the judgements that identity.py reads."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from diplo import database
from diplo.store import identity

_SQL = database.statements(Path(__file__).with_name("verdicts.sql"))


def are_among(db: sqlite3.Connection, corrections: Iterable[int]) -> bool:
    """Whether corrections of these numbers say who is one or two."""
    given = {"corrections": json.dumps(list(corrections))}
    return db.execute(_SQL["among"], given).fetchone() is not None


def follow(db: sqlite3.Connection) -> None:
    """Makes the judgements what corrections ask for, as far as their words are there, and arranges who that concerns.

    A correction that joins two whom another keeps apart is overruled: what is not the same stays so.
    """
    wanted, had = (
        {(row["one"], row["other"], row["verdict"]) for row in db.execute(_SQL[name])} for name in ("wanted", "had")
    )
    if wanted != had:
        db.executemany(_SQL["erase"], [one[:2] for one in had - wanted])
        db.executemany(_SQL["write"], sorted(wanted - had))
        identity.reconsider(db, {id for one in wanted ^ had for id in one[:2]})
    db.execute(_SQL["mark"])

"""What the base counts of entities and keeps in order of days, so that questions need not: tallies and the diary.

Both are derived from the rows of one document at a time, inside the transaction of whoever calls.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from diplo import database
from diplo.store import happenings

_SQL = database.statements(Path(__file__).with_name("tallies.sql"))


def count_in(db: sqlite3.Connection, document: int) -> None:
    """Counts the findings of a document whose rows are all there and were not counted."""
    for statement in ("write_diary", "tally", "tally_events", "widen_days"):
        db.execute(_SQL[statement], {"document": document, "sign": +1})
    _relist(db, happenings.join(db, document))


def count_out(db: sqlite3.Connection, document: int) -> list[int]:
    """Takes back what `count_in` counted while its rows are still there; the entities to `recount_days` of."""
    concerned = [row["entity"] for row in db.execute(_SQL["concerned"], {"document": document})]
    for statement in ("tally", "tally_events"):
        db.execute(_SQL[statement], {"document": document, "sign": -1})
    in_diary = db.execute(_SQL["in_diary"], {"document": document}).fetchall()
    db.executemany(_SQL["erase_diary"], map(dict, in_diary))
    _relist(db, happenings.leave(db, document))
    return concerned


def recount_days(db: sqlite3.Connection, entities: Iterable[int]) -> None:
    """The first and the last day of entities whose events became fewer or moved."""
    db.execute(_SQL["recount_days"], {"entities": json.dumps(list(entities))})


def _relist(db: sqlite3.Connection, events: Iterable[int]) -> None:
    """Settles which of several events that are one stands for them in each timeline; each counts there once."""
    given = {"events": json.dumps(list(events))}
    in_diary = db.execute(_SQL["of_events"], given).fetchall()
    moved: Counter[int] = Counter()
    for row in in_diary:
        if row["listed"] != row["right"]:
            db.execute(_SQL["list"], dict(row))
            moved[row["entity"]] += (row["right"] == 1) - (row["listed"] == 1)
    db.executemany(_SQL["count_events"], ({"entity": entity, "more": more} for entity, more in moved.items() if more))


@contextmanager
def recounted(db: sqlite3.Connection, document: int) -> Iterator[None]:
    """Inside, rows of a document may be changed; tallies and diary are right afterwards."""
    before = count_out(db, document)
    yield
    count_in(db, document)
    recount_days(db, before)

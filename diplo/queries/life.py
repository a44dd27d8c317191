"""The life of an event: what its reports, one after the other, changed of what was known of it."""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection

from diplo import queries
from diplo.queries import Row

AHEAD = frozenset({"planned", "possible"})
"""What can be said of an event only until it has been."""
_TURNS = {
    ("cancelled", "planned"): "back on",
    ("denied", "planned"): "back on",
    ("cancelled", "possible"): "possible again",
    ("cancelled", "happened"): "happened after all",
    ("denied", "happened"): "happened after all",
}
"""What a status is after another one, where it is more than the status."""


def life(db: Connection, event: str, as_of: str | None = None) -> Iterator[Row]:
    """The turns of an event by its id, each with the report that told it first; `reports` said the same until the next.

    A report of after the day that still speaks of a plan is none, and neither is one that says what is known.
    """
    turn: Row | None = None
    for row in queries.select(db, "tellings", event=event, as_of=as_of):
        if row["status"] in AHEAD and row["latest"] is not None and (row["written"] or "") > row["latest"]:
            continue
        if turn is not None and row["status"] == turn["status"]:
            turn["reports"] += 1
            continue
        if turn is not None:
            yield turn
        before = turn["status"] if turn else None
        turn = {"turn": _TURNS.get((before or "", row["status"]), row["status"]), "reports": 1, **row}
    if turn is not None:
        yield turn

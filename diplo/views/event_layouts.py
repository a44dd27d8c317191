"""What a reader sees of events: on a timeline, one by one as texts report them, and where these disagree."""

from __future__ import annotations

from collections.abc import Mapping

from diplo.views import cells, days
from diplo.views.columns import Column, Layout, field
from diplo.views.text import Cell, Row, cell


def _who(row: Row) -> Cell:
    return cell(", ".join(row["participants"]), "name")


EVENTS: Mapping[str, Layout] = {
    "timeline": Layout(
        (
            Column("date", cells.day, 22, 22),
            Column("event", cells.event, 20, 9),
            Column("status", cells.status, 9, 8),
            Column("who", _who, 60, 12),
            field("place", 24, 8, "place"),
            Column("reports", cells.reports, 18, 7),
            field("id", 12, 6, "id"),
        ),
        below=(Column("what", cells.sentence, 500, 20),),
    ),
    "single": Layout(
        (
            Column("date", cells.day, 22, 22),
            Column("event", cells.event, 20, 9),
            Column("who", _who, 60, 12),
            field("place", 24, 8, "place"),
            field("document", 24, 8),
            field("id", 12, 6, "id"),
        ),
        below=(Column("what", cells.sentence, 500, 20),),
    ),
    "tellings": Layout(
        (
            field("written", 10, 10, "date"),
            Column("status", cells.status, 9, 8),
            Column("date", cells.event_day, 22, 10),
            Column("who", _who, 60, 12),
            field("place", 24, 8, "place"),
            field("document", 24, 8),
            field("id", 12, 6, "id"),
        ),
        below=(Column("what", cells.sentence, 500, 20),),
    ),
    "life": Layout(
        (
            field("written", 10, 10, "date"),
            Column("turn", cells.turn, 18, 12),
            Column("date", cells.event_day, 22, 10),
            field("place", 24, 8, "place"),
            field("source", 24, 8),
            field("reports"),
            field("document", 24, 8),
            field("id", 12, 6, "id"),
        ),
        below=(Column("what", cells.sentence, 500, 20),),
    ),
    "check": Layout(
        (
            Column("date", lambda row: cell(days.window(row["earliest"], row["latest"]) or "", "date"), 22, 10),
            field("dispute", 8, 7, "type"),
            field("says", 24, 10, "place"),
            field("who", 40, 12, "name"),
            field("sources", 7, 7),
            field("document", 24, 8),
            field("id", 12, 6, "id"),
        ),
        below=(Column("what", cells.sentence, 500, 20),),
    ),
}

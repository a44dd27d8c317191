"""Windows of days as a reader sees them: never more precise than the words they were read from."""

from __future__ import annotations

from datetime import date

from diplo.calendar import Window
from diplo.calendar.drawn import drawn


def window(earliest: str | None, latest: str | None) -> str | None:
    """A window by its ends as `calendar.drawn` writes it: `2018-05-31`, `late May 2018`; None: both ends open."""
    return drawn(Window(*(date.fromisoformat(end) if end else None for end in (earliest, latest))))


def event_day(row: dict[str, str | None]) -> str:
    """When an event was, from the fields of its row: `~` before a day that only the story as a whole tells."""
    shown = said_day(row)
    if shown is not None:
        return shown
    side = {"happened": "by", "planned": "after"}.get(row["status"] or "")
    return f"{side} {spoken(row['written'])}" if side and row["written"] else "undated"


def said_day(row: dict[str, str | None]) -> str | None:
    """When something was said, drawn in the same way; None: not known."""
    shown = window(row["earliest"], row["latest"])
    return f"~{shown}" if shown is not None and row["dated_by"] == "narrative" else shown


def spoken(day: str | None) -> str | None:
    """An ISO day as people write it: `31 May 2018`."""
    return f"{date.fromisoformat(day).day} {date.fromisoformat(day):%b %Y}" if day else None

"""Windows of days as a reader sees them: never more precise than the words they were read from."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def window(earliest: str | None, latest: str | None) -> str | None:
    """`2018-05-31`, `2018-05`, `2018`, `2018-05-21..27`, `2018-05-28..06-03`, `..2018-05-31`; None: both ends open."""
    if earliest is None or latest is None:
        return f"{earliest or ''}..{latest or ''}" if earliest or latest else None
    first, last = _trimmed(earliest, latest)
    if first == last:
        return first
    shared = len(first) == len(last) and next((n for n in (8, 5) if n < len(last) and first[:n] == last[:n]), 0)
    return f"{first}..{last[shared:] if shared else last}"


def event_day(row: dict[str, str | None]) -> str:
    """When an event was, from the fields of its row: `~` before a day that only the story as a whole tells."""
    drawn = window(row["earliest"], row["latest"])
    if drawn is not None:
        return f"~{drawn}" if row["dated_by"] == "narrative" else drawn
    side = {"happened": "by", "planned": "after"}.get(row["status"] or "")
    return f"{side} {spoken(row['written'])}" if side and row["written"] else "undated"


def spoken(day: str | None) -> str | None:
    """An ISO day as people write it: `31 May 2018`."""
    return f"{date.fromisoformat(day).day} {date.fromisoformat(day):%b %Y}" if day else None


def _trimmed(earliest: str, latest: str) -> tuple[str, str]:
    """Both ends without the months and days that say nothing: whole months, whole years."""
    last = date.fromisoformat(latest)
    if not (earliest.endswith("-01") and last.day == monthrange(last.year, last.month)[1]):
        return earliest, latest
    if earliest.endswith("-01-01") and last.month == 12:
        return earliest[:4], latest[:4]
    return earliest[:7], latest[:7]

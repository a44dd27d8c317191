"""Windows of days as people write them, never more precise than the words they were read from."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache
from itertools import product

from diplo import knowledge
from diplo.calendar import Window, part_of, value_of, value_window

_UNITS = ("day", "month", "quarter", "season", "half", "year", "decade", "century")
_PARTED = ("month", "year", "decade", "century")
"""Units whose thirds have a name: "late May 2018". Those of others are months, or nothing that people say."""
_PARTS = ("early", "mid", "late")


def drawn(window: Window) -> str | None:
    """`2018-05-31`, `2018-05`, `late May 2018`, `Q2 2018`, `spring 2018`, `1990s`, `2018-05-21..27`; None: all open.

    What `typed.typed_window` reads back as the same window. A run of days that has no name is drawn by its ends.
    """
    first, last = window
    if first is None or last is None:
        return f"{first or ''}..{last or ''}" if first or last else None
    try:
        return _named(window, first) or _ends(first, last)
    except (ValueError, OverflowError):
        return _ends(first, last)


def _named(window: Window, first: date) -> str | None:
    for unit in _UNITS:
        value = value_of(first, unit)
        if value_window(value) == window:
            return _whole(unit, value)
    for unit, part in product(_PARTED, _PARTS):
        value = value_of(first, unit)
        whole = value_window(value)
        if whole and part_of(whole, part) == window:
            name = f"{first:%B} {first.year:04}" if unit == "month" else _whole(unit, value)
            return f"mid-{name}" if part == "mid" else f"{part} {name}"
    return None


def _whole(unit: str, value: str) -> str:
    """The name of a unit by its value."""
    year, _, part = value.partition("-")
    if unit in {"quarter", "half"}:
        return f"{part} {year}"
    if unit == "season":
        return f"{_seasons()[part]} {year}" + (f"/{(int(year) + 1) % 100:02}" if part == "WI" else "")
    if unit == "decade":
        return f"{value}0s"
    if unit == "century":
        return f"{_ordinal(int(value) + 1)} century"
    return value


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@cache
def _seasons() -> dict[str, str]:
    """The name of each season, the last where the list has several."""
    return {row["value"]: row["word"] for row in knowledge.table("times/words") if row["class"] == "SEASON"}


def _ends(first: date, last: date) -> str:
    """The first and the last day, month or year, the second without what both share: `2018-05-28..06-03`."""
    begin, end = first.isoformat(), last.isoformat()
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        size = 4 if first.month == 1 and last.month == 12 else 7
        begin, end = begin[:size], end[:size]
    shared = next((n for n in (8, 5) if n < len(end) and begin[:n] == end[:n]), 0)
    return f"{begin}..{end[shared:]}"

"""The days of feasts: fixed, counted from Easter, by weekday ("11-4TH-4"), or from the table of those that move."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from diplo import knowledge

_COUNTED = re.compile(r"(EASTER|ORTHODOX)([+-]\d+)?")
_NTH = re.compile(r"(\d\d)-(\d|LAST)TH-(\d)")
_JULIAN_LAG = 13
"""Days between the Julian and the Gregorian calendar from 1900 to 2099."""


def days_of(feast: str, year: int) -> tuple[date, date] | None:
    """The first and the last day of a feast in a year: "EASTER-2", "ORTHODOX", "11-4TH-4", "RAMADAN".

    None for what is no feast of these kinds ("05-31"). Raises ValueError where the table does not know the year, or
    knows two such feasts in it.
    """
    if counted := _COUNTED.fullmatch(feast):
        day = (_easter if counted[1] == "EASTER" else _orthodox_easter)(year) + timedelta(int(counted[2] or 0))
        return day, day
    if nth := _NTH.fullmatch(feast):
        day = _nth_weekday(year, int(nth[1]), nth[2], int(nth[3]))
        return day, day
    if feast not in _movable():
        return None
    held = [days for days in _movable()[feast] if days[0].year == year]
    if len(held) != 1:
        raise ValueError(f"{feast} was held {len(held)} times in {year}, as far as is known")
    return held[0]


def moves(feast: str) -> bool:
    """Whether this is a feast whose day differs from year to year."""
    return bool(_COUNTED.fullmatch(feast) or _NTH.fullmatch(feast)) or feast in _movable()


def held_near(feast: str, years: range) -> list[tuple[date, date]]:
    """Every time that a feast of the table is held in some years, in order; none for other feasts."""
    return [days for days in _movable().get(feast, ()) if days[0].year in years]


@cache
def _movable() -> Mapping[str, tuple[tuple[date, date], ...]]:
    found: dict[str, list[tuple[date, date]]] = {}
    for row in knowledge.table("times/feasts"):
        days = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        found.setdefault(row["feast"], []).append(days)
    return {feast: tuple(sorted(days)) for feast, days in found.items()}


def _nth_weekday(year: int, month: int, nth: str, number: int) -> date:
    if nth == "LAST":
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.isoweekday() - number) % 7)
    first = date(year, month, 1)
    return first + timedelta((number - first.isoweekday()) % 7 + 7 * (int(nth) - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    (i, k), m = divmod(c, 4), (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches, as the Gregorian calendar counts (Meeus's Julian algorithm)."""
    if not 1900 <= year <= 2099:
        raise ValueError(f"Orthodox Easter of {year} is not known")
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(_JULIAN_LAG)

"""Days as texts write them: read only where they can be mistaken for no other.

Days in figures alone are read where day and month cannot be taken for one another (31/05/2018, 05/05/2018, but not
05/06/2018), and a weekday must be that of its day.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from diplo import knowledge

_CENTURIES = range(1500, 2200)
"""Years in which texts are written; four figures outside them are something else."""
_AFTER_DAY = r"(?:T\d.*|,?\s*\d{1,2}[:.]\d\d.*|,?\s+at\s.*)?$"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?"


class DayOfYear(NamedTuple):
    """A day whose year is not said."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day} {date(2000, self.month, 1):%B}"


def read_day(text: str) -> str | None:
    """The ISO day that a whole string says, a time of day after it aside; None if it says none, or not surely."""
    return said(text.strip(), "", _AFTER_DAY)


def said(text: str, before: str, after: str) -> str | None:
    """The day at the head of a text, if nothing else stands before and after it than these patterns allow."""
    matches = (pattern.match(text) for pattern in _patterns(before, after))
    return next((day for match in matches if match and (day := _day(match))), None)


def looks_like_day(text: str, before: str, after: str) -> bool:
    """Whether it has the form of a day between these patterns, though there be no such day, or two: 05/06/2018."""
    unsure = re.compile(rf"{before}\d\d?[/-]\d\d?[/-]\d{{4}}(?!\d){after}", re.S)
    return any(pattern.match(text) for pattern in (*_patterns(before, after), unsure))


def said_without_year(text: str, before: str, after: str) -> DayOfYear | None:
    """The same for a day without its year."""
    for pattern in _patterns(before, after, has_year=False):
        if match := pattern.match(text):
            month, day = _months()[match["month"].lower()], int(match["d"])
            if iso(2000, month, day):
                return DayOfYear(month, day)
    return None


def iso(year: int, month: int, day: int) -> str | None:
    """The day in ISO form; None where there is no such day, or no text is that old."""
    try:
        return date(year, month, day).isoformat() if year in _CENTURIES else None
    except ValueError:
        return None


def weekday_names() -> str:
    """A pattern of all names of weekdays."""
    return "|".join(sorted(_weekdays(), key=len, reverse=True))


@cache
def _patterns(before: str, after: str, has_year: bool = True) -> tuple[re.Pattern[str], ...]:
    """The ways to write a day that can be mistaken for nothing else, between what must stand before and after it."""
    months = "|".join(sorted(_months(), key=len, reverse=True))
    weekday = rf"(?:(?P<weekday>{weekday_names()})\.?,?\s+)?"
    ordinal = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    by_name = (
        rf"{weekday}(?:the\s+)?{ordinal}\.?[\s-]+(?:of\s+)?(?P<month>{months})\b\.?",
        rf"{weekday}(?P<month>{months})\.?\s+{ordinal}",
    )
    if not has_year:
        return tuple(re.compile(rf"{before}(?i:{way})(?![\w]|,?\s+\d){after}") for way in by_name)
    ways = (
        r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)",
        r"(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>\d{4})",
        r"(?P<d>1[3-9]|2\d|3[01])/(?P<m>\d\d?)/(?P<y>\d{4})",
        r"(?P<m>\d\d?)/(?P<d>1[3-9]|2\d|3[01])/(?P<y>\d{4})",
        r"(?P<d>\d\d?)/(?P<m>(?P=d))/(?P<y>\d{4})",
        rf"{by_name[0]},?[\s-]+(?P<y>\d{{4}})",
        rf"{by_name[1]}(?:,\s*|\s+)(?P<y>\d{{4}})",
        rf"{by_name[1]}\s+{_CLOCK}\s+(?:[A-Z]{{2,5}}\s+)?(?P<y>\d{{4}})",
    )
    return tuple(re.compile(rf"{before}(?i:{way})(?!\d){after}", re.S) for way in ways)


def _day(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    month = _months()[found["month"].lower()] if found.get("month") else int(found["m"])
    day = iso(int(found["y"]), month, int(found["d"]))
    name = found.get("weekday")
    if day and name and date.fromisoformat(day).isoweekday() != _weekdays()[name.lower()]:
        return None
    return day


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in knowledge.table("times/words") if row["class"] == "MONTH"}


@cache
def _weekdays() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in knowledge.table("times/words") if row["class"] == "WEEKDAY"}

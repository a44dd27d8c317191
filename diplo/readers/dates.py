"""The day on which a text was written: what it says of itself, never a guess and never the clock.

In this order: the document's own metadata, `--date`, the file's name, a line of its own under the headline
("Thursday, 31 May 2018"), a dateline ("BAGHDAD, Iraq (AP), March 6, 2003 --"). Where two disagree, the first counts and
a note says so. Days written in figures alone are read only where day and month cannot be mistaken for one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from diplo import knowledge
from diplo.records import Document

_NAMES = {
    "metadata": "the date in its metadata",
    "option": "--date",
    "file name": "the date in the file's name",
    "date line": "the date under the headline",
    "dateline": "the date in its dateline",
}
"""Where a date of writing can come from, the first that is there counts, and what notes call it."""
_HEADER_LINES = 8
_HEADER_LENGTH = 100
_PARAGRAPHS = 4
_HEAD = 5000
"""Characters of a text among which its head is looked for."""
_CENTURIES = range(1500, 2200)
"""Years in which texts are written; four figures outside them are something else."""

_IN_NAME = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})(?P<s>[-_.]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)"
    r"|(?P<d2>\d\d?)(?P<t>[-_.])(?P<m2>\d\d?)(?P=t)(?P<y2>\d{4}))(?!\d)"
)
_LABEL = re.compile(r"(?:(?:first|last)\s+)?(published|posted|date|updated|modified)\b\s*(?:on|at)?\s*:?\s*", re.I)
_PARTS = re.compile(r"\s+[|·•–—-]\s+")
"""What stands between the parts of a line such as "Published 31 May 2018 | Updated 2 June 2018"."""
_PLACE = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}"
_BEFORE_LINE = rf"(?:By\s.*,\s*)?(?:{_PLACE},\s+){{0,2}}(?:on\s+)?"
_AFTER_LINE = r"(?:[,;]?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[aApP]\.?[mM]\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?)?\.?$"
_BEFORE_DATELINE = rf"(?:{_PLACE}(?:,\s+{_PLACE})?(?:,\s*(?:\([^)]*\),?\s*)?|\s*\([^)]*\),?\s*)|[A-Z]{{3,}}\s+)"
_AFTER_DATELINE = r",?\s*(?:\([^)]*\)\s*)?(?:--?|[–—:])"
"""What may stand before and after a day in a date line, and must in a dateline."""
_AFTER_DAY = r"(?:T\d.*|,?\s*\d{1,2}[:.]\d\d.*|,?\s+at\s.*)?$"


@cache
def _patterns(before: str, after: str) -> tuple[re.Pattern[str], ...]:
    """The ways to write a day that can be mistaken for nothing else, between what must stand before and after it."""
    months = "|".join(sorted(_months(), key=len, reverse=True))
    weekdays = "|".join(sorted(knowledge.words("times/words", **{"class": "WEEKDAY"}), key=len, reverse=True))
    weekday = rf"(?:(?:{weekdays})\.?,?\s+)?"
    ordinal = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    ways = (
        r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)",
        r"(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>\d{4})",
        r"(?P<d>1[3-9]|2\d|3[01])/(?P<m>\d\d?)/(?P<y>\d{4})",
        r"(?P<m>\d\d?)/(?P<d>1[3-9]|2\d|3[01])/(?P<y>\d{4})",
        rf"{weekday}(?:the\s+)?{ordinal}\.?[\s-]+(?:of\s+)?(?P<month>{months})\.?,?[\s-]+(?P<y>\d{{4}})",
        rf"{weekday}(?P<month>{months})\.?\s+{ordinal}(?:,\s*|\s+)(?P<y>\d{{4}})",
    )
    return tuple(re.compile(rf"{before}(?i:{way})(?!\d){after}", re.S) for way in ways)


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in knowledge.table("times/words") if row["class"] == "MONTH"}


def read_day(text: str) -> str | None:
    """The ISO day that a whole string says, a time of day after it aside; None if it says none, or not surely."""
    return _said(text.strip(), "", _AFTER_DAY)


def _said(text: str, before: str, after: str) -> str | None:
    """The day at the head of a text, if nothing else stands before and after it than may."""
    matches = (pattern.match(text) for pattern in _patterns(before, after))
    return next((day for match in matches if match and (day := _day(match))), None)


def _day(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    month = _months()[found["month"].lower()] if found.get("month") else int(found["m"])
    return _iso(int(found["y"]), month, int(found["d"]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in _CENTURIES else None
    except ValueError:
        return None


def described_date(value: Any) -> tuple[str | None, tuple[str, ...]]:
    """The day that metadata give, whatever type they have, and a note if it is none."""
    if value is None or value == "":
        return None, ()
    if isinstance(value, datetime):
        return value.date().isoformat(), ()
    if isinstance(value, date):
        return value.isoformat(), ()
    day = read_day(str(value)) if isinstance(value, str | int) else None
    return day, () if day else (f"Its metadata give {str(value)[:40]!r} as the date, which names no day for sure.",)


def date_document(document: Document, name: str, option: str | None) -> Document:
    """The document with its date of writing, where that comes from, and notes on dates that disagree."""
    days = dict(_days(document, name, option))
    if not days:
        return document
    first = next(origin for origin in _NAMES if origin in days)
    notes = tuple(
        f"{_NAMES[origin][0].upper()}{_NAMES[origin][1:]}, {days[origin]}, differs from {_NAMES[first]},"
        f" {days[first]}, which was used."
        for origin in _NAMES
        if days.get(origin, days[first]) != days[first]
    )
    return replace(document, date=days[first], date_from=first, notes=document.notes + notes)


def _days(document: Document, name: str, option: str | None) -> Iterator[tuple[str, str]]:
    candidates = (
        ("metadata", document.date),
        ("option", option),
        ("file name", day_in_name(name)),
        ("date line", day_under_headline(document.text)),
        ("dateline", day_in_dateline(document.text)),
    )
    return ((origin, day) for origin, day in candidates if day is not None)


def day_in_name(name: str) -> str | None:
    """The one day that a file's name gives: `2018-05-31-talks.txt`, `20180531.txt`, `talks 31.05.2018.txt`."""
    days = set()
    for match in _IN_NAME.finditer(PurePosixPath(name).name):
        if match["y"]:
            days.add(_iso(int(match["y"]), int(match["m"]), int(match["d"])))
        elif match["t"] == "." or int(match["d2"]) > 12:
            days.add(_iso(int(match["y2"]), int(match["m2"]), int(match["d2"])))
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def is_date_line(line: str) -> bool:
    """Whether a line says a day and nothing else but where, and by whom, it was written."""
    return any(True for _ in _days_of_line(line))


def _days_of_line(line: str) -> Iterator[tuple[str, bool]]:
    """The days of a date line, each with whether it is that of an update."""
    if len(line) > _HEADER_LENGTH:
        return
    for part in _PARTS.split(line.strip(" \t*_#()[]")):
        label = _LABEL.match(part)
        day = _said(part[label.end() :] if label else part, _BEFORE_LINE, _AFTER_LINE)
        if day is not None:
            yield day, bool(label and label[1].lower() in {"updated", "modified"})


def day_under_headline(text: str) -> str | None:
    """The day of the one date line among the first lines; the day of publication goes before that of an update."""
    found = [day for line in _first_lines(text, _HEADER_LINES) for day in _days_of_line(line)]
    for wanted in (False, True):
        days = {day for day, is_update in found if is_update is wanted}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def day_in_dateline(text: str) -> str | None:
    """The day that a dateline gives with its year, at the head of one of the first paragraphs."""
    days = (_said(line, _BEFORE_DATELINE, _AFTER_DATELINE) for line in _first_lines(text, _PARAGRAPHS))
    return next((day for day in days if day is not None), None)


def _first_lines(text: str, count: int) -> Iterator[str]:
    """The first lines with anything on them."""
    return islice((line for line in text[:_HEAD].splitlines() if line.strip()), count)

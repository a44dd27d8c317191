"""The day on which a text was written: what it says of itself, never a guess and never the clock.

In this order: the document's own metadata, `--date`, the file's name, a date line or wire header in its head
("Thursday, 31 May 2018"), a dateline ("BAGHDAD, Iraq (AP), March 6, 2003 --"). Where two disagree, the first counts and
a note says so. A dateline without a year settles no date, not even together with a copyright line, which often tells
the year of the page and not of the text: it is checked against a date known otherwise, or a note says what it gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from diplo import calendar
from diplo.readers import heads
from diplo.readers.days import iso, read_day
from diplo.records import Document

_NAMES = {
    "metadata": "the date in its metadata",
    "option": "--date",
    "file name": "the date in the file's name",
    "date line": "the date in its head",
    "dateline": "the date in its dateline",
}
"""Where a date of writing can come from, the first that is there counts, and what notes call it."""
_NEAR = 3
"""Days by which a dateline may precede, or follow, the day of writing without a note."""
_IN_NAME = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})(?P<s>[-_.]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)"
    r"|(?P<d2>\d\d?)(?P<t>[-_.])(?P<m2>\d\d?)(?P=t)(?P<y2>\d{4}))(?!\d)"
)


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
    lines = heads.days_under_headline(document.text)
    days = dict(_days(document, name, option, lines))
    origin = next((origin for origin in _NAMES if origin in days), None)
    day = days[origin] if origin else None
    conflicts = _conflicts(days, origin, lines) if origin else ()
    notes = (*conflicts, *_on_lines(document.text, lines), *_on_dateline(document.text, day, origin))
    return replace(document, date=day, date_from=origin, date_notes=(*document.date_notes, *notes))


def _days(
    document: Document, name: str, option: str | None, lines: tuple[heads.Line, ...]
) -> Iterator[tuple[str, str]]:
    candidates = (
        ("metadata", document.date),
        ("option", option),
        ("file name", day_in_name(name)),
        ("date line", lines[0].day if len(lines) == 1 else None),
        ("dateline", heads.day_in_dateline(document.text)),
    )
    return ((origin, day) for origin, day in candidates if day is not None)


def _conflicts(days: Mapping[str, str], used: str, lines: tuple[heads.Line, ...]) -> Iterator[str]:
    """A note on each date that differs from the one that counts; the day of an update may be later."""
    for origin in (origin for origin in _NAMES if days.get(origin, days[used]) != days[used]):
        if not (origin == "date line" and lines[0].may_be_later and days[origin] > days[used]):
            name = f"{_NAMES[origin][0].upper()}{_NAMES[origin][1:]}"
            yield f"{name}, {days[origin]}, differs from {_NAMES[used]}, {days[used]}, which was used."


def _on_lines(text: str, lines: tuple[heads.Line, ...]) -> Iterator[str]:
    """Why lines in the head that look like dates were not used."""
    for words in heads.unsure_days(text):
        yield f"Its head says {words!r}, which names no day for sure."
    if len(lines) > 1:
        yield f"Its head names several days, {' and '.join(line.day for line in lines)}: none of them was used."


def _on_dateline(text: str, day: str | None, origin: str | None) -> Iterator[str]:
    """What a dateline without a year tells: whether it fits the date, or what is missing for one."""
    found = heads.day_in_dateline_without_year(text)
    if found is None or origin == "dateline":
        return
    if day is not None:
        near = calendar.fill(f"XXXX-{found.month:02}-{found.day:02}", date.fromisoformat(day), "near")
        off = abs(date.fromisoformat(near) - date.fromisoformat(day)).days
        if off > _NEAR:
            yield f"Its dateline says {found}, {off} days from {_NAMES[origin or '']}, {day}, which was used."
        return
    year = heads.copyright_year(text)
    whole = iso(year, *found) if year else None
    hint = f"; if the {year} of its copyright line is its year, set {whole}" if whole else ""
    yield f"Its dateline says {found} without a year{hint}."


def day_in_name(name: str) -> str | None:
    """The one day that a file's name gives: `2018-05-31-talks.txt`, `20180531.txt`, `talks 31.05.2018.txt`."""
    days = set()
    for match in _IN_NAME.finditer(PurePosixPath(name).name):
        if match["y"]:
            days.add(iso(int(match["y"]), int(match["m"]), int(match["d"])))
        elif match["t"] == "." or int(match["d2"]) > 12:
            days.add(iso(int(match["y2"]), int(match["m2"]), int(match["d2"])))
    days.discard(None)
    return days.pop() if len(days) == 1 else None

"""What the head of a text says of its own day: date lines, wire headers, datelines, a copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from diplo import knowledge
from diplo.readers.days import DayOfYear, looks_like_day, said, said_without_year, weekday_names

_LINES = 8
_LENGTH = 100
_PARAGRAPHS = 4
_HEAD = 5000
"""Characters of a text among which its head is looked for."""
_BARE = re.compile(r"^[(\[]([^()\[\]]*)[)\]]$")
"""A line within parentheses."""
_NO_WEEKDAY = rf"(?!(?i:{weekday_names()})\b)"
_PLACE = rf"{_NO_WEEKDAY}[A-Z][\w.'’/-]*(?:\s[A-Z][\w.'’/-]*){{0,2}}"
_ZONE = r"\(?[A-Z]{2,5}\)?"
_CLOCK = rf"\d{{1,2}}[:.]\d\d(?::\d\d)?\s*(?:[aApP]\.?[mM]\.?)?(?:\s*{_ZONE})?|\d{{4}}\s*[A-Z]{{2,4}}"
_AROUND_LINE = (
    rf"(?:By\s.*,\s*)?(?:\(?[A-Z][A-Z/&]+\)?\s+)?(?:{_PLACE},\s+){{0,2}}(?:on\s+)?(?:(?:{_CLOCK})(?:,\s*|\s+))?",
    rf"(?:T\d\S*)?(?:\s+(?i:{weekday_names()})\b)?(?:[,;]?\s*(?:at\s+)?(?:{_CLOCK}))?"
    r"(?:\s+(?:[A-Z]\w+\s+)?Edition)?(?:\s*\([A-Z][\w ]*\))?\.?$",
)
_AROUND_DATELINE = (
    rf"(?:{_PLACE}(?:,\s+{_PLACE})?(?:,\s*(?:\([^)]*\),?\s*)?|\s*\([^)]*\),?\s*)|[A-Z]{{3,}}\.?\s+)",
    r"(?:,?\s*(?:\([^)]*\)\s*)?(?:--?|[–—:])|\.?\s*/[A-Z]\w+/|,\s*[A-Z]\w+\s+[–—-](?=\s))",
)
"""What may stand before and after a day in a date line, and must in a dateline."""
_OPENING = (_AROUND_DATELINE[0], rf"{_AROUND_DATELINE[1]}.*\s[a-z]")
"""A dateline with the words that it opens."""
_AGENCY = rf"\({_NO_WEEKDAY}[A-Z][\w&./ -]*\)"
_DASH = r"(?:--|[–—:-](?!\w))"
_DATELINES = (
    (
        rf"{_NO_WEEKDAY}[A-Z][A-Z/'’. -]{{2,}}(?:,\s+{_PLACE})?[,.]\s*(?:{_AGENCY},?\s*)?",
        rf"{_AROUND_DATELINE[1]}(?!\w)",
    ),
    (rf"(?:{_PLACE}(?:,\s+{_PLACE})?)?\s*{_AGENCY},?\s*", rf",?\s*{_DASH}"),
    (rf"(?:{_PLACE},\s+){{0,2}}", rf",?\s*{_AGENCY}\s*{_DASH}"),
)
"""The same where the dateline has no year: a place in capitals, or an agency in parentheses, tells that it is one."""
_SLUG = re.compile(r"[A-Z]{2,}\d*(?:[-/]{1,2}[A-Za-z]\w*)+/?(?:,\s*\d\w*(?:\s+Ld\S*)?|\s+\([A-Z]+ \d+\))?")
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)|copyright\b)[\s©]*(?:\(c\)\s*)?(\d{4})\b(?!:|\s*[-–,]\s*\d)", re.I)


class Line(NamedTuple):
    """A day that a line of its own gives, and whether it may be later than the day of writing."""

    day: str
    may_be_later: bool


def days_under_headline(text: str) -> tuple[Line, ...]:
    """The days of the date lines among the first lines; where one tells the day of writing, those alone."""
    lines = tuple(dict.fromkeys(day for line in _first_lines(text, _LINES) for day in _days_of_line(line)))
    return tuple(line for line in lines if not line.may_be_later) or lines


def unsure_days(text: str) -> tuple[str, ...]:
    """What stands in the head where a day would, but names none for sure: 05/06/2018, a weekday that does not fit."""
    parts = (words.strip() for line in _first_lines(text, _LINES) for words, _ in _parts(line))
    return tuple(words for words in parts if looks_like_day(words, *_AROUND_LINE) and not said(words, *_AROUND_LINE))


def day_in_dateline(text: str) -> str | None:
    """The day that a dateline gives with its year, at the head of one of the first paragraphs."""
    days = (said(line, *_AROUND_DATELINE) for line in _paragraphs(text))
    return next((day for day in days if day is not None), None)


def day_in_dateline_without_year(text: str) -> DayOfYear | None:
    """The day and month of a dateline that gives no year."""
    days = (said_without_year(line, *around) for line in _paragraphs(text) for around in _DATELINES)
    return next((day for day in days if day is not None), None)


def copyright_year(text: str) -> int | None:
    """The year of the one copyright line in the head; a run of years tells none."""
    years = {match[1] for line in _first_lines(text, _LINES) if (match := _COPYRIGHT.match(line))}
    return int(years.pop()) if len(years) == 1 else None


def is_header(line: str) -> bool:
    """Whether a line says a day and nothing else but where and by whom it was written, or is the slug of an agency."""
    parts = (words for words, _ in _parts(line))
    return any(looks_like_day(words, *_AROUND_LINE) for words in parts) or _SLUG.fullmatch(line.strip()) is not None


def _days_of_line(line: str) -> Iterator[Line]:
    for words, may_be_later in _parts(line):
        if (day := said(words, *_AROUND_LINE)) is not None:
            yield Line(day, may_be_later)


def _parts(line: str) -> Iterator[tuple[str, bool]]:
    """The parts of a short line, each without its label, and whether that tells a day that may be later."""
    line = _BARE.sub(r"\1", line.strip(" \t*_#"))
    for part in _between_parts().split(line) if len(line) <= _LENGTH and not looks_like_day(line, *_OPENING) else ():
        label = _label().match(part)
        tells = _labels()[re.sub(r"[\s-]+", " ", label[1].lower())] if label else ""
        yield part[label.end() :] if label else part, tells == "later"


@cache
def _label() -> re.Pattern[str]:
    """A label before a day: "Published on", "Load-Date:"."""
    return re.compile(rf"({_any_label()})\b\s*(?:on|at)?\s*:?\s*", re.I)


@cache
def _between_parts() -> re.Pattern[str]:
    """What parts a line: "Published 31 May 2018 | Updated 2 June 2018", "Byline: Anna Berg Pub-Date: 2018-05-31"."""
    return re.compile(rf"\s+[|·•–—-]\s+|\s+(?=(?:{_any_label()}):\s)", re.I)


def _any_label() -> str:
    return "|".join(re.sub(" ", r"[\\s-]+", label) for label in sorted(_labels(), key=len, reverse=True))


@cache
def _labels() -> dict[str, str]:
    return {row["label"]: row["tells"] for row in knowledge.table("times/labels")}


def _paragraphs(text: str) -> Iterator[str]:
    """The first lines that may begin with a dateline: those of the header are not counted."""
    return islice((line for line in _first_lines(text, 2 * _LINES) if not is_header(line)), _PARAGRAPHS)


def _first_lines(text: str, count: int) -> Iterator[str]:
    """The first lines with anything on them."""
    return islice((line for line in text[:_HEAD].splitlines() if line.strip()), count)

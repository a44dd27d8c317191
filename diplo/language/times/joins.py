"""Joins what a sentence says of one time in two places: clock times with their day, and the two ends of a range."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Span

from diplo import knowledge
from diplo.calendar import Window
from diplo.language.times.context import Reading, dated

_OF_YEAR = frozenset({"month", "month-day", "day-month"})
"""Rules for what may leave its year to the other end of a range."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Words with their reading and the rule that read them."""

    span: Span
    reading: Reading
    rule: str


def join_clocks(times: list[Resolved]) -> list[Resolved]:
    """Clock times take the day that the sentence names; "9 a.m. Tuesday" and "Tuesday, 9 a.m." are one expression."""
    days = [time for time in times if _is_day(time)]
    starts = [day.span.start for day in days]
    joined: list[Resolved] = []
    for time in times:
        after = bisect_left(starts, time.span.start)
        beside = days[max(after - 1, 0) : after + 1]
        day = min(beside, key=lambda d: abs(d.span.start - time.span.start), default=None)
        placed = _on_day(time, day) if day is not None and _lacks_day(time, day) else time
        before = joined[-1] if joined else None
        if before is not None and _is_clock(before) != _is_clock(time) and _are_adjacent(before, time):
            span = time.span.doc[before.span.start : time.span.end]
            joined[-1] = _as_one(span, time, before) if _is_clock(time) else _as_one(span, before, time)
        else:
            joined.append(placed)
    return joined


def _lacks_day(time: Resolved, day: Resolved) -> bool:
    """Whether a clock time has no day yet, or one in focus before the sentence named one behind it."""
    return _is_clock(time) and (time.reading.window is None or day.span.start > time.span.start)


def _is_clock(time: Resolved) -> bool:
    return time.rule.startswith("clock")


def _is_day(time: Resolved) -> bool:
    window = time.reading.window
    return not _is_clock(time) and window is not None and window.earliest == window.latest is not None


def _are_adjacent(first: Resolved, second: Resolved) -> bool:
    between = first.span.doc[first.span.end : second.span.start].text
    return between in {"", ","} and _is_day(second if _is_clock(first) else first)


def _on_day(clock: Resolved, day: Resolved) -> Resolved:
    """A clock time on a day that stands elsewhere in its sentence; the day's words are part of the arithmetic."""
    joined = _as_one(clock.span, clock, day)
    because = (f'"{day.span.text}"', *joined.reading.because)
    return replace(joined, reading=replace(joined.reading, because=because))


def _as_one(span: Span, clock: Resolved, day: Resolved) -> Resolved:
    value = f"{(day.reading.value or '')[:10]}{(clock.reading.value or '')[10:]}"
    reading = replace(clock.reading, value=value, window=day.reading.window, because=day.reading.because)
    return replace(clock, span=span, reading=reading)


def join_ranges(times: list[Resolved]) -> list[Resolved]:
    """ "between 2012 and 2014", "from Monday to Friday": both expressions get the window of the whole."""
    joined = list(times)
    for k, (before, last) in enumerate(pairwise(times)):
        if not _is_range(before, last):
            continue
        first = _in_year_of(before, last)
        begin = first.reading.window.earliest if first.reading.window else None
        end = last.reading.window.latest if last.reading.window else None
        if begin and end and begin <= end:
            for place, time in ((k, first), (k + 1, last)):
                because = (*time.reading.because, f"from {first.reading.value} to {last.reading.value}")
                reading = replace(time.reading, window=Window(begin, end), because=because)
                joined[place] = replace(time, reading=reading)
    return joined


def _in_year_of(first: Resolved, last: Resolved) -> Resolved:
    """ "from 30 April to 2 May 2017": the year that only the second end says is that of the first, too."""
    value, after = first.reading.value or "", last.reading.value or ""
    lacks_year = first.rule in _OF_YEAR and value[:4].isdigit() and value[:4] not in first.span.text
    if not lacks_year or not after[:4].isdigit() or after[:4] not in last.span.text:
        return first
    year = int(after[:4])
    for known in (year, year - 1):
        reading = dated(f"{known:04}{value[4:]}", f'"{last.span.text}"', kind=first.reading.type)
        if reading.window and last.reading.window and reading.window <= last.reading.window:
            return replace(first, reading=reading)
    return first


def _is_range(first: Resolved, last: Resolved) -> bool:
    doc = first.span.doc
    before = doc[first.span.start - 1].lower_ if first.span.start else ""
    return (before, doc[first.span.end : last.span.start].text.lower()) in _ranges()


@cache
def _ranges() -> frozenset[tuple[str, str]]:
    """Words before and between the ends of a range: "between" and "and"."""
    return frozenset((row["word"], row["value"]) for row in knowledge.table("times/cues") if row["cue"] == "range")

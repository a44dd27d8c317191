"""What a time expression is read against: the date of writing, the tense of its clause, the time in focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Span

from diplo.calendar import Side, Window, feasts, fill, in_year, value_window
from diplo.language.times.tense import Tenses
from diplo.records import TimeType

TIMED = frozenset({"second", "minute", "hour"})
"""Units below a day."""

_AHEAD = frozenset({"present", "future"})
_NEAR_DAY = 5
"""A day is in focus for so many sentences, unless the text moves on."""
_NEAR = 2
"""A time mentioned at most so many sentences ago is in focus."""


_LONGER = frozenset({"P6M", "P9M"})
"""Once figures are those of "the first nine months", "a year earlier" no longer means a quarter."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; `because` lists what the reading stands on, besides the words themselves."""

    type: TimeType
    value: str | None
    window: Window | None = None
    because: tuple[str, ...] = ()
    anchored: bool = True
    """Whether the value is a point that later expressions can count from."""


@dataclass(slots=True)
class Focus:
    """The times that a text has spoken of so far, as the number of their sentence and their value."""

    last: tuple[int, str] | None = None
    quoted: tuple[int, str] | None = None
    """The newest time that somebody quoted counted from the day of speaking; the narrative does not go there."""
    days: dict[Side, tuple[int, date]] = field(default_factory=dict)
    """The newest day on either side of the writing."""
    quarter: str | None = None
    year: tuple[int, int] | None = None

    def note(self, context: Context, reading: Reading, tells_year: bool) -> None:
        """Keeps the newest time, the last quarter that had ended, and the year that the main clause tells of."""
        sentence, written = context.sentence, context.written
        first, last = reading.window or (None, None)
        if reading.value in _LONGER:
            self.quarter = None
        if not reading.anchored or reading.value is None or reading.type == "DURATION" or not first or not last:
            return
        self._note_day(context, first, last)
        if context.is_quoted and context.wrote() in reading.because:
            self.quoted = (sentence, reading.value)
            return
        self.last = (sentence, reading.value)
        if "-Q" in reading.value and written is not None and last < written:
            self.quarter = max(self.quarter or "", reading.value)
        self.year = (sentence, first.year) if tells_year else None

    def _note_day(self, context: Context, first: date, last: date) -> None:
        """Keeps the newest day behind and ahead of the writing; a longer time told of by the main clause ends both."""
        if first == last and not context.is_quoted:
            ahead = context.written is not None and first > context.written
            self.days["future" if ahead else "past"] = (context.sentence, first)
        elif first != last and context.tenses.tells_main(context.span):
            self.days.clear()


@dataclass(slots=True)
class Context:
    """One expression's surroundings. Nothing here reads a clock: without a date of writing, readings stay open."""

    written: date | None
    focus: Focus
    sentence: int
    tenses: Tenses
    quoted: frozenset[int]
    """The tokens of the text that stand inside quotation marks."""
    span: Span

    @property
    def is_quoted(self) -> bool:
        """Whether somebody quoted says it."""
        return self.span.start in self.quoted

    def side(self) -> tuple[Side, str]:
        """Where to look from the date of writing, and why: back in the past tense, ahead in the present and future."""
        tense = self.tenses.of(self.span)
        if tense is None:
            return "near", ""
        if tense.name == "either":
            return "near", tense.because
        return "past" if tense.name == "past" else "future", tense.because

    def looks_ahead(self) -> bool:
        """Whether the clause itself speaks of the future; the present tense does not."""
        tense = self.tenses.of(self.span)
        return tense is not None and tense.name == "future"

    def resolve(self, template: str, side: Side | None = None, same: bool = True) -> Reading:
        """A template without a year, filled in from the time in focus, else from the date of writing and the tense."""
        if self.written is None:
            moves = feasts.moves(template.removeprefix("XXXX-"))
            return undated() if moves else Reading("DATE", template, anchored=False)
        year = self._year_in_focus()
        if side is None and year is not None:
            return dated(in_year(template, year), f"in focus {year}", self.side()[1])
        looked, because = (side, "") if side else self.side()
        return dated(fill(template, self.written, looked, same), self.wrote(), because)

    def wrote(self) -> str:
        """The date of writing, as the arithmetic shows it."""
        return f"written {self.written:%a %Y-%m-%d}" if self.written else ""

    def near(self) -> tuple[str, date, date] | None:
        """The value of the time in focus, with its first and last day, if one was mentioned shortly before."""
        times = (self.focus.quoted, self.focus.last) if self.is_quoted else (self.focus.last,)
        newest = max((time for time in times if time is not None), default=None)
        if newest is None or self.sentence - newest[0] > _NEAR:
            return None
        first, last = value_window(newest[1]) or (None, None)
        return (newest[1], first, last) if first and last else None

    def day_in_focus(self) -> date | None:
        """The day that the text tells of, on the side of the tense: for "at 10 p.m.", "in the evening"."""
        tense = self.tenses.of(self.span, heed_until=False)
        sentence, day = self.focus.days.get("future" if tense and tense.name in _AHEAD else "past", (None, None))
        return day if sentence is not None and self.sentence - sentence <= _NEAR_DAY else None

    def near_day(self) -> tuple[str, date, date] | None:
        """The time in focus, or, where that is longer than a day, the day that the text tells of."""
        near = self.near()
        day = self.day_in_focus() if near is None or near[1] != near[2] else None
        return (day.isoformat(), day, day) if day else near

    def _year_in_focus(self) -> int | None:
        """The past year that the main clause of this sentence, or of the one before, was last said to lie in."""
        if self.focus.year is None or self.written is None or self.sentence - self.focus.year[0] > 1:
            return None
        year = self.focus.year[1]
        return year if year < self.written.year and self.side()[0] == "past" else None


Meaning = Callable[..., Reading | None]


def dated(value: str, *because: str, kind: TimeType = "DATE") -> Reading:
    """A reading whose window is that of its value."""
    return Reading(kind, value, value_window(value), tuple(reason for reason in because if reason))


def undated() -> Reading:
    """A date that cannot be known, for want of a date of writing or of a time in focus."""
    return Reading("DATE", None, anchored=False)

"""What rules call for durations, sets and references, and what any expression may have: "late", "earlier", "about"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from diplo.calendar import Window, part_of, shift
from diplo.language.times.context import TIMED, Context, Meaning, Reading

_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "WE", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C",
}  # fmt: skip
_MULTIPLES = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year")}
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S"}


def in_years(number: int, unit: str) -> tuple[int, str]:
    """Decades and centuries counted in years, fortnights in weeks, other units as they are."""
    times, step = _MULTIPLES.get(unit, (1, unit))
    return number * times, step


def duration(context: Context, number: str, unit: str, half: str = "") -> Reading:
    """ "two years" is P2Y, "several weeks" PXW, "two and a half hours" PT2H30M, "two decades" P20Y."""
    if number.isdigit():
        count, unit = in_years(int(number), unit)
        number = str(count)
    extra = _HALVES.get(unit, "") if half else ""
    return Reading("DURATION", f"P{'T' if unit in TIMED else ''}{number}{_LETTERS[unit]}{extra}")


def stretch(context: Context, number: str, unit: str, direction: str) -> Reading:
    """ "the past two weeks", "the next three years": a duration that ends or begins with the date of writing."""
    reading = duration(context, number, unit)
    if context.written is None or unit in TIMED or not number.isdigit():
        return reading
    count, step = in_years(int(number), unit)
    other = shift(context.written, int(direction) * count, step)
    window = Window(min(other, context.written), max(other, context.written))
    return replace(reading, window=window, because=(context.wrote(),))


def repeated(context: Context, number: str, unit: str) -> Reading:
    """ "every week", "every four years"."""
    return replace(duration(context, number, unit), type="SET")


def named_set(context: Context, value: str) -> Reading:
    """ "daily", "every Thursday": a set whose value the words say."""
    return Reading("SET", value)


def reference(context: Context, value: str) -> Reading:
    """ "now", "recently", "the future": a reference without a window."""
    return Reading("DATE", value, anchored=False)


def edged(reading: Reading, part: str) -> Reading:
    """ "late May", "the end of the year": the value stays, the window shrinks."""
    return replace(reading, window=part_of(reading.window, part)) if reading.window else reading


def approximate(reading: Reading) -> Reading:
    """ "nearly two decades ago": no window, for the words do not tell how near."""
    return replace(reading, window=None, anchored=False) if reading.type == "DATE" else reading


def sooner(reading: Reading, which: str, written: date | None) -> Reading:
    """ "earlier this month", "later this year": the part of the window before, or after, the date of writing."""
    first, last = reading.window or (None, None)
    if written is None or first is None or last is None or not first <= written <= last or which == "within":
        return reading
    return replace(reading, window=Window(first, written) if which == "earlier" else Window(written, last))


def timed(reading: Reading, part: str) -> Reading:
    """ "Friday night": the value gets the part of the day."""
    return replace(reading, type="TIME", value=f"{reading.value}T{part}") if reading.value else reading


MEANINGS: dict[str, Meaning] = {
    "duration": duration, "named_set": named_set, "reference": reference, "repeated": repeated, "stretch": stretch,
}  # fmt: skip
"""What a rule may call."""

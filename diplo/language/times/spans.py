"""What rules call for durations, sets and references, and what any expression may have: "late", "earlier", "about"."""

from __future__ import annotations

from dataclasses import replace

from diplo.calendar import Window, part_of, shift
from diplo.language.times.context import TIMED, Context, Meaning, Reading

_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "WE", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C",
}  # fmt: skip
_MULTIPLES = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year")}
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S"}
_PARTS = {"early": "first part", "mid": "middle", "late": "last part", "begin": "beginning", "end": "end"}
_HALF_UNITS = {"minute": "PT30S", "hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
_QUARTER_UNITS = {"hour": "PT15M", "year": "P3M", "century": "P25Y"}


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


def fraction(context: Context, half: str, quarter: str) -> Reading | None:
    """ "half an hour" is PT30M, "a quarter of a century" P25Y."""
    value = _HALF_UNITS.get(half) if half and not quarter else _QUARTER_UNITS.get(quarter)
    return Reading("DURATION", value) if value else None


def stretch(context: Context, number: str, unit: str, direction: str, half: str = "") -> Reading:
    """ "the past two weeks", "the next three years": a duration that ends or begins with the date of writing."""
    reading = duration(context, number, unit, half)
    if context.written is None or unit in TIMED or not number.isdigit():
        return reading
    count, step = in_years(int(number), unit)
    other = shift(context.written, int(direction) * count, step)
    if half and step == "year":
        other = shift(other, int(direction) * 6, "month")
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
    if reading.window is None:
        return reading
    window = part_of(reading.window, part)
    return replace(reading, window=window, because=(*reading.because, f"its {_PARTS[part]}"))


def approximate(reading: Reading, word: str) -> Reading:
    """ "nearly two decades ago": no window, for the words do not tell how near."""
    if reading.type != "DATE":
        return reading
    return replace(reading, window=None, anchored=False, because=(*reading.because, word))


def sooner(reading: Reading, which: str, context: Context) -> Reading:
    """ "earlier this month", "later this year": the part of the window before, or after, the date of writing."""
    first, last = reading.window or (None, None)
    written = context.written
    if written is None or first is None or last is None or not first <= written <= last or which == "within":
        return reading
    window = Window(first, written) if which == "earlier" else Window(written, last)
    known = () if context.wrote() in reading.because else (context.wrote(),)
    return replace(reading, window=window, because=(*reading.because, *known, f"{which} than it"))


def timed(reading: Reading, part: str) -> Reading:
    """ "Friday night": the value gets the part of the day."""
    return replace(reading, type="TIME", value=f"{reading.value}T{part}") if reading.value else reading


MEANINGS: dict[str, Meaning] = {
    "duration": duration, "fraction": fraction, "named_set": named_set, "reference": reference, "repeated": repeated,
    "stretch": stretch,
}  # fmt: skip
"""What a rule may call."""

"""What rules call for dates that name a day, month, quarter or year, or the date of writing: "May 31", "last week".

Each function takes a context and the values of words as strings, "" for words that an optional part of the pattern left
out, and gives None where the words cannot mean a time ("Feb. 30").
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diplo import knowledge
from diplo.calendar import Side, Window, in_year, shift, value_of, value_window, weekday
from diplo.language.times.context import TIMED, Context, Meaning, Reading, dated, undated


def day(context: Context, year: str, month: str, number: str, weekday: str = "") -> Reading | None:
    """ "May 31, 2018", "Thursday, May 31", "May 2018", "May"; a year of two digits is 1930 to 2029."""
    rest = f"{month.zfill(2)}-{number.zfill(2)}" if number else month.zfill(2)
    if value_window(f"2000-{rest}") is None:
        return None
    if len(year) == 2:
        year = f"20{year}" if int(year) < 30 else f"19{year}"
    if weekday and not year:
        year = _year_with(context, rest, int(weekday))
    reading = period(context, year, rest)
    return reading if reading.window or not year else None


def _year_with(context: Context, rest: str, number: int) -> str:
    """The year next to that of writing in which a day falls on a weekday, "" if it does in none of them."""
    if context.written is None:
        return ""
    for year in (context.written.year, context.written.year - 1, context.written.year + 1):
        window = value_window(f"{year}-{rest}")
        if window and window.earliest and window.earliest.isoweekday() == number:
            return str(year)
    return ""


def slashed(context: Context, first: str, second: str, year: str) -> Reading | None:
    """ "05/31/2018" is American; where that is no day, "31/05/2018"."""
    return day(context, year, first, second) or day(context, year, second, first)


def dotted(context: Context, digits: str) -> Reading | None:
    """ "31.05.2018"."""
    number, month, year = digits.split(".")
    return day(context, year, month, number)


def days(context: Context, year: str, month: str, first: str, last: str) -> Reading | None:
    """ "May 3-5", "3-5 May 2018": one run of days."""
    begin, end = day(context, year, month, first), day(context, year, month, last)
    if begin is None or end is None or begin.value is None or int(first) >= int(last):
        return None
    return dated(f"{begin.value}/{begin.value[:8]}{last.zfill(2)}", *begin.because)


def years(context: Context, first: str, last: str) -> Reading | None:
    """ "2012-2014", "2017-18"."""
    last = first[:2] + last if len(last) == 2 else last
    return dated(f"{first}/{last}") if int(first) < int(last) <= int(first) + 100 else None


def period(context: Context, year: str, rest: str) -> Reading:
    """A month, day, season or half of a year: of the year named, else of the year in focus, else by tense."""
    return dated(in_year(f"XXXX-{rest}", int(year))) if year else context.resolve(f"XXXX-{rest}")


def period_of(context: Context, rest: str, direction: str) -> Reading:
    """ "May last year", "this year's third quarter": counted from the year of writing."""
    if context.written is None:
        return Reading("DATE", f"XXXX-{rest}", anchored=False)
    return dated(in_year(f"XXXX-{rest}", context.written.year + int(direction)), context.wrote())


def period_directed(context: Context, rest: str, direction: str) -> Reading:
    """ "last May" is never the one that the day of writing lies in, "this fall" always is; "Easter" goes by tense."""
    if not direction:
        return context.resolve(f"XXXX-{rest}")
    if direction == "0":
        return _this(context, rest)
    return context.resolve(f"XXXX-{rest}", "past" if direction == "-1" else "future", same=False)


def _this(context: Context, rest: str) -> Reading:
    """ "this summer": of the year of writing, or, in the past tense before it has come, of the year before."""
    reading = period_of(context, rest, "0")
    first = reading.window.earliest if reading.window else None
    side, because = context.side()
    if first is None or context.written is None or side != "past" or first <= context.written:
        return reading
    last_one = period_of(context, rest, "-1")
    return replace(last_one, because=(*last_one.because, because))


def unit_of_month(context: Context, year: str, month: str, ordinal: str, unit: str) -> Reading | None:
    """ "the first week of May" is the 1st to the 7th, "the last day of July" the 31st; no ordinal means the last."""
    size = {"day": 1, "week": 7}.get(unit)
    whole = period(context, year, month)
    first, last = whole.window or (None, None)
    if size is None or first is None or last is None:
        return None
    begin = first + timedelta((int(ordinal) - 1) * size) if ordinal else last - timedelta(size - 1)
    end = begin + timedelta(size - 1)
    if end > last:
        return None
    middle = value_of(begin + timedelta(size // 2), unit)
    return replace(dated(middle, *whole.because), window=Window(begin, end))


def quarter(context: Context, number: str, year: str) -> Reading | None:
    """ "the third quarter": the one going on or just ended, else by tense."""
    if number not in {"1", "2", "3", "4"}:
        return None
    if year or context.written is None:
        return period(context, year, f"Q{number}")
    for back in (0, 1):
        value = value_of(shift(context.written, -back, "quarter"), "quarter")
        if value.endswith(number):
            return dated(value, context.wrote())
    return context.resolve(f"XXXX-Q{number}")


def quarter_ending(context: Context, month: str) -> Reading | None:
    """ "the quarter ended Sept. 30": three months; the value is the calendar's quarter that holds most of them."""
    middle = int(month) - 1 or 12
    reading = quarter(context, str((middle + 2) // 3), "")
    first, last = (reading.window if reading else None) or (None, None)
    if reading is None or first is None or last is None or int(month) % 3 == 0:
        return reading
    begin = shift(first, 1 if int(month) % 3 == 1 else -1, "month")
    return replace(reading, window=Window(begin, shift(begin, 3, "month") - timedelta(1)))


def value(context: Context, text: str) -> Reading:
    """A value that the words say in full: "1990", "the 1990s"."""
    return dated(text)


def half_of_century(context: Context, ordinal: str, half: str) -> Reading | None:
    """ "the first half of the 20th century": its first fifty years."""
    reading = century(context, ordinal)
    first, last = (reading.window if reading else None) or (None, None)
    if reading is None or first is None or last is None:
        return None
    middle = shift(first, 5, "decade")
    window = Window(first, middle - timedelta(1)) if half == "H1" else Window(middle, last)
    return replace(reading, window=window)


def named_day(context: Context, rest: str) -> Reading | None:
    """ "the September 11 attacks": a day that an event made a name."""
    row = next((r for r in knowledge.table("times/days") if r["day"] == rest), None)
    return dated(row["date"]) if row else None


def century(context: Context, ordinal: str) -> Reading | None:
    return dated(f"{int(ordinal) - 1:02}") if 1 <= int(ordinal) <= 21 else None


def weekday_past(context: Context, number: str) -> Reading | None:
    """ "Thursday" in the past tense, or with no tense to go by: the last one, or the day of writing itself."""
    if context.written is None:
        return Reading("DATE", f"XXXX-WXX-{number}", anchored=False)
    side, because = _side_of_weekday(context, number)
    if side == "future":
        return None
    return dated(weekday(context.written, int(number), "past").isoformat(), context.wrote(), because)


def weekday_future(context: Context, number: str) -> Reading | None:
    """ "Thursday" in the future tense: the next one, or the day of writing itself."""
    side, because = _side_of_weekday(context, number)
    if context.written is None or side != "future":
        return None
    return dated(weekday(context.written, int(number), "future").isoformat(), context.wrote(), because)


def _side_of_weekday(context: Context, number: str) -> tuple[Side, str]:
    """The side of the tense; for a plan in the past perfect, that of the nearest such weekday."""
    side, because = context.side()
    if side == "near" and because and context.written is not None:
        near = weekday(context.written, int(number), "near")
        side = "future" if near > context.written else "past"
    return side, because


def weekday_directed(context: Context, number: str, direction: str) -> Reading | None:
    """ "last Thursday", "next Thursday": never the day of writing; "this Thursday": by tense."""
    if direction == "0" or context.written is None:
        return weekday_past(context, number) or weekday_future(context, number)
    near = weekday(context.written, int(number), "past" if direction == "-1" else "future", same=False)
    return dated(near.isoformat(), context.wrote())


def weekday_week(context: Context, number: str) -> Reading:
    """ "Tuesday week", "next Tuesday week": a week after the coming Tuesday."""
    if context.written is None:
        return Reading("DATE", f"XXXX-WXX-{number}", anchored=False)
    day = weekday(context.written, int(number), "future", same=False) + timedelta(7)
    return dated(day.isoformat(), context.wrote(), "a week after")


def weekday_of_week(context: Context, number: str, direction: str) -> Reading:
    """ "Monday of last week"."""
    if context.written is None:
        return Reading("DATE", f"XXXX-WXX-{number}", anchored=False)
    monday = shift(context.written, int(direction), "week") - timedelta(context.written.weekday())
    return dated((monday + timedelta(int(number) - 1)).isoformat(), context.wrote())


def dayword(context: Context, offset: str) -> Reading:
    """ "today", "yesterday"."""
    if context.written is None:
        return undated()
    return dated((context.written + timedelta(int(offset))).isoformat(), context.wrote())


def unit(context: Context, direction: str, name: str) -> Reading | None:
    """ "last week", "this year", "next month": the calendar's unit, not so many days."""
    if name in TIMED or name == "day":
        return None
    if context.written is None:
        return undated()
    return dated(value_of(shift(context.written, int(direction), name), name), context.wrote())


def turn(context: Context, name: str) -> Reading | None:
    """ "the turn of the century": some time about the beginning of the one of writing."""
    reading = unit(context, "0", name)
    return replace(reading, window=None, anchored=False) if reading else None


def unit_past(context: Context, name: str) -> Reading | None:
    """ "the past year": the value is the unit before, the window the days up to the date of writing."""
    reading = unit(context, "-1", name)
    if reading is None or context.written is None:
        return reading
    return replace(reading, window=Window(shift(context.written, -1, name), context.written))


def weekend(context: Context) -> Reading:
    """ "the weekend": by tense the last or the coming one; on its own days it is this one."""
    if context.written is None:
        return undated()
    side, because = context.side()
    saturday = weekday(context.written, 6, "future" if side == "future" else "past")
    return dated(value_of(saturday, "weekend"), context.wrote(), because)


MEANINGS: dict[str, Meaning] = {
    "century": century, "day": day, "days": days, "dayword": dayword, "dotted": dotted,
    "half_of_century": half_of_century, "named_day": named_day,
    "period": period, "period_directed": period_directed, "period_of": period_of, "quarter": quarter,
    "quarter_ending": quarter_ending, "slashed": slashed, "turn": turn, "unit": unit, "unit_of_month": unit_of_month,
    "unit_past": unit_past, "value": value, "weekday_directed": weekday_directed, "weekday_future": weekday_future,
    "weekday_of_week": weekday_of_week, "weekday_past": weekday_past, "weekday_week": weekday_week,
    "weekend": weekend, "years": years,
}  # fmt: skip
"""What a rule may call."""

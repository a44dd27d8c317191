"""What rules call for dates counted from another: "two weeks ago", "a month later", "that year", "the 12th"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from diplo.calendar import Side, fill, in_year, shift, value_of, value_window, weekday
from diplo.language.times.context import TIMED, Context, Meaning, Reading, dated, undated
from diplo.language.times.dates import period
from diplo.language.times.dates import unit as unit_near
from diplo.language.times.spans import duration, in_years

_SIZES = ("day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century")


def ago(context: Context, number: str, unit: str) -> Reading:
    """ "two weeks ago": the whole week, month or year in which it was; "a few years ago" is PAST_REF."""
    return _away(context, number, unit, -1)


def ahead(context: Context, number: str, unit: str) -> Reading:
    """ "two years from now"."""
    return _away(context, number, unit, 1)


def in_future(context: Context, number: str, unit: str) -> Reading | None:
    """ "will meet in two weeks": a date where the clause looks ahead, elsewhere a duration ("first in 18 years")."""
    return ahead(context, number, unit) if unit not in TIMED and context.looks_ahead() else None


def _away(context: Context, number: str, unit: str, sign: int) -> Reading:
    if not number.isdigit() or context.written is None or unit in TIMED:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", anchored=False)
    count, step = in_years(int(number), unit)
    reading = dated(value_of(shift(context.written, sign * count, step), step), context.wrote())
    return reading if unit in {step, "fortnight"} else replace(reading, window=None, anchored=False)


def later(context: Context, number: str, unit: str, sign: str) -> Reading | None:
    """ "two days later", "a month earlier": counted from the time in focus; without one it is a duration."""
    near = context.near_day() if unit == "day" else context.near()
    if near is None or not number.isdigit() or unit in TIMED:
        return duration(context, number, unit)
    value, first, last = near
    count, step = in_years(int(number), unit)
    if _is_coarser(value, step):
        return duration(context, number, unit)
    kept = _unit_of(value) if step == "year" or (step == "week" and _unit_of(value) == "day") else step
    return dated(value_of(shift(first if sign == "-1" else last, int(sign) * count, step), kept), f"in focus {value}")


def later_by_one(context: Context, unit: str, sign: str) -> Reading | None:
    """ "the day before", "the year after", with nothing behind: one unit from the time in focus."""
    reading = later(context, "1", unit, sign)
    return reading if reading and reading.type == "DATE" else None


def _unit_of(value: str) -> str:
    """The unit of a value: "quarter" of "2018-Q2"."""
    for mark, unit in (("-WE", "weekend"), ("-W", "week"), ("-Q", "quarter"), ("-H", "half")):
        if mark in value:
            return unit
    return {2: "century", 3: "decade", 4: "year", 7: "month"}.get(len(value), "day")


def _is_coarser(value: str, unit: str) -> bool:
    """Whether nothing can be said of the unit beside or in a value: the day after "May 2018" is no day."""
    return unit in _SIZES and _SIZES.index(_unit_of(value)) > _SIZES.index(unit)


def beside(context: Context, direction: str, unit: str) -> Reading | None:
    """ "the following day", "the previous month": the unit beside the one in focus."""
    near = context.near_day() if unit == "day" else context.near()
    if unit in TIMED:
        return None
    if near is None and unit != "day" and direction == "-1":
        return unit_near(context, direction, unit)
    if near is None or _is_coarser(near[0], unit):
        return undated()
    base = near[1] if direction == "-1" else near[2]
    return dated(value_of(shift(base, int(direction), unit), unit), f"in focus {near[0]}")


def in_the_day(context: Context) -> Reading:
    """ "later in the day": of the day that was spoken of just before."""
    near = context.near()
    if near is None or near[1] != near[2]:
        return undated()
    return dated(near[1].isoformat(), f"in focus {near[0]}")


def same_in_year(context: Context, rest: str) -> Reading | None:
    """ "that winter", "that March": of the year in focus, or the first that ends after the day in focus."""
    near = context.near()
    if near is None:
        return None
    value, first, _ = near
    found = in_year(f"XXXX-{rest}", first.year) if _unit_of(value) == "year" else fill(f"XXXX-{rest}", first, "future")
    return dated(found, f"in focus {value}")


def beside_in_year(context: Context, rest: str, direction: str) -> Reading:
    """ "the following spring", "the previous March"."""
    near = context.near()
    if near is None:
        return undated()
    side: Side = "past" if direction == "-1" else "future"
    found = fill(f"XXXX-{rest}", near[1] if side == "past" else near[2], side, same=False)
    return dated(found, f"in focus {near[0]}")


def next_in_past(context: Context, unit: str) -> Reading | None:
    """ "the next day" in the past tense follows the time in focus; elsewhere "next" looks from the day of writing."""
    side, because = context.side()
    reading = beside(context, "1", unit) if side != "future" and context.near() else None
    return replace(reading, because=(*reading.because, *([because] if because else []))) if reading else None


def same(context: Context, unit: str) -> Reading | None:
    """ "that year", "the same day": the unit that the time in focus lies in."""
    near = context.near_day() if unit == "day" else context.near()
    if unit in TIMED:
        return None
    if near is None or _is_coarser(near[0], unit):
        return undated()
    return dated(value_of(near[1], unit), f"in focus {near[0]}")


def day_of_month(context: Context, number: str) -> Reading | None:
    """ "the 12th": the one nearest to the time in focus, else to the date of writing, on the side of the tense."""
    if context.written is None:
        return Reading("DATE", f"XXXX-XX-{number.zfill(2)}", anchored=False)
    near = context.near()
    base, because = (near[1], f"in focus {near[0]}") if near else (context.written, context.wrote())
    side, tense = ("near", "") if near else context.side()
    known = [day for n in (-1, 0, 1) if (day := _in_month(shift(base.replace(day=1), n, "month"), number))]
    fitting = [day for day in known if side == "near" or (day <= base if side == "past" else day >= base)]
    best = min(fitting, key=lambda day: abs((day - base).days), default=None)
    return dated(best.isoformat(), because, tense) if best else None


def _in_month(first: date, number: str) -> date | None:
    window = value_window(f"{value_of(first, 'month')}-{number.zfill(2)}")
    return window.earliest if window else None


def year_ago(context: Context, word: str) -> Reading | None:
    """ "a year earlier", "the year-ago period": a year before the quarter that the text is about, else last year."""
    quarter = context.focus.quarter
    if quarter is None:
        near = context.near()
        counts_on = near is not None and word == "earlier" and _unit_of(near[0]) == "day"
        reading = later(context, "1", "year", "-1") if counts_on else ago(context, "1", "year")
        return replace(reading, anchored=False) if reading else None
    return quarter_in(context, str(int(quarter[:4]) - 1))


def quarter_in(context: Context, year: str) -> Reading:
    """ "the 1988 quarter": the quarter that the text is about, in another year."""
    quarter = context.focus.quarter
    if quarter is None:
        return dated(year)
    return replace(dated(f"{year}{quarter[4:]}", f"in focus {quarter}"), anchored=False)


def this_quarter(context: Context) -> Reading | None:
    """ "the quarter", "the latest period": the quarter that the text is about, else the last that had ended."""
    quarter = context.focus.quarter
    return dated(quarter, f"in focus {quarter}") if quarter else unit_near(context, "-1", "quarter")


def week_of(context: Context, year: str, month: str, number: str) -> Reading | None:
    """ "the week of March 6"."""
    rest = f"{month}-{number.zfill(2)}"
    reading = context.resolve(f"XXXX-{rest}") if not year else dated(f"{year}-{rest}")
    if reading.window is None or reading.window.earliest is None:
        return None
    return dated(value_of(reading.window.earliest, "week"), *reading.because)


def weekday_beside(context: Context, number: str, direction: str) -> Reading:
    """ "the following Monday", "the previous Friday": from the time in focus, or back from the writing."""
    near = context.near()
    side: Side = "past" if direction == "-1" else "future"
    if near is not None:
        base, because = near[1] if side == "past" else near[2], f"in focus {near[0]}"
    elif context.written is not None and side == "past":
        base, because = context.written, context.wrote()
    else:
        return Reading("DATE", f"XXXX-WXX-{number}", anchored=False)
    return dated(weekday(base, int(number), side, same=False).isoformat(), because)


def this_time(context: Context, direction: str) -> Reading:
    """ "this time last year": the month of writing, in another year."""
    if context.written is None:
        return undated()
    return dated(value_of(shift(context.written, int(direction), "year"), "month"), context.wrote())


def eve(context: Context, year: str, feast: str, month: str, number: str) -> Reading | None:
    """ "the eve of Good Friday", "the eve of 1 May": the day before."""
    reading = period(context, year, feast or f"{month}-{number.zfill(2)}")
    first = reading.window.earliest if reading.window else None
    return dated((first - timedelta(1)).isoformat(), *reading.because) if first else None


MEANINGS: dict[str, Meaning] = {
    "ago": ago, "ahead": ahead, "beside": beside, "beside_in_year": beside_in_year, "day_of_month": day_of_month,
    "eve": eve, "in_future": in_future, "in_the_day": in_the_day, "later": later,
    "later_by_one": later_by_one, "next_in_past": next_in_past,
    "quarter_in": quarter_in, "same": same, "same_in_year": same_in_year, "this_quarter": this_quarter,
    "this_time": this_time, "week_of": week_of, "weekday_beside": weekday_beside, "year_ago": year_ago,
}  # fmt: skip
"""What a rule may call."""

"""Windows of whole days: what a TIMEX3 value means, and the arithmetic of days. Knows no spaCy and reads no clock.

`typed.py` reads what a person types for a window, `drawn.py` writes it as a person would; each undoes the other.
A value that lacks its year or its week is a template: "XXXX-05-31", "XXXX-Q3", "XXXX-WXX-4"; `fill` completes it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from diplo.calendar import feasts


class Window(NamedTuple):
    """The tightest run of whole days that words allow, both ends included; None is an open end."""

    earliest: date | None
    latest: date | None


Side = Literal["past", "future", "near"]

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7}
_FAR = {"past": 300, "future": 330}
_VALUE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T.*)?|(?P<month>\d{4}-\d\d)(?:-XX)?"
    r"|(?P<year>\d{4})(?:-XX(?:-XX)?|-(?P<part>W\d\d?(?:-WE|-\d)?|Q\d|H\d|SP|SU|FA|AU|WI)(?:T\w+)?)?"
    r"|(?P<decade>\d{3})X?|(?P<century>\d\d)(?:XX)?"
)


def value_window(value: str) -> Window | None:
    """The days of a TIMEX3 DATE or TIME value: a day, week, month, quarter, half, season, year, decade or century.

    "2018-05-03/2018-05-05" is a range. None for PRESENT_REF, durations, sets, templates, and what is no date.
    """
    if "/" in value:
        first, last = (value_window(end) for end in value.split("/", 1))
        return Window(first.earliest, last.latest) if first and last else None
    match = _VALUE.fullmatch(value)
    try:
        return _matched_window(match) if match else None
    except (ValueError, OverflowError):
        return None


def _matched_window(match: re.Match[str]) -> Window:
    """Raises ValueError, or OverflowError, where the calendar has no such day."""
    if match["day"]:
        return Window(date.fromisoformat(match["day"]), date.fromisoformat(match["day"]))
    if match["month"]:
        return _months(int(match["month"][:4]), int(match["month"][5:]), 1)
    if match["decade"]:
        return _months(int(match["decade"]) * 10, 1, 120)
    if match["century"]:
        return _months(int(match["century"]) * 100, 1, 1200)
    year, part = int(match["year"]), match["part"]
    if part is None:
        return _months(year, 1, 12)
    if part in _SEASONS:
        return _months(year, _SEASONS[part], 3)
    if part[0] == "W":
        return _days_of_week(year, part)
    size = {"Q": 3, "H": 6}[part[0]]
    return _months(year, (int(part[1]) - 1) * size + 1, size)


def _days_of_week(year: int, part: str) -> Window:
    week, _, days = part[1:].partition("-")
    monday = date.fromisocalendar(year, int(week), 1)
    if days == "WE":
        return Window(monday + timedelta(5), monday + timedelta(6))
    if days:
        day = date.fromisocalendar(year, int(week), int(days))
        return Window(day, day)
    return Window(monday, monday + timedelta(6))


def _months(year: int, month: int, count: int) -> Window:
    """From the first of a month to the last day of the last of `count` months."""
    first = date(year, month, 1)
    return Window(first, shift(first, count, "month") - timedelta(1))


def shift(day: date, count: int, unit: str) -> date:
    """The day that lies so many units later, or earlier; the 31st becomes a month's last day.

    Raises ValueError for units below a day, and it or OverflowError where the calendar ends.
    """
    if unit in _DAYS:
        return day + timedelta(count * _DAYS[unit])
    if unit not in _MONTHS:
        raise ValueError(f"no unit of days: {unit}")
    months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def value_of(day: date, unit: str) -> str:
    """The value of the unit that a day lies in: "2018-W22" for the week of 2018-05-31."""
    year, week, _ = day.isocalendar()
    winter = day.year - (day.month < 3)
    values = {
        "day": day.isoformat(),
        "week": f"{year}-W{week:02}",
        "weekend": f"{year}-W{week:02}-WE",
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "season": f"{winter:04}-{('WI', 'SP', 'SU', 'FA')[day.month % 12 // 3]}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }
    return values[unit]


def weekday(day: date, number: int, side: Side, same: bool = True) -> date:
    """The nearest such weekday (Monday is 1) before or after a day; the day itself counts only where `same`."""
    back = (day.isoweekday() - number) % 7
    if back == 0:
        return day if same else day + timedelta(7 if side == "future" else -7)
    return day + timedelta(7 - back if side == "future" or (side == "near" and back > 3) else -back)


def fill(template: str, day: date, side: Side, same: bool = True) -> str:
    """A template with the year that puts it last before, first after, or nearest to a day.

    Where not `same`, a period that the day lies in does not count, and `side` is obeyed; otherwise what is more than
    `_FAR` days off on that side gives way to the other: nobody writes "Jan. 3" in December for the one past.
    """
    known = list(_years(template, day))
    if side == "past":
        known = [item for item in known if (item[1] <= day if same else item[2] < day)][-1:] or known
    elif side == "future":
        known = [item for item in known if (item[2] >= day if same else item[1] > day)][:1] or known
    best = min(known, key=lambda item: _distance(day, *item[1:]), default=None)
    if (
        best is not None
        and same
        and side != "near"
        and "-02-29" not in template
        and _distance(day, *best[1:]) > _FAR[side]
    ):
        return fill(template, day, "near")
    return best[0] if best else template


def _distance(day: date, first: date, last: date) -> int:
    return max((first - day).days, (day - last).days, 0)


def _years(template: str, day: date) -> Iterator[tuple[str, date, date]]:
    years = range(day.year - 4, day.year + 5) if "-02-29" in template else range(day.year - 1, day.year + 2)
    if held := feasts.held_near(template.removeprefix("XXXX-"), years):
        yield from ((_run(*days), *days) for days in held)
        return
    for year in years:
        value = in_year(template, year) if 0 < year < 10000 else template
        window = value_window(value)
        if window and window.earliest and window.latest:
            yield value, window.earliest, window.latest


def in_year(template: str, year: int) -> str:
    """A template in a given year, and a feast ("XXXX-EASTER-2") as its day or its days; raises ValueError, too."""
    days = feasts.days_of(template.removeprefix("XXXX-"), year)
    return _run(*days) if days else template.replace("XXXX", f"{year:04}", 1)


def _run(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def part_of(window: Window, part: str) -> Window:
    """The early, middle or late third of a window; its beginning or end is a third, too, but of a year a quarter."""
    first, last = window
    if first is None or last is None:
        return window
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    unit, count = ("month", months) if months > 1 and first.day == 1 else ("day", (last - first).days + 1)
    parts = 4 if part in {"begin", "end"} and unit == "month" and count >= 12 else 3
    starts = {"mid": count // 3, "late": count * 2 // 3, "end": count * (parts - 1) // parts}
    ends = {"early": -(-count // 3), "mid": -(-count * 2 // 3), "begin": -(-count // parts)}
    begin, after = starts.get(part, 0), ends.get(part)
    return Window(shift(first, begin, unit), shift(first, after, unit) - timedelta(1) if after else last)

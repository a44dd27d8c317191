"""Moves the days that an article names by whole weeks, so that every weekday stays what it was."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

MONTHS = {
    **{name: number for number, name in enumerate(calendar.month_name) if name},
    **{f"{name}.": number for number, name in enumerate(calendar.month_abbr) if name and name != "May"},
    "Sept.": 9,
}
_NAME = rf"(?P<month>{'|'.join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True))})"
_DAY = r"(?P<day>\d{1,2})(?P<th>st|nd|rd|th)?"
_YEAR = r"(?P<year>,? \d{4})?"
_MONTH_DAY = re.compile(rf"\b{_NAME}(?P<gap>\)?\s+){_DAY}(?!\d){_YEAR}")
_DAY_MONTH = re.compile(rf"\b{_DAY}(?P<gap> (?:of )?){_NAME}(?!\w){_YEAR}")
_MONTH = re.compile(
    rf"\b(?P<before>(?:in|since|until|by|late|early|mid|last|next) |mid-){_NAME}(?!\w|\)?\s+\d{{1,2}}\b){_YEAR}"
)
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
FARTHEST = 20
"""Weeks at most; years that stand in the text stay, so the day of writing stays in its year."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How far days move, and the day of writing that dates without a year are read from."""

    written: date
    weeks: int

    @classmethod
    def choose(cls, written: date, random: Random) -> Shift:
        """Any number of weeks that leaves the year as it is."""
        weeks = [n for n in range(-FARTHEST, FARTHEST + 1) if n]
        return cls(written, random.choice([n for n in weeks if (written + timedelta(weeks=n)).year == written.year]))

    def day(self, day: date) -> date:
        """The day, moved."""
        return day + timedelta(weeks=self.weeks)

    def window(self, first: date, last: date) -> tuple[date, date]:
        """The window, moved: whole years stay, whole months move by months, all else by weeks."""
        after = last + timedelta(days=1)
        if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1):
            return first, last
        if first.day == after.day == 1:
            return self._month(first), self._month(after) - timedelta(days=1)
        return self.day(first), self.day(last)

    def text(self, text: str) -> str:
        """The text with its dates moved; those without a year are taken for the ones nearest to the day of writing."""
        text = _MONTH.sub(self._move_month, text)
        text = _DAY_MONTH.sub(lambda match: self._move_day(match, "{day}{th}{gap}{month}{year}"), text)
        text = _MONTH_DAY.sub(lambda match: self._move_day(match, "{month}{gap}{day}{th}{year}"), text)
        return _ISO.sub(lambda match: str(self.day(date.fromisoformat(match.group()))), text)

    def _month(self, first: date) -> date:
        months = first.year * 12 + first.month - 1 + self.day(self.written).month - self.written.month
        return date(months // 12, months % 12 + 1, 1)

    def _move_month(self, match: re.Match[str]) -> str:
        stated = match["year"]
        moved = self._month(date(int(stated[-4:]) if stated else self.written.year, MONTHS[match["month"]], 1))
        return f"{match['before']}{_like(match['month'], moved.month)}{_year_like(stated, moved)}"

    def _move_day(self, match: re.Match[str], form: str) -> str:
        day, month = int(match["day"]), MONTHS[match["month"]]
        stated = match["year"]
        years = [int(stated[-4:])] if stated else [self.written.year + n for n in (-1, 0, 1)]
        days = [date(year, month, day) for year in years if 1 <= day <= calendar.monthrange(year, month)[1]]
        if not days:
            return match.group()
        moved = self.day(min(days, key=lambda candidate: abs(candidate - self.written)))
        return form.format(
            day=moved.day,
            th=_ordinal(moved.day) if match["th"] else "",
            gap=match["gap"],
            month=_like(match["month"], moved.month),
            year=_year_like(stated, moved),
        )


def _like(name: str, month: int) -> str:
    """The name of a month, written in full or short as the other was."""
    return f"{calendar.month_abbr[month]}." if name.endswith(".") and month != 5 else calendar.month_name[month]


def _year_like(stated: str | None, moved: date) -> str:
    """The year, with the comma or blank that it had, where one was stated."""
    return f"{stated[:-4]}{moved.year}" if stated else ""


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")

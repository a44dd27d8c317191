"""What a person types for a time: ISO 8601, EDTF, "late May 2018", "last week", and whatever `drawn.py` writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache

from diplo import knowledge
from diplo.calendar import Side, Window, fill, part_of, shift, value_of, value_window, weekday

Found = Mapping[str, str]
"""The words of a shape by their kind, as values: {"MONTH": "05", "YEAR": "2018"}."""

_TELLING = frozenset({"MONTH", "WEEKDAY", "DAYWORD", "UNIT", "UNITS", "PART"})
_SHORT_UNITS = frozenset({"second", "minute", "hour"})
_FILLING = frozenset({"the", "of", "in", "on"})
_SAID_APART = re.compile(r"(?<=[a-z])-(?=\w)|,|(?<=[a-z])\.(?= |$)")
_FIGURES = re.compile(r"([0-9]{4})([-/])(\d\d?)(?:\2(\d\d?))?|(\d\d?)([-/.])(\d\d?)\6([0-9]{4})", re.ASCII)
_EDTF = re.compile(r"(?!\d{4}'?s$)(?:\d{3}[\dx]|\d\dxx|\.\.|/)[^ ]*", re.ASCII)


def typed_window(text: str, as_of: date) -> Window | None:
    """The days that are meant: "2018-05-31", "2018-05~", "mid-2018", "Q2 2018", "the 1990s", "two weeks ago".

    Relative words count from `as_of`; what lacks a year is the last one. What only dateparser covers is one day.
    None for what is no date, or not surely one: 05/06/2018 is May or June.
    """
    words = " ".join(text.casefold().replace("–", "-").removeprefix("~").split())
    if ".." in words and "/" not in words:
        return _ends(words, as_of)
    if figures := _FIGURES.fullmatch(re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", words)):
        return _in_figures(figures)
    if _EDTF.fullmatch(words):
        return _edtf(words.upper())
    words = _SAID_APART.sub(" ", words)
    try:
        return _named([word for word in words.split() if word not in _FILLING], as_of) or _parsed(words, as_of)
    except (ValueError, OverflowError, LookupError):
        return None


def _ends(text: str, as_of: date) -> Window | None:
    """ "2018-05-21..27", "2018-05..", "..2018-05-31": the second end may leave out what it shares with the first."""
    first, _, last = text.partition("..")
    if re.fullmatch(r"[\d-]+", last) and len(last) < len(first):
        last = first[: -len(last)] + last
    return _between(first, last, lambda end: typed_window(end, as_of) if ".." not in end else None)


def _between(first: str, last: str, read: Callable[[str], Window | None]) -> Window | None:
    """From the beginning of one time to the end of another; an end that is not given is open."""
    begin, end = (read(text) if text else None for text in (first, last))
    if bool(first) != bool(begin) or bool(last) != bool(end) or not (begin or end):
        return None
    window = Window(begin and begin.earliest, end and end.latest)
    return None if window.earliest and window.latest and window.earliest > window.latest else window


def _in_figures(match: re.Match[str]) -> Window | None:
    """ "2018-5-3", "2018/05/31", "31.05.2018", and "31/05/2018" where day and month cannot be mistaken."""
    year, sign, month, day, first, between, second, last = match.groups()
    if year:
        is_year_of_two = sign == "/" and day is None
        return None if is_year_of_two else _edtf("-".join(part.zfill(2) for part in (year, month, day) if part))
    if between != "." and int(first) <= 12 and int(second) <= 12 and int(first) != int(second):
        return None
    if between != "." and int(second) > 12:
        first, second = second, first
    return value_window(f"{last}-{second.zfill(2)}-{first.zfill(2)}")


def _edtf(text: str) -> Window | None:
    """ISO 8601 and EDTF, levels 0 and 1: "2018-05~", "2018-05-XX", "2018-21" (spring), "201X", "../2018-05"."""
    if text.count("/") == 1:
        first, last = (end.replace("..", "") for end in text.split("/"))
        return _between(first, last, _edtf)
    plain = re.sub(r"[?~%]$", "", text)
    if season := re.fullmatch(r"(\d{4})-2([1-4])", plain):
        return value_window(f"{season[1]}-{('SP', 'SU', 'FA', 'WI')[int(season[2]) - 1]}")
    return value_window(plain) if len(plain) >= 4 else None


def _named(words: list[str], as_of: date) -> Window | None:
    """Names of times, by the shape of the whole: a word for a part of it ("late"), then what it is a part of.

    None where no shape fits; one of the errors of a calendar where one does but there is no such day.
    """
    kinds = [_kinds().get(word) or _kinds_in_figures(word) for word in words]
    if kinds and (part := kinds[0].get("EDGE") or kinds[0].get("EDGEOF")):
        whole = _named(words[1:], as_of)
        return part_of(whole, part) if whole else None
    for shape, mean in _SHAPES.items():
        names = shape.split()
        if len(names) == len(words) and all(name in kind for name, kind in zip(names, kinds, strict=True)):
            meant = mean({name: kind[name] for name, kind in zip(names, kinds, strict=True)}, as_of)
            window = value_window(meant) if isinstance(meant, str) else meant
            if window is None:
                raise ValueError(f"there is no {meant}")
            return window
    return None


@cache
def _kinds() -> Mapping[str, Mapping[str, str]]:
    """What a single word may be, from the list that the finder of times reads."""
    kinds: dict[str, dict[str, str]] = {"a": {"NUMBER": "1"}, "an": {"NUMBER": "1"}}
    for row in knowledge.table("times/words"):
        kinds.setdefault(row["word"], {}).setdefault(row["class"], row["value"])
    return kinds


def _kinds_in_figures(word: str) -> Mapping[str, str]:
    """What a word with figures may be: "31", "31st", "2018", "q2", "h1", "1990s", the "2018/19" of a winter."""
    match = re.fullmatch(r"(?P<letter>[qh]?)(?P<figures>[0-9]{1,4})(?P<ending>st|nd|rd|th|'?s|/[0-9]{2})?", word)
    if match is None:
        return {}
    figures, ending = match["figures"], match["ending"] or ""
    if match["letter"]:
        return {} if ending else {"QUARTER" if match["letter"] == "q" else "HALF": figures}
    if ending.endswith("s"):
        return {"DECADE": figures[:3]} if re.fullmatch(r"\d{3}0", figures) else {}
    if ending.startswith("/"):
        return {"WINTER": figures} if len(figures) == 4 and (int(figures) + 1) % 100 == int(ending[1:]) else {}
    if ending:
        return {"ORDINAL": figures, "DAY": figures.zfill(2)}
    return {"NUMBER": figures, "YEAR" if len(figures) == 4 else "DAY": figures.zfill(2)}


def _unit(found: Found, as_of: date) -> str:
    """ "last month", "this week", "two weeks ago", "the weekend": the last one."""
    unit = found.get("UNIT") or found["UNITS"]
    if "NUMBER" in found:
        return value_of(shift(as_of, -int(found["NUMBER"]), unit), unit)
    if "DIR" in found:
        return value_of(shift(as_of, int(found["DIR"]), unit), unit)
    if unit != "weekend":
        raise ValueError(f"which {unit}?")
    return value_of(weekday(as_of, 6, "past"), unit)


def _stretch(found: Found, as_of: date) -> Window:
    """ "the last ten days", "the next two weeks": up to a day, or from it on."""
    other = shift(as_of, int(found["SPAN"]) * int(found["NUMBER"]), found["UNITS"])
    return Window(min(other, as_of), max(other, as_of))


def _dated(found: Found, as_of: date) -> str:
    """Days and months; a weekday that does not fit its day raises ValueError."""
    value = "-".join([found.get("YEAR", "XXXX"), found["MONTH"], *([found["DAY"]] if "DAY" in found else [])])
    value = value if "YEAR" in found else _filled(value, found, as_of)
    if "WEEKDAY" in found and date.fromisoformat(value).isoweekday() != int(found["WEEKDAY"]):
        raise ValueError(f"{value} is another day of the week")
    return value


def _filled(template: str, found: Found, as_of: date) -> str:
    """With the last year, or the one that "this", "last" or "next" means."""
    direction = found.get("DIR")
    if direction == "0":
        return template.replace("XXXX", f"{as_of.year:04}")
    return fill(template, as_of, "future" if direction == "1" else "past", same=direction is None)


def _in_year(template: str) -> Callable[[Found, date], str]:
    """A meaning that lacks a year, by the words of the shape: "Q{ORDINAL}"."""

    def value(found: Found, as_of: date) -> str:
        rest = template.format_map(found)
        return f"{found['YEAR']}-{rest}" if "YEAR" in found else _filled(f"XXXX-{rest}", found, as_of)

    return value


def _ordinal_unit(found: Found, as_of: date) -> str:
    """ "the second quarter of 2018", "the 19th century"."""
    if found["UNIT"] == "century":
        return f"{int(found['ORDINAL']) - 1:02}"
    if found["UNIT"] != "quarter":
        raise ValueError(f"nobody counts {found['UNIT']}s so")
    return _in_year("Q{ORDINAL}")(found, as_of)


def _winter(found: Found, as_of: date) -> str:
    if found["SEASON"] != "WI":
        raise ValueError("only winter lies in two years")
    return f"{found['WINTER']}-WI"


def _weekday(found: Found, as_of: date) -> str:
    direction = found.get("DIR", "0")
    side: Side = "future" if direction == "1" else "past"
    return weekday(as_of, int(found["WEEKDAY"]), side, same=direction == "0").isoformat()


_MONTHS = ("MONTH", "MONTH YEAR", "DIR MONTH", "DAY MONTH", "MONTH DAY", "DAY MONTH YEAR", "MONTH DAY YEAR")
_SHAPES: Mapping[str, Callable[[Found, date], str | Window]] = {
    "YEAR": lambda found, _: found["YEAR"],
    "DECADE": lambda found, _: found["DECADE"],
    "DAYWORD": lambda found, as_of: (as_of + timedelta(int(found["DAYWORD"]))).isoformat(),
    **dict.fromkeys(("UNIT", "DIR UNIT", "NUMBER UNIT AGO", "NUMBER UNITS AGO"), _unit),
    "SPAN NUMBER UNITS": _stretch,
    **dict.fromkeys(("SEASON", "SEASON YEAR", "DIR SEASON"), _in_year("{SEASON}")),
    "SEASON WINTER": _winter,
    **dict.fromkeys(("QUARTER", "QUARTER YEAR", "YEAR QUARTER"), _in_year("Q{QUARTER}")),
    "HALF YEAR": _in_year("H{HALF}"),
    "ORDINAL HALF YEAR": _in_year("H{ORDINAL}"),
    **dict.fromkeys(("ORDINAL UNIT", "ORDINAL UNIT YEAR"), _ordinal_unit),
    **dict.fromkeys((*_MONTHS, *(f"WEEKDAY {shape}" for shape in _MONTHS if "DAY " in shape + " ")), _dated),
    **dict.fromkeys(("WEEKDAY", "DIR WEEKDAY"), _weekday),
}


def _parsed(words: str, as_of: date) -> Window | None:
    """What dateparser makes of words among which one names a day or a unit of days: a single day.

    It passes over words that it does not understand; where the day is the same without one of them, it is not taken.
    """
    pieces = [word for word in words.split() if word not in _FILLING]
    kinds = {kind for word in pieces for kind, value in _kinds().get(word, {}).items() if value not in _SHORT_UNITS}
    if len(pieces) < 2 or ":" in words or not kinds & _TELLING:
        return None
    day = _day_of(words, as_of)
    without = (" ".join(pieces[:at] + pieces[at + 1 :]) for at in range(len(pieces)))
    if day is None or any(_day_of(rest, as_of) == day for rest in without if rest):
        return None
    return Window(day, day)


def _day_of(words: str, as_of: date) -> date | None:
    import dateparser

    base = datetime(as_of.year, as_of.month, as_of.day)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    parsed = dateparser.parse(words, languages=["en"], settings=settings)
    return parsed.date() if parsed else None

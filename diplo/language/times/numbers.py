"""Numbers in digits and in words, and what they may be in an expression of time: "12th", "1990s", "twenty-five"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from diplo.language.times.lexicon import NUMBER_WORDS, Classes, lexicon


def number_words(words: Iterable[str]) -> tuple[int, Classes] | None:
    """How many words make a number, over hyphens, and what it may be: "twenty-five", "nineteen ninety-six"."""
    values: list[int] = []
    size = 0
    for k, word in enumerate(words):
        entries = lexicon().get(word, {}).get((word,), ())
        value = next((int(e.value) for e in entries if e.kind in NUMBER_WORDS), None)
        if value is not None and not (values and value < 1000 and 0 < values[-1] < 10):
            values.append(value)
            size = k + 1
        elif not (word == "-" and values and values[-1] >= 20):
            break
    if not values:
        return None
    number, is_year = _compose(values)
    classes = {"NUMBER": str(number)}
    if is_year and 1000 <= number <= 2100:
        classes["YEAR"] = str(number)
    elif number >= 1900:
        classes["THOUSANDS"] = str(number)
    return size, classes


def _compose(values: list[int]) -> tuple[int, bool]:
    """The number that number words make, and whether they say it as years are said ("nineteen ninety")."""
    total, current, is_year = 0, 0, False
    for value in values:
        if value == 1000:
            total, current = total + (current or 1) * 1000, 0
        elif value == 100:
            current = (current or 1) * 100
        elif 10 <= current < 100 and value >= 10:
            current, is_year = current * 100 + value, True
        else:
            current += value
    return total + current, is_year


def digits(word: str) -> dict[str, str]:
    """What digits may be: a number, a day of a month, a year, a clock time, a decade, an ordinal."""
    if match := re.fullmatch(r"(\d+)(st|nd|rd|th)", word):
        return {"ORDINAL": match[1]}
    if match := re.fullmatch(r"(\d\d)?(\d0)s", word):
        century = match[1] or ("20" if match[2] < "20" else "19")
        return {"DECADE": f"{century}{match[2][0]}"}
    if match := re.fullmatch(r"([01]?\d|2[0-4]):([0-5]\d)", word):
        return {"CLOCK": f"{int(match[1]):02}:{match[2]}"}
    if re.fullmatch(r"\d\d?\.\d\d?\.\d{4}", word):
        return {"DOTTED": word}
    plain = word.replace(",", "")
    if not re.fullmatch(r"\d+(\.\d+)?", plain) or len(plain) > 12:
        return {}
    found = {"NUMBER": plain}
    if plain.isdigit() and len(plain) <= 2:
        found |= {"TWO": f"{int(plain):02}"} | ({"DAY": f"{int(plain):02}"} if 1 <= int(plain) <= 31 else {})
    if len(word) == 4 and word.isdigit():
        found |= {"YEAR": word} if 1400 <= int(word) <= 2100 else {}
        found |= {"HHMM": f"{word[:2]}:{word[2:]}"} if word[:2] <= "24" and word[2:] < "60" else {}
    return found


_SAMPLES = ("1st", "90s", "9:30", "1.1.2018", "45", "5", "1990", "1930", "1130", "2.5", "9999")
NUMBER_KINDS = (
    *(frozenset(digits(word)) for word in _SAMPLES),
    *(frozenset(kinds) for kinds in ({"NUMBER"}, {"NUMBER", "YEAR"}, {"NUMBER", "THOUSANDS"})),
)
"""Every set of classes that digits and number words can have."""

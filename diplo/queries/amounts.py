"""How many of what a sentence counts: "12 people", "three ships"."""

from __future__ import annotations

import re
from functools import cache

from diplo import knowledge

_COUNTED = re.compile(r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d+|[a-z]+)(?= )")
_MARKS = ",.;:!?\"'“”’)"


def amounts(sentence: str) -> dict[str, int]:
    """The number of each thing that a sentence counts once; days, hours and other measures are no things."""
    found: dict[str, list[int]] = {}
    words = sentence.casefold()
    for match in _COUNTED.finditer(words):
        number = int(match[1].replace(",", "")) if match[1][0].isdigit() else _numbers().get(match[1])
        behind = words[match.end(1) :].split()[:2]
        thing = next((word.strip(_MARKS) for word in behind if _is_thing(word.strip(_MARKS))), None)
        if number is not None and number > 1 and thing is not None:
            found.setdefault(thing, []).append(number)
    return {thing: numbers[0] for thing, numbers in found.items() if len(set(numbers)) == 1}


def _is_thing(word: str) -> bool:
    """Whether a word is a plural of something that is counted."""
    is_plural = (word.endswith("s") and len(word) > 3) or word in knowledge.words("events/counted", "noun")
    return is_plural and word not in knowledge.words("times/words", **{"class": "UNITS"})


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in knowledge.table("times/words") if row["class"] == "NUMBER"}

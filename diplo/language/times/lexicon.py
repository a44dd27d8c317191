"""The list of words that make up time expressions, `data/times/words.tsv`, by their first word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from diplo import knowledge

Classes = Mapping[str, str]
"""What an item may be: class -> value."""

DASHES = str.maketrans("–—‑−’", "----'")
NUMBER_WORDS = frozenset({"NUMBER", "SCALE"})
_NO_TIME = frozenset({
    "AGO", "APPROX", "BESIDE", "DIR", "DAYSIDE", "EARLIER", "EDGE", "EDGEOF", "EVERY", "HALF", "LATEST",
    "LONG", "LPAREN", "NEVER", "NUMBER", "NUMBERED", "ORDINAL", "OTHERONE", "RPAREN", "SCALE", "SINCE", "SPAN", "THAT",
    "VAGUE",
})  # fmt: skip
"""Classes that tell of time only beside others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the word list: a class that a word may have, with its value, and what it takes."""

    kind: str
    value: str
    needs: tuple[str, ...]


@cache
def lexicon() -> Mapping[str, Mapping[tuple[str, ...], tuple[Entry, ...]]]:
    """First word -> all words of an entry -> what they may be; longer entries come first."""
    found: dict[str, dict[tuple[str, ...], list[Entry]]] = {}
    for row in knowledge.table("times/words"):
        words = tuple(re.findall(r"'s|s'(?= )|-|[^\s'-]+(?:'(?!s\b)[^\s'-]+)?|'", row["word"].translate(DASHES)))
        entry = Entry(row["class"], row["value"], tuple(row["needs"].split()))
        found.setdefault(words[0], {}).setdefault(words, []).append(entry)
    return {
        first: {words: tuple(entries) for words, entries in sorted(by.items(), key=lambda pair: -len(pair[0]))}
        for first, by in found.items()
    }


@cache
def triggers() -> frozenset[str]:
    """Words that can tell of time, the last of each entry; a sentence without any, and without digits, is not read."""
    return frozenset(
        words[-1]
        for by_words in lexicon().values()
        for words, entries in by_words.items()
        if any(entry.kind not in _NO_TIME or _begins_year(entry) for entry in entries)
    )


def _begins_year(entry: Entry) -> bool:
    """Whether a number word may begin a year: "nineteen" in "nineteen ninety-six"."""
    return entry.kind == "NUMBER" and entry.value in {"15", "16", "17", "18", "19", "20"}

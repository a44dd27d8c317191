"""The words of quotations, and whether two quotations are the same words: no database, only words.

What is compared are words inside quotation marks, and turns of transcripts, without case, accents and marks. What
stands in brackets, and an ellipsis, is a gap, where the other quotation may have other words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, Literal
from zlib import crc32

from diplo import knowledge, names

Likeness = Literal["same", "part", "whole"]
"""What one quotation is to another: the same words, a part so small that it may be one of others, too, or its whole."""
CONVERSE: Mapping[Likeness, Likeness] = {"same": "same", "part": "whole", "whole": "part"}

RUN = 3
"""Words in a row that stand in both quotations are the same words, not fewer."""
SHORTEST, TELLING = 5, 3
"""A quotation has at least so many words, and of these so many that are not everybody's, to be told from others."""
COVERED = 0.7
"""The part of the words of the shorter quotation that stands in the longer one, at least."""
MANY = 8
"""So many telling words are said once: a chance likeness, or a formula that many use, has fewer."""
DAYS = 31
"""Fewer are one utterance only in texts that are no more days apart."""

_GAP = ""
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")
_LEFT_OUT = re.compile(r"\[[^\[\]]*\]|…|\.\s?\.\s?\.")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a quotation, in order, with gaps among them, and the day of the text that reports it."""

    words: tuple[str, ...]
    day: str | None
    telling: frozenset[int]
    """Where words stand that are not everybody's."""
    place: tuple[int, int, int] = (0, 0, 0)
    """The number of the document, and where in it the quotation begins and ends."""

    def overlaps(self, other: Wording) -> bool:
        """Whether both stand in the same place, as who says that somebody said has the other's words in his own."""
        (document, start, end), (theirs, begin, stop) = self.place, other.place
        return document == theirs and start < stop and begin < end

    @property
    def prints(self) -> frozenset[int]:
        """By these a quotation is found: each pair of telling words one after another with no gap between."""
        return frozenset(
            crc32(f"{self.words[one]} {self.words[other]}".encode()) - 2**31
            for one, other in pairwise(sorted(self.telling))
            if _GAP not in self.words[one:other]
        )

    @property
    def is_told(self) -> bool:
        """Whether it has words enough to be told from others."""
        return sum(word != _GAP for word in self.words) >= SHORTEST and len(self.telling) >= TELLING


def wording(row: Mapping[str, Any], text: str, day: str | None) -> Wording:
    """The words of a row of quotes; none where it is not a quotation word for word."""
    quoted, spans = json.loads(row["quoted"]), json.loads(row["spans"])
    is_broken_by_cue = row["kind"] == "direct"
    spans = (quoted or spans) if is_broken_by_cue else quoted
    parts = [_words(text[start:end]) for start, end in spans]
    words = [word for part in parts for word in (part if is_broken_by_cue else [*part, _GAP])]
    telling = frozenset(at for at, word in enumerate(words) if _is_telling(word))
    return Wording(tuple(words), day, telling, (row["document"], row["start"], row["end"]))


def likeness(one: Wording, other: Wording) -> Likeness | None:
    """What one quotation is to another, if they are alike."""
    if one.overlaps(other):
        return None
    sizes = [(_count(each.words), each.words) for each in (one, other)]
    if sizes[0] > sizes[1]:
        converse = likeness(other, one)
        return converse and CONVERSE[converse]
    covered = _covered(one.words, other.words)
    telling = len(covered & one.telling)
    if len(covered) < max(SHORTEST, COVERED * sizes[0][0]) or telling < TELLING:
        return None
    if telling >= MANY:
        return "same"
    if not _are_near(one.day, other.day):
        return None
    return "same" if len(_covered(other.words, one.words)) >= COVERED * sizes[1][0] else "part"


def _covered(words: Sequence[str], others: Sequence[str]) -> set[int]:
    """Where words stand of which a run stands among the others."""
    there = {tuple(others[at : at + RUN]) for at in range(len(others) - RUN + 1)}
    found: set[int] = set()
    for at in range(len(words) - RUN + 1):
        run = tuple(words[at : at + RUN])
        if _GAP not in run and run in there:
            found.update(range(at, at + RUN))
    return found


def _are_near(one: str | None, other: str | None) -> bool:
    """Whether it is known that two texts are of about the same time."""
    return one is not None and other is not None and abs((_day(one) - _day(other)).days) <= DAYS


def _words(text: str) -> Iterator[str]:
    parts = _LEFT_OUT.split(_CAPITAL.sub(r"\1", text))
    for place, part in enumerate(parts):
        if place:
            yield _GAP
        yield from names.fold(part).split()


def _count(words: Sequence[str]) -> int:
    return sum(word != _GAP for word in words)


def _is_telling(word: str) -> bool:
    return word not in _common() and (len(word) > 1 or word.isdigit())


@cache
def _common() -> frozenset[str]:
    return knowledge.words("quotes/common")


@cache
def _day(iso: str) -> date:
    return date.fromisoformat(iso)

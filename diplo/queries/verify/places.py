"""The places of texts in which a quotation stands, or a wording near enough to be the same quotation altered."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from diplo import queries
from diplo.queries import Row
from diplo.queries.verify import alignment
from diplo.queries.verify.alignment import Alignment, Passage, Run, Said
from diplo.queries.verify.words import GAP, Typed, Word, folded, words_of

NEAR = 0.6
"""The share of words that must be the same in a wording that is near enough: see `nearness`."""
FEWEST = 4
"""Words that a quotation must have for another wording of it to be known."""


class Quotes:
    """The quotes of documents, each document asked for once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.of = cache(lambda number: tuple(queries.select(db, "spoken", number=number)))


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation beside the words of a document."""

    asked: Typed
    found: Row
    passage: Passage
    aligned: Alignment
    quotes: Sequence[Row]

    @property
    def span(self) -> Run:
        """Where it begins and ends in the text of the document."""
        first, last = self.aligned.there
        offset = self.found["start"]
        return offset + self.passage.words[first].start, offset + self.passage.words[last - 1].end


def within(asked: Typed, found: Row, quotes: Quotes) -> Iterator[Place]:
    """The places around a sentence: all that have the very words, or else the nearest wording if it is near enough."""
    wanted, text = {word.folded for word in asked.words} - {GAP}, folded(found["text"])
    if sum(word in text for word in wanted) < NEAR * len(wanted):
        return
    words = words_of(found["text"])
    told = quotes.of(found["number"])
    start, end = found["sentence_start"] - found["start"], found["sentence_end"] - found["start"]
    core = [at for at, word in enumerate(words) if start <= word.start < end]
    passage = Passage(words, _said(words, found["start"], told), (core[0], core[-1] + 1) if core else (0, 0))
    aligned = list(alignment.exact(asked, passage))
    if not aligned:
        nearest = alignment.nearest(asked, passage)
        aligned = [nearest] if nearest and is_near(asked, nearest) else []
    yield from (Place(asked, found, passage, one, told) for one in aligned)


def is_near(asked: Typed, aligned: Alignment) -> bool:
    """Whether a wording is the quotation altered, and not another sentence on the same matter."""
    return aligned.is_verbatim or (len(asked.words) >= FEWEST and nearness(asked, aligned) >= NEAR)


def nearness(asked: Typed, aligned: Alignment) -> float:
    """The share of words that are the same, of all that were typed or stand there."""
    same = aligned.count("same")
    return same / (same + max(aligned.count("left out"), aligned.count("put in")))


def quoted(quote: Row) -> list[Run]:
    """The parts of a quote that are verbatim: those inside quotation marks, and all of a turn in a transcript."""
    return [tuple(run) for run in (quote["spans"] if quote["kind"] == "direct" else quote["quoted"])]


def _said(words: Sequence[Word], offset: int, quotes: Sequence[Row]) -> list[Said | None]:
    """Of which quote each word is: of the innermost, but of one inside marks before one in other words."""
    said: list[Said | None] = [None] * len(words)
    runs = [(False, tuple(run), quote) for quote in quotes for run in quote["spans"]]
    runs += [(True, run, quote) for quote in quotes for run in quoted(quote)]
    starts = [word.start + offset for word in words]
    for _, (start, end), quote in sorted(runs, key=lambda run: (run[0], run[1][0] - run[1][1])):
        for at in range(bisect_left(starts, start), bisect_left(starts, end)):
            said[at] = Said(quote["id"], quote["speaker_id"])
    return said

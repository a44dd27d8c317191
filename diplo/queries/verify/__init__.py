"""Did somebody say these words? Where a quotation stands in the texts of a base: verbatim, altered, or nowhere.

What is compared are words, without case, accents, punctuation and hyphens, in the text of the articles; so a quotation
may span sentences, and one that its cue breaks ("...," she said, "...") is whole.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import log
from typing import Any

from diplo import queries
from diplo.queries import Row
from diplo.queries.verify import alignment, places, verdicts
from diplo.queries.verify.places import Place
from diplo.queries.verify.words import Typed, typed

__all__ = ["MOST_PLACES", "NoWords", "verify"]

MOST_PLACES = 300
"""Sentences in which a quotation is looked for: those that share most words and phrases that few others have."""
WORTH = 0.2
"""The share of the best candidate's worth that another must have: as much as one sentence of five of a quotation."""
COMMON = 1000
"""Sentences beyond which a word is common and tells little."""
TOGETHER = 3
"""Words that are looked up together."""
LOOKUPS = 24
"""Words, and as many threes, that are looked up: what stands beside them is found with them."""
REACH = 400
"""Characters around a sentence that are looked at; for long quotations more."""


class NoWords(ValueError):
    """What was typed has no words."""


def verify(db: sqlite3.Connection, quotation: str, speakers: Mapping[str, str], **filters: Any) -> list[Row]:
    """A row for each place where a quotation stands, best first: verbatim, else altered, else one that says nowhere.

    `speakers` are those who should have said it, names by ids; where none of them said the very words, what they said
    like them is shown, too. Filters are those of the question `sentences`. Raises NoWords.
    """
    asked = typed(quotation)
    if not asked.words:
        raise NoWords
    found = [verdicts.row(place, speakers) for place in _places(db, asked, filters)]
    verbatim = [row for row in found if row["verdict"] == "verbatim"]
    likely = [row for row in found if row not in verbatim and (not speakers or row["speaker_id"] in speakers)]
    if not verbatim:
        likely = likely or found
    elif not speakers or any(row["confirmed"] for row in verbatim):
        likely = []
    return sorted([*verbatim, *likely], key=verdicts.rank) or [verdicts.nowhere(asked)]


def _places(db: sqlite3.Connection, asked: Typed, filters: Mapping[str, Any]) -> Iterator[Place]:
    """Every place with the very words, and every one with a wording that is near enough."""
    reach = REACH + 2 * len(asked.text) + 7 * alignment.MOST_OMITTED * (len(asked.segments) - 1)
    quotes = places.Quotes(db)
    taken: dict[int, list[alignment.Run]] = {}
    for number in _candidates(db, asked, filters):
        (found,) = queries.select(db, "passages", sentences=[number], reach=reach)
        before = taken.setdefault(found["number"], [])
        if any(start <= found["sentence_start"] and found["sentence_end"] <= end for start, end in before):
            continue
        for place in places.within(asked, found, quotes):
            if place.span not in before:
                before.append(place.span)
                yield place


def _candidates(db: sqlite3.Connection, asked: Typed, filters: Mapping[str, Any]) -> list[int]:
    """The sentences in which a quotation may stand, likeliest first, by number."""
    worth: defaultdict[int, float] = defaultdict(float)
    for words in _lookups(asked):
        rows = list(queries.select(db, "sentences", words=[[words]], limit=COMMON, **filters))
        for row in rows:
            worth[row["number"]] += log(2 * COMMON / len(rows)) * (1 + words.count(" "))
    best = sorted(worth, key=lambda number: -worth[number])[:MOST_PLACES]
    return [number for number in best if worth[number] >= WORTH * worth[best[0]]]


def _lookups(asked: Typed) -> Iterator[str]:
    """The longest words of a quotation, and runs of some of its words."""
    runs = [
        segment[at : at + TOGETHER] for segment in asked.segments for at in range(max(1, len(segment) - TOGETHER + 1))
    ]
    step = -(-len(runs) // LOOKUPS)
    yield from dict.fromkeys(asked.text[run[0].start : run[-1].end] for run in runs[::step])
    words = {word.folded: word for segment in asked.segments for word in segment}
    for word in sorted(words.values(), key=lambda word: word.start - word.end)[:LOOKUPS]:
        yield asked.text[word.start : word.end]

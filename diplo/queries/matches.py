"""Where the words that were searched for stand: from the marks of full text to offsets, so that it alone knows words.

Full text marks what it found in a quote's words, which are those of its spans on one line; documents are longer and
have line breaks. Imported, this makes SQLite give columns named `... [matches]` as `Matches`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""What stands around a match: characters that Unicode keeps for such use, and that no text has."""
JOINT = " … "
"""What stands between the words of two spans."""

Span = list[int]


class Matches(list[Span]):
    """Matches as offsets of the document; `within` are the same as offsets of the quote's own words."""

    within: tuple[tuple[int, int], ...] = ()


def found(marked: str, spans: Sequence[Sequence[int]], begin: int, text: str) -> Matches:
    """The matches in the words of spans; `text` is the document's from the offset `begin` to the end of the last span.

    A match that reaches over the joint of two spans is one in each of them.
    """
    within = tuple(_between_marks(marked))
    said = marked.replace(OPEN, "").replace(CLOSE, "")
    places = _places(said, spans, begin, text)
    matches = Matches()
    for start, end in within:
        known = [place for place in places[start:end] if place]
        for _, part in groupby(known, key=lambda place: place[0]):
            offsets = [offset for _, offset in part]
            matches.append([offsets[0], offsets[-1] + 1])
    matches.within = within
    return matches


def _between_marks(marked: str) -> Iterator[tuple[int, int]]:
    before, *parts = marked.split(OPEN)
    at = len(before)
    for part in parts:
        inside, _, after = part.partition(CLOSE)
        yield at, at + len(inside)
        at += len(inside) + len(after)


def _places(said: str, spans: Sequence[Sequence[int]], begin: int, text: str) -> list[tuple[int, int] | None]:
    """For each character which span it is of and its offset there; None for blanks and what joins spans."""
    places: list[tuple[int, int] | None] = [None] * len(said)
    at = 0
    for nth, (start, end) in enumerate(spans):
        if nth:
            at = said.find(JOINT, at) + len(JOINT)
        for offset in range(start, end):
            if text[offset - begin].isspace():
                continue
            at += at < len(said) and said[at].isspace()
            if at >= len(said):
                return places
            places[at] = nth, offset
            at += 1
    return places


def _converted(value: bytes) -> Matches:
    packed = json.loads(value)
    if packed is None:
        return Matches()
    marked, spans, begin, text = packed
    return found(marked, json.loads(spans), begin, text)


sqlite3.register_converter("matches", _converted)

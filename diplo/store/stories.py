"""Stories: documents that are one text with edits, such as the copies that outlets print of a wire report.

Two documents are alike when most stretches of words of the shorter one stand in the longer one, too, and from its
beginning on: copies are cut from the end. A story is everything that is alike in turn. It depends on the texts that
are in the base alone, whichever came first, and bears the smallest number among its documents.

A few of the stretches are kept as prints, chosen by their hashes as in A. Broder, "On the resemblance and containment
of documents" (1997). They only propose: the texts decide.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from diplo import database, names

STRETCH = 8
"""Words of a stretch: fewer are said in other texts of the same subject, too."""
SHARED = 0.5
"""The part of the stretches of the shorter text that stands in the longer one, at least."""
PART = 0.1
"""And of those of the longer one, of which otherwise only a statement that it quotes may be the other text."""
BEGINS, STRAYS = 0.4, 0.1
"""What is shared begins in this part of both texts, but for strays: what stands only below is boilerplate, and what
stands only within is an item of a digest."""
KEPT = ((128, 16), (32, 4), (0, 1))
"""Of a text with at least so many stretches one of so many is kept; what is of a long text is of a short one, too."""
LEAST, LETTERS = 0.15, 6
"""Texts are compared when of the prints of the shorter one, as of a long text, this part is shared."""
MOST = 500
"""Documents that one print proposes: what stands in more is an outlet's own phrase, or a story that these are of."""

_SQL = database.statements(Path(__file__).with_name("stories.sql"))


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text as it is compared: where each of its stretches stands first, and its prints."""

    stretches: Mapping[str, int]
    prints: frozenset[int]
    length: int
    """Characters of the text."""


def sketch(text: str) -> Sketch:
    """What is compared of a text: its words without case, accents and marks."""
    words = names.fold(text).split()
    last = max(len(words) - STRETCH, 0)
    stretches: dict[str, int] = {}
    for place in range(last + 1 if words else 0):
        stretches.setdefault(" ".join(words[place : place + STRETCH]), place)
    every = next(kept for least, kept in KEPT if len(stretches) >= least)
    hashes = (crc32(one.encode()) - 2**31 for one in stretches)
    return Sketch(stretches, frozenset(one for one in hashes if one % every == 0), len(text))


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether two texts are one but for edits, cuts, and what stands before or after them."""
    if not _is_likely(len(one.prints & other.prints), one.length, other.length):
        return False
    shared = one.stretches.keys() & other.stretches.keys()
    shorter, longer = sorted((len(one.stretches), len(other.stretches)))
    if len(shared) < max(1, SHARED * shorter, PART * longer):
        return False
    return all(_begins(each.stretches, shared) for each in (one, other))


def _begins(stretches: Mapping[str, int], shared: Iterable[str]) -> bool:
    places = sorted(stretches[each] for each in shared)
    return places[int(STRAYS * len(places))] <= BEGINS * len(stretches)


def _is_likely(shared_prints: int, *lengths: int) -> bool:
    return shared_prints > 0 and shared_prints >= LEAST * min(lengths) / (LETTERS * KEPT[0][1])


def join(db: sqlite3.Connection, number: int) -> None:
    """Finds the story of a document that is new or has another text than before."""
    mine = _read(db, [number])[number]
    proposed = Counter(
        row["document"]
        for each in mine.sketch.prints
        for row in db.execute(_SQL["proposed"], {"hash": each, "most": MOST})
    )
    db.executemany(_SQL["keep_print"], ({"hash": each, "document": number} for each in mine.sketch.prints))
    given = {"documents": json.dumps([*proposed]), "hash": mine.hash, "number": number}
    united: set[int] = set()
    for row in db.execute(_SQL["candidates"], given).fetchall():
        is_likely = _is_likely(proposed[row["number"]], mine.sketch.length, row["length"]) or row["hash"] == mine.hash
        if is_likely and row["story"] not in united and _are_linked(mine, _read(db, [row["number"]])[row["number"]]):
            united.add(row["story"])
    _unite(db, {number, *united})


def leave(db: sqlite3.Connection, number: int) -> None:
    """Takes a document out of its story, which may fall apart, before its text goes."""
    gone = _read(db, [number])[number]
    db.executemany(_SQL["erase_print"], ({"hash": each, "document": number} for each in gone.sketch.prints))
    left = [row["number"] for row in db.execute(_SQL["others"], {"number": number})]
    db.execute(_SQL["stand_alone"], {"documents": json.dumps([number, *left])})
    texts = _read(db, left)
    while texts:
        first, *others = texts
        story = _reach(texts, first)
        _unite(db, story)
        texts = {each: texts[each] for each in others if each not in story}


@dataclass(frozen=True, slots=True)
class _Text:
    hash: str
    sketch: Sketch


def _read(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, _Text]:
    rows = db.execute(_SQL["texts"], {"documents": json.dumps(list(numbers))})
    return {row["number"]: _Text(row["hash"], sketch(row["text"])) for row in rows}


def _are_linked(one: _Text, other: _Text) -> bool:
    return one.hash == other.hash or alike(one.sketch, other.sketch)


def _reach(texts: Mapping[int, _Text], first: int) -> set[int]:
    """Those of the texts that are linked to the first, directly or through others."""
    reached, border = {first}, [first]
    while border:
        one = border.pop()
        new = [each for each in texts if each not in reached and _are_linked(texts[one], texts[each])]
        reached.update(new)
        border += new
    return reached


def _unite(db: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Makes documents, each with those whose story it is, one story."""
    numbers = sorted(stories)
    db.execute(_SQL["unite"], {"story": numbers[0], "stories": json.dumps(numbers)})

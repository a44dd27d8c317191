"""Which entity does a person mean who types a name? Never the first that looks alike: one, several or none.

Levels, of which the first with a hit decides: an id; a whole name, folded; all words typed, whole, within one name;
a spelling key; the beginning of an id. So "Airbus" is not "Airbus A380" where both are, and "Kim" is not "Kimberly".
Where texts leave open which of several bearers a name is, the bearers come first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import get_args

from diplo import database, names, queries
from diplo.records import Kind

_SQL = {name: queries.whole(sql) for name, sql in database.statements(Path(__file__).with_name("people.sql")).items()}
_LEVELS = ("by_id", "by_name", "by_words", "by_spelling", "by_prefix")
_DWARFS = 20
"""A name means the entity with so many times the mentions of all others that bear it: those are stray misreadings."""
_LIKE_ENOUGH = 0.6
"""difflib's own default for what a person may have meant."""


@dataclass(frozen=True, slots=True)
class Known:
    """The one entity that was meant; `count` is how often it is mentioned."""

    id: str
    name: str
    kind: Kind
    role: str | None
    count: int
    is_open: bool = False
    """Whether the texts leave it open who of several that is."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The entities that may have been meant, the busiest first."""

    entities: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nobody is called that; the nearest names that there are, best first."""

    nearest: tuple[str, ...]


Match = Known | Ambiguous | NotFound


def resolve(db: sqlite3.Connection, typed: str, kind: Kind | None = None) -> Match:
    """The entity, of the given kind, that a person means by what he typed."""
    kinds = json.dumps([kind] if kind else get_args(Kind))
    given = _given(typed) | {"kinds": kinds}
    is_open: tuple[Known, ...] = ()
    with database.clear_errors(database.path_of(db)):
        for level in _LEVELS:
            numbers = [row["entity"] for row in db.execute(_SQL[level], given)]
            known = _known(db, numbers, kinds)
            settled = tuple(one for one in known if not one.is_open) if level != "by_id" else known
            if settled:
                return _meant(settled, given["folded"]) or Ambiguous(settled)
            is_open = is_open or known
        if is_open:
            return _meant(is_open, given["folded"]) or Ambiguous(is_open)
        return NotFound(_nearest(db, given["folded"], kinds))


def by_id(db: sqlite3.Connection, typed: str) -> str | None:
    """The id of the entity that has, or once had, the id that was typed, or the only one with one that begins so."""
    given = {"typed": typed.strip().lower()}
    with database.clear_errors(database.path_of(db)):
        for level in ("by_id", "by_prefix"):
            numbers = json.dumps(sorted({row["entity"] for row in db.execute(_SQL[level], given)}))
            ids = [row["id"] for row in db.execute(_SQL["ids"], {"numbers": numbers})]
            if len(ids) == 1:
                return str(ids[0])
    return None


def _meant(known: tuple[Known, ...], folded: str) -> Known | None:
    """The one that a name means: the only one, one that dwarfs the others, or the only one it is the whole name of."""
    busiest = max(known, key=lambda one: one.count)
    if busiest.count >= _DWARFS * sum(one.count for one in known if one is not busiest):
        return busiest
    whole = [one for one in known if names.fold(one.name) == folded]
    return whole[0] if len(whole) == 1 else None


def completions(db: sqlite3.Connection, start: str, kind: Kind | None = None, limit: int = 20) -> tuple[str, ...]:
    """Names of which a word begins as typed, the busiest first."""
    given = {"start": names.fold(start), "kinds": json.dumps([kind] if kind else get_args(Kind)), "limit": limit}
    return tuple(row["name"] for row in db.execute(_SQL["completions"], given)) if given["start"] else ()


def _given(typed: str) -> dict[str, str]:
    typed = typed.encode("utf-8", "ignore").decode().strip()
    folded = names.fold(typed)
    words = sorted(set(folded.split()))
    return {
        "typed": typed.lower(),
        "folded": folded,
        "dashed": folded.replace(" ", "-"),
        "words": json.dumps(words),
        "spelling": names.spelling_key(folded),
        "spellings": json.dumps(sorted({names.spelling_key(word) for word in words})),
    }


def _known(db: sqlite3.Connection, numbers: Iterable[int], kinds: str) -> tuple[Known, ...]:
    rows = db.execute(_SQL["known"], {"numbers": json.dumps(list(numbers)), "kinds": kinds})
    return tuple(
        Known(r["id"], r["name"], r["kind"], r["role"], r["mentions"], bool(r["is_open"])) for r in rows if r["name"]
    )


def _nearest(db: sqlite3.Connection, folded: str, kinds: str) -> tuple[str, ...]:
    """Names that are like all that was typed, or of which a word is like its longest word; the likest first."""
    word = max(folded.split(), key=len, default="")
    pairs = json.dumps(sorted({word[i : i + 2] for i in range(len(word) - 1)}))
    likeness: dict[str, float] = {}
    for row in db.execute(_SQL["similar"], {"word": word, "pairs": pairs, "kinds": kinds}):
        parts = [(folded, row["folded"]), *((word, part) for part in row["folded"].split())]
        best = max(SequenceMatcher(None, typed, there).ratio() for typed, there in parts)
        likeness[row["name"]] = max(best, likeness.get(row["name"], 0.0))
    likest = sorted(likeness, key=lambda name: (-likeness[name], name))
    return tuple(name for name in likest if likeness[name] >= _LIKE_ENOUGH)[:5]

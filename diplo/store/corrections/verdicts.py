"""Which appearances people said to be one entity, or two: from corrections to the judgements that identity.py reads."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from diplo import database
from diplo.store import identity
from diplo.store.identity.likeness import Profile

_SQL = database.statements(Path(__file__).with_name("verdicts.sql"))
Verdict = tuple[str, str, Literal["same", "different"]]


class Standing(NamedTuple):
    """An appearance on whose words a correction stands, and what it is put together by."""

    id: str
    kin: tuple[str, tuple[str, ...]]


def are_among(db: sqlite3.Connection, corrections: Iterable[int]) -> bool:
    """Whether corrections of these numbers say who is one or two."""
    given = {"corrections": json.dumps(list(corrections))}
    return db.execute(_SQL["among"], given).fetchone() is not None


def follow(db: sqlite3.Connection) -> None:
    """Makes the judgements what corrections ask for, as far as their words are there, and arranges who that concerns.

    A correction that joins two whom another keeps apart is overruled: what is not the same stays so.
    """
    wanted = _wanted(db)
    had = {(row["one"], row["other"]): row["verdict"] for row in db.execute(_SQL["had"])}
    changed = wanted.items() ^ had.items()
    if changed:
        db.executemany(_SQL["erase"], had.keys())
        db.executemany(_SQL["write"], ((*pair, verdict) for pair, verdict in wanted.items()))
        identity.reconsider(db, {id for pair, _ in changed for id in pair})
    db.execute(_SQL["mark"])


def _wanted(db: sqlite3.Connection) -> Mapping[tuple[str, str], str]:
    """The verdict on each pair of appearances that corrections judge; "different" holds."""
    by_correction: dict[int, dict[str, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    for row in db.execute(_SQL["standing"]):
        profile = Profile(0, row["called"], tuple(json.loads(row["posts"])), 0, dict)
        by_correction[row["correction"]][row["part"]].append(Standing(row["now"], profile.kin))
    said = sorted({one for parts in by_correction.values() for one in _verdicts(parts)}, key=lambda one: one[2])
    return {(one, other): verdict for one, other, verdict in reversed(said)}


def _verdicts(parts: Mapping[str, list[Standing]]) -> Iterator[Verdict]:
    """What one correction says: the target is one with `other`, and is none of those in `apart` and in `never`."""
    target = parts.get("target", [])
    apart = [found[0] for part, found in sorted(parts.items()) if part.startswith("apart.")]
    never = [found for part, found in sorted(parts.items()) if part.startswith("never.")]
    for one in parts.get("other", ())[:1]:
        yield from ((first.id, one.id, "same") for first in target[:1])
    for one in (*apart, *(found[0] for found in never)):
        yield from ((one.id, other.id, "different") for other in _to_be_told_from(one, target))
    for group in (apart, *never):
        yield from ((group[0].id, other.id, "same") for other in group[1:])


def _to_be_told_from(one: Standing, target: list[Standing]) -> list[Standing]:
    """One of the same kin, for then the appearance alone is taken out; else all, that it may join none of them."""
    return [other for other in target if other.kin == one.kin][:1] or target

"""Measures `diplo verify`: which altered quotations it knows for what they are, and which others it takes for altered.

    python benchmarks/altered_quotations.py BASE OTHER [NEAR ...]

Direct quotations of a base are altered in several ways and verified against it; those of another base, of other
articles, should not be found. NEAR is the share of words that must be the same; without it, the one that is used.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from random import Random
from sqlite3 import Connection

from diplo import database, queries
from diplo.queries import verify
from diplo.queries.verify import places

ALTERED, UNRELATED = 150, 400
FEWEST, MOST = 6, 60
"""Words that a quotation has at least and at most."""

Words = list[str]


def alterations(random: Random, strange: Sequence[str]) -> dict[str, Callable[[Words], Words]]:
    """What may become of a quotation; `strange` are words that may be put into it."""

    def at(words: Words, first: int = 0) -> int:
        return random.randrange(first, len(words))

    def dropped(words: Words, start: int, end: int) -> Words:
        return words[:start] + words[end:]

    def put(words: Words, start: int, new: Sequence[str]) -> Words:
        return [*words[:start], *new, *words[start:]]

    def exchanged(words: Words, number: int) -> Words:
        chosen = set(random.sample(range(len(words)), number))
        return [random.choice(strange) if n in chosen else word for n, word in enumerate(words)]

    return {
        "as it is": lambda words: words,
        "a word within dropped": lambda words: dropped(words, n := random.randrange(1, len(words) - 1), n + 1),
        "a quarter dropped": lambda words: dropped(
            words, n := random.randrange(1, len(words) // 2), n + len(words) // 4
        ),
        "a word exchanged": lambda words: exchanged(words, 1),
        "a quarter exchanged": lambda words: exchanged(words, max(1, len(words) // 4)),
        "not put in": lambda words: put(words, at(words, 1), ["not"]),
        "two words put in": lambda words: put(words, at(words, 1), random.sample(strange, 2)),
    }


def quotations(db: Connection, random: Random, most: int) -> list[Words]:
    """Direct quotations, of some length, in an order that the seed decides."""
    found = [
        str(row["said"]).replace("…", "").split() for row in queries.select(db, "quotes", kind=["direct"], speech=1)
    ]
    found = [words for words in found if FEWEST <= len(words) <= MOST]
    random.shuffle(found)
    return found[:most]


def main(base: str, other: str, *nears: str) -> None:
    """Prints, for each alteration and for the unrelated, how many get which verdict."""
    with closing(database.read(base)) as db, closing(database.read(other)) as db2:
        random = Random(7)
        known, unrelated = quotations(db, random, ALTERED), quotations(db2, random, UNRELATED)
        strange = sorted({word for words in unrelated for word in words if word.isalpha()})
        for near in map(float, nears or [places.NEAR]):
            places.NEAR = near
            print(f"near: {near}")
            for name, change in alterations(random, strange).items():
                print(f"  {name:22} {verdicts(db, map(change, known))}")
            print(f"  {'of other articles':22} {verdicts(db, unrelated)}")


def verdicts(db: Connection, asked: Sequence[Words] | map[Words]) -> str:
    """How many quotations get which verdict."""
    counts = Counter(verify.verify(db, " ".join(words), {})[0]["verdict"] for words in asked)
    return ", ".join(f"{number} {verdict}" for verdict, number in counts.most_common())


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Measures whether `diplo ingest` takes more memory for more documents: it must not, however large a collection is.

    python benchmarks/bench.py memory [DOCUMENTS ...]

So many small documents are read into a new base, by two workers: the most memory that any of the processes takes at any
time, of more documents over that of the fewest.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import rate
import swap_names

DOCUMENTS = (200, 2000)
LIMIT = 1.15
"""So many times the memory of the fewest documents may be taken by more: words new to the model cost a little."""
_FIRST = date(2018, 1, 1)


def main(arguments: Sequence[str]) -> int:
    """Prints the memory for each number of documents, and returns 1 where it grows."""
    numbers = [*map(int, arguments)] or [*DOCUMENTS]
    with TemporaryDirectory() as folder:
        taken = [_measure(Path(folder), number) for number in numbers]
    for number, megabytes in zip(numbers, taken, strict=True):
        print(f"{number:7} documents: {megabytes:.0f} MB")
    growth = max(taken) / taken[0]
    print(f"growth: {growth:.2f}, limit {LIMIT}: {'too much' if growth > LIMIT else 'ok'}")
    return int(growth > LIMIT)


def _measure(folder: Path, number: int) -> float:
    random = Random(1)
    texts = folder / f"{number}.jsonl"
    with texts.open("w", encoding="utf-8") as file:
        for id in range(number):
            written = _FIRST + timedelta(days=id % 2000)
            file.write(json.dumps({"id": str(id), "date": str(written), "text": _text(random)}) + "\n")
    return rate.run(rate.ingest(texts, folder / f"{number}.db"), 2).megabytes


def _text(random: Random) -> str:
    """A short report on two people."""
    one, other = (
        f"{random.choice(swap_names.PEOPLE['women'])} {random.choice(swap_names.PEOPLE['surnames'])}" for _ in "ab"
    )
    matter = "".join(random.choices("abdegilmnorstu", k=7))
    return (
        f"{one} met {other} on Monday to discuss the {matter} treaty. "
        f'"We agree on {random.randint(2, 99)} points," {one.split()[-1]} said.'
    )

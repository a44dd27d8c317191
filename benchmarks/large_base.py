"""Makes a base of any number of events, row by row, as if that many had been read: to measure questions, not reading.

    python benchmarks/large_base.py FILE [EVENTS]

Each document has one sentence, sixteen events of five people, two quotes and four facts. Few people are in most of the
news: the n-th one's share falls like 1 / (n + 12). The seed decides everything.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from diplo import database, names

EVENTS = 1_000_000
PEOPLE = 20_000
CAST, PER_DOCUMENT, QUOTES, FACTS = 5, 16, 2, 4
FIRST_DAY, DAYS = date(2000, 1, 1), 7300
TEXT = "Somebody met somebody somewhere and said something. " * 50
TYPES = ("CONSULT", "CONSULT", "STATEMENT", "STATEMENT", "STATEMENT", "AGREE", None)
ROLES = ("president", "foreign minister", "ambassador", "lawmaker", "negotiator", "general", "judge", "envoy")
BUSIEST = "Given0 Family0"
"""Who is in most events."""

Row = dict[str, Any]


def make(path: Path, events: int = EVENTS) -> None:
    """Writes the base; the file must not be there yet."""
    with closing(database.write(path)) as db, database.transaction(db):
        for table, row in _people():
            _insert(db, table, row)
        random = Random(1)
        days = list(range(events // PER_DOCUMENT))
        random.shuffle(days)
        weights = list(accumulate(1 / (n + 12) for n in range(PEOPLE)))
        for number, nth in enumerate(days, start=1):
            day = (FIRST_DAY + timedelta(days=nth * DAYS // len(days))).isoformat()
            cast = sorted({one + 1 for one in random.choices(range(PEOPLE), cum_weights=weights, k=CAST)})
            for table, row in _document(random, number, day, cast if len(cast) > 1 else [1, 2]):
                _insert(db, table, row)
        db.execute("update entities set documents = (select count(*) from appearances where entity = entities.number)")
        db.execute("update entities set mentions = documents")
        db.execute(
            "update entities set events = (select count(*) from diary where entity = entities.number and listed)"
        )


def _insert(db: sqlite3.Connection, table: str, row: Row) -> None:
    columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    db.execute(f"insert or ignore into {table} ({columns}) values ({marks})", tuple(row.values()))


def _people() -> Iterator[tuple[str, Row]]:
    for number in range(1, PEOPLE + 1):
        name = f"Given{(number - 1) % 400} Family{number - 1}"
        folded, id = names.fold(name), f"p{number:011}"
        yield "entities", {"number": number, "id": id, "kind": "person", "name": name}
        row = {"number": number, "entity": number, "name": name, "folded": folded, "mentions": 1, "documents": 1}
        yield "names", row | {"spelling": names.spelling_key(folded)}


def _document(random: Random, number: int, day: str, cast: list[int]) -> Iterator[tuple[str, Row]]:
    here = {"document": number, "sentence": number}
    yield (
        "documents",
        {"number": number, "story": number, "id": f"d{number}", "date": day, "hash": str(number), "text": TEXT},
    )
    yield "sentences", {"number": number, "document": number, "start": 0, "end": 50}
    appearances = {entity: number * CAST + place for place, entity in enumerate(cast)}
    for place, (entity, appearance) in enumerate(appearances.items()):
        who = {"document": number, "entity": entity}
        yield "appearances", who | {"number": appearance, "id": f"p{entity:011}", "name": "x"}
        span = {"start": place * 10, "end": place * 10 + 8}
        yield "mentions", who | span | {"appearance": appearance, "form": "name", "rule": "name"}
    for nth in range(PER_DOCUMENT):
        yield from _event(
            random, number * PER_DOCUMENT + nth, day if random.random() < 0.6 else None, appearances, here
        )
    for nth in range(QUOTES):
        quote = {
            "number": number * QUOTES + nth,
            "id": f"q{number}.{nth}",
            "speaker": random.choice(cast),
            "text": TEXT,
        }
        span = {"start": 0, "end": 50, "spans": "[[0, 50]]", "quoted": "[]"}
        yield "quotes", here | quote | span | {"kind": "direct", "speech": 1, "rule": "quote"}
    for nth in range(FACTS):
        subject = random.choice(cast)
        role = ROLES[subject % len(ROLES)] if random.random() < 0.8 else random.choice(ROLES)
        fact = {"number": number * FACTS + nth, "id": f"f{number}.{nth}", "subject": subject, "object": role}
        known = {"value": role, "other": subject % PEOPLE + 1, "holds": "now", "written": day}
        known |= {"subject_appearance": appearances[subject]}
        yield "facts", here | fact | known | {"predicate": "role", "start": 20, "end": 30, "rule": "role"}


def _event(random: Random, number: int, day: str | None, cast: dict[int, int], here: Row) -> Iterator[tuple[str, Row]]:
    type = random.choice(TYPES)
    days = {"earliest": day, "latest": day, "dated_by": "stated" if day else None}
    event = {"number": number, "id": f"e{number}", "type": type, "status": "happened", "rule": "event"}
    yield "events", here | event | days | {"trigger_start": 9, "trigger_end": 12, "chain": 9}
    pair = random.sample(list(cast), 2)
    for entity in pair:
        yield "participants", {"event": number, "entity": entity, "appearance": cast[entity], "role": "actor"}
    for entity in (0, *pair):
        listed = int(type is not None or day is not None)
        yield "diary", {"entity": entity, "day": day or "~", "event": number, "latest": day, "listed": listed}


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else EVENTS)

"""Makes a base as large as wanted, row by row, as if that much had been read: to measure questions, not reading.

    python benchmarks/large_base.py FILE [events|quotes]

Few people are in most of the news: the n-th one's share falls like 1 / (n + 12). Words of quotes are as unequal: the
first of them, "the", is in more than half. The seed decides everything.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from diplo import database, names
from diplo.store import happenings

PEOPLE = 20_000
CAST = 5
FIRST_DAY, DAYS = date(2000, 1, 1), 7300
TYPES = ("CONSULT", "CONSULT", "STATEMENT", "STATEMENT", "STATEMENT", "AGREE", None)
ROLES = ("president", "foreign minister", "ambassador", "lawmaker", "negotiator", "general", "judge", "envoy")
DENIED = 50
"""One event of so many is denied."""
HAPPENINGS = (
    """
    update events
    set happening = grouped.first, standing = grouped.standing
    from (
      select event, count(*) over beside as size, min(event) over beside as first, rank() over beside - 1 as standing
      from pairings
      window beside as (
        partition by kind, one, other, earliest
        order by event
        rows between unbounded preceding and unbounded following
      )
    ) as grouped
    where events.number = grouped.event and grouped.size > 1
    """,
    "update diary set listed = 2 where listed and event in (select number from events where standing > 0)",
)
"""What makes one event of those of one type, day and pair."""
BUSIEST = "Given0 Family0"
"""Who is in most events."""
COMMON = ("the", "to", "of", "we", "and", "that", "a", "in", "is", "for", "not", "have", "peace", "talks", "border")
"""The words that most quotes have, the most frequent first; those after them are made up of syllables."""
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu")
ENDINGS = ("", "s", "ed", "ing")
VOCABULARY = 40_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How many documents, and how much of everything each of them has."""

    documents: int
    events: int
    quotes: int
    facts: int


EVENTS = Size(62_500, events=16, quotes=2, facts=4)
"""A million events."""
QUOTES = Size(50_000, events=1, quotes=20, facts=0)
"""A million quotes."""

REPORTS = 4
"""Texts that report an utterance, if more than one does: of one quote in four."""
UTTERANCES = """
update quotes
set utterance = max(document - document % :reports, 1) * :quotes + number % :quotes
where number % :quotes * 4 < :quotes
"""


def make(path: Path, size: Size = EVENTS) -> None:
    """Writes the base; the file must not be there yet."""
    with closing(database.write(path)) as db, database.transaction(db):
        for table, row in _people():
            _insert(db, table, row)
        random = Random(1)
        days = list(range(size.documents))
        random.shuffle(days)
        weights = list(accumulate(1 / (n + 12) for n in range(PEOPLE)))
        for number, nth in enumerate(days, start=1):
            day = (FIRST_DAY + timedelta(days=nth * DAYS // len(days))).isoformat()
            cast = sorted({one + 1 for one in random.choices(range(PEOPLE), cum_weights=weights, k=CAST)})
            for table, row in _document(random, number, day, cast if len(cast) > 1 else [1, 2], size):
                _insert(db, table, row)
        db.execute(UTTERANCES, {"quotes": size.quotes, "reports": REPORTS})
        for statement in HAPPENINGS:
            db.execute(statement)
        db.execute("update entities set documents = (select count(*) from appearances where entity = entities.number)")
        db.execute("update entities set mentions = documents")
        db.execute(
            "update entities set events = (select count(*) from diary where entity = entities.number and listed = 1)"
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


def _words() -> tuple[str, ...]:
    """The vocabulary, the most frequent first; of every made-up word there are four forms."""
    made = (_stem(n // len(ENDINGS)) + ENDINGS[n % len(ENDINGS)] for n in range(VOCABULARY - len(COMMON)))
    return (*COMMON, *made)


def _stem(number: int) -> str:
    syllables = []
    for _ in range(4):
        number, rest = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[rest])
    return f"{''.join(syllables)}r"


WORDS = _words()
WEIGHTS = list(accumulate(1 / (n + 2.7) for n in range(VOCABULARY)))


def _document(random: Random, number: int, day: str, cast: list[int], size: Size) -> Iterator[tuple[str, Row]]:
    quotes = [" ".join(random.choices(WORDS, cum_weights=WEIGHTS, k=random.randint(5, 35))) for _ in range(size.quotes)]
    text = "".join(f"“{words},” somebody said. " for words in quotes)
    starts = list(accumulate((len(words) + len("“,” somebody said. ") for words in quotes), initial=0))
    yield (
        "documents",
        {"number": number, "story": number, "id": f"d{number}", "date": day, "hash": str(number), "text": text},
    )
    appearances = {entity: number * CAST + place for place, entity in enumerate(cast)}
    for place, (entity, appearance) in enumerate(appearances.items()):
        who = {"document": number, "entity": entity}
        yield "appearances", who | {"number": appearance, "id": f"p{entity:011}", "name": "x"}
        span = {"start": place * 10, "end": place * 10 + 8}
        yield "mentions", who | span | {"appearance": appearance, "form": "name", "rule": "name"}
    here = {"document": number, "sentence": number * size.quotes}
    for nth, words in enumerate(quotes):
        yield from _quote(random, (number * size.quotes + nth, number), day, starts[nth], words, cast)
    for nth in range(size.events):
        known = day if random.random() < 0.6 else None
        yield from _event(random, number * size.events + nth, known, appearances, here)
    for nth in range(size.facts):
        subject = random.choice(cast)
        role = ROLES[subject % len(ROLES)] if random.random() < 0.8 else random.choice(ROLES)
        fact = {"number": number * size.facts + nth, "id": f"f{number}.{nth}", "subject": subject, "object": role}
        known_of = {"value": role, "other": subject % PEOPLE + 1, "holds": "now", "written": day}
        known_of |= {"subject_appearance": appearances[subject]}
        yield "facts", here | fact | known_of | {"predicate": "role", "start": 20, "end": 30, "rule": "role"}


def _quote(
    random: Random, numbers: tuple[int, int], day: str, at: int, words: str, cast: list[int]
) -> Iterator[tuple[str, Row]]:
    """A sentence that is a quote with its cue."""
    number, document = numbers
    start, end = at + 1, at + 1 + len(words)
    whole = {"number": number, "document": document}
    yield "sentences", whole | {"start": at, "end": end + len(",” somebody said.")}
    span = {"start": start, "end": end, "spans": f"[[{start}, {end}]]", "quoted": f"[[{at}, {end + 2}]]"}
    said = {"id": f"q{number}", "sentence": number, "speaker": random.choice(cast), "text": words}
    told = {"kind": "direct", "speech": int(random.random() < 0.9), "rule": "quote"}
    if random.random() < 0.3:
        told |= {"earliest": day, "latest": day, "dated_by": "narrative"}
    if random.random() < 0.1:
        told |= {"hearer": random.choice(cast), "medium": "interview"}
    yield "quotes", whole | span | said | told


def _event(random: Random, number: int, day: str | None, cast: dict[int, int], here: Row) -> Iterator[tuple[str, Row]]:
    type = random.choice(TYPES)
    days = {"earliest": day, "latest": day, "dated_by": "stated" if day else None}
    event = {"number": number, "id": f"e{number}", "type": type, "rule": "event"}
    event["status"] = "denied" if number % DENIED == 0 else "happened"
    yield "events", here | event | days | {"trigger_start": 9, "trigger_end": 12, "chain": 9}
    pair = random.sample(list(cast), 2)
    for entity in pair:
        yield "participants", {"event": number, "entity": entity, "appearance": cast[entity], "role": "actor"}
    if day and type in happenings.units.MUTUAL:
        one, other = sorted(pair)
        window = {"earliest": day, "latest": day, "form": "day"}
        yield "pairings", {"event": number, "kind": type, "one": one, "other": other} | window
    for entity in (0, *pair):
        listed = int(type is not None or day is not None)
        yield "diary", {"entity": entity, "day": day or "~", "event": number, "latest": day, "listed": listed}


if __name__ == "__main__":
    make(Path(sys.argv[1]), {"events": EVENTS, "quotes": QUOTES}[sys.argv[2] if len(sys.argv) > 2 else "events"])

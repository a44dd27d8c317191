"""Measures who is who across documents, on the synthetic collection of collection.py: how right, and how fast.

    python benchmarks/bench.py identity [SEED [DOCUMENTS]]

Pairwise F1: of all pairs of appearances of people in documents, those joined and those that are one person. Beside it
stands what "same full name, same person" scores. The time is what the processor spends on storing documents with their
findings, all of it, over the number of mentions; the last tenth of the collection is timed by itself, since a cost that
grows shows there.
"""

from __future__ import annotations

import csv
import sqlite3
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from collection import DOCUMENTS, Collection

from diplo import database, names, store
from diplo.records import Document

GOAL = 95.0
"""Pairwise F1 in per cent."""
TOO_EASY = 80.0
"""A collection on which equal names alone score so much tells nothing."""
MOST_MS = 1.0
"""Milliseconds a mention."""
DECISIONS = Path(__file__).with_name("identity_decisions.tsv")
_PLACED = """
select documents.id as document, mentions.start, entities.id as entity
from mentions
join documents on documents.number = mentions.document
join entities on entities.number = mentions.entity
"""

Partition = Mapping[tuple[str, int], Hashable]


def main(words: Sequence[str]) -> int:
    """Makes a collection, stores it and prints the figures; returns 1 where one misses its goal."""
    seed = int(words[0]) if words else 1
    collection = Collection.make(seed, documents=int(words[1]) if len(words) > 1 else DOCUMENTS)
    plain = f1(collection.gold, by_name(collection))
    with TemporaryDirectory() as folder:
        db = database.write(Path(folder) / "identity.db")
        whole, last = stored_in(db, collection.documents)
        ours = f1(collection.gold, by_base(db, collection))
        db.close()
    for name, (precision, recall, score) in (("same full name, same person", plain), ("diplo", ours)):
        print(f"{name}: precision {precision:.1f}, recall {recall:.1f}, pairwise F1 {score:.1f}")
    right = by_hand()
    print(f"real decisions, judged by hand in {DECISIONS.name}: {sum(right)} of {len(right)} right")
    print(f"storing: {whole:.3f} ms a mention, {last:.3f} ms in the last tenth")
    return int(ours[2] < GOAL or plain[2] >= TOO_EASY or whole > MOST_MS)


def by_name(collection: Collection) -> Partition:
    """What joins people whose fullest name in the document is the same, without case, accents and hyphens."""
    people = ((d.id, e.id, e.name) for d in collection.documents for e in d.entities if e.kind == "person")
    return {(document, entity): names.fold(name or "") for document, entity, name in people}


def by_base(db: sqlite3.Connection, collection: Collection) -> Partition:
    """The ids of the base's entities for the appearances of people in the collection."""
    placed = {(row["document"], row["start"]): row["entity"] for row in db.execute(_PLACED)}
    people = ((d.id, e) for d in collection.documents for e in d.entities if e.kind == "person")
    return {(document, e.id): placed[document, e.mentions[0].start] for document, e in people}


def by_hand() -> list[bool]:
    """Whether each of the listed decisions on real articles is right."""
    rows = (row for row in DECISIONS.read_text(encoding="utf-8").splitlines() if not row.startswith("#"))
    return [row["right"] == "yes" for row in csv.DictReader(rows, delimiter="\t")]


def f1(gold: Partition, found: Partition) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs that are put together, in per cent."""
    right = _pairs([(gold[one], found[one]) for one in gold])
    precision = right / max(_pairs([found[one] for one in gold]), 1)
    recall = right / max(_pairs(list(gold.values())), 1)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(precision + recall, 1e-9)


def stored_in(db: sqlite3.Connection, documents: Sequence[Document]) -> tuple[float, float]:
    """Milliseconds a mention that storing takes, over all documents and over the last tenth."""
    parts = (documents[: -len(documents) // 10], documents[-len(documents) // 10 :])
    seconds = []
    for part in parts:
        before = process_time()
        for saved in store.save(db, part):
            assert saved.outcome == "stored", saved
        seconds.append(process_time() - before)
    mentions = [sum(len(entity.mentions) for document in part for entity in document.entities) for part in parts]
    return 1000 * sum(seconds) / sum(mentions), 1000 * seconds[1] / mentions[1]


def _pairs(labels: Sequence[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(labels).values())

"""Measures one event from many reports, on the collection of reports.py.

    python benchmarks/bench.py happenings [SEED]

B-cubed (A. Bagga and B. Baldwin, "Entity-based cross-document coreferencing using the vector space model", 1998) over
the clauses that tell of an event and in which one was read, whatever was read of it: who takes part and the day may be
missing. The others ("The meeting lasted two hours") are counted. Beside it stands what "same two
people and same type, same event" scores, if it knew the two people always. A false merge is an event of the base whose
clauses tell of two meetings of the same two people on different days.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from itertools import compress
from pathlib import Path
from tempfile import TemporaryDirectory

from reports import Clause, Reports

from diplo import database, language, store

GOAL = 90.0
"""B-cubed F1 in per cent."""
TOO_EASY = 80.0
"""A collection on which the pair alone scores so much tells nothing."""
_READ = """
select events.number, happening
from events
join documents on documents.number = events.document
where documents.id = ? and trigger_start between ? and ? and type = 'CONSULT'
order by trigger_start
"""

Labels = Sequence[Hashable]


def main(words: Sequence[str]) -> int:
    """Makes a collection, reads it and prints the figures; returns 1 where one misses its goal."""
    reports = Reports.make(int(words[0]) if words else 1)
    gold = [clause.happening for clause in reports.gold]
    plain = b_cubed(gold, by_pair(reports))
    with TemporaryDirectory() as folder:
        db = database.write(Path(folder) / "reports.db")
        for saved in store.save(db, language.extract(language.load(), reports.documents)):
            assert saved.outcome == "stored", saved
        labels = by_base(db, reports)
        db.close()
    was_read = [not isinstance(label, Clause) for label in labels]
    ours = b_cubed([*compress(gold, was_read)], [*compress(labels, was_read)])
    merged = false_merges(reports, labels)
    print(f"{len(reports.documents)} reports, {len(gold)} clauses, {sum(was_read)} of them read as events")
    print(f"same pair, same event: precision {plain[0]:.1f}, recall {plain[1]:.1f}, B-cubed {plain[2]:.1f}")
    print(f"diplo:                 precision {ours[0]:.1f}, recall {ours[1]:.1f}, B-cubed {ours[2]:.1f}, goal {GOAL}")
    print(f"merged though the same two met on different days: {len(merged)} {merged[:3] or ''}")
    return int(ours[2] < GOAL or plain[2] >= TOO_EASY or bool(merged))


def by_pair(reports: Reports) -> Labels:
    """The pair of each clause, as if it were always read."""
    return [frozenset(person.full for person in reports.happenings[clause.happening].pair) for clause in reports.gold]


def by_base(db: sqlite3.Connection, reports: Reports) -> Labels:
    """The event of the base of each clause; the clause itself where none was read."""
    labels: list[Hashable] = []
    for clause in reports.gold:
        rows = db.execute(_READ, (clause.document, clause.start, clause.end)).fetchall()
        together = [row["happening"] for row in rows if row["happening"] is not None]
        labels.append(together[0] if together else rows[0]["number"] if rows else clause)
    return labels


def b_cubed(gold: Labels, found: Labels) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent."""
    both, right, read = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(size * size / read[label] for (_, label), size in both.items()) / len(gold)
    recall = sum(size * size / right[label] for (label, _), size in both.items()) / len(gold)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(precision + recall, 1e-9)


def false_merges(reports: Reports, labels: Labels) -> list[tuple[str, ...]]:
    """The documents of each event of the base that is several meetings of one pair on different days."""
    told = defaultdict(list)
    for clause, label in zip(reports.gold, labels, strict=True):
        told[label, reports.happenings[clause.happening].pair].append(clause)
    return [
        tuple(clause.document for clause in clauses)
        for clauses in told.values()
        if len({reports.happenings[clause.happening].day for clause in clauses}) > 1
    ]

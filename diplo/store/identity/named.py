"""Under which names an entity stands in texts, and how often: counted as documents come, go, and change hands."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from diplo import database, names

_SQL = database.statements(Path(__file__).with_name("named.sql"))


def count(db: sqlite3.Connection, document_number: int, sign: int) -> None:
    """Adds a document's names to the counts, or takes them away; both from what the base holds, so that they match."""
    mentions: Counter[tuple[int, str]] = Counter()
    documents: Counter[tuple[int, str]] = Counter()
    for row in db.execute(_SQL["in_document"], {"document": document_number}):
        key = row["entity"], " ".join(row["name"].split())
        mentions[key] += sign * row["mentions"]
        documents[key] += sign * row["documents"]
    for entity, name in mentions:
        folded = names.fold(name)
        given = {"entity": entity, "name": name, "folded": folded, "spelling": names.spelling_key(folded)}
        counts = {"mentions": mentions[entity, name], "documents": documents[entity, name]}
        row = db.execute(_SQL["count"], given | counts).fetchone()
        if row["is_new"]:
            words = ({"word": w, "name": row["number"], "spelling": names.spelling_key(w)} for w in set(folded.split()))
            db.executemany(_SQL["write_word"], words)


def erase(db: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Removes the names under which these entities stand nowhere any more."""
    db.execute(_SQL["erase"], {"entities": json.dumps(list(entities))})

"""All that is known of one entity, or of several together: the answers to many questions, in one object.

A dossier is short by design: its lists stop at what a person takes in at once, and its head counts all there is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from diplo import queries
from diplo.queries import Row

COMPANIONS = 10
LAST_EVENTS = 10
LAST_DOCUMENTS = 10
LAST_FACTS = 20
LAST_QUOTES = 5

Dossier = Mapping[str, Any]
"""The head's fields, then lists of rows by the name of their section."""


def of(db: sqlite3.Connection, entity: str) -> Dossier:
    """The dossier of an entity, by its id; raises LookupError for an id that is none."""
    ids = [entity]
    head = next(queries.select(db, "entity", entities=ids), None)
    if head is None:
        raise LookupError(entity)
    facts = list(queries.select(db, "facts", entities=ids))
    others = [fact for fact in facts if not _is_own_role(fact, head)]
    last = {fact["id"] for fact in sorted(others, key=lambda fact: fact["written"] or "")[-LAST_FACTS:]}
    return head | {
        "names": list(queries.select(db, "forms", entities=ids)),
        "roles": [fact for fact in facts if _is_own_role(fact, head)],
        "facts": [fact for fact in others if fact["id"] in last],
        "company": list(queries.select(db, "company", entities=ids, limit=COMPANIONS)),
        "last quotes": _last_first(db, "last_quotes", ids, LAST_QUOTES),
        "last events": _last_first(db, "last_events", ids, LAST_EVENTS),
        "last documents": _last_first(db, "last_documents", ids, LAST_DOCUMENTS),
    }


def together(db: sqlite3.Connection, entities: Sequence[str], most: int = 0, **filters: Any) -> Dossier:
    """What several entities did together, oldest first, and what one of them said that names the others.

    Both lists hold `most` rows; 0: all there are.
    """
    asked = {"entities": entities, **filters}
    (counts,) = queries.select(db, "together", **asked)
    heads = [head for entity in entities for head in queries.select(db, "entity", entities=[entity])]
    days = {name: value for name, value in filters.items() if name in {"since", "until", "as_of", "source", "document"}}
    return {
        "entities": heads,
        **counts,
        "timeline": list(queries.select(db, "timeline", **asked, limit=most)),
        "quotes": list(
            queries.select(db, "quotes", entities=entities, speakers=entities, speech=1, limit=most, **days)
        ),
    }


def _is_own_role(fact: Row, head: Row) -> bool:
    return bool(fact["predicate"] == "role" and fact["subject"] == head["id"])


def _last_first(db: sqlite3.Connection, question: str, ids: Sequence[str], most: int) -> list[Row]:
    """The last rows of a question that gives the latest first, in the order of the days."""
    return list(queries.select(db, question, entities=ids, limit=most))[::-1]

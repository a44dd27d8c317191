"""What people said of entities themselves: another name, another kind, or that one is nobody and nothing.

Inside the transaction of whoever calls: identity.py, whenever it says anew what an entity's appearances ask for.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from diplo import database, names

_SQL = database.statements(Path(__file__).with_name("judged.sql"))
APPLIED, OVERRULED = "applied", "overruled"


def forget(db: sqlite3.Connection, entities: Mapping[str, str]) -> None:
    """Makes entities what they were read as; `entities` binds their numbers."""
    for statement in ("kinds_as_read", "forget_given_names", "no_given_names"):
        db.execute(_SQL[statement], entities)


def apply(db: sqlite3.Connection, entities: Mapping[str, str]) -> None:
    """Makes entities, which are as they were read, what people said; of two names or kinds the later counts."""
    by_entity: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in db.execute(_SQL["rulings"], entities).fetchall():
        by_entity[row["entity"]].append(row)
    for entity, said in by_entity.items():
        last = {row["judgement"]: row["number"] for row in said}
        for row in said:
            value = json.loads(row["value"])
            if row["judgement"] != "entity alias":
                db.execute(_SQL[row["judgement"].removeprefix("entity ")], {"entity": entity, **value})
            if "name" in value:
                _give_name(db, entity, value["name"])
            stands = row["judgement"] == "entity alias" or last[row["judgement"]] == row["number"]
            db.execute(_SQL["mark"], {"number": row["number"], "state": APPLIED if stands else OVERRULED})


def _give_name(db: sqlite3.Connection, entity: int, name: str) -> None:
    """Lets an entity be found by a name that need not stand in any text."""
    folded = names.fold(name)
    given = {"entity": entity, "name": name, "folded": folded, "spelling": names.spelling_key(folded)}
    row = db.execute(_SQL["give_name"], given).fetchone()
    words = ({"word": w, "name": row["number"], "spelling": names.spelling_key(w)} for w in set(folded.split()))
    db.executemany(_SQL["give_word"], words)

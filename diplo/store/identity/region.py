"""What the base holds of some blocks of names: their profiles, and the judgements that tie them to other blocks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diplo import database
from diplo.store.identity.evidence import Evidence

_SQL = database.statements(Path(__file__).with_name("region.sql"))


@dataclass(slots=True)
class Region:
    """The profiles of some blocks, read once and written back where their counts have changed."""

    rows: dict[int, dict[str, Any]]
    blocks: set[str]
    _by_evidence: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _changed: set[int] = field(default_factory=set)

    @staticmethod
    def load(db: sqlite3.Connection, blocks: Iterable[str]) -> Region:
        found = db.execute(_SQL["profiles"], {"blocks": json.dumps(sorted(blocks))})
        rows = {row["number"]: dict(row) for row in found}
        by_evidence = {(row["block"], row["called"], row["posts"]): number for number, row in rows.items()}
        return Region(rows, set(blocks), by_evidence)

    def find(self, one: Evidence) -> tuple[int | None, int | None]:
        """The profile with this evidence and the entity of all its appearances, where there are such."""
        number = self._by_evidence.get((one.block, one.called, json.dumps(one.posts)))
        return number, None if number is None else self.rows[number]["entity"]

    def new(self, db: sqlite3.Connection, one: Evidence, entity: int) -> int:
        """A profile of evidence that was not there; its number."""
        company = json.dumps(dict.fromkeys(one.company, 1))
        posts = json.dumps(one.posts)
        row = {
            "block": one.block,
            "called": one.called,
            "posts": posts,
            "seen": 1,
            "company": company,
            "entity": entity,
        }
        number = int(db.execute(_SQL["new_profile"], row).fetchone()["number"])
        self.rows[number] = row | {"number": number, "reason": None}
        self._by_evidence[one.block, one.called, posts] = number
        return number

    def count(self, number: int, company: Iterable[str], sign: int) -> int:
        """One appearance with this evidence more or less; the number of the profile."""
        row = self.rows[number]
        tally = json.loads(row["company"])
        for one in company:
            tally[one] = tally.get(one, 0) + sign
        row["company"] = json.dumps({one: n for one, n in tally.items() if n > 0})
        row["seen"] += sign
        self._changed.add(number)
        return number

    def write(self, db: sqlite3.Connection) -> None:
        """Brings the base to the counts; profiles that are seen nowhere any more go."""
        db.executemany(_SQL["count_profile"], [self.rows[number] for number in sorted(self._changed)])
        gone = [number for number in self._changed if self.rows[number]["seen"] <= 0]
        if gone:
            db.execute(_SQL["erase_profiles"], {"profiles": json.dumps(gone)})
        for number in gone:
            del self.rows[number]
        self._changed.clear()

    def link(self, db: sqlite3.Connection) -> list[sqlite3.Row]:
        """Takes the blocks in that judgements tie to these; the judgements that concern the region."""
        if not db.execute(_SQL["any_judgement"]).fetchone()["is_there"]:
            return []
        judged = db.execute(_SQL["judged"]).fetchall()
        while True:
            tied = [row for row in judged if {row["one_block"], row["other_block"]} & self.blocks]
            further = {row[block] for row in tied for block in ("one_block", "other_block")} - self.blocks
            if not further:
                return tied
            self.rows |= Region.load(db, further).rows
            self.blocks |= further

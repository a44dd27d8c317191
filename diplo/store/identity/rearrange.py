"""Blocks of the base put in order anew, and what changes hands brought to its new entity with its findings."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diplo import database
from diplo.store import tallies
from diplo.store.identity import named
from diplo.store.identity.likeness import Person, Profile
from diplo.store.identity.partition import Block, Choice, Single, arrange
from diplo.store.identity.region import Region

_SQL = database.statements(Path(__file__).with_name("rearrange.sql"))


def rearrange(
    db: sqlite3.Connection, region: Region, incoming: int | None = None, is_thorough: bool = False
) -> set[int]:
    """Gives every appearance of a region to the entity that it is one with; the entities that this concerns.

    `incoming` is a document whose mentions and findings are not written yet. Thoroughly: each appearance is looked
    at, not only those whose profile has another entity than before, since judgements have come or gone.
    """
    judged = region.link(db)
    order = _Order(db, region, judged)
    changes = order.changes(db, is_thorough or bool(judged))
    return _carry_out(db, changes, incoming)


@dataclass(slots=True)
class _Changes:
    """Appearances that change hands, by their documents."""

    moves: dict[int, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))
    """The appearance, whose it was and whose it is now."""

    def add(self, row: sqlite3.Row, entity: int) -> None:
        if row["entity"] != entity:
            self.moves[row["document"]].append((row["number"], row["entity"], entity))


class _Order:
    """Which profiles and appearances of a region are one entity, as evidence and judgements have it."""

    def __init__(self, db: sqlite3.Connection, region: Region, judged: list[sqlite3.Row]) -> None:
        self._rows = region.rows
        profiles = {number: _profile(row) for number, row in region.rows.items()}
        apart, singled = _set_apart(judged, profiles)
        by_block: dict[str, list[Profile]] = defaultdict(list)
        for number, profile in profiles.items():
            by_block[region.rows[number]["block"]].append(profile)
        self._blocks: dict[str, Block] = {block: arrange(found, apart) for block, found in by_block.items()}
        self._whole = {number: one for block in self._blocks.values() for number, one in block.whole.items()}
        split = [number for block in self._blocks.values() for number in block.split]
        self._singles = _singles(db, split, singled)
        self._choices = {row["number"]: self._choice(row, singled) for row in self._singles}
        self._leave_empty(singled)
        self._groups = _Groups()
        self._unite(judged)
        self._entities = self._numbered(db)

    def changes(self, db: sqlite3.Connection, is_thorough: bool) -> _Changes:
        """Writes whose each profile is, and why; what must change hands for it."""
        changes = _Changes()
        for number, row in self._rows.items():
            person, reason = self._whole.get(number, (None, None))
            entity = None if person is None else self._entity(person)
            if entity is not None and (is_thorough or row["entity"] != entity):
                for appearance in db.execute(_SQL["elsewhere"], {"profile": number, "entity": entity}).fetchall():
                    if appearance["number"] not in self._choices:
                        changes.add(appearance, entity)
                if is_thorough or row["entity"] is None:
                    db.execute(_SQL["explained_by_profile"], {"profile": number})
            if (row["entity"], row["reason"]) != (entity, reason):
                db.execute(_SQL["give_profile"], {"profile": number, "entity": entity, "reason": reason})
        for single in self._singles:
            choice = self._choices[single["number"]]
            changes.add(single, self._entity(choice.person or single["number"]))
            doubt = [[self._entity(person), why] for person, why in choice.candidates]
            given = {"number": single["number"], "reason": choice.reason, "doubt": json.dumps(doubt) if doubt else None}
            if (single["reason"], single["doubt"]) != (given["reason"], given["doubt"]):
                db.execute(_SQL["explain"], given)
        return changes

    def _choice(self, row: sqlite3.Row, singled: set[int]) -> Choice:
        if row["number"] in singled:
            return Choice(None, "set apart by a judgement")
        company = tuple(json.loads(row["company"]))
        return self._blocks[self._rows[row["profile"]]["block"]].choose(Single(row["number"], row["profile"], company))

    def _leave_empty(self, singled: set[int]) -> None:
        """Profiles of which every appearance is taken out are nobody's."""
        taken = Counter(row["profile"] for row in self._singles if row["number"] in singled)
        for number, count in taken.items():
            if count >= self._rows[number]["seen"]:
                self._whole.pop(number, None)

    def _group(self, appearance: int, profile: int) -> Person | int:
        """The person of an appearance, or its own number where it stands by itself."""
        choice = self._choices.get(appearance)
        return self._whole[profile][0] if choice is None else choice.person or appearance

    def _unite(self, judged: list[sqlite3.Row]) -> None:
        """Makes one what is judged the same, unless that would join two that are judged to be different."""
        pairs = {"same": [], "different": []}  # type: dict[str, list[tuple[Person | int, Person | int]]]
        for row in judged:
            one = self._group(row["one"], row["one_profile"])
            pairs[row["verdict"]].append((one, self._group(row["other"], row["other_profile"])))
        for one, other in pairs["same"]:
            self._groups.unite(one, other, pairs["different"])

    def _entity(self, one: Person | int) -> int:
        return self._entities[self._groups.root(one)]

    def _numbered(self, db: sqlite3.Connection) -> dict[int, int]:
        """The number of the entity of each group: of those its appearances have, the one that most have."""
        held: Counter[tuple[int, int]] = Counter()
        kinds: dict[int, str] = {}
        for number, (person, _) in self._whole.items():
            profile, root = self._rows[number], self._groups.root(person)
            held[root, profile["entity"] or 0] += profile["seen"]
            kinds[root] = profile["block"].partition(":")[0]
        for row in self._singles:
            root = self._groups.root(self._choices[row["number"]].person or row["number"])
            held[root, row["entity"]] += 1
            kinds[root] = self._rows[row["profile"]]["block"].partition(":")[0]
        entities: dict[int, int] = {}
        taken = {0}
        for (root, entity), _ in sorted(held.items(), key=lambda one: (-one[1], one[0][1])):
            if root not in entities and entity not in taken:
                entities[root] = entity
                taken.add(entity)
        for root, kind in kinds.items():
            if root not in entities:
                entities[root] = int(db.execute(_SQL["new_entity"], {"kind": kind}).fetchone()["number"])
        return entities


class _Groups:
    """Persons and single appearances that are one by judgement; each group has a root."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def root(self, one: Person | int) -> int:
        found = one if isinstance(one, int) else -id(one)
        while found in self._parent:
            found = self._parent[found]
        return found

    def unite(self, one: Person | int, other: Person | int, apart: list[tuple[Person | int, Person | int]]) -> None:
        mine, theirs = self.root(one), self.root(other)
        if mine != theirs and not any({self.root(a), self.root(b)} == {mine, theirs} for a, b in apart):
            self._parent[theirs] = mine


def _profile(row: Mapping[str, Any]) -> Profile:
    posts = tuple(json.loads(row["posts"]))
    return Profile(row["number"], row["called"], posts, row["seen"], lambda: json.loads(row["company"]))


def _set_apart(
    judged: list[sqlite3.Row], profiles: Mapping[int, Profile]
) -> tuple[frozenset[tuple[int, int]], set[int]]:
    """From judgements: the pairs of profiles that are never one, and the appearances that are taken out of theirs."""
    apart, singled = set(), set()
    for row in judged:
        if row["verdict"] == "different":
            one, other = profiles[row["one_profile"]], profiles[row["other_profile"]]
            if one.kin == other.kin:
                singled.add(row["one"])
            else:
                apart.add((min(one.number, other.number), max(one.number, other.number)))
    return frozenset(apart), singled


def _singles(db: sqlite3.Connection, split: list[int], singled: set[int]) -> list[sqlite3.Row]:
    if not split and not singled:
        return []
    given = {"profiles": json.dumps(split), "numbers": json.dumps(sorted(singled))}
    return db.execute(_SQL["singles"], given).fetchall()


def _carry_out(db: sqlite3.Connection, changes: _Changes, incoming: int | None) -> set[int]:
    concerned: set[int] = set()
    for document, moves in changes.moves.items():
        concerned |= {entity for _, before, after in moves for entity in (before, after)}
        if document == incoming:
            _move(db, moves)
            continue
        with tallies.recounted(db, document):
            named.count(db, document, -1)
            _move(db, moves)
            _follow(db, document)
            named.count(db, document, +1)
        named.erase(db, {before for _, before, _ in moves})
    moved = json.dumps([number for moves in changes.moves.values() for number, _, _ in moves])
    for row in db.execute(_SQL["corrected_elsewhere"], {"appearances": moved}).fetchall():
        with tallies.recounted(db, row["document"]):
            _follow(db, row["document"])
    return concerned


def _move(db: sqlite3.Connection, moves: list[tuple[int, int, int]]) -> None:
    db.executemany(_SQL["move"], ({"number": number, "entity": after} for number, _, after in moves))


def _follow(db: sqlite3.Connection, document: int) -> None:
    """Brings a document's mentions and findings to the entities of their appearances."""
    for statement in _FOLLOW:
        db.execute(_SQL[statement], {"document": document})


_FOLLOW = (
    "follow_mentions",
    "follow_participants",
    "follow_places",
    "follow_speakers",
    "follow_hearers",
    "follow_subjects",
    "follow_others",
)

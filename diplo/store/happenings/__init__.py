"""One event from many reports: which events of the base are one, inside the transaction of whoever calls.

Two events are one when they are of one type, two who are named take part in both, and both are on the same day: so two
meetings of the same two on different days are never one. Where not all take part alike (who sanctions whom), the words
must agree, too, and what one alone did is one event where texts state its day. What somebody says is none of these: its
words tell sayings apart (utterances.py). What is dated by a week or a month, or is a plan without a
day, is one with that on the only such day that it can mean, if there is one; otherwise it stays by itself. Within a
text "the talks" are those told before (units.py). What is one depends on the rows of the base alone, whichever document
came first; it bears the smallest number among its events, and `standing` is their order: 0 tells the day best.

An event that comes or goes can change others of its day only, and those that are dated by a stretch of days that has
this day in it, so these alone are put in order anew.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from diplo import database
from diplo.store.happenings import units
from diplo.store.happenings.units import Party, Told

_SQL = database.statements(Path(__file__).with_name("happenings.sql"))
_PHONE = "phone"
_WEEK = 7
"""Days of the longest stretch in which two reports that give the same one are one event."""


def join(db: sqlite3.Connection, document: int) -> set[int]:
    """Finds of which events the events of a document tell; the events whose place this changes."""
    told = [_told(row) for row in db.execute(_SQL["told"], {"document": document})]
    for number, first in units.retold(told).items():
        db.execute(_SQL["retell"], {"number": number, "first": first})
    db.executemany(_SQL["pair"], ((one.number, *pairing) for one in told for pairing in units.pairings(one)))
    return _arrange(db, _events(db, "of_document", document=document))


def leave(db: sqlite3.Connection, document: int) -> set[int]:
    """Takes the events of a document out of those that they tell of; the events elsewhere whose place this changes."""
    mine = _events(db, "of_document", document=document)
    disturbed = _events(db, "disturbed", document=document) | (_reached(db, mine, "over_day") - mine)
    for statement in ("unpair", "forget"):
        db.execute(_SQL[statement], {"document": document})
    return _arrange(db, disturbed)


Pair = tuple[str, int, int]
"""The kind of an event and two who take part in it."""


class _Days(NamedTuple):
    """The days on which an event may have been; without pairings the form is "none"."""

    earliest: str
    latest: str
    form: str

    @property
    def is_short(self) -> bool:
        return _length(self.earliest, self.latest) < _WEEK


@dataclass(frozen=True, slots=True)
class _Unit:
    """An event with those that retell it in its text, as far as it may be one with others."""

    number: int
    happening: int | None
    mode: str | None
    place: int | None
    status: str
    written: str | None
    pairs: tuple[Pair, ...]
    personal: frozenset[Pair]
    """Those of its pairs in which there is a person."""
    days: _Days

    @property
    def is_day(self) -> bool:
        return self.days.form == "day"


def _arrange(db: sqlite3.Connection, touched: set[int]) -> set[int]:
    """Puts in order anew all that touched events can change; those whose place changes."""
    loose = _closed(db, touched, "same_day")
    loose = _closed(db, loose | _reached(db, loose, "over_day"), "same_stretch")
    fixed = _closed(db, _reached(db, loose, "days_within"), "same_day") - loose
    found = _load(db, loose | fixed | _reached(db, loose | fixed, "together"))
    groups = _Groups(found)
    days = [unit for unit in found.values() if unit.is_day]
    _unite_days(groups, days)
    _unite_stretches(groups, [found[number] for number in sorted(loose) if not found[number].is_day], days)
    by_happening: dict[int, list[int]] = defaultdict(list)
    for number, unit in found.items():
        if unit.happening is not None and number not in loose:
            by_happening[unit.happening].append(number)
    for several in by_happening.values():
        groups.unite(several)
    return _write(db, groups.all())


class _Groups:
    """Units that are one event, as they are found."""

    def __init__(self, found: Iterable[int]) -> None:
        self._root = {number: number for number in found}

    def root(self, number: int) -> int:
        while self._root[number] != number:
            number = self._root[number]
        return number

    def unite(self, numbers: Iterable[int]) -> None:
        roots = {self.root(number) for number in numbers}
        for root in roots:
            self._root[root] = min(roots)

    def all(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number in sorted(self._root):
            found[self.root(number)].append(number)
        return list(found.values())


def _unite_days(groups: _Groups, found: list[_Unit]) -> None:
    """Joins what the same two did on the same day: a call is no visit, and states can meet in two places at once."""
    beside: dict[tuple[Pair, str], list[_Unit]] = defaultdict(list)
    for unit in found:
        for pair in unit.pairs:
            if not pair[0].endswith(" at"):
                beside[pair, unit.days.earliest].append(unit)
    for (pair, _), several in beside.items():
        for part in _apart(several, _is_call):
            is_personal = any(pair in unit.personal for unit in part)
            for rest in [part] if is_personal else _apart(part, lambda unit: unit.place):
                groups.unite(unit.number for unit in rest)


def _apart(found: list[_Unit], label: Callable[[_Unit], Hashable]) -> list[list[_Unit]]:
    """Parts of one label each; what has none goes with the others where these have only one."""
    parts: dict[Hashable, list[_Unit]] = defaultdict(list)
    for unit in found:
        parts[label(unit)].append(unit)
    return list(parts.values()) if len(parts.keys() - {None}) > 1 else [found]


def _unite_stretches(groups: _Groups, found: list[_Unit], days: list[_Unit]) -> None:
    """Puts each to the only event on a day that it can mean, and those of one short stretch together where none is."""
    by_pair: dict[Pair, list[_Unit]] = defaultdict(list)
    for unit in days:
        for pair in unit.pairs:
            by_pair[pair].append(unit)
    same: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    meant = {
        unit.number: {groups.root(one.number) for pair in unit.pairs for one in by_pair[pair] if _can_mean(unit, one)}
        for unit in found
    }
    for unit in found:
        if len(meant[unit.number]) == 1:
            groups.unite([unit.number, *meant[unit.number]])
        elif not meant[unit.number] and unit.days.form == "stretch" and unit.days.is_short:
            for pair in unit.pairs:
                same[pair, unit.days].append(unit.number)
    for several in same.values():
        groups.unite(several)


def _can_mean(unit: _Unit, one: _Unit) -> bool:
    """Whether what is dated by a stretch may be what is on a day; a plan, what was announced by then."""
    if not unit.days.earliest <= one.days.earliest <= unit.days.latest:
        return False
    if unit.days.form == "plan" and not (one.status in units.AHEAD_OF and (one.written or "~") <= unit.days.earliest):
        return False
    if unit.days.form == "past" and unit.place != one.place:
        return False
    return len(_apart([unit, one], _is_call)) == 1


def _is_call(unit: _Unit) -> bool | None:
    return None if unit.mode is None else unit.mode == _PHONE


def _write(db: sqlite3.Connection, groups: Iterable[list[int]]) -> set[int]:
    """Writes which events are one and their order; the numbers of those that were not written so before."""
    changed: set[int] = set()
    for group in groups:
        rows = db.execute(_SQL["reports"], {"events": json.dumps(group)}).fetchall()
        rows.sort(key=_standing)
        happening = min(row["number"] for row in rows) if len(rows) > 1 else None
        for standing, row in enumerate(rows):
            if (row["happening"], row["standing"]) != (happening, standing):
                db.execute(_SQL["give"], {"number": row["number"], "happening": happening, "standing": standing})
                changed.add(row["number"])
    return changed


def _standing(row: sqlite3.Row) -> tuple[Any, ...]:
    """The order of the reports of one event: the day as stated first, then that it happened, then the first to say so.

    Of those that say something else, the last comes first.
    """
    length = _length(row["earliest"], row["latest"])
    happened = row["status"] == "happened"
    written = date.fromisoformat(row["written"]).toordinal() if row["written"] else 0
    return (
        row["retold"] is not None,
        length,
        row["dated_by"] != "stated",
        not happened,
        written if happened else -written,
        row["document"],
        row["trigger_start"],
        row["number"],
    )


def _length(earliest: str | None, latest: str | None) -> float:
    """Days of a window; one with an open end is longer than all others."""
    if earliest is None or latest is None:
        return math.inf
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days


def _load(db: sqlite3.Connection, events: set[int]) -> dict[int, _Unit]:
    found = {}
    for row in db.execute(_SQL["units"], {"events": json.dumps(sorted(events))}):
        rows = json.loads(row["pairings"])
        days = _Days(*rows[0][3:6]) if rows else _Days("", "~", "none")
        pairs = tuple((kind, one, other) for kind, one, other, *_ in rows)
        personal = frozenset(pair for pair, one in zip(pairs, rows, strict=True) if one[6])
        fields = {name: row[name] for name in ("number", "happening", "mode", "place", "status", "written")}
        found[row["number"]] = _Unit(**fields, pairs=pairs, personal=personal, days=days)
    return found


def _told(row: sqlite3.Row) -> Told:
    fields = {name: row[name] for name in row.keys() if name != "parties"}  # noqa: SIM118 - a row of SQLite
    parties = (Party(entity, role, bool(named)) for entity, role, named in json.loads(row["parties"]))
    return Told(**fields, parties=tuple(parties))


def _closed(db: sqlite3.Connection, events: set[int], relation: str) -> set[int]:
    """The events and all that are reached from them, and from these in turn."""
    found, new = set(events), set(events)
    while new:
        new = _reached(db, new, relation) - found
        found |= new
    return found


def _reached(db: sqlite3.Connection, events: set[int], relation: str) -> set[int]:
    return _events(db, relation, events=json.dumps(sorted(events)), ahead=units.AHEAD) if events else set()


def _events(db: sqlite3.Connection, statement: str, **given: Any) -> set[int]:
    return {row["event"] for row in db.execute(_SQL[statement], given)}

"""What corrections make of the row of a finding: no database, only rows in and rows out.

A row has the columns of its table; that of an event has `participants`, too: an appearance, its entity, and a role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from diplo import calendar

Row = dict[str, Any]


class Meant(NamedTuple):
    """An entity that a field means: one of its appearances in the base, and its number."""

    appearance: int
    entity: int


Setter = Callable[[Row, Any, Meant | None], Row]
"""From a row, what a field is set to, and the entity that this means, to the columns that change."""

ENTITY_FIELDS = ("place", "speaker", "hearer", "subject", "other")
"""The columns that hold an entity; beside each stands that of its appearance."""
APPLIED, OVERRULED = "applied", "overruled"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A correction as it is applied, with those in the base whom its fields mean."""

    number: int
    judgement: str
    value: Mapping[str, Any]
    meant: Mapping[str, Meant]

    @property
    def is_rejection(self) -> bool:
        """Whether it says that there is no such finding."""
        return self.judgement.endswith(" reject")

    def missing(self) -> list[str]:
        """The names of those whom it means and who are not in the base."""
        return [one["name"] for part, one in parts(self.value) if is_entity(one) and part not in self.meant]


def parts(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What was set, by the name of its part: the field, with a number where the field holds several."""
    return [
        pair
        for field, one in value.items()
        for pair in (
            [(f"{field}.{n}", each) for n, each in enumerate(one)] if isinstance(one, list) else [(field, one)]
        )
    ]


def is_entity(one: Any) -> bool:
    """Whether what was set is an entity: an object with its id and its name."""
    return isinstance(one, Mapping) and "id" in one


def ruled(row: Row | None, rulings: Sequence[Ruling]) -> Row | None:
    """The row as the rulings, in their order, leave it; None: there is no such finding."""
    if any(ruling.is_rejection for ruling in rulings):
        return None
    for ruling in rulings:
        if row is not None:
            for part, one in parts(ruling.value):
                row = row | _SET[part.partition(".")[0]](row, one, ruling.meant.get(part))
    return row


def states(rulings: Sequence[Ruling]) -> dict[int, str]:
    """What becomes of each ruling on one finding: of two on one field the later counts, and a rejection always."""
    found: dict[int, str] = {}
    later: set[str] = set()
    rejected = any(ruling.is_rejection for ruling in rulings)
    for ruling in reversed(rulings):
        fields = {part for part, _ in parts(ruling.value) if "." not in part}
        missing = ruling.missing()
        if missing:
            found[ruling.number] = f"not applied: {' and '.join(missing)} is not in the base"
        elif (rejected and not ruling.is_rejection) or (fields and fields <= later):
            found[ruling.number] = OVERRULED
        else:
            found[ruling.number] = APPLIED
        later |= fields
    return found


def without(row: Row | None, ignored: frozenset[int]) -> Row | None:
    """The row without those entities whom a person said to be nobody; a fact about them is none."""
    if row is None or row.get("subject") in ignored:
        return None
    for field in ("place", "speaker", "hearer", "other"):
        if row.get(field) in ignored:
            row = row | {field: None, f"{field}_appearance": None}
    if "participants" in row:
        row = row | {"participants": [one for one in row["participants"] if one[1] not in ignored]}
    return row


def involved(row: Row | None) -> set[Meant]:
    """Those whom a row means."""
    if row is None:
        return set()
    found = [(row.get(f"{field}_appearance"), row.get(field)) for field in ENTITY_FIELDS]
    found += [(appearance, entity) for appearance, entity, _ in row.get("participants", ())]
    return {Meant(appearance, entity) for appearance, entity in found if appearance is not None and entity is not None}


def _set(field: str) -> Setter:
    return lambda _row, value, _meant: {field: value}


def _entity(field: str) -> Setter:
    """Sets a field to an entity, or to none; one that is not in the base changes nothing."""

    def set_to(_row: Row, value: Any, meant: Meant | None) -> Row:
        if meant is None and value is not None:
            return {}
        return {field: meant and meant.entity, f"{field}_appearance": meant and meant.appearance}

    return set_to


def _status(_row: Row, value: Any, _meant: Meant | None) -> Row:
    return {"status": value, "status_cue_start": None, "status_cue_end": None}


def _date(row: Row, value: Any, _meant: Meant | None) -> Row:
    """The days of an event or a saying, which are stated now, since a person says so."""
    days = value or {"earliest": None, "latest": None}
    no_time = {"time": None} if "time" in row else {}
    return {**days, "dated_by": "stated" if value else None, **no_time, "reason": None}


def _medium(_row: Row, value: Any, _meant: Meant | None) -> Row:
    return {"medium": value, "medium_start": None, "medium_end": None}


def _value(_row: Row, value: Any, _meant: Meant | None) -> Row:
    """A time expression's value with its window; how it was read before explains it no longer."""
    window = calendar.value_window(value) if value else None
    earliest, latest = (day.isoformat() if day else None for day in window or (None, None))
    return {"value": value, "earliest": earliest, "latest": latest, "reason": ""}


def _takes_part(role: str) -> Setter:
    def added(row: Row, value: Any, meant: Meant | None) -> Row:
        if meant is None:
            return {}
        others = _takes_no_part(row, value, meant)["participants"]
        return {"participants": sorted([*others, (meant.appearance, meant.entity, role)])}

    return added


def _takes_no_part(row: Row, _value: Any, meant: Meant | None) -> Row:
    return {"participants": [one for one in row["participants"] if meant is None or one[1] != meant.entity]}


_SET: Mapping[str, Setter] = {
    "status": _status,
    "type": _set("type"),
    "mode": _set("mode"),
    "date": _date,
    "place": _entity("place"),
    "person": _takes_part("actor"),
    "target": _takes_part("target"),
    "not_person": _takes_no_part,
    "speaker": _entity("speaker"),
    "hearer": _entity("hearer"),
    "medium": _medium,
    "subject": _entity("subject"),
    "predicate": _set("predicate"),
    "object": lambda _row, value, _meant: {"object": value, "value": value.lower()},
    "value": _value,
}
"""How each field that can be set changes a row."""

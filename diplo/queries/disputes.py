"""Where reports of one event disagree: what each side says, and who says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from sqlite3 import Connection

from diplo import knowledge, names, queries
from diplo.queries import Filter, Row
from diplo.queries.amounts import amounts


def disputes(db: Connection, **filters: Filter) -> Iterator[Row]:
    """A row for each side of each dispute, the side that most sources take first; `sources` counts them.

    Two places are no dispute where one may lie in the other, and neither is what a source of both sides says.
    """
    places = _Places()
    rows = queries.select(db, "disputed", **filters)
    for _, group in groupby(rows, key=lambda row: (row["subject"], row["dispute"])):
        reports = list(group)
        if reports[0]["dispute"] == "told":
            yield from _of_what_is_told(reports)
            continue
        sides = {said: [row for row in reports if row["says"] == said] for said in {row["says"] for row in reports}}
        if reports[0]["dispute"] == "place":
            sides = {said: side for said, side in sides.items() if any(places.differ(said, other) for other in sides)}
        if (
            len(sides) > 1
            and _are_apart(list(sides.values()))
            and _is_slip(reports[0]["dispute"], list(sides.values()))
        ):
            yield from (
                _side(side) for side in sorted(sides.values(), key=lambda side: (-_sources(side), side[0]["id"]))
            )


def _of_what_is_told(reports: Sequence[Row]) -> Iterator[Row]:
    """Who took part, where each of two sources names somebody whom the other leaves out; how many of the same thing."""
    named = [row for row in reports if row["people"]]
    for one, other in _of_two_sources(named):
        mine, theirs = set(one["people"]), set(other["people"])
        if mine - theirs and theirs - mine:
            yield from (_said(one, "attendee", mine - theirs), _said(other, "attendee", theirs - mine))
            break
    counted = [row | {"amounts": amounts(row["sentence"] or "")} for row in reports]
    for one, other in _of_two_sources(counted):
        shared = one["amounts"].keys() & other["amounts"].keys()
        things = sorted(thing for thing in shared if one["amounts"][thing] != other["amounts"][thing])
        if things:
            yield from (_said(row, "number", {f"{row['amounts'][t]} {t}" for t in things}) for row in (one, other))
            break


def _of_two_sources(reports: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    return ((one, other) for one, other in combinations(reports, 2) if one["story"] != other["story"])


def _said(row: Row, dispute: str, says: Iterable[str]) -> Row:
    shown = {name: value for name, value in row.items() if name != "amounts"}
    return _side([shown | {"dispute": dispute, "says": ", ".join(sorted(says))}])


def _side(reports: Sequence[Row]) -> Row:
    first = reports[0]
    return first | {"sources": _sources(reports), "reports": len({row["document"] for row in reports})}


def _sources(reports: Sequence[Row]) -> int:
    return len({row["story"] for row in reports})


def _are_apart(sides: Sequence[Sequence[Row]]) -> bool:
    """Whether two sides have no source in common."""
    stories = [{row["story"] for row in side} for side in sides]
    return any(not one & other for one, other in combinations(stories, 2))


def _is_slip(dispute: str, sides: Sequence[Sequence[Row]]) -> bool:
    """Whether one day is that of several sources and the other that of one: otherwise there were two events."""
    sources = sorted(map(_sources, sides))
    return dispute != "day" or (sources[0] == 1 < sources[-1])


class _Places:
    """Which places surely are not one in the other: two cities, two countries, a city of another country."""

    def __init__(self) -> None:
        countries = knowledge.table("entities/countries")
        self._countries = {names.fold(row["name"]) for row in countries}
        self._cities = {names.fold(row["capital"]): names.fold(row["name"]) for row in countries if row["capital"]}
        places = (row for row in knowledge.table("entities/places") if row["kind"] == "city")
        self._cities |= {names.fold(row["name"]): names.fold(row["country"]) for row in places}

    def differ(self, one: str, other: str) -> bool:
        one, other = names.fold(one), names.fold(other)
        if one == other:
            return False
        if one in self._cities and other in self._cities:
            return other not in self._countries and one not in self._countries
        if one in self._countries and other in self._countries:
            return True
        city, country = (one, other) if one in self._cities else (other, one)
        return country in self._countries and self._cities.get(city, country) not in ("", country)

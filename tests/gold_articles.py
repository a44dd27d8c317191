"""The project's own gold articles: from annotations that quote the text (gold/README.md) to offsets.

What readers may see differently stands in the annotation as alternatives or as optional; `as_document` makes the plain
record that a careful reader would write.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from diplo import records
from diplo.readers import Failure, Options, read

FOLDER = Path(__file__).parent / "gold"
PRONOUNS = re.compile("i|me|my|mine|myself|you|yours?|yourself|he|him|his|himself|she|hers?|herself")
ROLES = ("actor", "target", "companion")


class Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True)
class GoldMention:
    span: Span
    form: str
    optional: bool


@dataclass(frozen=True)
class GoldPerson:
    name: str
    roles: tuple[tuple[str, ...], ...]
    """Each role with its alternatives."""
    optional_roles: tuple[str, ...]
    mentions: tuple[GoldMention, ...]
    optional: bool


@dataclass(frozen=True)
class GoldName:
    """A place or an organization with all the names that the text gives it."""

    kind: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    optional: bool


@dataclass(frozen=True)
class GoldTime:
    span: Span
    type: str
    value: str
    window: tuple[str | None, str | None] | None
    optional: bool


@dataclass(frozen=True)
class GoldQuote:
    kind: str
    spans: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    speaker: str | None
    optional: bool


@dataclass(frozen=True)
class GoldEvent:
    evidence: str
    triggers: tuple[Span, ...]
    types: tuple[str | None, ...] | None
    statuses: tuple[str, ...] | None
    window: tuple[str | None, str | None] | None
    loose: bool
    dated_by: str | None
    participants: tuple[tuple[str, str], ...]
    also: tuple[str, ...]
    place: str | None
    optional: bool


@dataclass(frozen=True)
class Gold:
    """One article as it is read, with what a careful reader takes from it."""

    name: str
    split: str
    date: str | None
    date_from: str | None
    document: records.Document
    people: tuple[GoldPerson, ...]
    names: tuple[GoldName, ...]
    times: tuple[GoldTime, ...]
    quotes: tuple[GoldQuote, ...]
    events: tuple[GoldEvent, ...]
    never_same: tuple[tuple[str, str], ...]
    not_people: tuple[str, ...]


def articles() -> list[str]:
    """The names of all gold articles."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "floors")


def load(name: str) -> Gold:
    """Reads an article with its annotation; raises ValueError where the annotation does not fit the text."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    document = _document(name, data["date"] if data.get("given") else None)
    text = document.text
    people = _people(text, data["person"])
    claimed = [mention.span for person in people for mention in person.mentions if mention.form == "name"]
    return Gold(
        name=name,
        split=data["split"],
        date=data.get("date"),
        date_from="option" if data.get("given") else data.get("date_from"),
        document=document,
        people=people,
        names=tuple(_names(text, data, claimed)),
        times=tuple(_time(text, row) for row in data["times"]),
        quotes=tuple(_quote(text, row) for row in data["quotes"]),
        events=tuple(_event(text, row) for row in data["events"]),
        never_same=tuple((first, second) for first, second in data["never"]["same"]),
        not_people=tuple(data["never"]["not_people"]),
    )


def _document(name: str, day: str | None) -> records.Document:
    path = next(path for path in sorted(FOLDER.glob(f"{name}.*")) if path.suffix != ".toml")
    (document,) = read([str(path)], Options(date=day))
    if isinstance(document, Failure):
        raise ValueError(f"{name}: {document.reason}")
    return replace(document, id=name)


def places_of(text: str, words: str) -> list[Span]:
    """Every place where words stand, at word borders."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return [Span(*match.span()) for match in re.finditer(f"{before}{re.escape(words)}{after}", text)]


def locate(text: str, quoted: str) -> list[Span]:
    """The one place that an annotation quotes, or each of its bracketed words; raises ValueError if it is not one."""
    words = quoted.removeprefix("?")
    number = re.search(r"#(\d+)$", words)
    words = words[: number.start()] if number else words
    places = places_of(text, words.replace("[", "").replace("]", ""))
    if number:
        places = places[int(number[1]) - 1 : int(number[1])]
    if len(places) != 1:
        raise ValueError(f"{quoted!r} stands {len(places)} times in the text")
    if "[" not in words:
        return places
    inner, dropped = [], 0
    for bracket in re.finditer(r"\[([^]]*)\]", words):
        start = places[0].start + bracket.start() - dropped
        inner.append(Span(start, start + len(bracket[1])))
        dropped += 2
    return inner


def _people(text: str, rows: Iterable[dict[str, Any]]) -> tuple[GoldPerson, ...]:
    rows = list(rows)
    found: dict[str, list[GoldMention]] = {row["name"]: [] for row in rows}
    quoted = [(row["name"], mention) for row in rows for mention in row["mentions"]]
    for name, mention in quoted:
        if not mention.endswith("*"):
            (span,) = locate(text, mention)
            found[name].append(GoldMention(span, _form(text, span, name), mention.startswith("?")))
    for name, mention in sorted(quoted, key=lambda pair: -len(pair[1])):
        if mention.endswith("*"):
            taken = [other.span for mentions in found.values() for other in mentions if other.form == "name"]
            for span in places_of(text, mention[:-1]):
                if not _covered(span, taken):
                    found[name].append(GoldMention(span, "name", False))
    return tuple(
        GoldPerson(
            name=row["name"],
            roles=tuple(tuple(role.split(" | ")) for role in row["roles"] if not role.startswith("?")),
            optional_roles=tuple(role[1:] for role in row["roles"] if role.startswith("?")),
            mentions=tuple(sorted(found[row["name"]], key=lambda mention: mention.span)),
            optional=row.get("optional", False),
        )
        for row in rows
    )


def _form(text: str, span: Span, name: str) -> str:
    words = text[slice(*span)].lower().split()
    if len(words) == 1 and PRONOUNS.fullmatch(words[0]):
        return "pronoun"
    return "name" if set(words) <= set(name.lower().split()) else "nominal"


def _covered(span: Span, longer: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in longer)


def _names(text: str, data: dict[str, Any], claimed: list[Span]) -> Iterator[GoldName]:
    rows = [(kind[:-1], row) for kind in ("places", "organizations") for row in data[kind]]
    spans: dict[str, list[Span]] = {row: [] for _, row in rows}
    single = [(name, row) for _, row in rows for name in row.removeprefix("?").split(" = ")]
    for name, row in sorted(single, key=lambda pair: -len(pair[0])):
        free = [span for span in places_of(text, name) if not _covered(span, claimed)]
        if not places_of(text, name):
            raise ValueError(f"{name!r} does not stand in the text")
        spans[row] += free
        claimed = claimed + free
    for kind, row in rows:
        yield GoldName(kind, tuple(row.removeprefix("?").split(" = ")), tuple(sorted(spans[row])), row.startswith("?"))


def _time(text: str, row: list[str]) -> GoldTime:
    quoted, type_, value, *window = row
    (span,) = locate(text, quoted)
    return GoldTime(span, type_, value, _window(window[0] if window else value), quoted.startswith("?"))


def _window(given: str) -> tuple[str | None, str | None] | None:
    """ "2019-11-20..2019-11-21", a TIMEX3 value, "none" for no window, or "?" for one that is not scored."""
    if given == "?":
        return None
    if ".." in given:
        first, last = given.split("..")
        return first, last
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T.*)?", given):
        return match[1], match[1]
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", given):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday.isoformat(), (monday + timedelta(6)).isoformat()
    if match := re.fullmatch(r"(\d{4})-(\d\d)", given):
        next_month = (date(int(match[1]), int(match[2]), 28) + timedelta(4)).replace(day=1)
        return f"{given}-01", (next_month - timedelta(1)).isoformat()
    if re.fullmatch(r"\d{4}", given):
        return f"{given}-01-01", f"{given}-12-31"
    if given == "none" or given.startswith("P"):
        return None, None
    raise ValueError(f"the window of {given!r} must be given")


def _quote(text: str, row: dict[str, Any]) -> GoldQuote:
    spans = tuple(span for piece in row["text"] for span in locate(text, piece))
    return GoldQuote(
        kind=row["kind"],
        spans=spans,
        source=_nearest(text, row.get("source"), spans),
        cue=_nearest(text, row.get("cue"), spans),
        speaker=row.get("speaker"),
        optional=row.get("optional", False),
    )


def _nearest(text: str, words: str | None, spans: tuple[Span, ...]) -> Span | None:
    """The place nearest to a quotation's words and outside of them."""
    if words is None:
        return None
    places = [place for place in places_of(text, words) if not _covered(place, spans)]
    if not places:
        raise ValueError(f"{words!r} does not stand beside the quotation")
    return min(places, key=lambda place: min(max(s.start - place.end, place.start - s.end) for s in spans))


def _event(text: str, row: dict[str, Any]) -> GoldEvent:
    known = {"at", "type", "status", "on", "by", "loose", "also", "place", "optional", *ROLES}
    if row.keys() - known:
        raise ValueError(f"{row['at']!r} has unknown keys {sorted(row.keys() - known)}")
    types, statuses = _several(row.get("type")), _several(row.get("status", "happened"))
    return GoldEvent(
        evidence=row["at"],
        triggers=tuple(locate(text, row["at"])),
        types=tuple(each or None for each in types) if types else None,
        statuses=None if "?" in statuses else statuses,
        window=_window(row["on"]) if "on" in row else None,
        loose=row.get("loose", False),
        dated_by=row.get("by"),
        participants=tuple((name, role) for role in ROLES for name in row.get(role, ())),
        also=tuple(row.get("also", ())),
        place=row.get("place"),
        optional=row.get("optional", False),
    )


def _several(value: str | list[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def as_document(gold: Gold) -> records.Document:
    """The record of a careful reader: the first of all alternatives, and nothing that is optional."""
    numbers: dict[str, int] = {}
    entities = []
    for kind, names, mentions in _entities(gold):
        numbers.update(dict.fromkeys(names, len(entities)))
        entities.append(records.Entity(len(entities), f"{kind}:{names[0]}", kind, names[0], None, mentions))
    times = [time for time in gold.times if not time.optional]
    quotes = [quote for quote in gold.quotes if not quote.optional]
    return replace(
        gold.document,
        entities=tuple(entities),
        times=tuple(
            records.Time("", *time.span, time.type, time.value, *(time.window or (None, None)), "", "")
            for time in times
        ),
        quotes=tuple(
            records.Quote("", q.kind, q.spans, (), True, q.source, q.cue, numbers.get(q.speaker or ""), "")
            for q in quotes
        ),
        events=tuple(_as_event(event, numbers) for event in gold.events if not event.optional),
        facts=tuple(
            records.Fact("", numbers[person.name], "role", role[0], 0, 0, "")
            for person in gold.people
            for role in person.roles
        ),
    )


def _entities(gold: Gold) -> Iterator[tuple[str, tuple[str, ...], tuple[records.Mention, ...]]]:
    for person in gold.people:
        if not person.optional:
            mentions = (records.Mention(*m.span, m.form) for m in person.mentions if not m.optional)
            yield "person", (person.name,), tuple(mentions)
    for name in gold.names:
        yield name.kind, name.names, tuple(records.Mention(*span, "name") for span in name.spans)


def _as_event(event: GoldEvent, numbers: dict[str, int]) -> records.Event:
    return records.Event(
        id="",
        trigger=event.triggers[0],
        type=event.types[0] if event.types else None,
        mode=None,
        status=event.statuses[0] if event.statuses else "happened",
        earliest=event.window[0] if event.window else None,
        latest=event.window[1] if event.window else None,
        dated_by=event.dated_by or ("stated" if event.window and event.window[0] else None),
        participants=tuple(records.Participant(numbers[name], role) for name, role in event.participants),
        place=numbers[event.place] if event.place else None,
        rule="",
    )

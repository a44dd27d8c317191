"""Documents with findings, made by hand: the store and the questions are tested without a language model."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from diplo import names, store
from diplo.records import Document, Entity, Event, Fact, Mention, Offsets, Participant, Quote, Time, finding_id

VISIT = (
    "Foreign Minister Ana Duarte flew to Lisbon on Monday. There Duarte met Kim Jong-un of North Korea. "
    '"We will sign a peaceful accord," she said.'
)
CALL = "Duarte may call Kim Jong Un next week. Omar Haddad denied it."
TALKS = "Omar Haddad, the envoy, held talks in Lisbon. He told reporters that Korea's border at 38.101 degrees is open."
ARRIVAL = "Kim arrived in Lisbon. Nobody met Kimberly Okafor."


def visit(id: str = "visit", date: str | None = "2018-05-30", source: str | None = "Gazette") -> Document:
    """A visit on a stated day, a meeting and a statement dated by the narrative, a direct quote, a role."""
    make = Maker(id, VISIT, date, source)
    duarte = make.entity("person", "Ana Duarte", "Duarte", pronouns=["she"])
    lisbon = make.entity("place", "Lisbon")
    kim = make.entity("person", "Kim Jong-un")
    make.entity("place", "North Korea")
    monday = make.time("Monday", "2018-05-28", "2018-05-28")
    make.event("flew", "CONSULT", {duarte: "actor"}, mode="visit", place=lisbon, time=monday)
    make.event("met", "CONSULT", {duarte: "actor", kim: "target"}, place=lisbon, days=("2018-05-28", "2018-05-28"))
    make.event("said", "STATEMENT", {duarte: "actor"}, days=(date, date))
    make.quote("We will sign a peaceful accord,", duarte, source="she", cue="said", kind="direct")
    make.fact(duarte, "role", "Foreign Minister")
    return make.document()


def call(id: str = "call", date: str | None = "2018-06-01", source: str | None = "Courier") -> Document:
    """A call that is possible in a week, a denial without a day, a mental state, an event of no type."""
    make = Maker(id, CALL, date, source)
    duarte = make.entity("person", "Duarte", canonical="Ana Duarte")
    kim = make.entity("person", "Kim Jong Un")
    haddad = make.entity("person", "Omar Haddad")
    week = make.time("next week", "2018-06-04", "2018-06-10")
    make.event(
        "call", "CONSULT", {duarte: "actor", kim: "target"}, status="possible", mode="phone", time=week, cue="may"
    )
    make.event("denied", "STATEMENT", {haddad: "actor"})
    make.event("next", None, {kim: "actor"})
    make.quote("call Kim Jong Un next week", duarte, source="Duarte", cue="may", kind="indirect", speech=False)
    return make.document()


def talks(id: str = "talks", date: str | None = None, source: str | None = None) -> Document:
    """Undated talks of an undated document, an indirect quote with awkward words, a role, an unnamed entity."""
    make = Maker(id, TALKS, date, source)
    haddad = make.entity("person", "Omar Haddad", pronouns=["He"])
    lisbon = make.entity("place", "Lisbon")
    reporters = make.unnamed("person", "reporters")
    make.event("talks", "CONSULT", {haddad: "actor"}, place=lisbon)
    make.event("told", "STATEMENT", {haddad: "actor", reporters: "target"})
    make.quote("Korea's border at 38.101 degrees is open", haddad, source="He", cue="told reporters", kind="indirect")
    make.fact(haddad, "role", "envoy")
    return make.document()


def arrival(id: str = "arrival", date: str | None = "2018-06-02", source: str | None = "Gazette") -> Document:
    """Someone known by one name only, and someone whose name begins like it."""
    make = Maker(id, ARRIVAL, date, source)
    kim = make.entity("person", "Kim")
    okafor = make.entity("person", "Kimberly Okafor")
    lisbon = make.entity("place", "Lisbon")
    make.event("arrived", "CONSULT", {kim: "actor"}, place=lisbon, mode="visit", days=(date, date))
    make.event("met", "CONSULT", {okafor: "target"}, status="denied")
    return make.document()


MAKERS = {VISIT: visit, CALL: call, TALKS: talks, ARRIVAL: arrival}


def all_read() -> list[Document]:
    return [make() for make in MAKERS.values()]


def read(document: Document) -> Document:
    """What the language layer would do: the same document with what is found in its text."""
    found = MAKERS[document.text](document.id, document.date, document.source)
    kinds = ("sentences", "entities", "times", "quotes", "events", "facts")
    return replace(document, **{kind: getattr(found, kind) for kind in kinds})


def unread(document: Document) -> Document:
    """A document as a reader gives it, without findings."""
    return replace(document, sentences=(), entities=(), times=(), quotes=(), events=(), facts=())


def ingest(db: sqlite3.Connection, documents: Iterable[Document]) -> list[store.Saved]:
    """What `diplo ingest` does: reads what is worth it, saves, and then reads again what has gone stale."""
    known = (store.known(db, unread(document)) for document in documents)
    saved = list(store.save(db, (read(d) if store.status(db, d) in store.TO_READ else d for d in known)))
    list(store.save(db, map(read, store.stale(db))))
    return saved


SENTENCE = re.compile(r"\S.*?[.!?]\"?(?=\s|$)", re.DOTALL)


class Maker:
    """Puts a record together by the words of its text instead of offsets."""

    def __init__(self, id: str, text: str, date: str | None = None, source: str | None = None) -> None:
        self.fields: dict[str, Any] = {"id": id, "text": text, "date": date, "source": source}
        self.fields["date_from"] = "metadata" if date else None
        self.fields["sentences"] = tuple(
            m.span() for m in re.finditer(r"\S(?:.*?[.!?](?:\"|(?=\s|$))|.+$)", text, re.S)
        )
        kinds = ("entities", "times", "events", "quotes", "nested", "facts")
        self.found: dict[str, list[Any]] = {kind: [] for kind in kinds}

    def span(self, words: str) -> Offsets:
        start = self.fields["text"].index(words)
        return start, start + len(words)

    def entity(
        self, kind: Any, name: str, *others: str, pronouns: Iterable[str] = (), canonical: str | None = None
    ) -> int:
        """An entity with all mentions of its names; `canonical` is a name that does not stand in the text."""
        taken = {(m.start, m.end) for e in self.found["entities"] for m in e.mentions}
        spans: list[Offsets] = []
        for form in (name, *others):
            for start, end in self._everywhere(form):
                if not any(start < e and s < end for s, e in [*spans, *taken]):
                    spans.append((start, end))
        mentions = [Mention(*span, "name", "name") for span in spans]
        mentions += [Mention(*self.span(word), "pronoun", "pronoun") for word in pronouns]
        number = len(self.found["entities"])
        key = f"{kind}:{names.fold(canonical or name).replace(' ', '-')}"
        self.found["entities"].append(Entity(number, key, kind, name, None, tuple(mentions)))
        return number

    def unnamed(self, kind: Any, words: str) -> int:
        number = len(self.found["entities"])
        span = self.span(words)
        key = f"{kind}:{self.fields['id']}:{span[0]}"
        mention = Mention(*span, "nominal", "description")
        self.found["entities"].append(Entity(number, key, kind, None, words, (mention,)))
        return number

    def adjective(self, words: str, country: str) -> int:
        """A country that the text calls by its adjective alone."""
        number = len(self.found["entities"])
        mention = Mention(*self.span(words), "nominal", "demonym")
        key = f"place:{names.fold(country)}"
        self.found["entities"].append(Entity(number, key, "place", None, words, (mention,)))
        return number

    def time(self, words: str, earliest: str | None, latest: str | None) -> Time:
        span = self.span(words)
        time = Time(
            self._id("time", span), *span, "DATE", earliest, earliest, latest, "day", f'"{words}" -> {earliest}'
        )
        self.found["times"].append(time)
        return time

    def event(self, trigger: str, type: str | None, participants: dict[int, Any], **given: Any) -> str:
        """Adds an event and gives its id; `days` or `time` date it, `after` is the id of one that came before."""
        span = self.span(trigger)
        time = given.get("time")
        days = (time.earliest, time.latest) if time else given.get("days", (None, None))
        self.found["events"].append(
            Event(
                id=self._id(f"event:{type}", span),
                trigger=span,
                type=type,
                mode=given.get("mode"),
                status=given.get("status", "happened"),
                earliest=days[0],
                latest=days[1],
                dated_by="stated" if time else "narrative" if days[0] else None,
                participants=tuple(Participant(entity, role) for entity, role in participants.items()),
                place=given.get("place"),
                rule="rule",
                time=time.id if time else None,
                status_cue=self.span(given["cue"]) if "cue" in given else None,
                reason="the day of its sentence" if days[0] else None,
                after=given.get("after"),
            )
        )
        return str(self.found["events"][-1].id)

    def quote(
        self, words: str, speaker: int | None, *, source: str, cue: str, kind: Any, speech: bool = True, **given: Any
    ) -> str:
        """Adds a quote and gives its id; one that is `within` another is a nested one."""
        span = self.span(words)
        given = {key: self.span(one) if key in ("addressee", "occasion") else one for key, one in given.items()}
        self.found["nested" if "within" in given else "quotes"].append(
            Quote(
                id=self._id("quote", span),
                kind=kind,
                spans=(span,),
                quoted=(span,) if kind == "direct" else (),
                speech=speech,
                source=self.span(source),
                cue=self.span(cue),
                speaker=speaker,
                rule="cue",
                **given,
            )
        )
        return self._id("quote", span)

    def fact(self, subject: int, predicate: Any, words: str, **given: Any) -> None:
        span = self.span(words)
        fact = Fact(
            self._id("fact" if predicate == "role" else f"fact:{predicate}", span),
            subject,
            predicate,
            words,
            *span,
            "role",
            **given,
        )
        self.found["facts"].append(replace(fact, value=fact.value or words.lower(), holds=fact.holds or "now"))

    def document(self) -> Document:
        return Document(**self.fields, **{kind: tuple(found) for kind, found in self.found.items()})

    def _id(self, kind: str, span: Offsets) -> str:
        return finding_id(self.fields["id"], kind, self.fields["text"], 0, *span)

    def _everywhere(self, words: str) -> Iterator[Offsets]:
        return (m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.fields["text"]))

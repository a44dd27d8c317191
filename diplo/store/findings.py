"""A document's findings, from the record to rows and out again, inside the transaction of whoever calls."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import asdict, replace
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from diplo import database
from diplo.records import Document, Event, Fact, Offsets, Quote, Time, finding_id
from diplo.store import identity, tallies, utterances
from diplo.store.corrections import amended

_SQL = database.statements(Path(__file__).with_name("findings.sql"))
_Row = dict[str, Any]
_Finding = TypeVar("_Finding", Time, Quote, Event, Fact)


def add(db: sqlite3.Connection, number: int, document: Document) -> None:
    """Writes the findings of a document that has none in the base."""
    rows = _Rows(db, number, document)
    db.executemany(_SQL["write_sentence"], rows.sentences)
    rows.entities = identity.join(db, number, document)
    times = {time.id: rows.time(time) for time in _distinct(document.times)}
    events = [(event, rows.event(event, times)) for event in _distinct(document.events)]
    _chain([row for _, row in events])
    db.executemany(_SQL["write_time"], times.values())
    db.executemany(_SQL["write_event"], (row for _, row in events))
    db.executemany(
        _SQL["write_participant"],
        (participant for event, row in events for participant in rows.participants(event, row["number"])),
    )
    quotes = [rows.quote(quote) for quote in _distinct(document.quotes + document.nested)]
    db.executemany(_SQL["write_quote"], quotes)
    utterances.join(db, [row["number"] for row in quotes])
    db.executemany(_SQL["write_fact"], (rows.fact(fact) for fact in _distinct(document.facts)))
    tallies.count_in(db, number)
    amended.settle(db, number)


def remove(db: sqlite3.Connection, number: int) -> None:
    """Takes a document's findings out, and the entities that no document is left to speak of."""
    touched = amended.leave(db, number)
    concerned = tallies.count_out(db, number)
    utterances.leave(db, [row["number"] for row in db.execute(_SQL["quotes_of"], {"document": number})])
    with identity.leaving(db, number) as left:
        for statement in (name for name in _SQL if name.startswith("erase_")):
            db.execute(_SQL[statement], {"document": number})
    tallies.recount_days(db, {*concerned, *left})
    amended.return_to(db, number, touched)


class _Rows:
    """Rows for the findings of one document: each with a free number, in its document and sentence."""

    def __init__(self, db: sqlite3.Connection, number: int, document: Document) -> None:
        last = db.execute(_SQL["last_numbers"]).fetchone()
        self._free = {table: count(last[table] + 1) for table in last.keys()}  # noqa: SIM118 - a row of SQLite
        self._document = number
        self._text = document.text
        self._written = document.date
        self._starts = [start for start, _ in document.sentences]
        self.sentences = [
            {"number": next(self._free["sentences"]), "document": number, "start": start, "end": end}
            for start, end in document.sentences
        ]
        self.entities: Mapping[int, identity.Place] = {}
        """The appearance in the base of each entity of the record, and whose it is."""

    def time(self, time: Time) -> _Row:
        return asdict(time) | self._place("times", time.start)

    def fact(self, fact: Fact) -> _Row:
        entities = self._entity("subject", fact.subject) | self._entity("other", fact.other)
        return asdict(fact) | self._place("facts", fact.start) | entities | {"written": self._written}

    def quote(self, quote: Quote) -> _Row:
        return self._place("quotes", quote.spans[0][0]) | {
            "id": quote.id,
            "start": quote.spans[0][0],
            "end": quote.spans[-1][1],
            "kind": quote.kind,
            "speech": quote.speech,
            "spans": json.dumps(quote.spans),
            "quoted": json.dumps(quote.quoted),
            **_ends("source", quote.source),
            **_ends("cue", quote.cue),
            **self._entity("speaker", quote.speaker),
            "rule": quote.rule,
            **_ends("addressee", quote.addressee),
            **self._entity("hearer", quote.hearer),
            "medium": quote.medium,
            **_ends("medium", quote.medium_span),
            **_ends("occasion", quote.occasion),
            "earliest": quote.earliest,
            "latest": quote.latest,
            "dated_by": quote.dated_by,
            "reason": quote.reason,
            "within": quote.within,
            "unnamed": quote.unnamed,
            "text": " … ".join(self._said(start, end) for start, end in quote.spans),
        }

    def _said(self, start: int, end: int) -> str:
        """A quote's words on one line, with the mark that closes a quotation opened in them."""
        said, after = self._text[start:end], self._text[end : end + 1]
        is_open = (after == '"' and said.count('"') % 2 == 1) or (after == "”" and said.count("“") > said.count("”"))
        return " ".join((said + after if is_open else said).split())

    def event(self, event: Event, times: Mapping[str, _Row]) -> _Row:
        time = times.get(event.time or "")
        return self._place("events", event.trigger[0]) | {
            "id": event.id,
            **_ends("trigger", event.trigger),
            "type": event.type,
            "mode": event.mode,
            "status": event.status,
            "earliest": event.earliest,
            "latest": event.latest,
            "dated_by": event.dated_by,
            **self._entity("place", event.place),
            "rule": event.rule,
            "time": time["number"] if time else None,
            **_ends("status_cue", event.status_cue),
            "reason": event.reason,
            "after": event.after,
            "asserted_by": event.asserted_by,
        }

    def participants(self, event: Event, number: int) -> list[_Row]:
        places = ((self.entities[p.entity], p.role) for p in event.participants)
        return [{"event": number, "entity": p.entity, "appearance": p.appearance, "role": role} for p, role in places]

    def _entity(self, column: str, entity: int | None) -> _Row:
        """The two columns of an entity of the record: who it is, and where it appears."""
        place = None if entity is None else self.entities[entity]
        return {column: place and place.entity, f"{column}_appearance": place and place.appearance}

    def _place(self, table: str, start: int) -> _Row:
        nth = bisect_right(self._starts, start) - 1
        sentence = self.sentences[nth]["number"] if nth >= 0 else None
        return {"number": next(self._free[table]), "document": self._document, "sentence": sentence}


def _ends(what: str, words: Offsets | None) -> _Row:
    """The two columns of words of the text: where they begin and where they end."""
    start, end = words or (None, None)
    return {f"{what}_start": start, f"{what}_end": end}


def _chain(events: list[_Row]) -> None:
    """Gives events their places in the rows of events that came one after another; most are alone in theirs."""
    by_id = {row["id"]: row for row in events}
    for row in events:
        first, step = row, 0
        while first["after"] in by_id and step < len(events):
            first, step = by_id[first["after"]], step + 1
        row |= {"chain": first["trigger_start"], "step": step}


def _distinct(findings: tuple[_Finding, ...]) -> list[_Finding]:
    """Findings of one kind with ids that differ: a second one on the same words gets an id from the first's."""
    seen: dict[str, int] = {}
    distinct = []
    for finding in findings:
        nth = seen[finding.id] = seen.get(finding.id, -1) + 1
        distinct.append(replace(finding, id=finding_id(finding.id, "again", "", nth, 0, 0)) if nth else finding)
    return distinct

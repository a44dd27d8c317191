"""Turns what the components found into the record: spans become offsets, findings get their ids."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial

from spacy.tokens import Doc, Span

from diplo import names
from diplo.language import grammar
from diplo.language.found import FoundEntity, FoundEvent, FoundQuote, FoundTime
from diplo.records import Document, Entity, Event, Fact, Mention, Participant, Quote, Time, finding_id


def build_record(doc: Doc) -> Document:
    """The document with everything that was found in it."""
    document: Document = doc._.document
    number = _Numbering(doc)
    times = {found: _time(found, number) for found in doc._.times}
    return replace(
        document,
        sentences=tuple(grammar.offsets(sent) for sent in doc.sents),
        entities=tuple(_entity(found, document) for found in doc._.entities),
        times=tuple(times.values()),
        quotes=tuple(_quote(*pair, number) for pair in zip(doc._.quotes, doc._.speakers, strict=True)),
        events=_events(doc, times, number),
        facts=_facts(doc, number),
    )


class _Numbering:
    """Gives findings their ids; equal sentences of a document are told apart by their number."""

    def __init__(self, doc: Doc) -> None:
        self.key = doc._.document.id
        self.given: Counter[tuple[str, int, int]] = Counter()
        seen: Counter[str] = Counter()
        self.sentences: dict[int, tuple[str, int, int]] = {}
        for sent in doc.sents:
            text = sent.text
            self.sentences[sent.start] = (text, seen[text], grammar.offsets(sent)[0])
            seen[text] += 1

    def __call__(self, kind: str, span: Span) -> str:
        text, nth, begin = self.sentences[span[0].sent.start]
        start, end = grammar.offsets(span)
        self.given[kind, start, end] += 1
        same = self.given[kind, start, end]
        return finding_id(self.key, kind if same == 1 else f"{kind}:{same}", text, nth, start - begin, end - begin)


def _time(found: FoundTime, number: _Numbering) -> Time:
    start, end = grammar.offsets(found.span)
    earliest, latest = found.window or (None, None)
    return Time(
        id=number("time", found.span),
        start=start,
        end=end,
        type=found.type,
        value=found.value,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        rule=found.rule,
        reason=found.reason,
    )


def _entity(found: FoundEntity, document: Document) -> Entity:
    mentions = tuple(Mention(*grammar.offsets(m.span), m.form, m.rule) for m in found.mentions)
    if found.name is None and found.canonical is None:
        key = f"{found.kind}:{document.id}:{mentions[0].start}"
    else:
        key = f"{found.kind}:{names.fold(found.canonical or found.name or '').replace(' ', '-')}"
    canonical = found.canonical if found.kind == "person" else None
    return Entity(found.id, key, found.kind, found.name, found.description, mentions, canonical)


def _quote(found: FoundQuote, speaker: int | None, number: _Numbering) -> Quote:
    return Quote(
        id=number("quote", found.spans[0]),
        kind=found.kind,
        spans=tuple(grammar.offsets(span) for span in found.spans),
        quoted=tuple(grammar.offsets(span) for span in found.quoted),
        speech=found.speech,
        source=grammar.offsets(found.source) if found.source is not None else None,
        cue=grammar.offsets(found.cue) if found.cue is not None else None,
        speaker=speaker,
        rule=found.rule,
    )


def _events(doc: Doc, times: dict[FoundTime, Time], number: _Numbering) -> tuple[Event, ...]:
    events = {found.trigger.i: _event(found, times, number) for found in doc._.events}
    after = {found.trigger.i: events[found.after.i].id for found in doc._.events if found.after is not None}
    return tuple(replace(event, after=after.get(i)) for i, event in events.items())


def _event(found: FoundEvent, times: dict[FoundTime, Time], number: _Numbering) -> Event:
    trigger = found.trigger.doc[found.trigger.i : found.trigger.i + 1]
    earliest, latest = found.window or (None, None)
    return Event(
        id=number(f"event:{found.rule}" if found.type is None else f"event:{found.type}", trigger),
        trigger=grammar.offsets(trigger),
        type=found.type,
        mode=found.mode,
        status=found.status,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        dated_by=found.dated_by,
        participants=tuple(Participant(entity, role) for entity, role in found.participants),
        place=found.place,
        rule=found.rule,
        time=times[found.time].id if found.time is not None else None,
        status_cue=grammar.token_offsets(found.status_cue) if found.status_cue is not None else None,
        reason=found.reason,
    )


def _facts(doc: Doc, number: _Numbering) -> tuple[Fact, ...]:
    entity_at = partial(_entity_at, doc)
    facts = []
    for found in doc._.facts:
        subject = entity_at(found.subject)
        if subject is not None:
            start, end = grammar.offsets(found.object)
            facts.append(
                Fact(
                    number("fact", found.object),
                    subject,
                    found.predicate,
                    doc._.document.text[start:end],
                    start,
                    end,
                    found.rule,
                )
            )
    return tuple(facts)


def _entity_at(doc: Doc, span: Span) -> int | None:
    """The entity that a fact's subject mentions: the mention with the same words, else one inside them."""
    for entity in doc._.entities:
        for mention in entity.mentions:
            if span.start <= mention.span.start and mention.span.end <= span.end:
                return int(entity.id)
    return None

"""Turns what the components found into the record: spans become offsets, findings get their ids."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc, Span

from diplo import names
from diplo.language import grammar
from diplo.language.found import FoundCircumstances, FoundEntity, FoundEvent, FoundFact, FoundQuote, FoundTime
from diplo.records import Document, Entity, Event, Fact, Mention, Offsets, Participant, Quote, Time, finding_id


def build_record(doc: Doc) -> Document:
    """The document with everything that was found in it."""
    document: Document = doc._.document
    number = _Numbering(doc)
    times = {found: _time(found, number) for found in doc._.times}
    quotes = _quotes(doc, number)
    return replace(
        document,
        sentences=tuple(grammar.offsets(sent) for sent in doc.sents),
        entities=tuple(_entity(found, document) for found in doc._.entities),
        times=tuple(times.values()),
        quotes=quotes[: len(doc._.quotes)],
        nested=quotes[len(doc._.quotes) :],
        events=_events(doc, times, quotes, number),
        facts=_facts(doc, number),
    )


class _Numbering:
    """Gives findings their ids; equal sentences of a document are told apart by their number."""

    def __init__(self, doc: Doc) -> None:
        self.key = doc._.document.id
        self.given: Counter[tuple[str, int, int]] = Counter()
        seen: Counter[str] = Counter()
        self.sentences: list[tuple[str, int, int]] = []
        self.starts: list[int] = []
        """The first token of each sentence."""
        for sent in doc.sents:
            text = sent.text
            self.sentences.append((text, seen[text], grammar.offsets(sent)[0]))
            self.starts.append(sent.start)
            seen[text] += 1

    def __call__(self, kind: str, span: Span) -> str:
        text, nth, begin = self.sentences[bisect_right(self.starts, span.start) - 1]
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


def _quotes(doc: Doc, number: _Numbering) -> tuple[Quote, ...]:
    found = zip(
        (*doc._.quotes, *doc._.nested),
        (*doc._.speakers, *doc._.nested_speakers),
        doc._.circumstances,
        strict=True,
    )
    quotes = [_quote(*parts, number) for parts in found]
    outer = [quotes[c.within].id if c.within is not None else None for c in doc._.circumstances]
    return tuple(replace(quote, within=within) for quote, within in zip(quotes, outer, strict=True))


def _quote(found: FoundQuote, speaker: int | None, how: FoundCircumstances, number: _Numbering) -> Quote:
    earliest, latest = how.window or (None, None)
    return Quote(
        id=number("quote", found.spans[0]),
        kind=found.kind,
        spans=tuple(grammar.offsets(span) for span in found.spans),
        quoted=tuple(grammar.offsets(span) for span in found.quoted),
        speech=found.speech,
        source=_offsets(found.source),
        cue=_offsets(found.cue),
        speaker=speaker,
        rule=found.rule,
        addressee=_offsets(how.addressee),
        hearer=how.hearer,
        medium=how.medium,
        medium_span=_offsets(how.medium_span),
        occasion=_offsets(how.occasion),
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        dated_by=how.dated_by,
        reason=how.reason,
        unnamed=how.unnamed,
    )


def _offsets(span: Span | None) -> Offsets | None:
    return grammar.offsets(span) if span is not None else None


def _events(doc: Doc, times: dict[FoundTime, Time], quotes: tuple[Quote, ...], number: _Numbering) -> tuple[Event, ...]:
    events = {found.trigger.i: _event(found, times, quotes, number) for found in doc._.events}
    after = {found.trigger.i: events[found.after.i].id for found in doc._.events if found.after is not None}
    return tuple(replace(event, after=after.get(i)) for i, event in events.items())


def _event(found: FoundEvent, times: dict[FoundTime, Time], quotes: tuple[Quote, ...], number: _Numbering) -> Event:
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
        asserted_by=quotes[found.asserted_by].id if found.asserted_by is not None else None,
    )


def _facts(doc: Doc, number: _Numbering) -> tuple[Fact, ...]:
    facts = [fact for found in doc._.facts if (fact := _fact(doc, found, number)) is not None]
    over = {(fact.subject, fact.value) for fact in facts if fact.predicate == "role" and fact.holds == "past"}
    # Who is called a former president in one sentence is "President Berg" in another by courtesy.
    is_courtesy = [f.rule == "role.title" and f.holds == "now" and (f.subject, f.value) in over for f in facts]
    return tuple(replace(f, holds=None) if courtesy else f for f, courtesy in zip(facts, is_courtesy, strict=True))


def _fact(doc: Doc, found: FoundFact, number: _Numbering) -> Fact | None:
    """The fact, if it is known of whom it is told; beside roles, only facts of whoever has a name."""
    subject, other = _entity_at(doc, found.subject), _entity_at(doc, found.other)
    is_role = found.predicate == "role"
    if subject is None or not (is_role or subject.name) or not _is_about(found, subject, other):
        return None
    start, end = grammar.offsets(found.object)
    earliest, latest = found.window or (None, None)
    return Fact(
        id=number("fact" if is_role else f"fact:{found.predicate}", found.object),
        subject=subject.id,
        predicate=found.predicate,
        object=doc._.document.text[start:end],
        start=start,
        end=end,
        rule=found.rule,
        other=other.id if other is not None and other.id != subject.id else None,
        value=found.value,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        holds=found.holds,
    )


def _is_about(found: FoundFact, subject: FoundEntity, other: FoundEntity | None) -> bool:
    """Whether it is known to whom a relative, a member or a spokesperson belongs, for without that they say nothing."""
    if found.predicate == "kin":
        return other is not None and other.name is not None and other.id != subject.id
    return other is not None or found.predicate not in {"member", "spokesperson"}


def _entity_at(doc: Doc, span: Span | None) -> FoundEntity | None:
    """The entity that words mention: by the mention that these words hold, or whose head stands in them."""
    if span is None:
        return None
    entities: list[FoundEntity] = doc._.entities
    for entity in entities:
        for mention in entity.mentions:
            is_inside = span.start <= mention.span.start and mention.span.end <= span.end
            if is_inside or span.start <= grammar.head_of(mention.span).i < span.end:
                return entity
    return None

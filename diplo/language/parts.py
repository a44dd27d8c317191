"""Reads a long text in parts, cut at paragraphs, and joins what was found in them into one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from diplo.records import Document, Entity, Event, Fact, Mention, Offsets, Participant, Quote, Time, finding_id

LONGEST = 100_000
"""Code points read at once; a memory budget, not a limit of the language."""


def split(document: Document) -> list[tuple[int, Document]]:
    """The document itself, or parts of it with their offsets; cut after a paragraph, else a line or sentence."""
    text, parts, start = document.text, [], 0
    while len(text) - start > LONGEST:
        end = _last_cut(text, start, start + LONGEST)
        parts.append((start, replace(document, text=text[start:end])))
        start = end
    return [*parts, (start, replace(document, text=text[start:]))]


def _last_cut(text: str, start: int, limit: int) -> int:
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, start + LONGEST // 2, limit)
        if at >= 0:
            return at + len(mark)
    return limit


def join(document: Document, parts: list[tuple[int, Document]]) -> Document:
    """One record from the records of parts; named entities with the same key become one."""
    numbers: dict[tuple[int, int], int] = {}
    entities: dict[str, Entity] = {}
    for part, (offset, read) in enumerate(parts):
        for entity in read.entities:
            moved = tuple(replace(m, start=m.start + offset, end=m.end + offset) for m in entity.mentions)
            is_known = entity.name is not None or entity.canonical is not None
            key = entity.key if is_known else f"{entity.key}:{part}"
            known = entities.get(key)
            number = known.id if known is not None else len(entities)
            entities[key] = _joined(known, replace(entity, id=number, mentions=moved))
            numbers[part, entity.id] = number
    moved_parts = [_Move(offset, part, numbers).document(read) for part, (offset, read) in enumerate(parts)]
    return replace(
        document,
        sentences=tuple(chain.from_iterable(read.sentences for read in moved_parts)),
        entities=tuple(entities.values()),
        times=tuple(chain.from_iterable(read.times for read in moved_parts)),
        quotes=tuple(chain.from_iterable(read.quotes for read in moved_parts)),
        nested=tuple(chain.from_iterable(read.nested for read in moved_parts)),
        events=tuple(chain.from_iterable(read.events for read in moved_parts)),
        facts=tuple(chain.from_iterable(read.facts for read in moved_parts)),
    )


def _joined(known: Entity | None, entity: Entity) -> Entity:
    if known is None:
        return entity
    names = [name for name in (known.name, entity.name) if name is not None]
    mentions: tuple[Mention, ...] = (*known.mentions, *entity.mentions)
    canonical = known.canonical or entity.canonical
    return replace(known, name=max(names, key=len, default=None), mentions=mentions, canonical=canonical)


@dataclass(frozen=True, slots=True)
class _Move:
    """From the offsets and entity numbers of a part to those of the whole document."""

    offset: int
    part: int
    numbers: Mapping[tuple[int, int], int]

    def document(self, read: Document) -> Document:
        """A part's findings as findings of the whole."""
        return replace(
            read,
            sentences=_shifted(read.sentences, self.offset),
            times=tuple(map(self._time, read.times)),
            quotes=tuple(map(self._quote, read.quotes)),
            nested=tuple(map(self._quote, read.nested)),
            events=tuple(map(self._event, read.events)),
            facts=tuple(map(self._fact, read.facts)),
        )

    def _time(self, time: Time) -> Time:
        start, end = time.start + self.offset, time.end + self.offset
        return replace(time, id=self._own(time.id), start=start, end=end)

    def _quote(self, quote: Quote) -> Quote:
        return replace(
            quote,
            id=self._own(quote.id),
            spans=_shifted(quote.spans, self.offset),
            quoted=_shifted(quote.quoted, self.offset),
            source=self._shift(quote.source),
            cue=self._shift(quote.cue),
            speaker=self._number(quote.speaker),
            addressee=self._shift(quote.addressee),
            hearer=self._number(quote.hearer),
            medium_span=self._shift(quote.medium_span),
            occasion=self._shift(quote.occasion),
            within=quote.within and self._own(quote.within),
        )

    def _event(self, event: Event) -> Event:
        (trigger,) = _shifted((event.trigger,), self.offset)
        return replace(
            event,
            id=self._own(event.id),
            trigger=trigger,
            participants=tuple(Participant(self.numbers[self.part, p.entity], p.role) for p in event.participants),
            place=self._number(event.place),
            status_cue=self._shift(event.status_cue),
            time=event.time and self._own(event.time),
            after=event.after and self._own(event.after),
            asserted_by=event.asserted_by and self._own(event.asserted_by),
        )

    def _fact(self, fact: Fact) -> Fact:
        subject, other = self.numbers[self.part, fact.subject], self._number(fact.other)
        start, end = fact.start + self.offset, fact.end + self.offset
        return replace(fact, id=self._own(fact.id), subject=subject, other=other, start=start, end=end)

    def _own(self, finding: str) -> str:
        """Equal sentences are counted within a part, so ids of later parts are told apart by the part."""
        return finding_id(finding, "part", "", self.part, 0, 0) if self.part else finding

    def _shift(self, span: Offsets | None) -> Offsets | None:
        return None if span is None else (span[0] + self.offset, span[1] + self.offset)

    def _number(self, entity: int | None) -> int | None:
        return None if entity is None else self.numbers[self.part, entity]


def _shifted(spans: tuple[Offsets, ...], offset: int) -> tuple[Offsets, ...]:
    return tuple((start + offset, end + offset) for start, end in spans)


def parts_of(documents: Iterable[Document]) -> Iterator[tuple[Document, int, int, Document]]:
    """Every document's parts in order: the document, the number of its parts, the part's offset, the part."""
    for document in documents:
        parts = split(document)
        for offset, part in parts:
            yield document, len(parts), offset, part

"""Reads a long text in parts, cut at paragraphs, and joins what was found in them into one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from diplo.records import Document, Entity, Event, Fact, Mention, Offsets, Participant, Quote, finding_id

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
    moved_parts = [_moved(read, offset, part, numbers) for part, (offset, read) in enumerate(parts)]
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


def _moved(read: Document, offset: int, part: int, numbers: dict[tuple[int, int], int]) -> Document:
    """A part's findings with the offsets and the entity numbers of the whole."""

    def shift(span: Offsets | None) -> Offsets | None:
        return None if span is None else (span[0] + offset, span[1] + offset)

    def number(entity: int | None) -> int | None:
        return None if entity is None else numbers[part, entity]

    def own(finding: str) -> str:
        """Equal sentences are counted within a part, so ids of later parts are told apart by the part."""
        return finding_id(finding, "part", "", part, 0, 0) if part else finding

    def quote(q: Quote) -> Quote:
        return replace(
            q,
            id=own(q.id),
            spans=_shifted(q.spans, offset),
            quoted=_shifted(q.quoted, offset),
            source=shift(q.source),
            cue=shift(q.cue),
            speaker=number(q.speaker),
            addressee=shift(q.addressee),
            hearer=number(q.hearer),
            medium_span=shift(q.medium_span),
            occasion=shift(q.occasion),
            within=own(q.within) if q.within else None,
        )

    def event(e: Event) -> Event:
        trigger = (e.trigger[0] + offset, e.trigger[1] + offset)
        participants = tuple(Participant(numbers[part, p.entity], p.role) for p in e.participants)
        return replace(
            e,
            id=own(e.id),
            trigger=trigger,
            participants=participants,
            place=number(e.place),
            status_cue=shift(e.status_cue),
            time=own(e.time) if e.time else None,
            after=own(e.after) if e.after else None,
            asserted_by=own(e.asserted_by) if e.asserted_by else None,
        )

    def fact(f: Fact) -> Fact:
        subject, other = numbers[part, f.subject], number(f.other)
        return replace(f, id=own(f.id), subject=subject, other=other, start=f.start + offset, end=f.end + offset)

    return replace(
        read,
        sentences=_shifted(read.sentences, offset),
        times=tuple(replace(t, id=own(t.id), start=t.start + offset, end=t.end + offset) for t in read.times),
        quotes=tuple(quote(q) for q in read.quotes),
        nested=tuple(quote(q) for q in read.nested),
        events=tuple(event(e) for e in read.events),
        facts=tuple(fact(f) for f in read.facts),
    )


def _shifted(spans: tuple[Offsets, ...], offset: int) -> tuple[Offsets, ...]:
    return tuple((start + offset, end + offset) for start, end in spans)


def parts_of(documents: Iterable[Document]) -> Iterator[tuple[Document, int, int, Document]]:
    """Every document's parts in order: the document, the number of its parts, the part's offset, the part."""
    for document in documents:
        parts = split(document)
        for offset, part in parts:
            yield document, len(parts), offset, part

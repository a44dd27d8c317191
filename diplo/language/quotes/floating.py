"""Quoted sentences without a cue of their own: they go on with the saying before them.

In the paragraph of that saying they are more of the same act. At the beginning of the next paragraph they are a
quotation of its own by the same source, unless the mark before was never closed.
"""

from __future__ import annotations

from spacy.tokens import Doc

from diplo.language import grammar
from diplo.language.quotes.marks import Stretch
from diplo.language.quotes.saying import STOPS, Saying, last_word


def float_on(doc: Doc, stretches: list[Stretch], sayings: list[Saying]) -> list[Saying]:
    """Joins quoted sentences to the sayings before them, and returns those that are quotations of their own."""
    found: list[Saying] = []
    taken = {i for saying in sayings for start, end in saying.content for i in range(start, end)}
    taken |= {stretch.start for saying in sayings for stretch in saying.stretches}
    queue = sorted((s for s in sayings if s.is_speech), key=lambda saying: saying.place)
    before: Saying | None = None
    upto = 0
    for stretch in stretches:
        while upto < len(queue) and queue[upto].place < stretch.outer:
            before, upto = _nearer(doc, before, queue[upto]), upto + 1
        first, last = doc._.layout.paragraphs[grammar.paragraph_of(doc[stretch.start])]
        if before is None or stretch.start in taken or not is_sentence(doc, stretch, first, last):
            continue
        if before.place >= first:
            if _is_next(doc, before, stretch):
                before.add(stretch)
        elif stretch.outer == first and (runs_on := _ends_in(doc, before, first)) is not None:
            if runs_on:
                before.add(stretch)
            else:
                before = Saying(None, before.source, [], True, "direct.floating")
                before.add(stretch)
                found.append(before)
    return found


def starts_sentence(doc: Doc, stretch: Stretch, first: int) -> bool:
    """Whether a stretch stands at the beginning of a paragraph or behind a full stop."""
    i = stretch.outer
    return i == first or doc[i - 1].text in STOPS or doc[i].is_sent_start is True


def is_sentence(doc: Doc, stretch: Stretch, first: int, last: int) -> bool:
    """Whether a stretch is one or several whole sentences, with nothing of them outside its marks."""
    if not starts_sentence(doc, stretch, first):
        return False
    if last_word(doc, stretch) in STOPS:
        return stretch.after >= last or not doc[stretch.after].text[0].islower()
    return stretch.after >= last or doc[stretch.after].text in STOPS


def _nearer(doc: Doc, before: Saying | None, saying: Saying) -> Saying:
    """The later of two sayings, but of two in one sentence the one with quotation marks."""
    if before is None or saying.stretches or not before.stretches or before.place < doc[saying.place].sent.start:
        return saying
    return before


def _is_next(doc: Doc, before: Saying, stretch: Stretch) -> bool:
    """Whether the sentence before the stretch is that of the saying."""
    return before.place >= doc[stretch.outer - 1].sent.start


def _ends_in(doc: Doc, before: Saying, first: int) -> bool | None:
    """Whether the quotation that ends the paragraph before runs on, its mark unclosed; None if none ends there."""
    if not before.stretches:
        return None
    latest = before.stretches[-1]
    if grammar.paragraph_of(doc[latest.start]) != grammar.paragraph_of(doc[first]) - 1:
        return None
    return not latest.is_closed

"""Quoted sentences without a cue of their own: they go on with the saying before them.

In the paragraph of that saying, or at the beginning of the next one, they are more of the same act. Where nobody has
spoken, whoever the sentence before is about speaks them.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

from diplo.language import grammar
from diplo.language.quotes import sources as quote_sources
from diplo.language.quotes.marks import Stretch
from diplo.language.quotes.saying import STOPS, Saying, last_word

_SHORTEST = 3
"""A quoted sentence without a cue has at least this many words and stops."""
_PERSONAL = frozenset({"he", "she"})


def float_on(doc: Doc, stretches: list[Stretch], sayings: list[Saying]) -> list[Saying]:
    """Joins quoted sentences to the sayings before them, and returns those that have only a subject ahead of them."""
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
        if stretch.start in taken or not is_sentence(doc, stretch, first, last):
            continue
        if (source := _subject_ahead(doc, stretch, first, before)) is not None:
            before = Saying(None, source, [], True, "direct.lead")
            before.add(stretch)
            found.append(before)
        elif before is None:
            continue
        elif before.place >= first:
            if _is_next(doc, before, stretch):
                before.add(stretch)
        elif stretch.outer == first and _ends_before(doc, before, first):
            before.add(stretch)
    return found


def _subject_ahead(doc: Doc, stretch: Stretch, first: int, before: Saying | None) -> Span | None:
    """Berg in "Berg smiled. "I can wait."": the person whom the sentence before is about, if nobody speaks in it."""
    if stretch.outer == first or last_word(doc, stretch) not in STOPS or stretch.end - stretch.start < _SHORTEST:
        return None
    sentence = doc[stretch.outer - 1].sent
    is_spoken = before is not None and before.place >= sentence.start
    if (
        is_spoken
        or sentence[-1].text != "."
        or grammar.paragraph_of(sentence[0]) != grammar.paragraph_of(doc[stretch.start])
    ):
        return None
    subject = quote_sources.subject_of(sentence.root)
    if subject is None or not grammar.is_verb(sentence.root):
        return None
    people = {i for name in doc._.names if name.label_ == "person" for i in range(name.start, name.end)}
    is_person = subject.i in people or (subject.tag_ == "PRP" and subject.lower_ in _PERSONAL)
    return quote_sources.phrase(subject, frozenset()) if is_person else None


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


def _ends_before(doc: Doc, before: Saying, first: int) -> bool:
    """Whether the last quoted words of a saying end in the paragraph before the one that begins at `first`."""
    if not before.stretches:
        return False
    latest = before.stretches[-1]
    return grammar.paragraph_of(doc[latest.start]) == grammar.paragraph_of(doc[first]) - 1

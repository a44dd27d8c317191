"""Whole paragraphs that are somebody's words without quotation marks: block quotations and posts."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from diplo.language import grammar
from diplo.language.quotes import sources as quote_sources
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.marks import Stretch, between
from diplo.language.quotes.saying import DASHES, Run, Saying, cue_span

_SIGN = ">"
"""Markdown sets it before each line of a block quotation."""
_LONGEST = 16
"""A line that names who posted has at most this many words."""
_NEAR = 6
"""Between a reporting verb and the colon that leads to a block stand fewer words than this."""


def find_blocks(doc: Doc, stretches: list[Stretch], others: list[Saying]) -> list[Saying]:
    """Blocks and posts, of which nothing is part of other sayings."""
    taken = {grammar.paragraph_of(doc[start]) for saying in others for start, _ in saying.content}
    found = []
    for saying in (*_posts(doc, stretches), *_block_quotations(doc, stretches)):
        numbers = {grammar.paragraph_of(doc[start]) for start, _ in saying.content}
        if not numbers & (taken | doc._.layout.aside):
            taken |= numbers
            saying.stretches = [s for a, b in saying.content for s in between(stretches, a, b)]
            found.append(saying)
    return found


def _posts(doc: Doc, stretches: list[Stretch]) -> Iterator[Saying]:
    """ "We have a deal. — Ann Lee (@annlee) May 31, 2018", as posts are embedded: the words stand before the dash."""
    before: Run | None = None
    for first, last in doc._.layout.paragraphs:
        dash = next((i for i in range(last - 2, max(first, last - _LONGEST) - 1, -1) if doc[i].text in DASHES), None)
        name = _poster(doc, dash + 1, last) if dash is not None else None
        if dash is None or name is None:
            before = (_behind_sign(doc, first, last), last)
            continue
        words = (_behind_sign(doc, first, dash), dash) if dash > first + 1 else before
        before = None
        if words is not None and words[0] < words[1] and not _is_marked(stretches, words):
            yield Saying(doc[dash], name, [words], True, "direct.post", doc[dash : dash + 1])


def _poster(doc: Doc, start: int, last: int) -> Span | None:
    """The name before "(@annlee)" and at most a date."""
    handle = next((i for i in range(start + 1, last - 1) if doc[i].text[0] == "@" and doc[i - 1].text == "("), None)
    if handle is None or doc[handle + 1].text != ")" or handle - 1 == start:
        return None
    return doc[start : handle + 2]


def _behind_sign(doc: Doc, first: int, last: int) -> int:
    while first < last and doc[first].text == _SIGN:
        first += 1
    return first


def _is_marked(stretches: list[Stretch], words: Run) -> bool:
    """Whether quotation marks tell already what is said there."""
    return any(s.outer == words[0] and s.after >= words[1] - 1 for s in between(stretches, *words))


def _block_quotations(doc: Doc, stretches: list[Stretch]) -> Iterator[Saying]:
    """Paragraphs behind "Ann Lee wrote:": all those that have the sign, or one that has neither sign nor marks."""
    paragraphs = doc._.layout.paragraphs
    for number, (first, last) in enumerate(paragraphs[:-1]):
        if doc[last - 1].text != ":" or number in doc._.layout.aside:
            continue
        verb = _leading_verb(doc, first, last - 1, stretches)
        words = list(_signed(doc, number + 1)) or _plain(doc, paragraphs[number + 1], stretches)
        if verb is None or not words:
            continue
        source = quote_sources.source_of(verb, frozenset()) or quote_sources.before(doc, verb.sent.start, verb)
        if source is not None:
            cue = cue_span(verb, last, quote_words.verb(verb))
            yield Saying(verb, source, words, True, "direct.block", cue)


def _leading_verb(doc: Doc, first: int, colon: int, stretches: list[Stretch]) -> Token | None:
    """The verb of saying that leads to a colon, with no more than an addressee, a time or a place between them."""
    for token in reversed(doc[max(first, colon - _NEAR) : colon]):
        word = quote_words.verb(token)
        if word is not None and word.is_speech and word.quote == "yes" and "clause" in word.takes:
            is_main = token.tag_ in quote_words.FINITE and grammar.child(token, "obj") is None
            return token if is_main and not between(stretches, token.i, colon) else None
        if token.text in {",", ";"}:
            return None
    return None


def _signed(doc: Doc, number: int) -> Iterator[Run]:
    """The words of the paragraphs from `number` on that have the sign."""
    for first, last in doc._.layout.paragraphs[number:]:
        if doc[first].text != _SIGN:
            return
        if (start := _behind_sign(doc, first, last)) < last:
            yield start, last


def _plain(doc: Doc, place: Run, stretches: list[Stretch]) -> list[Run]:
    """A paragraph of whole sentences without marks, which begins as sentences do, not as lists and labels."""
    first, last = place
    is_sentence = doc[first].text[0].isupper() and doc[last - 1].text in {".", "!", "?"}
    has_label = any(token.text == ":" for token in doc[first : min(first + 8, last)])
    return [(first, last)] if is_sentence and not has_label and not between(stretches, first, last) else []

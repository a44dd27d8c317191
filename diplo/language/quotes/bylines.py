"""Who is quoted, named behind the quotation: after a dash, in brackets, or in a line of its own."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from diplo.language import grammar
from diplo.language.quotes import sources as quote_sources
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.marks import Stretch
from diplo.language.quotes.saying import DASHES, QUOTES, STOPS, Saying

_LONGEST = 20
"""A line that names who is quoted has at most this many words."""
_RULE = "direct.byline"


def find_byline(doc: Doc, stretch: Stretch, hidden: frozenset[int]) -> Saying | None:
    """ "..." - Ann Lee, at the end of the paragraph or as the next one."""
    i = stretch.after
    if i >= len(doc):
        return None
    end = doc._.layout.paragraphs[grammar.paragraph_of(doc[i])][1]
    has_dash = doc[i].text in DASHES
    source = quote_sources.trim(doc, i + 1, end) if has_dash else _in_brackets(doc, i, end) or _line(doc, stretch, end)
    if source is None or not _is_label(source, hidden):
        return None
    if has_dash:
        return Saying(doc[i], source, [_run(stretch)], True, _RULE, doc[i : i + 1], [stretch])
    if not _names_person(source):
        return None
    return Saying(None, source, [_run(stretch)], True, _RULE, None, [stretch])


def _names_person(label: Span) -> bool:
    """Whether a person's name begins the label, a title aside."""
    names = (name for name in label.doc._.names if name.label_ == "person")
    return any(label.start <= name.start < min(label.start + 4, label.end) for name in names)


def _run(stretch: Stretch) -> tuple[int, int]:
    return stretch.start, stretch.end


def _is_label(name: Span, hidden: frozenset[int]) -> bool:
    if not 0 < len(name) <= _LONGEST or not name[0].text[0].isupper():
        return False
    return not any(t.tag_ in quote_words.FINITE or t.i in hidden for t in name)


def _in_brackets(doc: Doc, i: int, end: int) -> Span | None:
    """ "..." (Ann Lee), with nothing behind it."""
    if doc[i].text not in {"(", "["}:
        return None
    close = next((k for k in range(i + 1, end) if doc[k].text in {")", "]"}), None)
    return doc[i + 1 : close] if close is not None and close + 2 >= end else None


def _line(doc: Doc, stretch: Stretch, end: int) -> Span | None:
    """A line without a full stop behind a paragraph that is nothing but the quotation."""
    is_next = grammar.paragraph_of(doc[stretch.start]) != grammar.paragraph_of(doc[stretch.after])
    first, _ = doc._.layout.paragraphs[grammar.paragraph_of(doc[stretch.start])]
    if stretch.outer != first or not is_next or doc[end - 1].text in STOPS | QUOTES | {":"}:
        return None
    return doc[stretch.after : end]

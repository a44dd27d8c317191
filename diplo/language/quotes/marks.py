"""Pairs quotation marks: straight, curly, German, French, doubled apostrophes, TeX's, and single ones.

Every paragraph starts afresh, so an odd mark costs one quotation and never the rest of the document. Whether a mark
opens or closes is told by its shape and, where that says nothing, by the blanks beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

_DOUBLE = frozenset({'"', "''", "“", "”", "„", "‟", "«", "»", "``", "「", "」", "『", "』", "＂"})
_SINGLE = frozenset({"'", "‘", "’", "‚", "‹", "›", "`"})
_ALWAYS_OPEN = frozenset({"``", "„", "‚", "「", "『"})
_OPENS_BESIDE = frozenset({"(", "[", "{", "—", "–", "-", "--", "/"}) | _DOUBLE | _SINGLE
_ENDS = frozenset({".", ",", "?", "!", "…", "...", "?!", "!?"})
_HALVES = frozenset({"`", "'"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two quotation marks; `start` and `end` are the words, `outer` and `after` take in the marks."""

    outer: int
    start: int
    end: int
    after: int
    is_closed: bool
    """False where the paragraph ends before the mark comes, and the next paragraph goes on."""

    def span(self, doc: Doc) -> Span:
        return doc[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    is_single: bool
    opens: bool
    closes: bool
    after_stop: bool


def find_stretches(doc: Doc) -> list[Stretch]:
    """The quoted stretches of a document, those within others too, in the order of the text."""
    found: list[Stretch] = []
    for first, last in doc._.layout.paragraphs:
        reopens = doc[last].text if last < len(doc) else None
        if first and doc[first - 1].text == ":":
            reopens = doc[first].text
        found += _pair(list(_marks(doc, first, last)), last, reopens)
    return sorted((stretch for stretch in found if stretch.start < stretch.end), key=lambda s: (s.outer, -s.after))


def outermost(stretches: list[Stretch]) -> list[Stretch]:
    """Of stretches in the order of the text those that stand within no other."""
    kept: list[Stretch] = []
    for stretch in stretches:
        if not kept or stretch.outer >= kept[-1].after:
            kept.append(stretch)
    return kept


def between(stretches: list[Stretch], first: int, last: int) -> list[Stretch]:
    """Those of some stretches in order that share tokens with the run from `first` up to `last`."""
    begin = bisect_right(stretches, first, key=lambda stretch: stretch.after)
    return stretches[begin : bisect_left(stretches, last, lo=begin, key=lambda stretch: stretch.outer)]


def _marks(doc: Doc, first: int, last: int) -> Iterator[_Mark]:
    """The quotation marks of a paragraph; two backquotes or two apostrophes side by side are one mark."""
    i = first
    while i < last:
        text = doc[i].text
        width = 1
        if text in _HALVES and i + 1 < last and doc[i + 1].text == text and not doc[i].whitespace_:
            text, width = text * 2, 2
        if text in _DOUBLE or (text in _SINGLE and not _is_apostrophe(doc, i, last)):
            before = i == first or bool(doc[i - 1].whitespace_) or doc[i - 1].text in _OPENS_BESIDE
            after = i + width >= last or bool(doc[i + width - 1].whitespace_)
            opens, closes = _role(text, before, after, i + width >= last)
            stop = i > first and doc[i - 1].text in _ENDS
            yield _Mark(i, i + width, text, text in _SINGLE, opens, closes, stop)
        i += width


def _role(text: str, gap_before: bool, gap_after: bool, is_last: bool) -> tuple[bool, bool]:
    """Whether a mark may open and whether it may close."""
    if text in _ALWAYS_OPEN:
        return True, False
    if text in {"“", "‘"}:
        return (not is_last, True) if not gap_before else (not is_last, False)
    if text in {"」", "』"} or is_last:
        return False, True
    if gap_before and not gap_after:
        return True, text in {"»", "›"}
    if gap_after and not gap_before:
        return False, True
    return text not in {"”", "’", "'"}, True


def _is_apostrophe(doc: Doc, i: int, last: int) -> bool:
    """A single mark is taken for a quotation mark only where words begin after a blank or a sentence's part ends."""
    text = doc[i].text
    if text in {"‘", "‚", "‹", "›", "`"}:
        return False
    gap_before = i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].text in _OPENS_BESIDE
    if gap_before and i + 1 < last and not doc[i].whitespace_:
        following = doc[i + 1].text
        return following[0].isdigit() or text == "’"
    return False


def _pair(marks: list[_Mark], last: int, reopens: str | None) -> list[Stretch]:
    """Matches openings and closings, double and single ones each by a stack of what is open."""
    pairs: list[tuple[_Mark, _Mark]] = []
    stacks: dict[bool, list[_Mark]] = {False: [], True: []}
    for number, mark in enumerate(marks):
        stack, others = stacks[mark.is_single], stacks[not mark.is_single]
        if mark.closes and stack and not _is_possessive(marks, number):
            partner = stack.pop()
            pairs.append((partner, mark))
            while others and others[-1].start > partner.start:
                others.pop()
        elif mark.opens:
            stack.append(mark)
    found = [Stretch(a.start, a.end, b.start, b.end, True) for a, b in pairs]
    unclosed = _unclosed(stacks[False], pairs, reopens)
    return found if unclosed is None else [*found, Stretch(unclosed.start, unclosed.end, last, last, False)]


def _unclosed(stack: list[_Mark], pairs: list[tuple[_Mark, _Mark]], reopens: str | None) -> _Mark | None:
    """The mark whose words run to the end of the paragraph; an odd one has other quotations behind it.

    Those may be of another kind, within the quotation, where the next paragraph opens with the mark again, or where a
    colon leads up to this one.
    """
    latest = max((closing.end for _, closing in pairs), default=0)
    alike = max((closing.end for opening, closing in pairs if opening.text == reopens), default=0)
    return next(
        (mark for mark in stack if mark.start >= (alike if mark.text == reopens else latest)),
        None,
    )


def _is_possessive(marks: list[_Mark], number: int) -> bool:
    """ "'It is the boys' fault,' he said": another closing mark follows, which stands after a stop as they do."""
    mark = marks[number]
    if not mark.is_single or mark.after_stop:
        return False
    later = next((marks[k] for k in range(number + 1, len(marks)) if marks[k].is_single), None)
    return later is not None and later.after_stop and not later.opens

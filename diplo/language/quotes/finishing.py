"""Makes a finding of an act of saying: its words without the marks at their edges, and what kind of saying it is."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from diplo.language.found import FoundQuote
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.marks import Stretch
from diplo.language.quotes.saying import QUOTES, Saying, cue_span
from diplo.language.quotes.unsaid import governor, is_unsaid
from diplo.records import QuoteKind

_PLAIN = QUOTES | {",", ";", ":", "-", "--", "—", "–", "."}
_VERBATIM = frozenset({"direct.transcript", "direct.headline", "direct.post", "direct.block"})
"""Rules for words that stand as they were said, though without quotation marks."""


def finish(doc: Doc, saying: Saying) -> FoundQuote | None:
    """The finding, with its kind told by how much of the content stands inside quotation marks."""
    cue = saying.cue.i if saying.cue is not None else -1
    inside = [s for s in saying.stretches if not s.start <= cue < s.end]
    spans = tuple(span for run in saying.content if len(span := _bare(doc, *run, inside)))
    if not spans:
        return None
    quoted = tuple(
        doc[max(span.start, s.start) : min(span.end, s.end)]
        for span in spans
        for s in inside
        if s.start < span.end and span.start < s.end
    )
    kind: QuoteKind = "direct" if saying.rule in _VERBATIM else _kind(spans, quoted)
    is_said = saying.cue is None or not is_unsaid(saying.cue, kind == "direct")
    return FoundQuote(
        kind=kind,
        spans=spans,
        quoted=quoted,
        speech=saying.is_speech and is_said,
        source=saying.source if saying.source is not None and len(saying.source) else None,
        cue=_cue(doc, saying),
        cue_head=saying.cue,
        rule=saying.rule,
        unsaid=saying.is_speech and not is_said,
    )


def _cue(doc: Doc, saying: Saying) -> Span | None:
    """The words of the cue, with a verb above it that tells how it was said: "was quoted as saying"."""
    span, cue = saying.cue_span, saying.cue
    if span is None or cue is None or span.start < 2 or span.start < cue.i - 1:
        return span
    above, joint = doc[span.start - 2], doc[span.start - 1].lower_
    is_cited = joint == "as" and above.tag_ == "VBN" and quote_words.is_speech(above)
    if not is_cited and (joint != "to" or governor(cue) != above):
        return span
    return doc[cue_span(above, span.start, None).start : span.end]


def _bare(doc: Doc, start: int, end: int, inside: list[Stretch]) -> Span:
    """A run of content without the marks at its edges, but with those of quotations that are only part of it."""
    for s in inside:
        if s.outer <= start and end <= s.after:
            return doc[max(start, s.start) : min(end, s.end)]
    openings = {i: s.outer for s in inside for i in range(s.outer, s.start + 1)}
    closings = {i: s.after for s in inside for i in range(s.end - 1, s.after)}
    while start < end and doc[start].text in _PLAIN and start not in openings:
        start += 1
    while end > start and doc[end - 1].text in _PLAIN and end - 1 not in closings:
        end -= 1
    return doc[openings.get(start, start) : closings.get(end - 1, end)]


def _kind(spans: tuple[Span, ...], quoted: tuple[Span, ...]) -> QuoteKind:
    if not quoted:
        return "indirect"
    marked = {t.i for span in quoted for t in span}
    words = [t.i for span in spans for t in span if any(c.isalnum() for c in t.text)]
    return "direct" if all(i in marked for i in words) else "mixed"

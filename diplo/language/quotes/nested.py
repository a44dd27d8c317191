"""Speech within speech: "Berg said Petrov told her that the road was closed".

A report in the words of a quote, with a source of its own there, is a quote of its own, beside the one that it stands
in, which keeps all its words. Only acts that are told as facts are taken: "if he says that ..." tells of none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.found import FoundQuote
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.direct import Passage
from diplo.language.quotes.finishing import finish
from diplo.language.quotes.indirect import read_scene
from diplo.language.quotes.marks import Stretch, between
from diplo.language.quotes.saying import Saying
from diplo.language.quotes.scene import Scene

_RULES = frozenset(
    {
        "indirect.that-clause",
        "indirect.clause",
        "indirect.according-to",
        "direct.cue-after",
        "direct.cue-before",
        "direct.according-to",
    }
)
"""Rules whose content is a whole statement."""
_ASIDES = frozenset({"indirect.according-to", "direct.according-to"})
"""Rules whose cue stands aside: behind what somebody says, it may as well be of all the sentence."""
_APART = frozenset({"conj", "advcl", "parataxis"})
"""Clauses that are no part of what a verb says, though they may hang on it."""


def find_nested(doc: Doc, quotes: list[FoundQuote], stretches: list[Stretch]) -> list[FoundQuote]:
    """The reports in the words of quotes; `stretches` are quoted ones of all depths, in the order of the text."""
    times = frozenset(token.i for time in doc._.times for token in time.span)
    found: list[FoundQuote] = []
    for quote in quotes:
        for span in quote.spans if quote.speech and not _denies(quote) else ():
            inner = _outermost_in(span, stretches)
            hidden = frozenset(i for s in inner for i in range(s.outer, s.after))
            direct = Passage(doc, (span.start, span.end), inner, hidden).read() if inner else []
            sayings = [*direct]
            for part in _sentences(span):
                here = tuple(between(inner, part.start, part.end))
                sayings += read_scene(Scene(part, hidden, here, tuple(direct), times))
            found += (nested for s in sayings if _is_told(s, span, quote) and (nested := finish(doc, s)) is not None)
    return found


def _denies(quote: FoundQuote) -> bool:
    """Whether the cue says that its content is not so: "denied that Petrov had said"."""
    return quote.cue_head is not None and quote.cue_head.lower_ in knowledge.words(
        "quotes/circumstances", kind="denies"
    )


def _outermost_in(span: Span, stretches: list[Stretch]) -> list[Stretch]:
    """The quoted stretches within a quote's words, without those within one another."""
    kept: list[Stretch] = []
    begin = bisect_left(stretches, span.start, key=lambda stretch: stretch.outer)
    end = bisect_left(stretches, span.end, lo=begin, key=lambda stretch: stretch.outer)
    for stretch in stretches[begin:end]:
        is_within = (
            span.start <= stretch.outer and stretch.after <= span.end and len(span) > stretch.after - stretch.outer
        )
        if is_within and (not kept or stretch.outer >= kept[-1].after):
            kept.append(stretch)
    return kept


def _sentences(span: Span) -> Iterator[Span]:
    """The parts of a quote's words that lie in one sentence each."""
    start = span.start
    while start < span.end:
        end = min(span.end, span.doc[start].sent.end)
        yield span.doc[start:end]
        start = end


def _is_told(saying: Saying, span: Span, quote: FoundQuote) -> bool:
    """Whether somebody named within the quote's words is told as having said something."""
    cue, source = saying.cue, saying.source
    if cue is None or source is None or not len(source) or not saying.is_speech or saying.rule not in _RULES:
        return False
    if not (span.start <= source.start and source.end <= span.end and span.start <= cue.i < span.end):
        return False
    if not _is_somebody(source):
        return False
    if saying.rule in _ASIDES and not any(marked.start <= cue.i < marked.end for marked in quote.quoted):
        return False
    return _is_below(cue, quote) and (cue.lower_ == "according" or _is_fact(cue, span))


def _is_below(cue: Token, quote: FoundQuote) -> bool:
    """Whether words without marks hang on the cue of their quote; else the quote was read too far."""
    outer = quote.cue_head
    if outer is None or outer.sent.start != cue.sent.start or any(s.start <= cue.i < s.end for s in quote.quoted):
        return True
    chain = [cue, *grammar.ancestors(cue)]
    below = next((token for token in chain if token.head.i == outer.i and token.i != outer.i), None)
    return outer.lower_ == "according" or (below is not None and grammar.dep(below) not in _APART)


def _is_somebody(source: Span) -> bool:
    """Whether the words mean somebody other than who is quoted."""
    nobody = knowledge.words("quotes/circumstances", kind="nobody")
    return (
        not {source[0].lower_, source.root.lower_} & nobody and source[0].tag_ != "IN" and source.root.tag_[0] in "NP"
    )


def _is_fact(cue: Token, span: Span) -> bool:
    """Whether a verb tells what happened, not what may or did not."""
    is_finite = cue.tag_ in grammar.FINITE or (cue.tag_ in {"VBN", "VBG"} and grammar.child(cue, "aux") is not None)
    if quote_words.verb(cue) is None or not is_finite or any(map(_hedges, cue.children)):
        return False
    above = (a for a in grammar.ancestors(cue) if span.start <= a.i < span.end and grammar.is_verb(a))
    is_habit = cue.tag_ in {"VBZ", "VBP"}
    if any(_opens_doubt(child, is_habit) for verb in (cue, *above) for child in verb.children):
        return False
    return span.doc[cue.sent.end - 1].text != "?"


def _hedges(child: Token) -> bool:
    return child.tag_ == "MD" or child.lower_ in {"not", "n't", "n’t", "never"}


def _opens_doubt(child: Token, is_habit: bool) -> bool:
    """ "If he says", and "when he says", which tells of any time at all."""
    is_doubt = child.dep_ == "mark" and child.lower_ in knowledge.words("quotes/circumstances", kind="doubts")
    return is_doubt or (is_habit and child.lower_ == "when")

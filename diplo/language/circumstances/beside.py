"""What stands beside a quote and hangs on its cue: the nouns that tell to whom, through what and where it was said.

What hangs on the quote's own words is the speaker's and tells nothing of the saying.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.found import FoundQuote
from diplo.language.quotes import words as quote_words

_NOMINAL = frozenset({"obl", "nmod"})
_NO_END = frozenset({"IN", "DT", "CC", "TO", "RB", "WDT", "WP"})
_CARRIERS = frozenset({"obl", "nmod", "obj", "iobj", "advmod"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A quote's cue with its surroundings."""

    cue: Token
    source: Span | None
    inside: frozenset[int]
    """Tokens in the quote's words, or in those of another quote that does not hold the cue."""
    verbs: tuple[Token, ...]
    """The cue, and the verbs that tell of the same act: "speaking at a summit, she said"."""

    def nouns(self) -> list[Token]:
        """Nouns behind a preposition, in the order of the text."""
        found = {noun.i: noun for noun in self._below(self.cue)}
        for verb in self.verbs[1:]:
            if verb.lower_ in speaking() or quote_words.is_speech(verb):
                found |= {noun.i: noun for noun in self._below(verb) if not _has_verb(verb, noun)}
        found |= {noun.i: noun for noun in self._between()}
        return [found[i] for i in sorted(found)]

    def objects(self) -> list[Token]:
        """What is issued by the same act: "issued a statement, saying"."""
        issuing = [verb for verb in self.verbs[1:] if verb.lower_ in of_kind("issues")]
        return [noun for verb in issuing for noun in grammar.children(verb, "obj") if noun.i not in self.inside]

    def _below(self, verb: Token) -> Iterator[Token]:
        for child in verb.children:
            label = grammar.dep(child)
            is_inverted = label == "nsubj" and child.i > verb.i
            if child.i in self.inside or not (label in _CARRIERS or is_inverted):
                continue
            if label == "obl":
                yield child
            elif label == "advmod":
                yield from grammar.children(child, "obl")
            yield from self._behind(child)

    def _behind(self, noun: Token) -> Iterator[Token]:
        """Parsers hang "at a summit" on the noun before it: "told reporters at a summit"."""
        for child in noun.rights:
            is_near = child.doc[child.left_edge.i - 1].text not in {",", "—", "–"}
            if grammar.dep(child) in _NOMINAL and is_near and child.i not in self.inside:
                yield child
                yield from self._behind(child)

    def _between(self) -> Iterator[Token]:
        """Whatever the parse says, what stands between the cue and its words hangs on the cue."""
        doc, start = self.cue.doc, self.cue.i + 1
        end = next((i for i in range(start, self.cue.sent.end) if i in self.inside), start)
        gap = doc[start:end]
        if not any(grammar.is_verb(token) for token in gap):
            yield from (token for token in gap if token.tag_.startswith("NN") and grammar.case(token) is not None)

    def cut(self, start: int, head: Token) -> Span:
        """Words from `start` to all that hangs on `head`, up to a comma, a verb or the quote's words.

        Times at the end are left out.
        """
        doc, end = self.cue.doc, head.right_edge.i + 1
        times = {token.i for time in doc._.times for token in time.span}
        stop = head.i + 1
        while stop < end and not (stop in self.inside or _parts(doc[stop])):
            stop += 1
        while stop > head.i + 1 and (stop - 1 in times or doc[stop - 1].tag_ in _NO_END):
            stop -= 1
        return doc[start:stop]


def beside(quote: FoundQuote, others: Iterable[FoundQuote]) -> Beside | None:
    """The surroundings of a quote's cue; None for quotes that have none.

    The words of others in its sentence are not beside it, unless it stands in them.
    """
    cue = quote.cue_head
    if cue is None:
        return None
    near = [quote, *(other for other in others if not holds(other, cue))]
    inside = frozenset(token.i for one in near for span in one.spans for token in span)
    return Beside(cue, quote.source, inside, (cue, *_same_act(cue, inside)))


def holds(quote: FoundQuote, token: Token) -> bool:
    """Whether a token stands in a quote's words."""
    return any(span.start <= token.i < span.end for span in quote.spans)


def _same_act(cue: Token, inside: frozenset[int]) -> Iterator[Token]:
    """ "Speaking at a summit, she said", "issued a statement, saying": verbs that tell of the same act."""
    for verb in grammar.children(cue, "advcl", "csubj"):
        if verb.i not in inside and verb.lower_ in speaking() and verb.tag_ == "VBG":
            yield verb
    above = cue.head.head if cue.dep_ == "acl" and grammar.dep(cue.head) == "obj" else cue.head
    if cue.tag_ == "VBG" and cue.dep_ in {"advcl", "acl"} and above.i < cue.i and grammar.is_verb(above):
        yield above


@cache
def speaking() -> frozenset[str]:
    """Participles beside a cue that are the same act of saying."""
    return of_kind("speaks") | of_kind("addresses")


def of_kind(kind: str) -> frozenset[str]:
    """The words of one kind of `data/quotes/circumstances.tsv`."""
    return knowledge.words("quotes/circumstances", kind=kind)


def _has_verb(verb: Token, noun: Token) -> bool:
    """Whether a verb stands between a verb and a noun behind it, on which the noun may hang as well."""
    return any(grammar.is_verb(token) for token in verb.doc[verb.i + 1 : noun.i])


def _parts(token: Token) -> bool:
    return token.tag_ in {",", ":", ".", "``", "''", "WDT", "WP", "-LRB-"} or token.tag_ in grammar.FINITE | {"VBG"}

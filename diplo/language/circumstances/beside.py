"""What stands beside a quote and hangs on its cue: the nouns that tell to whom, through what and where it was said.

What hangs on the quote's own words is the speaker's and tells nothing of the saying.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.found import FoundQuote
from diplo.language.quotes import words as quote_words

_NOMINAL = frozenset({"obl", "nmod"})
_NO_END = frozenset({"IN", "DT", "CC", "TO", "RB", "WDT", "WP"})
_CARRIERS = frozenset({"obl", "nmod", "obj", "iobj"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A quote's cue with its surroundings; tokens in the quote's words are `inside`."""

    cue: Token
    inside: frozenset[int]
    verbs: tuple[Token, ...]
    """The cue, and the verbs that tell of the same act: "speaking at a summit, she said"."""

    def nouns(self) -> list[Token]:
        """Nouns behind a preposition, in the order of the text."""
        found = {noun.i: noun for verb in self.verbs if _speaks(verb, self.cue) for noun in self._below(verb)}
        found |= {noun.i: noun for noun in self._between()}
        return [found[i] for i in sorted(found)]

    def objects(self) -> list[Token]:
        """What the verbs of the same act have as an object: "issued a statement, saying"."""
        return [noun for verb in self.verbs[1:] for noun in grammar.children(verb, "obj") if noun.i not in self.inside]

    def _below(self, verb: Token) -> Iterator[Token]:
        for child in verb.children:
            label = grammar.dep(child)
            is_inverted = label == "nsubj" and child.i > verb.i
            if child.i in self.inside or not (label in _CARRIERS or is_inverted):
                continue
            if label == "obl":
                yield child
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
        """Words from `start` to all that hangs on `head`, up to a comma, a verb or the quote's words; no time ends them."""
        doc, end = self.cue.doc, head.right_edge.i + 1
        times = {token.i for time in doc._.times for token in time.span}
        stop = head.i + 1
        while stop < end and not (stop in self.inside or _parts(doc[stop])):
            stop += 1
        while stop > head.i + 1 and (stop - 1 in times or doc[stop - 1].tag_ in _NO_END):
            stop -= 1
        return doc[start:stop]


def beside(quote: FoundQuote) -> Beside | None:
    """The surroundings of a quote's cue; None for quotes that have none."""
    cue = quote.cue_head
    if cue is None:
        return None
    inside = frozenset(token.i for span in quote.spans for token in span)
    return Beside(cue, inside, (cue, *_same_act(cue, inside)))


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


def _speaks(verb: Token, cue: Token) -> bool:
    """Whether what hangs on a verb tells of the saying: on the cue, "speaking", or a verb that reports, too."""
    return verb.i == cue.i or verb.lower_ in speaking() or quote_words.is_speech(verb)


def _parts(token: Token) -> bool:
    return token.tag_ in {",", ":", ".", "``", "''", "WDT", "WP", "-LRB-"} or token.tag_ in grammar.FINITE | {"VBG"}

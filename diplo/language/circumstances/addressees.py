"""To whom something was said: "told reporters", "said to Petrov", "Berg was told by Petrov"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.events.mentions import Mentions
from diplo.language.found import FoundQuote
from diplo.language.quotes import words as quote_words

_OBJECT_PRONOUNS = frozenset({"me", "him", "her", "us", "them", "you", "it"})
_OF_NOUN = frozenset({"of", "from", "for"})


def addressee_of(quote: FoundQuote, mentions: Mentions) -> Span | None:
    """The words that name to whom it was said, of those that hang on the cue."""
    cue = quote.cue_head
    if cue is None or not quote.speech:
        return None
    word = quote_words.verb(cue)
    if word is None or "clause" not in word.takes:
        return None
    inside = frozenset(token.i for span in quote.spans for token in span)
    tells = "hearer" in word.takes
    for noun in _told(cue) if tells else ():
        if noun.i not in inside and _is_audience(noun, mentions):
            return _phrase(noun, inside)
    for noun in () if tells else grammar.children(cue, "obl"):
        if noun.i not in inside and grammar.case(noun) == "to" and _is_audience(noun, mentions):
            return _phrase(noun, inside)
    return None


def _told(verb: Token) -> Iterator[Token]:
    """The objects of "told"; of the passive its subject."""
    if grammar.is_passive(verb):
        yield from grammar.children(verb, "nsubj:pass")
    else:
        yield from (child for child in grammar.children(verb, "obj", "iobj") if child.i > verb.i)


def _is_audience(noun: Token, mentions: Mentions) -> bool:
    """Whether a word means somebody who can be spoken to."""
    form = noun.lower_
    if form in knowledge.words("quotes/audiences", kind="no"):
        return False
    return (
        form in _OBJECT_PRONOUNS
        or form in knowledge.words("quotes/audiences", kind="audience")
        or form in knowledge.words("entities/roles", "noun")
        or form in knowledge.words("entities/groups", "noun")
        or mentions.is_kind(noun, "actor")
    )


def _phrase(noun: Token, inside: frozenset[int]) -> Span:
    """A noun with what stands before it, its names, "of ..." behind it, and what is coordinated with it."""
    start, end = grammar.phrase_of(noun).start, noun.i + 1
    for child in noun.rights:
        is_part = child.dep_ in {"flat", "flat:name", "compound", "conj", "appos", "nmod:desc"}
        is_part = is_part or (grammar.dep(child) == "nmod" and grammar.case(child) in _OF_NOUN)
        if child.left_edge.i in inside or child.i in inside or not is_part:
            break
        if child.dep_ == "appos" and child.doc[child.left_edge.i - 1].text == ",":
            break
        end = _end(child, inside)
    return noun.doc[start:end]


def _end(child: Token, inside: frozenset[int]) -> int:
    """The end of a dependent's words, cut before the words of the quote."""
    words = range(child.left_edge.i, child.right_edge.i + 1)
    return next((i for i in words if i in inside), words.stop)

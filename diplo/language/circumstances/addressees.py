"""To whom something was said: "told reporters", "said to Petrov", "Berg was told", "in a letter to the council"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.circumstances.beside import Beside, of_kind
from diplo.language.circumstances.media import Medium
from diplo.language.events.mentions import Mentions
from diplo.language.quotes import words as quote_words

_OBJECT_PRONOUNS = frozenset({"me", "him", "her", "us", "them", "you", "it"})
_OF_NOUN = frozenset({"of", "from", "for"})


def addressee_of(around: Beside, mentions: Mentions) -> Span | None:
    """The words that name to whom it was said, of those that hang on the cue."""
    for noun in _told(around):
        if noun.i not in around.inside and _is_audience(noun, mentions):
            return _phrase(noun, around.inside, mentions)
    return None


def beside_medium(medium: Medium, around: Beside, mentions: Mentions) -> Span | None:
    """The one whom an interview was with or a letter to, by any proper name or word for an audience."""
    for noun in grammar.children(medium.noun, "nmod") if medium.noun is not None and medium.hearer else ():
        is_one = noun.tag_.startswith("NNP") or _is_audience(noun, mentions)
        if grammar.case(noun) == medium.hearer and is_one and noun.i not in around.inside:
            return _phrase(noun, around.inside, mentions)
    return None


def _told(around: Beside) -> Iterator[Token]:
    """The objects of "told", of the passive its subject; whoever "said to" leads to; whom a speaker addresses."""
    cue, word = around.cue, quote_words.verb(around.cue)
    if word is None:
        yield from (noun for noun in grammar.children(cue, "nmod") if grammar.case(noun) == "to")
    elif "clause" in word.takes and "hearer" in word.takes:
        if grammar.is_passive(cue):
            yield from grammar.children(cue, "nsubj:pass")
        else:
            yield from (noun for noun in grammar.children(cue, "obj", "iobj") if noun.i > cue.i)
    elif "clause" in word.takes:
        yield from (noun for noun in grammar.children(cue, "obl") if grammar.case(noun) == "to")
    for verb in around.verbs[1:]:
        if verb.lower_ in of_kind("addresses"):
            yield from grammar.children(verb, "obj")
        elif verb.lower_ in of_kind("speaks"):
            yield from (noun for noun in grammar.children(verb, "obl") if grammar.case(noun) in {"to", "with"})


def _is_audience(noun: Token, mentions: Mentions) -> bool:
    """Whether a word means somebody who can be spoken to."""
    form = noun.lower_
    if form in knowledge.words("quotes/audiences", kind="no") and not noun.tag_.startswith("NNP"):
        return False
    return (
        form in _OBJECT_PRONOUNS
        or form in knowledge.words("quotes/audiences", kind="audience")
        or form in knowledge.words("entities/roles", "noun")
        or form in knowledge.words("entities/groups", "noun")
        or mentions.is_kind(noun, "actor")
    )


def _phrase(noun: Token, inside: frozenset[int], mentions: Mentions) -> Span:
    """A noun with what stands before it, its names, "of ..." behind it, and what is coordinated with it."""
    start, end = grammar.phrase_of(noun).start, noun.i + 1
    entity = mentions.entity(noun)
    for mention in entity.mentions if entity is not None else ():
        if mention.span.start <= noun.i < mention.span.end:
            start, end = min(start, mention.span.start), max(end, mention.span.end)
    for child in noun.rights:
        is_part = child.dep_ in {"flat", "flat:name", "compound", "conj", "appos", "nmod:desc"}
        is_part = is_part or (grammar.dep(child) == "nmod" and grammar.case(child) in _OF_NOUN)
        if child.left_edge.i in inside or child.i in inside or not is_part:
            break
        if child.dep_ == "appos" and child.doc[child.left_edge.i - 1].text == ",":
            break
        end = max(end, _end(child, inside))
    return noun.doc[start:end]


def _end(child: Token, inside: frozenset[int]) -> int:
    """The end of a dependent's words, cut before the words of the quote."""
    words = range(child.left_edge.i, child.right_edge.i + 1)
    return next((i for i in words if i in inside), words.stop)

"""Noun phrases: names that hold together, who is coordinated with whom, and what belongs to the verb instead."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.quotes import words as quote_words

_BEFORE_NOUNS = frozenset({"nmod:poss", "amod", "compound", "nmod:desc"})


def hold_together(name: Span) -> None:
    """A name is one phrase: of two words that a parse hung apart the first bears the other."""
    heads = [token for token in name if token.head.i == token.i or not name.start <= token.head.i < name.end]
    for stray in heads[1:]:
        if stray.dep_ != "ROOT" and all(child.i > stray.i for child in stray.children):
            stray.head, stray.dep_ = heads[0], "flat"


def repair_phrase(token: Token) -> None:
    """Hangs "and", what it begins, and what is said through a medium on the words that they belong to."""
    while token.dep_ == "conj" and token.head.dep_ == "flat":  # "Omar Haddad and Ana Berg": of the name, not of a part
        token.head = token.head.head
    if token.dep_ in _BEFORE_NOUNS and (second := _coordinated_behind(token)) is not None:
        _coordinate(token, second)
    if token.dep_ == "cc" and token.head.dep_ in _BEFORE_NOUNS and token.head.head.i > token.head.i:
        token.head = token.head.head
    if token.dep_ == "appos" and _is_coordinated(token):
        token.dep_ = "conj"
    if token.dep_ == "nmod" and (verb := _said_through(token)) is not None:
        token.head, token.dep_ = verb, "obl"
    if token.dep_ == "conj" and (holder := _holder_before(token)) is not None:
        token.head = holder


def _coordinated_behind(person: Token) -> Token | None:
    """ "Berg" of "Omar Haddad and Chad's president, Ana Berg": people before "and" are no part of what follows it."""
    end, doc = person.i + 1, person.doc
    while end < len(doc) and doc[end].ent_type_ == "PERSON":
        end += 1
    if person.ent_type_ != "PERSON" or end >= len(doc) or doc[end].lower_ != "and" or person.head.i < end:
        return None
    second = person.head
    while second.dep_ in _BEFORE_NOUNS and second.head.i > second.i:
        second = second.head
    return second


def _coordinate(first: Token, second: Token) -> None:
    """Makes the first of two nouns the head of both, with what stands between them at the second."""
    first.head, first.dep_ = (first if second.head.i == second.i else second.head), second.dep_
    second.head, second.dep_ = first, "conj"
    for between in first.doc[first.i + 1 : second.i]:
        if between.head.i == first.i and between.dep_ == "cc":
            between.head = second
        elif between.head.i == first.i and between.dep_ == "conj" and grammar.child(between, "case") is not None:
            between.head, between.dep_ = second, "nmod:poss"


def _is_coordinated(token: Token) -> bool:
    """ "Ana Berg and Chadian President Omar Haddad": what begins with "and" is no apposition."""
    first = token.left_edge
    return first.dep_ == "cc" and first.lower_ == "and" and token.head.i < first.i and token.head.tag_.startswith("NN")


def _said_through(medium: Token) -> Token | None:
    """ "She rejected the charge in an interview": the medium is that of the saying, not of what it is about."""
    thing = medium.head
    verb = thing.head
    is_said = grammar.dep(thing) == "obj" and quote_words.is_speech(verb)
    return verb if is_said and quote_words.is_medium(medium) else None


def _holder_before(token: Token) -> Token | None:
    """ "Haddad" of "Omar Haddad of Chad and Ana Berg": people are coordinated with people, not with their countries."""
    land = token.head
    holder = land.head
    is_land = (
        land.dep_ == "nmod" and grammar.case(land) == "of" and (land.ent_type_ != "PERSON" or land.text in _lands())
    )
    is_of_people = token.ent_type_ == holder.ent_type_ == "PERSON" and holder.tag_.startswith("NNP")
    return holder if is_land and is_of_people else None


@cache
def _lands() -> frozenset[str]:
    """The last words of countries' names."""
    return frozenset(name.split()[-1] for name in knowledge.words("entities/countries", "name"))

"""Verbs that a parser took for nouns or for what stands before a noun."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from diplo import knowledge
from diplo.language import grammar


def repair_verb(token: Token) -> None:
    """Makes a verb of a form that has a subject."""
    if token.tag_ == "NNS" and (subject := _person_before(token)) is not None:
        _make_verb(token, subject)
    if token.dep_ == "amod" and _is_verb_of(token):
        _promote(token)
    if token.dep_ == "xcomp" and _is_object(token):
        token.dep_ = "obj"


def _person_before(noun: Token) -> Token | None:
    """ "Haddad" of "Omar Haddad plans to meet her", where "plans" was taken for a noun: its subject."""
    following = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    infinitive = next((c for c in noun.rights if c.tag_ == "VB" and grammar.dep(c) in {"acl", "advcl"}), None)
    if noun.i == noun.sent.start or following is None or following.tag_ != "TO" or infinitive is None:
        return None
    before = noun.nbor(-1)
    before = before.nbor(-1) if before.text == "," and before.i > noun.sent.start else before
    if before.ent_type_ != "PERSON" or noun.lower_ not in _plans():
        return None
    while before.head.i < noun.i and before.head.i != before.i:
        before = before.head
    is_below = noun.dep_ == "ROOT" and before.head.i == noun.i
    is_beside = noun.dep_ == "parataxis" and noun.head.i == before.i and before.dep_ == "ROOT"
    return before if is_below or is_beside else None


def _make_verb(noun: Token, subject: Token) -> None:
    """Makes the verb that it is of a noun, with its subject and what it plans."""
    noun.tag_, noun.pos_ = "VBZ", "VERB"
    noun.head, noun.dep_ = noun, "ROOT"
    subject.head, subject.dep_ = noun, "nsubj"
    for child in noun.rights:
        if child.tag_ == "VB" and grammar.dep(child) in {"acl", "advcl"}:
            child.dep_ = "xcomp" if child.i == noun.i + 2 else "advcl"


def _is_object(noun: Token) -> bool:
    """ "Called off a meeting": a noun with an article behind a verb with a particle is its object."""
    verb = noun.head
    has_article = any(child.dep_ == "det" for child in noun.lefts)
    is_free = grammar.child(verb, "obj") is None and grammar.case(noun) is None
    return noun.tag_.startswith("NN") and has_article and is_free and grammar.child(verb, "compound:prt") is not None


@cache
def _plans() -> frozenset[str]:
    """Third persons of verbs that take an infinitive and are spelt as nouns are: "plans", "hopes"."""
    return frozenset(f"{row['lemma']}s" for row in knowledge.table("quotes/verbs") if "to" in row["takes"].split())


def _is_verb_of(participle: Token) -> bool:
    """ "The ministers opened talks": a past form with a subject before it is a verb, and the noun its object."""
    noun = participle.head
    return (
        participle.tag_ in {"VBN", "VBD"}
        and participle.i < noun.i
        and any(child.i < participle.i for child in grammar.children(participle, "nsubj"))
    )


def _promote(verb: Token) -> None:
    """Lets a verb change places with the noun on which it was hung."""
    noun = verb.head
    label, above = noun.dep_, noun.head
    verb.head = verb if above.i == noun.i else above
    verb.dep_ = label
    noun.head, noun.dep_ = verb, "obj"

"""Indirect speech by nouns and adjectives: "his claim that ...", "she is confident that ..."."""

from __future__ import annotations

from spacy.tokens import Span, Token

from diplo.language import grammar
from diplo.language.quotes import sources as quote_sources
from diplo.language.quotes.content import Start, end_of, has_to, is_clause_like
from diplo.language.quotes.saying import Saying, cue_span
from diplo.language.quotes.scene import Scene
from diplo.language.quotes.words import Word


def of_noun(noun: Token, word: Word, scene: Scene) -> Saying | None:
    """What a noun reports, if somebody has it: "her criticism of ...", "issued a warning that ..."."""
    for child in noun.rights:
        found = _start(noun, child, word)
        if found is not None:
            source = _owner(noun, scene)
            start, rule = found
            cue = noun.doc[noun.i : noun.i + 1]
            run = (start, child.right_edge.i + 1)
            return Saying(noun, source, [run], word.is_speech, rule, cue) if source is not None else None
    return None


def _start(noun: Token, child: Token, word: Word) -> Start | None:
    label, first = grammar.dep(child), child.left_edge
    if label in {"acl", "ccomp", "advcl"} and first.lower_ == "that" and "clause" in word.takes:
        is_relative = child.dep_ == "acl:relcl" and grammar.child(child, "nsubj") is None
        return None if is_relative else (first.i, "indirect.noun-clause")
    if label == "acl" and has_to(child) and "to" in word.takes:
        return first.i, "indirect.noun-infinitive"
    if label == "nmod" and grammar.case(child) in word.takes and grammar.dep(noun) != "obj":
        return first.i + 1, "indirect.noun-preposition"
    return None


def _owner(noun: Token, scene: Scene) -> Span | None:
    """The possessor of the noun, or the subject of the verb that has it as its object."""
    owner = grammar.child(noun, "nmod:poss")
    if owner is not None:
        span = quote_sources.phrase(owner, scene.hidden)
        return span[:-1] if len(span) > 1 and span[-1].tag_ == "POS" else span
    if grammar.dep(noun) == "obj" and grammar.is_verb(noun.head):
        return quote_sources.source_of(noun.head, scene.hidden)
    return None


def of_adjective(adjective: Token, word: Word, scene: Scene) -> Saying | None:
    """What somebody is sure, afraid or aware of."""
    subject = grammar.child(adjective, "nsubj", "nsubj:pass")
    if subject is None:
        return None
    for child in adjective.rights:
        label, left = grammar.dep(child), child.left_edge.i
        is_clause = label in {"ccomp", "advcl"} and "clause" in word.takes and is_clause_like(child)
        is_infinitive = label in {"xcomp", "ccomp", "advcl"} and "to" in word.takes and has_to(child)
        if label == "obl" and grammar.case(child) in word.takes:
            left += 1
        elif not is_clause and not is_infinitive:
            continue
        source = quote_sources.phrase(subject, scene.hidden)
        run = (left, end_of(adjective, left, scene))
        return Saying(adjective, source, [run], word.is_speech, "indirect.adjective", cue_span(adjective, left, word))
    return None

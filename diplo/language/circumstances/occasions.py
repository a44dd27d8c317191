"""On which occasion something was said: "at a summit in Oslo", "after talks with Petrov", "while visiting Lomé"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from diplo.language import grammar
from diplo.language.circumstances.beside import Beside, of_kind


def occasion_of(around: Beside) -> Span | None:
    """The words that name the occasion, with the preposition that leads to it."""
    for noun in around.nouns():
        words = {noun.lower_, noun.lemma_.lower()}
        if words & of_kind("occasion") and (start := _lead(noun)) is not None:
            return around.cut(start, noun)
    for verb in grammar.children(around.cue, "advcl", "obl"):
        lead = grammar.child(verb, "mark", "case")
        is_deed = verb.tag_ == "VBG" and verb.lower_ in of_kind("deed") and verb.i not in around.inside
        if is_deed and lead is not None and lead.lower_ in of_kind("while"):
            return around.cut(lead.i, verb)
    return None


def _lead(noun: Token) -> int | None:
    """Where the preposition stands that leads to an occasion; "in" leads only to one that a word introduces."""
    marker = next((child for child in noun.lefts if child.dep_ == "case"), None)
    if marker is not None and marker.lower_ == "of" and noun.head.i == marker.i - 1:  # "ahead of the talks"
        marker = noun.head
    if marker is None or marker.lower_ not in of_kind("before"):
        return None
    if marker.lower_ == "in" and grammar.child(noun, "det", "nmod:poss") is None:
        return None
    return marker.i

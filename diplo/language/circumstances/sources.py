"""Whether a text holds back who says something: "two officials", "sources", "on condition of anonymity"."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.events.mentions import Mentions
from diplo.language.found import FoundQuote

_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several", "many", "most", "few", "no"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def is_unnamed(quote: FoundQuote, speaker: int | None, mentions: Mentions, unnamed: Collection[int]) -> bool:
    """Whether the source is nobody whom a reader could ask.

    `unnamed` are the ids of those who are known not to be named, for pronouns that refer to them.
    """
    if quote.source is None or not len(quote.source) or not quote.speech:
        return False
    entity = mentions.entities[speaker] if speaker is not None else None
    if entity is not None and entity.name is not None and entity.kind == "person":
        return False
    if any(_names(token, quote.source.root, mentions) for token in quote.source):
        return False
    noun = grammar.antecedent(quote.source.root)
    if noun.dep_ == "appos" and mentions.is_kind(noun.head, "person") and noun.head.i in mentions.named:
        return False
    return _is_withheld(quote) or _is_vague(noun, quote.cue_head) or speaker in unnamed


def _names(token: Token, root: Token, mentions: Mentions) -> bool:
    """Whether a word in the source is of the name of whom it means, not of whom that one works for."""
    if token.i not in mentions.named or not mentions.is_kind(token, "person"):
        return False
    return token.i == root.i or (token.head.i == root.i and grammar.dep(token) in {"appos", "flat", "conj"})


def _is_withheld(quote: FoundQuote) -> bool:
    """Whether words beside the quote's own say that a name is held back."""
    cue = quote.cue_head
    if cue is None:
        return False
    inside = {token.i for span in quote.spans for token in span}
    beside = " ".join(token.lower_ for token in cue.sent if token.i not in inside)
    return any(f" {words} " in f" {beside} " for words in knowledge.words("quotes/sources", "words", kind="withheld"))


def _is_vague(noun: Token, cue: Token | None) -> bool:
    form = noun.lower_
    names_some = any(grammar.case(child) == "including" for child in grammar.children(noun, "nmod", "obl"))
    if names_some or form in knowledge.words("quotes/sources", "words", kind="spoken"):
        return False
    if form in knowledge.words("quotes/sources", "words", kind="vague"):
        return True
    if form in knowledge.words("quotes/sources", "words", kind="described"):
        more = grammar.children(noun, "acl", "nmod", "amod")
        return any(cue is None or cue.i not in {child.i, *(t.i for t in child.subtree)} for child in more)
    before = {token.lower_ for token in grammar.phrase_of(noun)}
    is_open = not before & _DEFINITE and not any(child.dep_ == "nmod:poss" for child in noun.lefts)
    if noun.tag_ in {"NNS", "NNPS"} or form in knowledge.words("quotes/sources", "words", kind="group"):
        is_counted = any(child.dep_ == "nummod" for child in noun.lefts) or bool(before & _INDEFINITE)
        is_group = form in knowledge.words("quotes/sources", "words", kind="group")
        return is_open and (is_group or (is_counted and form in knowledge.words("entities/roles", "noun")))
    return bool(before & {"a", "an", "another", "one"}) and form in knowledge.words("entities/roles", "noun")

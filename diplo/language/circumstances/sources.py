"""Whether a text holds back who says something: "two officials", "sources", "on condition of anonymity"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.found import FoundEntity, FoundQuote

_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several", "many", "most", "few", "no"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def is_unnamed(quote: FoundQuote, speaker: FoundEntity | None) -> bool:
    """Whether the source is nobody whom a reader could ask: by its own words, else by those its pronoun refers to."""
    if quote.source is None or not len(quote.source) or not quote.speech:
        return False
    if speaker is not None and speaker.name is not None and speaker.kind == "person":
        return False
    if any(name.label_ == "person" and _names_head(name, quote.source) for name in quote.source.doc._.names):
        return False
    if _is_withheld(quote):
        return True
    if _is_vague(quote.source.root, quote.source):
        return True
    first = speaker.mentions[0] if speaker is not None and speaker.name is None and speaker.mentions else None
    return first is not None and _is_vague(first.span.root, first.span)


def _names_head(name: Span, source: Span) -> bool:
    """Whether a name in the source is that of its head, not of whom it works for."""
    if name.start < source.start or name.end > source.end:
        return False
    root, head = source.root, grammar.head_of(name)
    return root in name or (head.head.i == root.i and grammar.dep(head) in {"appos", "flat", "conj"})


def _is_withheld(quote: FoundQuote) -> bool:
    """Whether words beside the quote's own say that a name is held back."""
    cue = quote.cue_head
    if cue is None:
        return False
    inside = {token.i for span in quote.spans for token in span}
    beside = " ".join(token.lower_ for token in cue.sent if token.i not in inside)
    return any(f" {words} " in f" {beside} " for words in knowledge.words("quotes/sources", "words", kind="withheld"))


def _is_vague(noun: Token, phrase: Span) -> bool:
    form = noun.lower_
    if form in knowledge.words("quotes/sources", "words", kind="spoken"):
        return False
    if form in knowledge.words("quotes/sources", "words", kind="vague"):
        return True
    if form in knowledge.words("quotes/sources", "words", kind="described"):
        return any(child.dep_ in {"acl", "acl:relcl", "nmod", "amod"} for child in noun.children)
    before = {token.lower_ for token in phrase[: noun.i - phrase.start]}
    is_open = not before & _DEFINITE and not any(child.dep_ == "nmod:poss" for child in noun.lefts)
    if noun.tag_ in {"NNS", "NNPS"} or form in knowledge.words("quotes/sources", "words", kind="group"):
        is_counted = any(child.dep_ == "nummod" for child in noun.lefts) or bool(before & _INDEFINITE)
        is_group = form in knowledge.words("quotes/sources", "words", kind="group")
        return is_open and (is_group or (is_counted and form in knowledge.words("entities/roles", "noun")))
    return bool(before & {"a", "an", "another", "one"}) and form in knowledge.words("entities/roles", "noun")

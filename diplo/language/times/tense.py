"""The tense in which a time expression stands, and "until" or "since" before it: they say where its day lies."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar

_CLOCK_WORDS = 4
"""In "until 9 a.m. EST Tuesday" so many words at most stand between "until" and the day."""
_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})


def tense_of(span: Span) -> str | None:
    """ "past", "present" or "future", by the nearest verb that governs the words; "until" before them points ahead.

    Inside a noun phrase ("Wednesday's ruling") only the past and a plain "will" say anything.
    """
    said = _said_before(span)
    verb: Token | None = span.root
    in_noun = False
    while verb is not None:
        if _heads_clause(verb) and (tense := _of_verb(verb)):
            if said is not None and tense != "past before":
                return said
            if tense in {"past before", "ahead"}:
                return "past" if tense == "past before" else "future"
            return None if in_noun and tense != "past" and not _has_will(verb) else tense
        in_noun = in_noun or not _heads_clause(verb.head)
        verb = verb.head if verb.head.i != verb.i else None
    return said


def _heads_clause(token: Token) -> bool:
    """Whether a word is a verb or has a copula; "ruling" in "Wednesday's ruling" is a noun, whatever its tag."""
    if grammar.child(token, "cop"):
        return True
    return grammar.is_verb(token) and not grammar.children(token, "case", "det", "nmod:poss")


def _said_before(span: Span) -> str | None:
    """The side that "until", "since" or "as soon as" before the words tells, a clock time between left out."""
    begin = span[0].sent.start
    at = span.start
    while at > max(begin, span.start - _CLOCK_WORDS) and _is_of_clock(span.doc[at - 1]):
        at -= 1
    before = [token.lower_ for token in span.doc[max(begin, at - 3) : at]]
    return _sides().get(before[-1]) or _sides().get(" ".join(before)) if before else None


def _is_of_clock(token: Token) -> bool:
    return token.lower_[0].isdigit() or token.lower_.rstrip(".") in _clock_words()


@cache
def _sides() -> dict[str, str]:
    return {row["word"]: row["value"] for row in knowledge.table("times/cues") if row["cue"] == "before"}


def tells_year(span: Span) -> bool:
    """Whether a year is said of the main clause: "In 2015, ministers met", not "a deal dating to 2015"."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    root = span.sent.root
    return (
        (before in {"in", "during"} or span.start == span.sent.start)
        and span.root.head.i == root.i
        and root.tag_ in {"VBD", "VBN"}
    )


def is_will(auxiliary: Token) -> bool:
    """Whether a word is "will" or "shall", in any form but "would"."""
    return auxiliary.lower_ in _WILL


def _has_will(verb: Token) -> bool:
    return any(is_will(aux) for aux in grammar.children(verb, "aux"))


@cache
def _ahead() -> frozenset[str]:
    return knowledge.words("times/cues", cue="ahead")


@cache
def _clock_words() -> frozenset[str]:
    return frozenset(row["word"] for row in knowledge.table("times/words") if row["class"] in {"AMPM", "ZONE", "HOUR"})


def _of_verb(verb: Token) -> str | None:
    """The tense of a verb with its auxiliaries; "past before" is the past perfect, "ahead" a verb like "schedule"."""
    auxiliaries = grammar.children(verb, "aux", "aux:pass", "cop")
    words, tags = {aux.lower_ for aux in auxiliaries}, {aux.tag_ for aux in auxiliaries}
    if "MD" in tags:
        return _of_modal(verb, words)
    if (verb.lemma_.lower() in _ahead() and verb.tag_ != "VB") or _is_due(verb):
        return "past before" if "had" in words else "ahead"
    if "had" in words:
        return "past before"
    if verb.tag_ == "VBD" or tags & {"VBD", "VBN"} or words & {"has", "have", "'ve"}:
        return "past"
    if verb.tag_ == "VB" and any(mark.lower_ == "to" for mark in grammar.children(verb, "mark")):
        return None if grammar.is_ranked(verb) else "future"
    if tags & {"VBZ", "VBP"}:
        return "future" if verb.tag_ == "VBG" else "present"
    if verb.tag_ == "VBN":
        return "past"
    return "present" if verb.tag_ in {"VBZ", "VBP"} else None


def _is_due(verb: Token) -> bool:
    """ "due in Washington on Friday", "talks due to open Friday": some parses make "due" a mere preposition."""
    return any(child.lower_ in _ahead() for child in grammar.children(verb, "case", "mark"))


def _of_modal(verb: Token, words: set[str]) -> str:
    """ "will have met" is future, "would have met" past, "could not be reached" past, "could meet" future."""
    if words & _WILL:
        return "future"
    negated = any(child.lower_ in _NOT for child in verb.children)
    return "past" if "have" in words or ("could" in words and negated) else "future"

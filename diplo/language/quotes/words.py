"""Which words report speech or thought: the verbs, nouns and adjectives of `data/quotes/`.

A verb is known by its form, not by the lemma that the model gives it, since the model makes mistakes with rare verbs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from diplo import knowledge
from diplo.language import grammar

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
"""Tags of verbs that make a clause."""
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiou][bdgmnprt]$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that reports, and what its content may be (the fields of `data/quotes/verbs.tsv`)."""

    lemma: str
    particle: str
    kind: str
    quote: str
    takes: frozenset[str]

    @property
    def is_speech(self) -> bool:
        return self.kind == "speech"


def verb(token: Token) -> Word | None:
    """What the table says of a verb, together with its particle, if it has one there; None for other words."""
    found = _verbs().get(token.lower_)
    if found is None or not (grammar.is_verb(token) or _is_mistagged(token)):
        return None
    for word in found:
        if word.particle and _has_particle(token, word.particle):
            return word
    return next((word for word in found if not word.particle), None)


def noun(token: Token) -> Word | None:
    """What the table says of a noun such as "claim"."""
    return _nouns().get(token.lower_) if token.tag_ in {"NN", "NNS"} else None


def adjective(token: Token) -> Word | None:
    """What the table says of an adjective such as "confident"."""
    return _adjectives().get(token.lower_) if token.tag_ in {"JJ", "VBN", "VBD"} else None


def is_reporting(token: Token) -> bool:
    """Whether a verb may stand beside quoted words: "said", "laughed"."""
    word = verb(token)
    return word is not None and word.quote != "no"


def is_speech(token: Token) -> bool:
    """Whether a verb reports speech, not thought."""
    word = verb(token)
    return word is not None and word.is_speech


def may_report(token: Token) -> bool:
    """Whether a word has the form of a verb that may stand beside quoted words, whatever the tagger takes it for."""
    return any(word.quote != "no" for word in _verbs().get(token.lower_, ()))


def _is_mistagged(token: Token) -> bool:
    """Headlines and clipped sentences: "Minister says no" with a noun's tag, but a verb's subject."""
    return grammar.child(token, "nsubj") is not None and token.tag_ in {"NN", "NNS", "JJ"}


def _has_particle(token: Token, particle: str) -> bool:
    """Whether the particle follows within a few words, the object and adverbs aside ("made it clear")."""
    following = token.doc[token.i + 1 : token.i + 4]
    return any(other.lower_ == particle for other in following)


@cache
def _verbs() -> dict[str, tuple[Word, ...]]:
    index: dict[str, list[Word]] = {}
    for row in knowledge.table("quotes/verbs"):
        word = Word(row["lemma"], row["particle"], row["kind"], row["quote"], frozenset(row["takes"].split()))
        for form in _forms(row["lemma"], row["past"], row["participle"]):
            index.setdefault(form, []).append(word)
    return {form: tuple(words) for form, words in index.items()}


@cache
def _nouns() -> dict[str, Word]:
    index = {}
    for row in knowledge.table("quotes/nouns"):
        word = Word(row["noun"], "", row["kind"], "no", frozenset(row["takes"].split()))
        index[row["noun"]] = word
        index[_third_person(row["noun"])] = word
    return index


@cache
def _adjectives() -> dict[str, Word]:
    return {
        row["adjective"]: Word(row["adjective"], "", row["kind"], "no", frozenset(row["takes"].split()))
        for row in knowledge.table("quotes/adjectives")
    }


def _forms(lemma: str, past: str, participle: str) -> set[str]:
    """All forms of a verb; whether the last letter doubles is seen from the past, or from the spelling of "hit"."""
    doubles = past == lemma + lemma[-1] + "ed" or (not past.endswith("ed") and _SHORT.search(lemma) is not None)
    if doubles:
        gerund = lemma + lemma[-1] + "ing"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        gerund = lemma[:-1] + "ing"
    else:
        gerund = lemma + "ing"
    return {lemma, past, participle or past, gerund, _third_person(lemma)}


def _third_person(lemma: str) -> str:
    """Also the plural of a noun: "reply" -> "replies"."""
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")

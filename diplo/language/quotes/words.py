"""Which words report speech or thought: the verbs, nouns and adjectives of `data/quotes/`.

A verb is known by its form, not by the lemma that the model gives it, since the model makes mistakes with rare verbs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

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


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that report, before whoever says it (the fields of `data/quotes/phrases.tsv`)."""

    words: tuple[str, ...]
    is_speech: bool
    unless: frozenset[str]


def is_listed(token: Token) -> bool:
    """Whether a word is in any of the tables, so that it is worth asking them what it is."""
    return token.lower_ in _listed()


@cache
def _listed() -> frozenset[str]:
    return frozenset({*_verbs(), *_phrases(), *_nouns(), *_adjectives()})


def verb(token: Token) -> Word | None:
    """What the table says of a verb, together with its particle, if it has one there; None for other words."""
    found = _verbs().get(token.lower_)
    if found is None or not (grammar.is_verb(token) or _is_mistagged(token) or is_headline_verb(token)):
        return None
    for word in found:
        if word.particle and _has_particle(token, word.particle):
            return word
    return next((word for word in found if not word.particle), None)


def phrase(token: Token) -> Phrase | None:
    """The phrase that begins with a word, such as "according to", unless what follows it says nothing."""
    for found in _phrases().get(token.lower_, ()):
        following = token.doc[token.i : token.i + len(found.words) + 1]
        if tuple(t.lower_ for t in following[:-1]) == found.words and following[-1].lower_ not in found.unless:
            return found
    return None


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
    fitting = (word for word in _verbs().get(token.lower_, ()) if word.quote != "no")
    return any(not word.particle or _has_particle(token, word.particle) for word in fitting)


def particle_of(verb: Token, word: Word) -> int:
    """Where the particle of "point out" stands; the verb itself, if it has none."""
    near = range(verb.i, min(verb.i + 4, len(verb.doc)))
    return next((i for i in near if verb.doc[i].lower_ == word.particle), verb.i)


def is_medium(noun: Token) -> bool:
    """Whether a noun tells, with the preposition before it, through what something was said: "in an interview"."""
    return (grammar.case(noun) or "") in _media().get(noun.lemma_.lower(), ())


@cache
def _media() -> dict[str, frozenset[str]]:
    rows = (row for row in knowledge.table("quotes/media") if row["how"] == "noun")
    return {row["words"]: frozenset(row["before"].split()) for row in rows}


def _is_mistagged(token: Token) -> bool:
    """Headlines and clipped sentences: "Minister says no" with a noun's tag, but a verb's subject."""
    return grammar.child(token, "nsubj") is not None and token.tag_ in {"NN", "NNS", "JJ"}


def is_headline_verb(token: Token) -> bool:
    """ "Berg Says Talks Will Go On": behind a name, where every word has a capital, "Says" is read as a name, too."""
    is_third = token.tag_ in {"NNP", "NNPS"} and token.text.istitle() and token.lower_.endswith("s")
    if not is_third or token.i == token.sent.start or not token.nbor(-1).text[0].isupper():
        return False
    return is_title_case(token.sent)


def is_title_case(sent: Span) -> bool:
    """Whether all longer words of a sentence begin with a capital, as in headlines."""
    longer = [t.text for t in sent if t.is_alpha and len(t) > 3]
    return len(longer) > 1 and all(text[0].isupper() for text in longer)


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
def _phrases() -> dict[str, list[Phrase]]:
    index: dict[str, list[Phrase]] = {}
    for row in knowledge.table("quotes/phrases"):
        words = tuple(row["phrase"].split())
        index.setdefault(words[0], []).append(
            Phrase(words, row["kind"] == "speech", frozenset(row["unless"].split(";")))
        )
    return index


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

"""To what people and countries belong: memberships, nationality, and for whom somebody speaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.language import grammar, titles
from diplo.language.facts import offices, terms
from diplo.language.facts.stated import Stated
from diplo.language.found import FoundFact
from diplo.records import Predicate

_MEMBER = "member"
_BREAKS = frozenset({",", ".", ";", ")", "—", "–"})


def find(stated: Stated) -> Iterator[FoundFact]:
    """What a person's role says of these."""
    if stated.noun.lemma_.lower() in knowledge.words("facts/speakers", "noun"):
        yield from _for_other(stated, "spokesperson")
    yield from memberships(stated)
    yield from _nationality(stated)


def may_be_members(doc: Doc) -> list[Span]:
    """The countries and organizations named in sentences that speak of members."""
    sentences = {token.sent.start for token in doc if token.lower_ == _MEMBER}
    bodies = (name for name in doc._.names if name.label_ in {"place", "organization"})
    return [name for name in bodies if name.sent.start in sentences]


def memberships(stated: Stated) -> Iterator[FoundFact]:
    """ "A member of the Security Council", "NATO member Turkey"."""
    doc, noun = stated.words.doc, stated.noun
    is_part = doc[noun.i - 1].text in grammar.HYPHENS
    is_from = noun.i + 1 < stated.words.end and doc[noun.i + 1].lower_ != "of"
    if noun.lemma_.lower() == _MEMBER and not is_part and not is_from:
        yield from (fact for fact in _for_other(stated, "member") if not _is_country(fact.object, noun))


def _is_country(words: Span, noun: Token) -> bool:
    """ "A Canadian member of a task force": the country in front is not what somebody is a member of."""
    name = next((name for name in words.doc._.names if name.start == words.start), None)
    return words.start < noun.i and (name is None or name.label_ != "organization")


def _for_other(stated: Stated, predicate: Predicate) -> Iterator[FoundFact]:
    """A fact whose object is whom the role is held for."""
    other, term = offices.of(stated).other, terms.of(stated)
    if other is not None and (other.start < stated.noun.i or other.end == stated.words.end):
        rule = f"{predicate}.role"
        words = _body(other)
        yield FoundFact(stated.subject, predicate, words, rule, other, words.text.lower(), term.window, term.holds)


def _body(other: Span) -> Span:
    """The words for a body that is described, without its article; a name is whole by itself."""
    is_name = any((name.start, name.end) == (other.start, other.end) for name in other.doc._.names)
    if is_name or other[0].tag_ not in {"NN", "NNP"}:
        return other
    phrase = grammar.phrase_of(other[0])
    return phrase[1:] if len(phrase) > 1 and phrase[0].tag_ in {"DT", "PRP$"} else phrase


def _nationality(stated: Stated) -> Iterator[FoundFact]:
    """ "A French diplomat": a demonym right before a noun that is no office of a state, or "a citizen of France"."""
    if stated.noun.lemma_.lower() not in knowledge.words("facts/nationals", "noun"):
        return
    doc, noun = stated.words.doc, stated.noun
    first = noun.i
    while first > noun.sent.start and doc[first - 1].tag_ in {"JJ", "HYPH"} and not _demonym_ending(doc, first):
        first -= 1
    found = _demonym_ending(doc, first) or _citizenship(stated)
    if found is not None:
        yield _national(stated.subject, found, "nationality.role")


def _demonym_ending(doc: Doc, end: int) -> Span | None:
    """The adjective for a country's people that ends at a token."""
    for length in (3, 2, 1):
        if end >= length and tuple(t.lower_ for t in doc[end - length : end]) in _nationalities():
            phrase = doc[end - length : end]
            is_word = phrase[0].text[0].isupper() and not grammar.is_hyphenated(phrase)
            return phrase if is_word else None
    return None


def _citizenship(stated: Stated) -> Span | None:
    """ "A citizen of France"."""
    doc, after = stated.words.doc, stated.noun.i + 1
    if after + 1 >= len(doc) or doc[after].lower_ != "of":
        return None
    name = offices.complement(doc, after + 1, stated.words.end)
    return name if name is not None and tuple(t.lower_ for t in name) in titles.demonyms() else None


def _national(subject: Span, words: Span, rule: str) -> FoundFact:
    country = titles.demonyms()[tuple(token.lower_ for token in words)]
    return FoundFact(subject, "nationality", words, rule, words, country, None, terms.of_bare(words))


@cache
def _nationalities() -> frozenset[tuple[str, ...]]:
    """Adjectives and nouns for the people of countries, without the names of countries."""
    rows = knowledge.table("entities/countries")
    names = {tuple(n.casefold().split()) for row in rows for n in (row["name"], *row["aliases"].split(";"))}
    return frozenset(tuple(d.casefold().split()) for row in rows for d in row["demonyms"].split(";") if d) - names


def origins(doc: Doc, people: list[Span]) -> Iterator[FoundFact]:
    """ "She is French", "Omar Haddad, a Syrian, ..."."""
    for copula in (token for token in doc if token.dep_ == "cop"):
        token = copula.head
        is_last = token.i + 1 < len(doc) and doc[token.i + 1].text in _BREAKS
        subject = grammar.child(token, "nsubj") if is_last else None
        if subject is None or not _is_plain(token):
            continue
        who, words = _person(subject, people), _demonym_ending(doc, token.i + 1)
        if who is not None and words is not None and copula.tag_ in {"VBZ", "VBP"}:
            yield _national(who, words, "nationality.copula")
    for name in people:
        start = name.end + 2
        if start < len(doc) - 1 and doc[name.end].text == "," and doc[name.end + 1].lower_ in {"a", "an"}:
            length, _ = titles.country_before(doc[start : start + 3])
            words = _demonym_ending(doc, start + length) if length else None
            if words is not None and doc[start + length].text in _BREAKS:
                yield _national(name, words, "nationality.apposition")


def _is_plain(predicate: Token) -> bool:
    """Neither denied nor left open."""
    return grammar.child(predicate, "aux", "mark") is None and not any(
        child.lower_ in {"not", "n't", "never"} for child in predicate.children
    )


def _person(token: Token, people: list[Span]) -> Span | None:
    named = next((name for name in people if name.start <= token.i < name.end), None)
    if named is not None:
        return None if grammar.is_governed(named) else named
    return token.doc[token.i : token.i + 1] if token.lower_ in {"he", "she"} else None


def parties(doc: Doc, people: list[Span]) -> Iterator[FoundFact]:
    """ "Ivan Petrov of the ruling party", "Anna Berg of the Labour Party"."""
    for name in people:
        if name.end + 2 >= len(doc) or doc[name.end].lower_ != "of" or doc[name.end + 1].lower_ != "the":
            continue
        start = name.end + 2
        party = next((n for n in doc._.names if n.start == start and n.label_ == "organization"), None)
        last = party.end - 1 if party is not None else start
        while party is None and last + 1 < len(doc) and doc[last].tag_ in {"JJ", "VBG", "NN"}:
            if doc[last].lower_ in knowledge.words("facts/parties", "noun"):
                break
            last += 1
        is_possessor = last + 1 < len(doc) and doc[last + 1].tag_ == "POS"
        if doc[last].lower_ in knowledge.words("facts/parties", "noun") and not is_possessor:
            words = party if party is not None else doc[start : last + 1]
            other = party if party is not None else doc[last : last + 1]
            holds = terms.of_bare(words)
            yield FoundFact(name, "member", words, "member.party", other, words.text.lower(), None, holds)

"""For whom a role is held, and the role itself without that: "director", the CIA, of "former CIA director"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.language import grammar, titles
from diplo.language.facts import terms
from diplo.language.facts.stated import Stated

_FOR = frozenset({"of", "for", "at", "to", "in", "from", "with"})
"""Prepositions behind a role's noun that bring whom it is held for."""
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Office:
    """A role without whom it is held for; `other` are the words that name that country, organization or person."""

    value: str
    other: Span | None


def of(stated: Stated) -> Office:
    """The office that a stated role is."""
    other = _behind(stated) or _before(stated) or _behind_name(stated)
    return Office(value(stated, other), other)


def value(stated: Stated, other: Span | None) -> str:
    """The role's words in lower case, without those that say for whom and when; equal roles have equal ones."""
    doc, words, noun = stated.words.doc, stated.words, stated.noun
    end = words.end
    if other is not None and noun.i < other.start and other.end == end and doc[noun.i + 1].lower_ in _FOR:
        end = noun.i + 1
    dropped = set(range(other.start, other.end)) if other is not None and other.start < noun.i else set()
    kept = [token for token in doc[words.start : end] if token.i not in dropped and not _says_when(token, noun)]
    while kept and (kept[0].tag_ in {"POS", "DT", "PRP$", "HYPH", ","} or kept[0].text == "-"):
        kept.pop(0)
    said = "".join(token.lower_ + token.whitespace_ for token in kept).strip(" -.")
    return _same().get(said, said) or noun.lower_


def _same() -> dict[str, str]:
    return {row["role"]: row["same"] for row in knowledge.table("facts/same_roles")}


def _says_when(token: Token, noun: Token) -> bool:
    """ "Former" before the noun, "elect" behind it, with the hyphen that joins them."""
    doc = token.doc
    if token.text in grammar.HYPHENS and token.i + 1 < len(doc):
        return doc[token.i + 1].lower_ in terms.suffixes() or doc[token.i - 1].lower_ in terms.cues()
    if token.lower_ == "acting":
        return False
    return token.lower_ in (terms.cues() if token.i < noun.i else terms.suffixes())


def _before(stated: Stated) -> Span | None:
    """ "Russia's foreign minister", "his spokesman", "CIA director", "South Korean President"."""
    doc, start = stated.words.doc, stated.words.start
    owner = doc[start - 1] if start > stated.words.sent.start else None
    if owner is not None and owner.tag_ == "POS":
        return _ending(doc, owner.i) or doc[owner.i - 1 : owner.i]
    inside = list(_named(doc, max(stated.words.sent.start, start - _LONGEST_DEMONYM), stated.noun.i))
    owners = [span for span in inside if doc[span.end].tag_ == "POS"]
    touching = [
        span for span in inside if span.end >= start and not titles.is_title(doc[span.start : stated.noun.i + 1])
    ]
    pronoun = [doc[owner.i : owner.i + 1]] if owner is not None and owner.tag_ == "PRP$" else []
    return next(iter([*owners, *touching[::-1], *pronoun]), None)


_LONGEST_DEMONYM = 3
"""Words of the longest demonym before a title that is cut from it: "South Korean President"."""


def _named(doc: Doc, start: int, end: int) -> Iterator[Span]:
    """Names of organizations and places, and demonyms, between two tokens."""
    i = start
    while i < end:
        name = next((n for n in doc._.names if n.start == i and n.label_ in {"organization", "place"}), None)
        length, country = titles.country_before(doc[i : min(i + 3, end)])
        found = name if name is not None and name.end <= end else doc[i : i + length] if country is not None else None
        if found is not None and not grammar.is_hyphenated(found):
            yield found
        i += max(1, len(found) if found is not None else 0)


def _ending(doc: Doc, end: int) -> Span | None:
    """The name that ends at a token."""
    return next((name for name in doc._.names if name.end == end), None)


def _behind(stated: Stated) -> Span | None:
    """ "Head of the CIA", "spokesman for the ministry": what the noun's own preposition governs, unless an owner stands
    before ("Russia's ambassador to Chad")."""
    doc, noun, end = stated.words.doc, stated.noun, stated.words.end
    has_owner = stated.words.start > 0 and doc[stated.words.start - 1].tag_ in {"POS", "PRP$"}
    if noun.i + 2 > end or doc[min(noun.i + 1, len(doc) - 1)].lower_ not in _FOR or has_owner:
        return None
    first = noun.i + 2
    return complement(doc, first, end) or next(_named(doc, first, _next_preposition(doc, first, end)), None)


def _next_preposition(doc: Doc, start: int, end: int) -> int:
    return next((i for i in range(start, end) if doc[i].tag_ == "IN"), end)


def complement(doc: Doc, start: int, end: int) -> Span | None:
    """A name behind a preposition, an article between or not; else a short noun phrase."""
    first = start + (start < end and doc[start].lower_ in _ARTICLES)
    named = next((name for name in doc._.names if name.start == first and name.label_ != "other"), None)
    if named is not None:
        is_owner = named.end < len(doc) and doc[named.end].tag_ == "POS"
        return None if is_owner else named
    last = first
    while last < end and doc[last].tag_ in {"JJ", "NN", "NNP", "VBG"}:
        last += 1
    return doc[last - 1 : last] if first > start and last == end and last > first else None


def _behind_name(stated: Stated) -> Span | None:
    """ "Prime Minister Anders Lund of Norway"."""
    doc, end = stated.words.doc, stated.subject.end
    if stated.rule != "role.title" or end + 1 >= len(doc) or doc[end].lower_ not in {"of", "from"}:
        return None
    name = next((name for name in doc._.names if name.start == end + 1), None)
    return name if name is not None and name.label_ in {"place", "organization"} else None

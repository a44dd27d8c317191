"""Which entity a token mentions, for those who read events off the parse."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from diplo.language import grammar, titles
from diplo.language.found import FoundEntity

_ACTORS = frozenset({"person", "organization"})
_FIRST_PERSON_PLURAL = frozenset({"we", "us", "our"})
"""Whoever says "we" takes part in what "we" did; it is no mention of him, since others do, too."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The entities of a document by token; names cover all their words, other mentions their head."""

    entities: list[FoundEntity]
    at: dict[int, int]
    named: frozenset[int]
    """Tokens inside names: none of them names an event."""
    parties: dict[int, tuple[int, ...]]
    """Tokens that stand for several entities."""

    partners: dict[int, Token]
    """The next person of a list whose members have appositions, which parsers lose: "A, the head of X, and B"."""

    def heads(self, token: Token) -> list[Token]:
        """All the words that fill a slot together with one: what is coordinated with it, or what "who" stands for."""
        first = grammar.antecedent(token)
        found = grammar.conjuncts(self._person_above(first) if token.lower_ in {"who", "whom"} else first)
        for one in found:
            partner = self.partners.get(one.i)
            if partner is not None and partner not in found:
                found.append(partner)
        return found

    def _person_above(self, token: Token) -> Token:
        """ "Li, chairman of the Commission, who visited Oslo": "who" is the person, whatever noun stands nearest."""
        for above in (token, *grammar.ancestors(token)):
            if self.is_kind(above, "person"):
                return above
        return token

    def all(self, token: Token) -> list[FoundEntity]:
        """The entities that a token stands for: of "the two presidents" and "they" both."""
        entity = self.entity(token) or self.entity(grammar.counted(token))
        numbers = self.parties.get(token.i, ()) if entity is None else entity.members
        return [self.entities[n] for n in numbers] or ([entity] if entity is not None else [])

    def entity(self, token: Token) -> FoundEntity | None:
        """The entity that a token stands for."""
        number = self.at.get(token.i)
        return self.entities[number] if number is not None else None

    def is_kind(self, token: Token, kind: str) -> bool:
        """Whether a token mentions an entity of a kind; "actor" is anyone who can act, a state included."""
        for entity in self.all(token):
            if entity.kind == kind or (kind == "actor" and (entity.kind in _ACTORS or is_state(entity))):
                return True
        return False


def mentions_of(doc: Doc) -> Mentions:
    """Indexes the mentions of a document's entities."""
    at: dict[int, int] = {}
    title_words: dict[int, int] = {}
    named: set[int] = set()
    for entity in doc._.entities:
        for mention in entity.mentions:
            if mention.form == "name":
                named.update(token.i for token in mention.span)
                at.update((token.i, entity.id) for token in mention.span)
                title = titles.before(mention.span) if entity.kind == "person" else None
                title_words.update((token.i, entity.id) for token in title or ())
            else:
                at.setdefault(grammar.head_of(mention.span).i, entity.id)
    for quote, speaker in zip(doc._.quotes, doc._.speakers, strict=True):
        if speaker is not None and quote.kind == "direct":
            plural = (t.i for span in quote.spans for t in span if t.lower_ in _FIRST_PERSON_PLURAL)
            title_words.update((i, speaker) for i in plural)
    # The parse may hang "Secretary of State Mike Pompeo" on any of its words.
    return Mentions(doc._.entities, title_words | at, frozenset(named), doc._.parties or {}, _partners(doc))


def _partners(doc: Doc) -> dict[int, Token]:
    """ "Accompanied by Ann Lee, the head of X, and Bob Ray, the head of Y": from the first head to the second."""
    stated = {fact.subject.start: fact.object.end for fact in doc._.facts if fact.rule == "role.apposition"}
    people = [span for span in doc._.names if span.label_ == "person"]
    found = {}
    for first, second in pairwise(people):
        if first.start not in stated or second.sent.start != first.sent.start:
            continue
        between = [token.lower_ for token in doc[stated[first.start] : second.start]]
        if between in (["and"], [",", "and"]):
            found[grammar.head_of(first).i] = grammar.head_of(second)
    return found


def is_state(entity: FoundEntity) -> bool:
    """Whether a place is a country, which can act."""
    name = entity.canonical or entity.name or ""
    return entity.kind == "place" and tuple(name.casefold().split()) in titles.demonyms()

"""Which entity a token mentions, for those who read events off the parse."""

from __future__ import annotations

from dataclasses import dataclass

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
    return Mentions(doc._.entities, title_words | at, frozenset(named), doc._.parties or {})


def is_state(entity: FoundEntity) -> bool:
    """Whether a place is a country, which can act."""
    name = entity.canonical or entity.name or ""
    return entity.kind == "place" and tuple(name.casefold().split()) in titles.demonyms()

"""The entities of one document while they are being found: who is mentioned where, and who holds which role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.tokens import Doc, Span, Token

from diplo.language import grammar, titles
from diplo.language.entities import offices
from diplo.language.entities.offices import Office
from diplo.language.entities.persons import Person
from diplo.language.found import FoundEntity, FoundFact, FoundMention
from diplo.records import Form, Kind


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds in this text: its noun, its whole words, and the countries it names."""

    entity: int
    noun: str
    words: str
    countries: frozenset[str]
    office: Office | None = None
    """What the role's words say of an office, where all of them do."""


@dataclass(slots=True)
class Register:
    """Entities by id, what each token mentions, and roles; lives as long as one document is read."""

    doc: Doc
    entities: list[FoundEntity] = field(default_factory=list)
    roles: list[Held] = field(default_factory=list)
    parties: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Tokens such as "they" that stand for several entities, and so are a mention of none of them."""
    genders: dict[int, str] = field(default_factory=dict)
    _at: dict[int, tuple[int, FoundMention]] = field(default_factory=dict)
    _sentences: list[int] = field(init=False)
    """The number of each token's sentence."""

    def __post_init__(self) -> None:
        self._sentences = list(accumulate(bool(token.is_sent_start) for token in self.doc))

    def sentences_between(self, first: int, second: int) -> int:
        """How many sentences after that of one token another one's is; tokens by their places, the earlier first."""
        return self._sentences[second] - self._sentences[first]

    def add(self, kind: Kind, name: str | None, spans: list[tuple[Span, str]], canonical: str | None = None) -> int:
        """A new entity with its first mentions, names unless it has no name; returns its id."""
        entity = FoundEntity(len(self.entities), kind, name, canonical=canonical)
        self.entities.append(entity)
        for span, rule in spans:
            self.mention(entity.id, span, "name" if name is not None else "nominal", rule)
        return entity.id

    def add_person(self, person: Person) -> int:
        """A named person with all mentions of the name."""
        number = self.add("person", person.name, list(person.mentions))
        if person.gender is not None:
            self.genders[number] = person.gender
        return number

    def mention(self, number: int, span: Span, form: Form, rule: str) -> None:
        """Notes that words refer to an entity."""
        mention = FoundMention(span, form, rule)
        self.entities[number].mentions.append(mention)
        for token in span if form == "name" else [grammar.head_of(span)]:
            self._at[token.i] = (number, mention)

    def at(self, token: Token) -> int | None:
        """The entity that a token names or heads a mention of."""
        found = self._at.get(token.i)
        return found[0] if found is not None else None

    def is_free(self, token: Token) -> bool:
        """Whether no mention stands here yet."""
        return token.i not in self._at

    def covers_head(self, number: int, token: Token, source: Span) -> bool:
        """Whether a mention can stand for the whole source: it holds its head, or is the only one of its kind in it."""
        _, mention = self._at[token.i]
        if any(t.i == source.root.i for t in mention.span) or token.i == source.root.i:
            return True
        if grammar.dep(token) in {"flat", "appos"} and any(a.i == source.root.i for a in grammar.ancestors(token)):
            return self.entities[number].kind == "person"
        return False

    def note_roles(self, facts: Iterable[FoundFact]) -> None:
        """Remembers who holds which role, so that the role's words can refer to the holder."""
        for fact in facts:
            number = self.at(fact.subject[0])
            if number is None or fact.predicate != "role":
                continue
            noun = titles.first_role(fact.object)
            title = titles.before(fact.subject) if fact.rule == "role.title" else None
            words = title if title is not None else fact.object
            if noun is not None:
                self.roles.append(
                    Held(
                        number,
                        noun.lemma_.lower(),
                        fact.object.text.casefold(),
                        titles.countries_in(words),
                        offices.read(words),
                    )
                )
                self._note_gender(number, noun)

    def _note_gender(self, number: int, noun: Token) -> None:
        gender = titles.gender_of_role(noun)
        if gender is not None:
            self.genders.setdefault(number, gender)

    def latest(self, number: int, before: int) -> FoundMention | None:
        """An entity's last mention that begins before a token."""
        best = None
        for mention in self.entities[number].mentions:
            if mention.span.start < before and (best is None or mention.span.start > best.span.start):
                best = mention
        return best

    def finish(self) -> list[FoundEntity]:
        """All entities, mentions in the order of the text."""
        for entity in self.entities:
            entity.mentions.sort(key=lambda mention: (mention.span.start, mention.span.end))
        return self.entities

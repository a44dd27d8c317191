"""Makes a collection of news for measuring who is who across documents, with the right answer beside it.

    collection = Collection.make(seed=1)

2,000 invented people, of whom 300 share their surname with somebody and 40 of these their whole name, in 10,000
documents over twenty years, as a language model that errs in nothing would read them: records with sentences, entities,
roles, and the mentions of each entity. Who is named in a document has a country, one to three posts, one after the
other, and usual company. Rates are those of news agencies as far as they can be counted: a person stands in a document
under the full name mostly, in one of seven under the surname alone (half of these behind a title), in one of ten
spelt in another way where another script lies behind the name, with an initial now and then. Every second first mention
states a post, every third post without the country. Few are in most of the news: the n-th person's share falls like
1 / (n + 12). What is wrong in texts is wrong here: one stated country in seventy is another's, and a quarter of the
people of a document are no usual company.

The seed decides everything. Written before the algorithm that it measures, and not to be changed to please it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, count
from random import Random
from typing import NamedTuple

import invented_names
from invented_names import Name

from diplo import knowledge
from diplo.records import Document, Entity, Event, Fact, Mention, Offsets, Participant, finding_id

PEOPLE = 2_000
DOCUMENTS = 10_000
SHARE_SURNAME = 300
SHARE_NAME = 40

FIRST_DAY, DAYS = date(2000, 1, 1), 7300
COUNTRIES = 60
ABROAD = 0.8
"""Two people of one name come from two countries so often; the others differ in post and company alone."""
SURNAME_ONLY, INITIAL, RESPELT = 0.15, 0.02, 0.10
WITH_POST, BARE_POST, WRONG_COUNTRY = 0.5, 0.33, 1 / 70
TITLE_BEFORE_SURNAME = 0.5
STRANGERS = 0.25
COMPANY = 12
POSTS = (
    *("president", "prime minister", "foreign minister", "defence minister", "finance minister", "ambassador"),
    *("general", "spokesman", "lawmaker", "negotiator", "opposition leader", "justice minister", "army chief"),
    *("trade minister", "central bank governor", "special envoy", "judge", "police chief", "interior minister"),
)
"""Some, such as spokesmen, have many holders at once; nothing hangs on that."""


class Post(NamedTuple):
    """What somebody is from a day on."""

    since: date
    noun: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is in the news between two days; `company` are numbers of other people."""

    name: Name
    country: int
    posts: tuple[Post, ...]
    since: date
    until: date
    company: tuple[int, ...]

    def post(self, day: date) -> str:
        """The post of that day, or the first."""
        return next((post.noun for post in reversed(self.posts) if post.since <= day), self.posts[0].noun)

    def is_active(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents as the language layer gives them, and who each of their people is."""

    documents: tuple[Document, ...]
    gold: Mapping[tuple[str, int], int]
    """The number of the person behind an entity, by document and the entity's index in the record."""

    @staticmethod
    def make(seed: int = 1, people: int = PEOPLE, documents: int = DOCUMENTS) -> Collection:
        """A collection of that size; the people who share names are the same part of it whatever the size."""
        rng = Random(seed)
        world = _World(rng, people)
        gold: dict[tuple[str, int], int] = {}
        made = []
        for number in range(documents):
            report = _Report(rng, world, f"news-{number:05}")
            made.append(report.document())
            gold |= {(report.id, entity): person for entity, person in report.people.items()}
        return Collection(tuple(made), gold)


class _World:
    """Who there is, and who is named how often."""

    def __init__(self, rng: Random, size: int) -> None:
        self._rng = rng
        rows = [row for row in knowledge.table("entities/countries") if row["code"] and row["demonyms"]]
        self.countries = rng.sample(rows, COUNTRIES)
        share, same = size * SHARE_SURNAME // PEOPLE, size * SHARE_NAME // PEOPLE
        names = invented_names.make(rng, size, share, same)
        weights = [1 / (rank + 4) for rank in range(COUNTRIES)]
        homes = [rng.choices(range(COUNTRIES), weights)[0] for _ in names]
        for first in range(0, same, 2):
            if rng.random() < ABROAD:
                homes[first + 1] = (homes[first] + rng.randrange(1, COUNTRIES)) % COUNTRIES
        order = rng.sample(range(size), size)
        self.ranking = order
        self.cumulated = list(accumulate(1 / (rank + 12) for rank in range(size)))
        compatriots: dict[int, list[int]] = {home: [] for home in range(COUNTRIES)}
        for number in order:
            compatriots[homes[number]].append(number)
        self.people = [self._person(names[n], homes[n], compatriots[homes[n]]) for n in range(size)]

    def anybody(self) -> int:
        """The number of a person, the busy ones more often."""
        return self._rng.choices(self.ranking, cum_weights=self.cumulated)[0]

    def _person(self, name: Name, home: int, compatriots: Sequence[int]) -> Person:
        rng = self._rng
        length = rng.randrange(1500, 6000)
        since = FIRST_DAY + timedelta(rng.randrange(max(1, DAYS - length)))
        changes = sorted(rng.randrange(length) for _ in range(rng.choices((0, 1, 2), (5, 3, 2))[0]))
        posts = tuple(
            Post(since + timedelta(day), post)
            for day, post in zip((0, *changes), rng.sample(POSTS, len(changes) + 1), strict=True)
        )
        at_home = rng.sample(compatriots, min(len(compatriots), COMPANY // 2))
        company = dict.fromkeys([*at_home, *(self.anybody() for _ in range(COMPANY // 2))])
        return Person(name, home, posts, since, since + timedelta(length), tuple(company))


class _Report:
    """Writes one document: text, the mentions in it, and the roles that it states."""

    def __init__(self, rng: Random, world: _World, id: str) -> None:
        self.id = id
        self.people: dict[int, int] = {}
        self._rng, self._world = rng, world
        self._text = ""
        self._sentences: list[Offsets] = []
        self._forms: dict[int, str] = {}
        self._mentions: dict[int, list[Mention]] = {}
        self._places: dict[str, list[Mention]] = {}
        self._facts: list[tuple[int, Offsets]] = []
        self._meetings: list[tuple[Offsets, tuple[int, int]]] = []

    def document(self) -> Document:
        rng, world = self._rng, self._world
        main = world.anybody()
        lead = world.people[main]
        self._day = lead.since + timedelta(rng.randrange((lead.until - lead.since).days))
        cast = self._cast(main)
        for nth, number in enumerate(cast):
            other = cast[nth - 1] if nth else cast[-1]
            self._meeting(number, other, world.countries[lead.country])
        for _ in range(rng.randrange(1, 4)):
            self._statement(rng.choice(cast))
        return self._record()

    def _cast(self, main: int) -> list[int]:
        """The main person and who is there, too; people of one name never meet in one document."""
        rng, world = self._rng, self._world
        cast, names = [main], {world.people[main].name.surname}
        size = rng.choices((2, 3, 4, 5, 6, 7), (3, 4, 4, 3, 2, 1))[0]
        usual = [n for n in world.people[main].company if world.people[n].is_active(self._day)]
        for _ in range(size * 3):
            number = world.anybody() if not usual or rng.random() < STRANGERS else rng.choice(usual)
            person = world.people[number]
            if len(cast) < size and person.name.surname not in names and person.is_active(self._day):
                cast.append(number)
                names.add(person.name.surname)
        return cast

    def _meeting(self, number: int, other: int, host: Mapping[str, str]) -> None:
        begin = len(self._text)
        self._name(number)
        self._add(" ")
        verb = self._add(self._rng.choice(("met", "called", "visited", "received")))
        if other != number:
            self._add(" ")
            self._name(other)
            self._meetings.append((verb, (number, other)))
        self._add(" in ")
        start, end = self._add(host["capital"] or host["name"])
        self._places.setdefault(host["capital"] or host["name"], []).append(Mention(start, end, "name"))
        self._end(begin)

    def _statement(self, number: int) -> None:
        begin = len(self._text)
        self._name(number)
        self._add(" gave no details")
        self._end(begin)

    def _name(self, number: int) -> None:
        """A mention: the first in the form that this document uses, with a post or without; then the surname."""
        rng, person = self._rng, self._world.people[number]
        form = self._forms.get(number)
        if form is None:
            form = self._forms[number] = self._first_form(person.name)
            is_short = form == person.name.surname
            if rng.random() < (TITLE_BEFORE_SURNAME if is_short else WITH_POST):
                self._facts.append((number, self._add(self._title(person))))
                self._add(" ")
            self._mention(number, form)
        elif rng.random() < 0.5:
            self._mention(number, "he", "pronoun")
        else:
            self._mention(number, form if form == person.name.surname else person.name.short(form))

    def _first_form(self, name: Name) -> str:
        chance = self._rng.random()
        if chance < SURNAME_ONLY:
            return name.surname
        if chance < SURNAME_ONLY + INITIAL:
            return name.with_initial()
        return name.respelt(self._rng) if chance < SURNAME_ONLY + INITIAL + RESPELT else name.full

    def _title(self, person: Person) -> str:
        rng = self._rng
        noun = person.post(self._day).title()
        if rng.random() < BARE_POST:
            return noun
        home = rng.randrange(COUNTRIES) if rng.random() < WRONG_COUNTRY else person.country
        return f"{self._world.countries[home]['demonyms'].split(';')[0]} {noun}"

    def _mention(self, number: int, words: str, form: str = "name") -> None:
        start, end = self._add(words)
        kind = "pronoun" if form == "pronoun" else "name"
        self._mentions.setdefault(number, []).append(Mention(start, end, kind))

    def _add(self, words: str) -> Offsets:
        start = len(self._text)
        self._text += words
        return start, len(self._text)

    def _end(self, begin: int) -> None:
        self._add(".")
        self._sentences.append((begin, len(self._text)))
        self._add(" ")

    def _record(self) -> Document:
        ids = {number: index for index, number in enumerate(self._mentions)}
        self.people = {index: number for number, index in ids.items()}
        people = [
            _entity(index, "person", self._forms[number], tuple(self._mentions[number]))
            for number, index in ids.items()
        ]
        places = [
            _entity(index, "place", name, tuple(found))
            for index, (name, found) in zip(count(len(people)), self._places.items(), strict=False)
        ]
        where = len(people) if places else None
        return Document(
            self.id,
            self._text.rstrip(),
            date=(self._day + timedelta(1)).isoformat(),
            source=f"Paper {self._rng.randrange(12)}",
            sentences=tuple(self._sentences),
            entities=(*people, *places),
            facts=tuple(self._fact(ids[number], words) for number, words in self._facts),
            events=tuple(self._events(ids, where)),
        )

    def _fact(self, subject: int, words: Offsets) -> Fact:
        start, end = words
        id = finding_id(self.id, "fact", "", 0, start, end)
        return Fact(id, subject, "role", self._text[start:end], start, end, "role.title")

    def _events(self, ids: Mapping[int, int], place: int | None) -> Iterator[Event]:
        day = self._day.isoformat()
        for words, (actor, target) in self._meetings:
            participants = (Participant(ids[actor], "actor"), Participant(ids[target], "target"))
            id = finding_id(self.id, "event", "", 0, *words)
            yield Event(
                id, words, "CONSULT", "visit", "happened", day, day, "stated", participants, place, "consult.meet"
            )


def _entity(index: int, kind: str, name: str, mentions: tuple[Mention, ...]) -> Entity:
    from diplo.names import fold

    known = "person" if kind == "person" else "place"
    return Entity(index, f"{kind}:{fold(name).replace(' ', '-')}", known, name, None, mentions)

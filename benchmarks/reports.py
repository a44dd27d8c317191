"""Makes a collection of news reports for measuring one event from many reports, with the right answer beside it.

    collection = Reports.make(seed=1)

50 events of 20 pairs of invented people, each told by 3 to 8 texts that differ: in words, in the way the day is given
("on Thursday", "on May 31", "yesterday"), in how people are called (full name, office and full name, office and
surname), in who else is named, and in length. Some were planned, called off and held after all, as told by texts of
those days. Beside them stands what misleads:

- the same two people meet on other days, in the same or in another city;
- talks go on in rounds, a day each;
- two others meet in the same city on the same day;
- texts recall an earlier meeting, dated, or the anniversary of one long ago.

The texts are read by the pipeline like any others. The right answer is a number for each clause that tells of an event.
The seed decides everything. Written before the algorithm that it measures, and not to be changed to please it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import invented_names

from diplo import knowledge
from diplo.records import Document

EVENTS, PAIRS = 50, 20
FEWEST, MOST = 3, 8
FIRST_DAY = date(2016, 1, 4)
CALLED_OFF, PLANNED = 0.15, 0.35
RECALLS, ANNIVERSARY, OTHERS_NAMED, SIDE_MEETING = 0.25, 0.1, 0.4, 0.2
FILLERS = (
    "Officials gave no further details.",
    "Shops in the old town stayed closed for the day.",
    "The price of grain has fallen by a tenth since January.",
    "Reporters were kept behind a fence.",
    "Farmers have complained about the border rules for months.",
    "Neither side published a text.",
    "Traffic was held up for hours.",
)
FOLLOW_UPS = {
    "met": ("The meeting lasted two hours.", "After the meeting, both left without a word to the press."),
    "talks": ("The talks lasted three hours.", "The talks ended without a statement."),
    "call": ("The call lasted half an hour.", "The conversation was the wish of both sides, an aide said."),
}
TOLD = {
    "met": (
        "{a} met {b} in {city} {day}{others}.",
        "{a} and {b} met in {city} {day}{others}.",
        "{a} held a meeting with {b} in {city} {day}{others}.",
        "{day_first} {a} met with {b} in {city}{others}.",
    ),
    "talks": (
        "{a} and {b} held talks in {city} {day}{others}.",
        "{a} held talks with {b} in {city} {day}{others}.",
        "{day_first} {a} and {b} held talks in {city}{others}.",
    ),
    "call": ("{a} spoke by telephone with {b} {day}.", "{a} telephoned {b} {day}.", "{day_first} {a} telephoned {b}."),
}
PLANS = ("{a} will meet {b} in {city} {day}.", "{a} and {b} are to meet in {city} {day}.")
ENDS = ("A meeting between {a} and {b} that was set for {date} in {city} has been called off.",)
PLANS_OF_TALKS = ("{a} and {b} are to hold talks in {city} {day}.", "{a} will hold talks with {b} in {city} {day}.")
RECALLED = ("The two last met in {city} on {date}.", "{a} and {b} had met in {city} on {date}.")
LONG_AGO = "{a} and {b} first met in {city} in {year}."
OFFICES = ("President", "Prime Minister", "Foreign Minister", "Defence Minister")


class Person(NamedTuple):
    """Somebody in the news."""

    full: str
    surname: str
    office: str
    demonym: str


class Happening(NamedTuple):
    """An event as it was; `number` is what its reports have in common."""

    number: int
    kind: str
    pair: tuple[Person, Person]
    day: date
    city: str
    others: tuple[Person, ...]
    nth: int | None = None
    """Which round of several, from 1."""


class Clause(NamedTuple):
    """A sentence that tells of an event: its document, its offsets there, and the number of the event."""

    document: str
    start: int
    end: int
    happening: int


@dataclass(frozen=True, slots=True)
class Reports:
    """Texts, and which event each of their clauses tells of."""

    documents: tuple[Document, ...]
    gold: tuple[Clause, ...]
    happenings: tuple[Happening, ...]

    @staticmethod
    def make(seed: int = 1) -> Reports:
        """The collection of a seed."""
        world = _World(Random(seed))
        for happening in world.events:
            world.report(happening)
        return Reports(tuple(world.documents), tuple(world.gold), tuple(world.happenings))


class _World:
    """Who meets whom, and the texts that tell of it."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        countries = [row for row in knowledge.table("entities/countries") if row["code"] and row["capital"]]
        self._cities = [row["capital"] for row in rng.sample(countries, 12)]
        homes = rng.sample([row for row in countries if row["demonyms"]], 2 * PAIRS)
        names = invented_names.make(rng, 2 * PAIRS, 0, 0)
        people = [
            Person(name.full, name.surname, rng.choice(OFFICES), home["demonyms"].split(";")[0])
            for name, home in zip(names, homes, strict=True)
        ]
        self._pairs = list(zip(people[::2], people[1::2], strict=True))
        self.happenings: list[Happening] = []
        self.documents: list[Document] = []
        self.gold: list[Clause] = []
        self.events = self._events()

    def _events(self) -> list[Happening]:
        """50 events, of each pair two or three, days or weeks apart; some pairs talk in rounds on days in a row."""
        events: list[Happening] = []
        for nth in range(EVENTS):
            pair = self._pairs[nth % PAIRS]
            before = [event for event in events if event.pair == pair]
            if before and nth % 4 == 0:
                last = before[-1]
                nth_round = (last.nth or 1) + 1
                events.append(self._happening(pair, "talks", last.day + timedelta(1), last.city, nth_round))
            else:
                gap = self._rng.choice((2, 3, 7, 14, 60))
                day = before[-1].day + timedelta(gap) if before else FIRST_DAY + timedelta(self._rng.randrange(900))
                city = before[-1].city if before and self._rng.random() < 0.5 else self._rng.choice(self._cities)
                kind = self._rng.choice(("met", "met", "talks", "call"))
                events.append(self._happening(pair, kind, day, city))
        return events

    def _happening(
        self, pair: tuple[Person, Person], kind: str, day: date, city: str, nth: int | None = None
    ) -> Happening:
        others = [person for other in self._pairs if other != pair for person in other]
        made = Happening(len(self.happenings), kind, pair, day, city, tuple(self._rng.sample(others, 2)), nth)
        self.happenings.append(made)
        return made

    def report(self, happening: Happening) -> None:
        """The texts that tell of an event, from its announcement on."""
        rng = self._rng
        texts = rng.randrange(FEWEST, MOST + 1)
        is_told_before = happening.kind != "call" and happening.nth is None
        fate = rng.random() if is_told_before else 1.0
        if fate < PLANNED:
            self._text(happening, happening.day - timedelta(rng.randrange(2, 6)), "planned")
            texts -= 1
        if fate < CALLED_OFF and texts > 2:
            self._text(happening, happening.day - timedelta(1), "called off")
            texts -= 1
        for _ in range(texts):
            self._text(happening, happening.day + timedelta(rng.choice((0, 0, 1, 1, 2, 4))), "told")

    def _text(self, happening: Happening, written: date, what: str) -> None:
        rng, text = self._rng, _Text(f"report-{len(self.documents):03}", written)
        if rng.random() < 0.3:
            text.add(rng.choice(FILLERS))
        first, second = happening.pair if rng.random() < 0.7 else happening.pair[::-1]
        names = {"a": self._called(first), "b": self._called(second)}
        text.tell(self._sentence(happening, written, what, names), happening.number)
        if what == "told" and rng.random() < 0.6:
            text.tell(rng.choice(FOLLOW_UPS[happening.kind]), happening.number)
        for filler in rng.sample(FILLERS, rng.randrange(4)):
            text.add(filler)
        if what == "told":
            self._mislead(text, happening)
        self.documents.append(
            Document(text.id, text.words, date=written.isoformat(), source=f"Paper {rng.randrange(9)}")
        )
        self.gold += text.gold

    def _sentence(self, happening: Happening, written: date, what: str, names: dict[str, str]) -> str:
        rng = self._rng
        plans = PLANS_OF_TALKS if happening.kind == "talks" else PLANS
        patterns = {"planned": plans, "called off": ENDS}.get(what) or TOLD[happening.kind]
        pattern = rng.choice(patterns)
        if happening.nth and what == "told":
            pattern = pattern.replace(
                "held talks", f"held {('a first', 'a second', 'a third')[happening.nth - 1]} round of talks"
            )
        day = self._day(happening.day, written)
        others = ""
        if what == "told" and rng.random() < OTHERS_NAMED:
            others = f", in the presence of {self._called(rng.choice(happening.others))}"
        return pattern.format(
            **names,
            city=happening.city,
            day=day,
            day_first=f"{day[0].upper()}{day[1:]}",
            date=_dated(happening.day),
            others=others,
        )

    def _day(self, day: date, written: date) -> str:
        """The day of an event, in one of the ways in which a text of that date gives it."""
        away = (written - day).days
        ways = [f"on {_dated(day)}, {day.year}", f"on {_dated(day)}"]
        if -6 <= away <= 6:
            ways += [f"on {day:%A}"] * 3
        if away == 1:
            ways += ["yesterday"]
        if away == 0:
            ways += ["today"]
        return self._rng.choice(ways)

    def _called(self, person: Person) -> str:
        """Somebody at the first mention."""
        return self._rng.choice(
            (
                person.full,
                f"{person.demonym} {person.office} {person.full}",
                f"{person.office} {person.full}",
                f"{person.demonym} {person.office} {person.surname}",
            )
        )

    def _mislead(self, text: _Text, happening: Happening) -> None:
        """An earlier meeting of the same two, one long ago, or one of others on that day in that city."""
        rng = self._rng
        a, b = (person.surname for person in happening.pair)
        earlier = [
            one for one in self.events if one.pair == happening.pair and one.day < happening.day and one.kind != "call"
        ]
        if earlier and rng.random() < RECALLS:
            last = earlier[-1]
            pattern = rng.choice(RECALLED)
            text.tell(
                pattern.format(a=a, b=b, city=last.city, date=f"{_dated(last.day)}, {last.day.year}"), last.number
            )
        elif rng.random() < ANNIVERSARY:
            past = self._happening(happening.pair, "met", date(2009, 6, 1), rng.choice(self._cities))
            text.tell(LONG_AGO.format(a=a, b=b, city=past.city, year=past.day.year), past.number)
        if rng.random() < SIDE_MEETING:
            pair = rng.choice([pair for pair in self._pairs if pair != happening.pair])
            beside = self._happening(pair, "met", happening.day, happening.city)
            names = {"a": pair[0].full, "b": pair[1].full}
            text.tell(self._sentence(beside, date.fromisoformat(text.date), "told", names), beside.number)


class _Text:
    """A text as it is written, sentence by sentence."""

    def __init__(self, id: str, written: date) -> None:
        self.id, self.date = id, written.isoformat()
        self.words = ""
        self.gold: list[Clause] = []

    def add(self, sentence: str) -> tuple[int, int]:
        start = len(self.words) + bool(self.words)
        self.words = f"{self.words} {sentence}" if self.words else sentence
        return start, len(self.words)

    def tell(self, sentence: str, happening: int) -> None:
        self.gold.append(Clause(self.id, *self.add(sentence), happening))


def _dated(day: date) -> str:
    return f"{day:%B} {day.day}"

"""How much speaks for two appearances of a name being one person: sums of log-odds, and when a sum is enough.

All of this depends on what is given alone, so that the order in which documents came cannot matter. A weight is the
natural logarithm of how many times as often something is seen of one person as of two with such names: 3 is twenty
times. What is not known weighs nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, log2

from diplo import names
from diplo.store.identity.evidence import ACRONYM, COUNTRY, ORGANIZATION, PLACE, ROLE

SAME_NAME = 3.0
"""Of twenty pairs of appearances with one full name, nineteen are one person. "Foreign ministry" is nobody's name."""
COMMON = 0.4
"""Less for each doubling of the given names that go with a family name: there are more Kim Min-sus than Netanyahus."""
RESPELT, SHORTENED = 2.0, 1.5
"""The same sounds in other letters; "K. Lund" or "George Bush" for a longer name."""
SAME_COUNTRY, OTHER_COUNTRY = 2.0, -5.0
ONCE = 0.7
"""The part of OTHER_COUNTRY that a country counts which is stated once only: it may have been misread."""
SAME_ORGANIZATION, OTHER_ORGANIZATION = 2.0, -1.0
SAME_ROLE, OTHER_ROLE = 1.0, -0.5
MOST_COMPANY, LEAST_COMPANY, CHANCE = 4.0, -1.5, 0.25
"""Company weighs nothing when this part of it is shared, more above it and less below, between these two."""
CLEARLY = log(9)
"""By so much the likeliest must be likelier than the next: nine times."""
LIFT = 10.0
"""How much more often than anybody else a person's usual company is with him, as a factor on its share."""

_ENOUGH_SOUNDS = 6
"""Consonants of a whole name from which on other letters for the same sounds tell no two people apart."""
_ENOUGH_IN_ONE = 4
"""The same for a family name alone."""
_VOWELS = str.maketrans({"e": "i", "y": "i", "o": "u"})


@dataclass(slots=True)
class Profile:
    """What documents with the same evidence say of a name, summed up; a row of `profiles`."""

    number: int
    called: str
    posts: tuple[str, ...]
    seen: int
    read_company: Callable[[], Mapping[str, int]]
    """Gives whom else these documents name; asked only where it can decide."""

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries, or organizations where none is stated: what people of one name are told apart by."""
        countries = tuple(post for post in self.posts if post.startswith(f"{COUNTRY}:"))
        return countries or tuple(post for post in self.posts if post.startswith(f"{ORGANIZATION}:"))

    @property
    def kin(self) -> tuple[str, tuple[str, ...]]:
        """What is put together first, and can be kept apart from others as a whole."""
        return self.called, self.countries


@dataclass(slots=True)
class Person:
    """A person, or an organization, as it has been put together so far."""

    profiles: list[Profile] = field(default_factory=list)
    calleds: set[str] = field(default_factory=set)
    posts: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    _company: Counter[str] | None = None
    _lifts: dict[str, float] | None = None

    def add(self, profiles: Iterable[Profile]) -> None:
        for profile in profiles:
            self.profiles.append(profile)
            self.calleds.add(profile.called)
            self.seen += profile.seen
            for post in profile.posts:
                self.posts[post] += profile.seen
        self._company = self._lifts = None

    @property
    def lifts(self) -> dict[str, float]:
        """What each of its posts, and of those whom its documents name, says for its being the one meant."""
        if self._lifts is None:
            stated = {kind: max(sum(self.of(kind).values()), 1) for kind in (COUNTRY, ORGANIZATION, ROLE, ACRONYM)}
            posts = {post: log(1 + LIFT * n / stated[post.partition(":")[0]]) for post, n in self.posts.items()}
            self._lifts = {one: log(1 + LIFT * n / (self.seen + 1)) for one, n in self.company.items()} | posts
        return self._lifts

    @property
    def company(self) -> Counter[str]:
        """Whom its documents name, too, and in how many."""
        if self._company is None:
            self._company = Counter()
            for profile in self.profiles:
                self._company.update(profile.read_company())
        return self._company

    @property
    def first(self) -> tuple[str, tuple[str, ...]]:
        """What persons are put in order by, whatever came first."""
        return min((profile.called, profile.posts) for profile in self.profiles)

    def of(self, kind: str) -> dict[str, int]:
        """The countries, organizations or roles that are stated, and how often."""
        return {post: n for post, n in self.posts.items() if post.startswith(f"{kind}:")}


def name_weight(one: str, other: str) -> float | None:
    """What two names as they are compared say for one person; None where they name two."""
    return SAME_NAME if one == other else _other_name(*sorted((one, other)))


@lru_cache(maxsize=100_000)
def _other_name(one: str, other: str) -> float | None:
    given, _, family = one.rpartition("|")
    other_given, _, other_family = other.rpartition("|")
    if "|" not in one or "|" not in other or not same_family(family, other_family, bool(given and other_given)):
        return None
    words, other_words = given.split(), other_given.split()
    if _is_respelt(words, other_words, one + other):
        return RESPELT
    is_short: bool = len(words) != len(other_words) or any(len(word) == 1 for word in (*words, *other_words))
    fits = all(_fits(a, b) for a, b in zip(words, other_words, strict=False))
    fits = fits or bool(words and other_words and _is_end(words, other_words))
    return SHORTENED if fits and is_short else None


def _fits(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])


def _is_end(words: Sequence[str], others: Sequence[str]) -> bool:
    """ "Pena Nieto" of "Enrique Pena Nieto"."""
    short, long = sorted((list(words), list(others)), key=len)
    return len(short) < len(long) and long[-len(short) :] == short and all(len(word) > 1 for word in short)


@lru_cache(maxsize=100_000)
def same_family(one: str, other: str, is_with_given: bool) -> bool:
    """Whether two family names may be one: the same, or the same sounds, which a short name has by chance."""
    if one == other:
        return True
    key = names.spelling_key(one)
    is_alike = key == names.spelling_key(other) and one.split()[1:] == other.split()[1:]
    return is_alike and (is_with_given or _sounds(key) >= _ENOUGH_IN_ONE)


def _is_respelt(words: Sequence[str], others: Sequence[str], whole: str) -> bool:
    """The same sounds in enough of them, and most vowels alike: "Kim Jong Un" is not "Kim Jong In"."""
    one, other = "".join(words), "".join(others)
    is_alike = one and names.spelling_key(one) == names.spelling_key(other)
    if not is_alike or _sounds(names.spelling_key(whole)) < 2 * _ENOUGH_SOUNDS:
        return False
    mine, theirs = _vowels(one), _vowels(other)
    unlike = sum(a != b for a, b in zip(mine, theirs, strict=False))
    return len(mine) == len(theirs) and 2 * unlike < max(len(mine), 1)


def _sounds(key: str) -> int:
    return sum(letter.isalpha() and letter not in "aiu" for letter in key)


def _vowels(word: str) -> str:
    """The vowels of a name, those that are exchanged most as one, and two beside each other as the first."""
    written = re.sub(r"([aeiouy])[aeiouy]+", r"\1", word)
    return "".join(letter for letter in written if letter in "aeiouy").translate(_VOWELS)


def weight(one: Person, other: Person, given_names: int) -> float | None:
    """What speaks for two persons of one block being one; None where their names are of two."""
    weights = [name_weight(a, b) for a in one.calleds for b in other.calleds]
    known = [w for w in weights if w is not None]
    if len(known) < len(weights):
        return None
    is_person = "|" in one.first[0]
    total = max(known) - COMMON * log2(max(given_names, 1)) if is_person else 0.0
    total += _country_weight(one, other)
    total += _overlap(one.of(ORGANIZATION), other.of(ORGANIZATION), SAME_ORGANIZATION, OTHER_ORGANIZATION)
    total += _overlap(one.of(ROLE), other.of(ROLE), SAME_ROLE, OTHER_ROLE)
    return total + _company_weight(*sorted((one, other), key=lambda person: (person.seen, person.first)))


def is_elsewhere(one: Person, posts: Iterable[str]) -> bool:
    """Whether somebody with these posts belongs to a country that is stated of no appearance of this person."""
    countries = [post for post in posts if post.startswith(f"{COUNTRY}:")]
    known = one.of(COUNTRY)
    return bool(countries and known) and not any(country in known for country in countries)


def _country_weight(one: Person, other: Person) -> float:
    mine, theirs = one.of(COUNTRY), other.of(COUNTRY)
    if not mine or not theirs:
        return 0.0
    is_once = min(sum(mine.values()), sum(theirs.values())) == 1
    return _overlap(mine, theirs, SAME_COUNTRY, OTHER_COUNTRY * (ONCE if is_once else 1))


def _overlap(mine: Mapping[str, int], theirs: Mapping[str, int], most: float, least: float) -> float:
    """A weight between two, by the part that two tallies share; nothing where one of them is empty."""
    if not mine or not theirs:
        return 0.0
    all_mine, all_theirs = sum(mine.values()), sum(theirs.values())
    shared = sum(min(mine[one] / all_mine, theirs[one] / all_theirs) for one in sorted(mine.keys() & theirs.keys()))
    return least + (most - least) * shared


def _company_weight(small: Person, large: Person) -> float:
    """By the part of the less known one's company that the better known one keeps, too; little company says little."""
    people = {one: n for one, n in small.company.items() if not one.startswith(PLACE)}
    size = sum(people.values())
    if not size or not large.company:
        return 0.0
    shared = sum(n for one, n in people.items() if one in large.company) / size
    slope = MOST_COMPANY / (1 - CHANCE)
    return min(MOST_COMPANY, max(LEAST_COMPANY, slope * (shared - CHANCE))) * size / (size + 3)


def likeness(person: Person, posts: Iterable[str], company: Iterable[str]) -> tuple[float, list[tuple[float, str]]]:
    """How likely an appearance with this evidence is that person's, on the scale of CLEARLY, and what speaks for it."""
    lifts = person.lifts
    said = [(lifts[one], one) for one in (*posts, *company) if one in lifts]
    return log(person.seen) + sum(weight for weight, _ in said), said


def readable(said: Iterable[tuple[float, str]]) -> str:
    """What speaks most for somebody, as a person reads it."""
    most = sorted(said, key=lambda one: (-one[0], one[1]))[:3]
    return ", ".join(one.partition(":")[2] or one.removeprefix(PLACE).replace("-", " ").title() for _, one in most)

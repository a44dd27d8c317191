"""Who is who within a block of names that sound alike: a pure function of the evidence of all appearances.

People with full names and a country that is stated are put together first, by what speaks for it (likeness.py), the
surest pair before all others. Then those of whom less is stated join the only person that they may be, the fuller
names before the shorter ones: equal full names, initials, family names with a country, family names alone. Where there
are several, each appearance is decided by itself, by role and company, and stays by itself where that is not clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby

from diplo import names
from diplo.store.identity.evidence import ACRONYM, COUNTRY
from diplo.store.identity.likeness import (
    CLEARLY,
    RESPELT,
    SAME_NAME,
    Person,
    Profile,
    is_elsewhere,
    likeness,
    name_weight,
    readable,
    same_family,
    weight,
)

_LONE = 3
"""The tier from which on a family name stands alone: it adds nothing to what is known of a person."""
_MOST_CANDIDATES = 5
"""Candidates that are kept of an appearance that may be several people's."""


@dataclass(frozen=True, slots=True)
class Single:
    """An appearance that is decided by itself."""

    number: int
    profile: int
    company: tuple[str, ...]


@dataclass(slots=True)
class Choice:
    """What became of an appearance decided by itself: a person, or several that it may be, the likeliest first."""

    person: Person | None
    reason: str
    candidates: list[tuple[Person, str]] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A block put in order: whom each profile belongs to, and among whom the others must be chosen one by one."""

    persons: list[Person] = field(default_factory=list)
    whole: dict[int, tuple[Person, str]] = field(default_factory=dict)
    """Person and reason by the number of the profile, where all its appearances are one's."""
    split: dict[int, tuple[Profile, list[Person]]] = field(default_factory=dict)
    """The profiles whose appearances are decided one by one, with who comes into question."""

    def choose(self, single: Single) -> Choice:
        """The person whose appearance this is, if one is clearly likelier than all others."""
        profile, persons = self.split[single.profile]
        scored = []
        for person in persons:
            total, said = likeness(person, profile.posts, single.company)
            scored.append((-total - (name_weight(profile.called, person.first[0]) or 0), person.first, person, said))
        scored.sort(key=lambda one: one[:2])
        (best, _, person, said), (next_best, *_) = scored[0], scored[1]
        if next_best - best >= CLEARLY:
            return Choice(person, f"likelier than others: {readable(said)}" if said else "named far more often")
        return Choice(None, "may be several", [(one, readable(why)) for _, _, one, why in scored[:_MOST_CANDIDATES]])


def arrange(profiles: Iterable[Profile], apart: frozenset[tuple[int, int]] = frozenset()) -> Block:
    """Puts the profiles of a block in order; those whose numbers are `apart` never become one person."""
    block = Block()
    known = sorted(profiles, key=lambda profile: (profile.called, profile.posts))
    given_names = len({profile.called for profile in known if _is_full(profile.called)})
    strong = [profile for profile in known if _tier(profile) == 0]
    for group in _related(strong):
        block.persons += _agglomerated(group, given_names, apart)
    for person in block.persons:
        for profile in person.profiles:
            block.whole[profile.number] = (person, _reason(person, profile))
    rest = sorted((profile for profile in known if _tier(profile)), key=_rank)
    for _, kin in groupby(rest, key=_rank):
        _attach(block, list(kin), apart)
    return block


def _is_full(called: str) -> bool:
    """Whether there is a whole given name, or the name is no person's."""
    given, bar, _ = called.rpartition("|")
    return not bar or any(len(word) > 1 for word in given.split())


def _tier(profile: Profile) -> int:
    """When a profile's turn is: 0 for full names with a country, then the less the later."""
    given, bar, _ = profile.called.rpartition("|")
    if profile.countries and _is_full(profile.called):
        return 0
    if not bar:
        return 1 if " " in profile.called else 2
    return 1 if _is_full(profile.called) else 2 if given else 3 if profile.countries else 4


def _rank(profile: Profile) -> tuple[int, int, str, tuple[str, ...]]:
    """When a profile's turn is; those with the same rank are one, if they belong to nobody who is known already."""
    tier = _tier(profile)
    return tier, -profile.called.count(" "), profile.called, profile.countries if tier in (2, 3) else ()


def _related(profiles: Sequence[Profile]) -> Iterator[list[Profile]]:
    """The profiles in groups that can hold one person: names that fit, directly or through others."""
    calleds = sorted({profile.called for profile in profiles})
    parent = {called: called for called in calleds}

    def root(called: str) -> str:
        while parent[called] != called:
            called = parent[called]
        return called

    letters = sorted(
        {(key[:1], called) for called in calleds for key in map(names.spelling_key, called.split("|")[0].split())}
    )
    for _, found in groupby(letters, key=lambda pair: pair[0]):
        for (_, one), (_, other) in combinations(found, 2):
            if name_weight(one, other) is not None:
                low, high = sorted((root(one), root(other)))
                parent[high] = low
    groups: dict[str, list[Profile]] = {}
    for profile in profiles:
        groups.setdefault(root(profile.called), []).append(profile)
    yield from groups.values()


def _agglomerated(profiles: Sequence[Profile], given_names: int, apart: frozenset[tuple[int, int]]) -> list[Person]:
    """Persons from profiles: of one name and country first, then the pair for which most speaks, while any does."""
    persons = []
    for _, same in groupby(sorted(profiles, key=lambda profile: profile.kin), key=lambda profile: profile.kin):
        persons.append(Person())
        persons[-1].add(same)
    while len(persons) > 1:
        weighed = [
            (total, one.first, other.first, one, other)
            for one, other in combinations(sorted(persons, key=lambda person: person.first), 2)
            if not _are_apart(one, other.profiles, apart) and (total := weight(one, other, given_names)) is not None
        ]
        total, _, _, one, other = max(weighed, key=lambda found: found[0], default=(0.0, (), (), None, None))
        if total <= 0 or one is None or other is None:
            break
        one.add(other.profiles)
        persons.remove(other)
    return persons


def _are_apart(person: Person, profiles: Iterable[Profile], apart: frozenset[tuple[int, int]]) -> bool:
    return bool(apart) and any(
        (min(a.number, b.number), max(a.number, b.number)) in apart for a in person.profiles for b in profiles
    )


def _attach(block: Block, kin: list[Profile], apart: frozenset[tuple[int, int]]) -> None:
    """Gives profiles of one rank to the only person that they may be, or makes them one; else leaves them open."""
    found = [person for person in block.persons if _may_be(person, kin[0]) and not _are_apart(person, kin, apart)]
    exact = [person for person in found if kin[0].called in person.calleds]
    found = exact if exact and _is_full(kin[0].called) else found
    if len(found) > 1:
        block.split |= {profile.number: (profile, found) for profile in kin}
        return
    person = found[0] if found else Person()
    nobody_else = "the same name" if _is_full(kin[0].called) else "no fuller name is known"
    reason = _only(kin[0], person) if found else nobody_else
    if not found:
        person.add(kin)
        block.persons.append(person)
    elif _tier(kin[0]) < _LONE:
        person.add(kin)
    block.whole |= {profile.number: (person, reason) for profile in kin}


def _may_be(person: Person, profile: Profile) -> bool:
    """Whether the name allows it, and no country is against it."""
    family = profile.called.rpartition("|")[2]
    if "|" not in profile.called:
        is_called = profile.called in person.calleds or f"{ACRONYM}:{profile.called}" in person.posts
    elif profile.called.startswith("|"):
        is_called = any(same_family(family, one.rpartition("|")[2].split()[0], False) for one in person.calleds)
    else:
        is_called = all(name_weight(profile.called, one) is not None for one in person.calleds)
    return is_called and not is_elsewhere(person, profile.posts)


def _reason(person: Person, profile: Profile) -> str:
    """Why a profile with a full name and a country is this person's."""
    most = max(sorted(person.calleds), key=lambda called: sum(p.seen for p in person.profiles if p.called == called))
    said = name_weight(most, profile.called)
    name = (
        "the same full name"
        if said == SAME_NAME
        else "the name in other letters"
        if said == RESPELT
        else "a form of the name"
    )
    country = person.of(COUNTRY)
    shared = [post.partition(":")[2] for post in profile.posts if country.get(post, 0) > profile.seen]
    if shared or not country or len(person.profiles) == 1:
        return ", ".join([name, *shared])
    return f"{name}; role and company outweigh the country"


def _only(profile: Profile, person: Person) -> str:
    """Why a profile of which less is known is this person's."""
    if profile.called in person.calleds:
        return "the same full name" if _is_full(profile.called) else "the only one of the name"
    if f"{ACRONYM}:{profile.called}" in person.posts:
        return "the only one with these initials"
    return "the only one whom this form of the name fits"

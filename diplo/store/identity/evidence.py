"""What a document tells of the entities that it names: by this they are joined to those of other documents, or not.

It depends on the document alone. Countries, organizations and roles come from the facts that it states; company is who
else it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from diplo import knowledge, names
from diplo.records import Document, Entity

COUNTRY, ORGANIZATION, ROLE, ACRONYM = "country", "of", "role", "acronym"
"""What a post is: each is written as one of these, a colon and a value."""
PLACE = "@"
"""Begins a place in the company of a person; the others are people."""

_TELLING = frozenset({"role", "member", "nationality", "spokesperson"})
"""Predicates of facts that tell where somebody belongs; a place of birth or a relative's country do not."""
_ELSEWHERE = re.compile(r"\b(?:to|in|with|on|at|against|behind)\b")
"""Behind these words a role names what it deals with: an ambassador to Chad is not Chad's."""
_LONGEST = 5
"""Words of the longest title or name of a country."""
_MOST_COMPANY = 24
"""People and places kept of one document; those named most often."""
_BEFORE = 40
"""Characters before an organization's name in which its country may stand."""
_WORDS_BEFORE = re.compile(r"([\w.\- ]+?)(?:['’]s?)?\s+$")
_ACRONYM = re.compile(r"[A-Z]{2,6}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a named entity from one document."""

    block: str
    """The only others that it may be one with: all of one surname, or of one name."""
    called: str
    """The name as it is compared: for people given names, `|`, family name; for others the folded name."""
    posts: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


def of_document(document: Document) -> Iterator[tuple[Entity, Evidence | None]]:
    """The entities of a document with their evidence; None for those that are only described.

    A country that a text calls by its adjective alone, and a holder whom the table of offices tells, have the key of
    their names, and are joined by that.
    """
    company = _company(document)
    roles: dict[int, set[str]] = {}
    for fact in document.facts:
        if fact.predicate in _TELLING:
            roles.setdefault(fact.subject, set()).update(_posts(fact.object, fact.predicate == "role"))
    for entity in document.entities:
        if entity.name is None and entity.key.startswith(f"{entity.kind}:{document.id}:"):
            yield entity, None
        elif entity.kind == "person":
            name = _known_name(entity)
            others = tuple(one for one in company if one != names.parts(name).family)
            yield entity, Evidence(_block(name), called(name), tuple(sorted(roles.get(entity.id, ()))), others)
        elif entity.kind == "organization":
            yield entity, _of_organization(entity, document)
        else:
            yield entity, Evidence(entity.key, entity.key.partition(":")[2])


def _known_name(entity: Entity) -> str:
    """The name in the text, or the one that the key knows for it where another is meant."""
    known = entity.key.partition(":")[2].replace("-", " ")
    return entity.name if entity.name is not None and names.fold(entity.name) == known else known


@lru_cache(maxsize=10_000)
def called(name: str) -> str:
    """A person's name as it is compared: "Mike Pompeo" is "michael|pompeo", "Kim Jong-un" "jongun|kim"."""
    parts = names.parts(name)
    given = [names.full_given().get(word, word) for word in parts.given]
    return (
        f"{('' if parts.is_family_first else ' ').join(given)}|{parts.family}{' ' * bool(parts.suffix)}{parts.suffix}"
    )


def _block(name: str) -> str:
    family = names.parts(name).family
    return f"person:{names.spelling_key(family) or family}"


def _company(document: Document) -> tuple[str, ...]:
    """The people by their family names, so that no short form hides one, and the places; sorted."""
    found: dict[str, int] = {}
    for entity in document.entities:
        if entity.name is not None and entity.kind in ("person", "place"):
            is_person = entity.kind == "person"
            place = entity.key.partition(":")[2]
            one = names.parts(_known_name(entity)).family if is_person else PLACE + _capitals().get(place, place)
            found[one] = found.get(one, 0) + len(entity.mentions)
    most = sorted(found, key=lambda one: (-found[one], one))[:_MOST_COMPANY]
    return tuple(sorted(most))


@lru_cache(maxsize=10_000)
def _posts(words: str, is_role: bool) -> frozenset[str]:
    """The countries and organizations that somebody belongs to by these words, and the role they name."""
    here = _ELSEWHERE.split(words)[0]
    folded = names.fold(here).split()
    posts = set()
    start = 0
    while start < len(folded):
        for end in range(min(len(folded), start + _LONGEST), start, -1):
            post = _known_posts().get(" ".join(folded[start:end]))
            if post is not None and (is_role or not post.startswith(ROLE)):
                posts.add(post)
                start = end - 1
                break
        start += 1
    return frozenset(posts)


def _of_organization(entity: Entity, document: Document) -> Evidence:
    """An organization by its name; "the ministry" of one country is told from that of another where it is stated."""
    folded = names.fold(entity.name or "")
    key = entity.key.partition(":")[2].replace("-", " ")
    acronyms = {document.text[m.start : m.end] for m in entity.mentions if m.form == "name"}
    posts = {f"{ACRONYM}:{names.fold(a)}" for a in acronyms if _ACRONYM.fullmatch(a) and names.fold(a) != key}
    if key == folded and _is_generic(folded):
        countries = {_country_before(document.text, m.start) for m in entity.mentions if m.form == "name"}
        folded, own = _without_country(folded)
        posts |= {f"{COUNTRY}:{country}" for country in (*countries, own) if country}
    else:
        folded = _plain(key) if key == folded else key
    initials = "".join(word[0] for word in folded.split() if word not in _SMALL)
    return Evidence(f"organization:{initials if len(initials) > 1 else folded}", folded, tuple(sorted(posts)))


_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to"})
"""Words of which the first letter stands in no acronym."""


def _is_generic(folded: str) -> bool:
    """Whether a name says what a body is rather than which: "foreign ministry", "ministry of defence"."""
    bodies = knowledge.words("entities/groups", "noun", generic="no")
    words = folded.split()
    return bool(words) and (words[-1] in bodies or words[0] in bodies) and folded not in _organizations()


def _plain(folded: str) -> str:
    """An organization's name without its legal form, and with the country that it begins with written out."""
    words = folded.split()
    while len(words) > 1 and words[-1] in knowledge.words("entities/legal_forms"):
        words.pop()
    for n in range(min(3, len(words) - 1), 0, -1):
        country = _country_names().get(" ".join(words[:n]))
        if country:
            return " ".join([country, *words[n:]])
    return " ".join(words)


def _country_before(text: str, start: int) -> str | None:
    """The country that owns a name: "Norway's Foreign Ministry", "the Norwegian Foreign Ministry"."""
    before = _WORDS_BEFORE.search(text[max(0, start - _BEFORE) : start])
    words = names.fold(before[1]).split() if before else []
    return next((c for n in range(3, 0, -1) if (c := _country(" ".join(words[-n:]))) and len(words) >= n), None)


def _without_country(folded: str) -> tuple[str, str | None]:
    """The name without the country that it begins or ends with, and that country."""
    words = folded.split()
    for n in range(min(3, len(words) - 1), 0, -1):
        country = _country(" ".join(words[:n]))
        if country:
            return " ".join(words[n:]), country
        country = _country(" ".join(words[-n:])) if words[-n - 1] == "of" else None
        if country and len(words) > n + 1:
            return " ".join(words[: -n - 1]), country
    return folded, None


def _country(folded: str) -> str | None:
    kind, _, value = _known_posts().get(folded, "").partition(":")
    return value if kind == COUNTRY else None


@cache
def _known_posts() -> Mapping[str, str]:
    """Folded words and the post that they tell; countries before organizations, and these before roles."""
    titles = (row["title"] for row in knowledge.table("entities/titles") if row["kind"] != "honorific")
    posts = {names.fold(title): title for title in titles}
    posts |= {names.fold(row["noun"]): row["noun"] for row in knowledge.table("entities/roles")}
    found = {folded: f"{ROLE}:{title.lower()}" for folded, title in posts.items()}
    for row in knowledge.table("entities/organizations"):
        for name in _all_names(row):
            found[names.fold(name)] = f"{ORGANIZATION}:{row['name']}"
    for row in knowledge.table("entities/countries"):
        for name in (*_all_names(row), *filter(None, row["demonyms"].split(";"))):
            found[names.fold(name)] = f"{COUNTRY}:{row['name']}"
    return found


@cache
def _country_names() -> Mapping[str, str]:
    """The folded names of countries, but no adjectives, and the one that diplo shows."""
    countries = knowledge.table("entities/countries")
    return {names.fold(name): names.fold(row["name"]) for row in countries for name in _all_names(row)}


@cache
def _organizations() -> frozenset[str]:
    return frozenset(names.fold(name) for row in knowledge.table("entities/organizations") for name in _all_names(row))


@cache
def _capitals() -> Mapping[str, str]:
    """The key of each capital, as that of its country."""
    countries = knowledge.table("entities/countries")
    return {_dashed(row["capital"]): _dashed(row["name"]) for row in countries if row["capital"]}


def _dashed(name: str) -> str:
    return names.fold(name).replace(" ", "-")


def _all_names(row: Mapping[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split(";"))]

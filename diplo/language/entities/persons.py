"""Which names of one text name the same person: full names, surnames, titles before them.

"Kim" after "Kim Yong Chol" is he, until "Kim Jong Un" is named again: the nearest full name before wins, and a title
or a gender that does not fit overrules it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Span

from diplo import knowledge, names
from diplo.language import titles

_KIN_BEFORE, _KIN_AFTER = 8, 3
"""Words between "wife" and her name: a comma and a title; and behind it, as in "Jana Kovac, his wife"."""
_SUFFIXES = frozenset({"jr", "sr"})
_NUMERAL = re.compile(r"[IVX]+")


@dataclass(slots=True)
class Person:
    """A person of one text. `words` are the folded words of the fullest form."""

    name: str
    words: tuple[str, ...]
    family: str
    numeral: str | None = None
    gender: str | None = None
    titles: set[str] = field(default_factory=set)
    mentions: list[tuple[Span, str]] = field(default_factory=list)
    """Spans with the rule that linked them."""

    def fits(self, gender: str | None, numeral: str | None = None) -> bool:
        """Whether a gender, and the number of a monarch, do not speak against the person; unknown ones do not."""
        if None not in (gender, self.gender) and gender != self.gender:
            return False
        return None in (numeral, self.numeral) or numeral == self.numeral


@cache
def _given_names() -> dict[str, str]:
    return {names.fold(row["name"]): row["gender"] for row in knowledge.table("entities/given_names")}


@cache
def _family_first() -> frozenset[str]:
    return frozenset(names.fold(row["name"]) for row in knowledge.table("entities/family_first"))


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, without "Jr." and the number of a monarch."""
    parts = name.split()
    whole = " ".join(parts[:-1]) if len(parts) > 1 and numeral_of(name) is not None else name
    return tuple(word for word in names.fold(whole).split() if word not in _SUFFIXES)


def numeral_of(name: str) -> str | None:
    """ "VI" of "George VI": what tells monarchs, and fathers and sons, of one name apart."""
    last = name.rsplit(maxsplit=1)[-1].strip(".,")
    return last if _NUMERAL.fullmatch(last) and last != name else None


def family_name(name: str) -> str:
    """ "Pompeo" of "Mike Pompeo", "kim" of "Kim Jong Un", folded."""
    return names.parts(name).family


def gender_of(name: str) -> str | None:
    """The gender that a given name usually has; None where it may be either or is not known."""
    words = words_of(name)
    if len(words) < 2 or (words[0] in _family_first() and words[0] not in _given_names()):
        return None
    found = _given_names().get(words[0])
    return found if found in {"m", "f"} else None


def cluster(doc: Doc) -> list[Person]:
    """Groups the person names of a document, in the order in which the persons are first named."""
    spans = [span for span in doc._.names if span.label_ == "person"]
    people: list[Person] = []
    for span in spans:
        if len(words_of(span.text)) > 1:
            _add_full(people, span)
    for span in spans:
        if len(words_of(span.text)) <= 1:
            _add_short(people, span)
    for person in people:
        person.mentions.sort(key=lambda pair: pair[0].start)
    return sorted(people, key=lambda person: person.mentions[0][0].start)


def _add_full(people: list[Person], span: Span) -> None:
    words = words_of(span.text)
    gender, title = _title(span)
    numeral = numeral_of(span.text)
    for person in people:
        if _same_person(person.words, words) and person.fits(gender, numeral):
            if len(words) > len(person.words):
                person.name, person.words = span.text, words
            _note(person, span, gender, title, "name.full")
            return
    person = Person(span.text, words, family_name(span.text), numeral, gender_of(span.text))
    _note(person, span, gender, title, "name.full")
    people.append(person)


def _note(person: Person, span: Span, gender: str | None, title: str | None, rule: str) -> None:
    person.gender = person.gender or gender
    if title:
        person.titles.add(title)
    person.mentions.append((span, rule))


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Equal names, or names that differ by middle names, initials, short forms and the order of two words only."""
    if a == b or (len(a) == len(b) == 2 and a == b[::-1]):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 2 or len(short) == len(long):
        return len(short) == len(long) >= 2 and short[-1] == long[-1] and _initials_agree(short, long)
    if long[-len(short) :] == short and long[-len(short) - 1] in knowledge.words("entities/particles", parent="yes"):
        return False
    if short[0] in knowledge.words("entities/particles", where="before"):
        return long[-len(short) :] == short
    if short[0] in _family_first() or long[0] in _family_first():
        return False
    first_fits = _is_short_for(short[0], long[0])
    return (first_fits and short[-1] == long[-1]) or long[-len(short) :] == short or long[: len(short)] == short


def _initials_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return all(_is_short_for(x, y) for x, y in zip(a, b, strict=True))


def _is_short_for(a: str, b: str) -> bool:
    """Whether of two given names one is the other, its initial, or a short form of it or of the same name."""
    if a == b or (1 in (len(a), len(b)) and a[0] == b[0]):
        return True
    return names.full_given().get(a, a) == names.full_given().get(b, b)


def _title(span: Span) -> tuple[str | None, str | None]:
    """The gender and the folded words of the title before a name."""
    title = titles.before(span)
    if title is None:
        return None, None
    return titles.gender(title), names.fold(titles.role_of(title).text)


def _add_short(people: list[Person], span: Span) -> None:
    """One word: the family name of somebody, else a given name, else a person of that one name."""
    word = " ".join(words_of(span.text)) or names.fold(span.text)
    numeral = numeral_of(span.text)
    gender, title = _title(span)
    bearers = [p for p in people if len(p.words) > 1 and p.family == word and p.fits(gender, numeral)]
    if not bearers:
        bearers = [
            p for p in people if len(p.words) > 1 and word in (p.words[0], p.words[-1]) and p.fits(gender, numeral)
        ]
    person = _choose(bearers, span, title)
    if person is None:
        alone = [p for p in people if p.words == (word,) and p.fits(gender, numeral)]
        person = alone[0] if alone else None
    if person is None:
        person = Person(span.text, (word,), word, numeral, gender or gender_of(span.text))
        people.append(person)
    _note(person, span, gender, title, "name.short")


def _choose(bearers: list[Person], span: Span, title: str | None) -> Person | None:
    """Among bearers of one surname: the one with the same title, else the one whose full name stands nearest before."""
    if title is not None and sum(title in bearer.titles for bearer in bearers) == 1:
        return next(bearer for bearer in bearers if title in bearer.titles)
    latest: tuple[int, Person] | None = None
    for bearer in bearers:
        for mention, rule in bearer.mentions:
            is_anchor = rule == "name.full" and mention.start < span.start and not _is_kin(mention)
            if is_anchor and (latest is None or mention.start > latest[0]):
                latest = (mention.start, bearer)
    if latest is not None:
        return latest[1]
    return bearers[0] if len(bearers) == 1 else None


def _is_kin(span: Span) -> bool:
    """ "Kovac and his wife, Dr. Jana Kovac": who is named as somebody's relative is not who the bare surname means."""
    sent = span.sent
    before = span.doc[max(sent.start, span.start - _KIN_BEFORE) : span.start]
    after = span.doc[span.end : min(sent.end, span.end + _KIN_AFTER)]
    kin = knowledge.words("entities/kinship", "noun")
    return any(token.lower_ in kin for token in (*before, *after))

"""What the tables say about words: known names, titles, given names, and words that tell the kind of a name.

Everything is compared folded (`names.fold`): without case, accents and marks, so that "Port-au-Prince" is three words
whether or not the tokenizer parted them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc

from diplo import knowledge, names

Key = tuple[str, ...]
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@lru_cache(maxsize=1 << 16)
def _fold(text: str) -> Key:
    return () if text.lower() in _POSSESSIVE else tuple(names.fold(text).split())


class Words:
    """The folded words of a document, and which token each stands in; a token may hold none or several."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.flat: list[str] = []
        self.token: list[int] = []
        self.first: list[int] = []
        """For each token, and for the end of the document, the index of the next word."""
        self.sentence = [(sent.start, sent.end) for sent in doc.sents for _ in sent]
        """For each token, where its sentence begins and ends."""
        self.places: dict[str, list[int]] = {}
        """The tokens that are the same word, by its lower case."""
        for token in doc:
            self.first.append(len(self.flat))
            self.places.setdefault(token.lower_, []).append(token.i)
            for word in _fold(token.text):
                self.flat.append(word)
                self.token.append(token.i)
        self.first.append(len(self.flat))

    def key(self, start: int, end: int) -> Key:
        """The folded words of some tokens."""
        return tuple(self.flat[self.first[start] : self.first[end]])


@dataclass(frozen=True, slots=True)
class Known:
    """What a phrase of a table stands for; `shouted` phrases are written in capitals only ("WHO", "US")."""

    kind: str
    shouted: bool = False


class Phrases:
    """Phrases of one or more words, looked up at a place of a document."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self.known: dict[Key, Known] = {}
        self._longest: dict[str, int] = {}
        for phrase, kind in entries:
            key = sum((_fold(word) for word in phrase.replace("'s ", " ").split()), ())
            if not key:
                continue
            before = self.known.get(key)
            self.known[key] = Known(kind, phrase.isupper() and (before is None or before.shouted))
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def at(self, words: Words, start: int, stop: int) -> tuple[int, Known] | None:
        """The longest phrase that begins with token `start` and ends before token `stop`: where it ends, what it is."""
        a = words.first[start]
        if a == words.first[start + 1]:
            return None
        for length in range(self._longest.get(words.flat[a], 0), 0, -1):
            b = a + length
            if b > words.first[stop] or tuple(words.flat[a:b]) not in self.known:
                continue
            end = words.token[b - 1] + 1
            if words.first[end] == b:
                return end, self.known[tuple(words.flat[a:b])]
        return None

    def ending(self, key: Key) -> str | None:
        """The kind of the longest phrase that the words end with."""
        for start in range(max(0, len(key) - 4), len(key)):
            if key[start:] in self.known:
                return self.known[key[start:]].kind
        return None

    def beginning(self, key: Key) -> str | None:
        """The kind of the longest phrase that the words begin with, and go on after."""
        for end in range(min(4, len(key) - 1), 0, -1):
            if key[:end] in self.known:
                return self.known[key[:end]].kind
        return None


@cache
def gazetteer() -> Phrases:
    """All known places and organizations; where a name is in several tables, the later one here decides."""
    return Phrases(_known_names())


def _known_names() -> Iterator[tuple[str, str]]:
    for row in knowledge.table("entities/countries"):
        for form in (row["name"], *row["aliases"].split(";"), row["capital"]):
            yield form, "place"
    for row in knowledge.table("entities/places"):
        yield row["name"], "place"
    for row in knowledge.table("entities/not_names"):
        if row["where"] == "alone" and (row["kind"] != "none" or " " in row["word"]):
            yield row["word"], row["kind"]
    for row in knowledge.table("entities/seats"):
        yield row["name"], row["kind"]
    for row in knowledge.table("entities/organizations"):
        for form in (row["name"], *row["aliases"].split(";")):
            yield form, "organization"


@cache
def titles() -> Phrases:
    """Words before a person's name, with their kind ("office", "honorific", ...)."""
    return Phrases((row["title"], row["kind"]) for row in knowledge.table("entities/titles"))


@cache
def demonyms() -> Phrases:
    """Adjectives and names of peoples."""
    return Phrases(
        (form, row["name"]) for row in knowledge.table("entities/countries") for form in row["demonyms"].split(";")
    )


@cache
def markers(where: str) -> Phrases:
    """Words that tell the kind of a name by standing "first" or "last" in it, or "alone"."""
    rows = knowledge.table("entities/not_names")
    return Phrases((row["word"], row["kind"]) for row in rows if row["where"] == where)


@cache
def given_names() -> frozenset[str]:
    return frozenset(names.fold(name) for name in knowledge.words("entities/given_names", "name"))


@cache
def family_first() -> frozenset[str]:
    return frozenset(names.fold(name) for name in knowledge.words("entities/family_first", "name"))


@cache
def surnames() -> frozenset[str]:
    """Family names that mean little else."""
    return frozenset(names.fold(name) for name in knowledge.words("entities/surnames", "name"))


_BEFORE_ENDING = 3


def is_surname(word: str) -> bool:
    """Whether a folded word is a family name, by the table or by how it ends ("-enko")."""
    endings = tuple(knowledge.words("entities/surname_endings", "ending"))
    return word in surnames() or word[_BEFORE_ENDING:].endswith(endings)


@cache
def roles(number: str) -> frozenset[str]:
    return knowledge.words("entities/roles", "noun", number=number)


@cache
def particles(where: str | None = None) -> frozenset[str]:
    """Small words of family names; "before" leaves those that may begin one."""
    if where is None:
        return knowledge.words("entities/particles")
    return knowledge.words("entities/particles", where=where)


_LONGEST_TITLE = 6


def title_before(words: Words, start: int) -> tuple[int, str] | None:
    """Where the title begins that ends directly before a token, and its kind; None where there is none."""
    end, first = start, max(words.sentence[start][0], start - _LONGEST_TITLE)
    if end - 1 > first and words.doc[end - 1].text == ".":
        end -= 1
    for begin in range(first, end):
        found = titles().at(words, begin, end)
        if found is not None and found[0] == end:
            return begin, found[1].kind
    return None


def is_addressed(words: Words, start: int) -> bool:
    """ "Mrs. May": a word after a form of address is a name, whatever it means else."""
    title = title_before(words, start)
    return title is not None and title[1] == "honorific" and words.doc[title[0]].text[0].isupper()


_OPENS_COMPLEMENT = frozenset({"of", "for", "on", "in", "to", "at", "against"})


def head_kind(key: Key) -> str | None:
    """The kind that a name's own words tell: its head ("Council" of "Council on Trade") or its first word."""
    for i, word in enumerate(key):
        if i and word in _OPENS_COMPLEMENT:
            found = markers("last").ending(key[:i])
            if found is not None:
                return found
    last = markers("last").ending(key) if len(key) > 1 else None
    return last or markers("first").beginning(key)


def is_no_name(key: Key) -> bool:
    """Whether words that look like a name are none: a weekday, a people, a language, a title."""
    if key in gazetteer().known:
        return gazetteer().known[key].kind == "none"
    alone, peoples = markers("alone").known, demonyms().known
    if not key or key in peoples or key in titles().known or key in alone:
        return True
    if any({key[:i], key[i:]} <= peoples.keys() | alone.keys() for i in range(1, len(key))):
        return True
    if key[0] in given_names():
        return False
    if "of" in key and key[: key.index("of")] in titles().known:
        return True
    if key[:1] in peoples and key[1:] in titles().known:
        return True
    return head_kind(key) is None and titles().ending(key) in {"office", "rank"}


def in_peoples(words: Words) -> Iterator[int]:
    """Tokens of the names of peoples that are several words: "North" of "North Korean" is no place."""
    for token in words.doc:
        if token.text[0].isupper():
            found = demonyms().at(words, token.i, words.sentence[token.i][1])
            if found is not None and found[0] > token.i + 1:
                yield from range(token.i, found[0])

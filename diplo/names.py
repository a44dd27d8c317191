"""Do two names name one entity? Folding and spelling keys; knows no spaCy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from diplo import knowledge

_NOT_WORD = re.compile(r"[^\w]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_DOUBLED = re.compile(r"([^\W\d])\1+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_VOWELS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_FEW = 3
"""A name with fewer consonants is told from others by its vowels, too: Lee is not Lao, but it may be Li."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A person's name, folded and taken apart: "Kim Jong-un" is of the family "kim" and given "jong", "un"."""

    family: str
    given: tuple[str, ...]
    """Without particles of the family name: none for "bin Salman" or "Lula"."""
    suffix: str
    """ "jr", or empty."""
    is_family_first: bool


def fold(name: str) -> str:
    """A name without case, accents and punctuation, words parted by single blanks: "Kim Jong-un" -> "kim jong un"."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        for mark in filter(unicodedata.combining, set(name)):
            name = name.replace(mark, "")
    plain = re.sub(r"(?<=\w)[.](?=\w\b)", "", name).casefold().translate(_LETTERS)
    return _NOT_WORD.sub(" ", _POSSESSIVE.sub("", plain).replace("_", " ")).strip()


@lru_cache(maxsize=10_000)
def parts(name: str) -> Parts:
    """A person's name taken apart; what stands alone is taken for the family name, and a lone suffix, too."""
    words = [word for word in fold(name).split() if word not in _SUFFIXES] or fold(name).split() or [name]
    suffix = next((word for word in fold(name).split()[1:] if word in _SUFFIXES), "")
    is_family_first = len(words) > 1 and words[0] in _family_first() and (len(words) > 2 or words[0] not in _given())
    family, given = (words[0], words[1:]) if is_family_first else (words[-1], words[:-1])
    particles = knowledge.words("entities/particles")
    return Parts(family, tuple(word for word in given if word not in particles), suffix, is_family_first)


@cache
def _family_first() -> frozenset[str]:
    return frozenset(fold(name) for name in knowledge.words("entities/family_first", "name"))


@cache
def _given() -> frozenset[str]:
    return frozenset(fold(name) for name in knowledge.words("entities/given_names", "name"))


@lru_cache(maxsize=10_000)
def spelling_key(name: str) -> str:
    """What is left of a name when its sounds are written in one way: Suleymany and Soleimani have the same.

    Words are not kept apart ("Jong Un", "Jongun"). Vowels only keep their places, since transliterations differ most
    in them, unless the name has too few consonants to be known by.
    """
    letters = _DOUBLED.sub(r"\1", "".join(_sounded(word) for word in fold(name).split()))
    consonants = sum(letter not in _VOWELS for letter in letters)
    parts = groupby(letters, key=lambda letter: letter in _VOWELS)
    return "".join(_vowel(next(run), consonants) if is_vowel else "".join(run) for is_vowel, run in parts)


def _vowel(first: str, consonants: int) -> str:
    return "-" if consonants >= _FEW else _VOWELS[first]


def _sounded(word: str) -> str:
    for letters, sound in _sounds():
        word = letters.sub(sound, word)
    return word


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["letters"]), row["sound"]) for row in knowledge.table("entities/sounds"))


@cache
def full_given() -> Mapping[str, str]:
    """Short forms of given names, folded, each with the name that it stands for."""
    rows = knowledge.table("entities/short_names")
    return {fold(row["short"]): fold(row["name"]) for row in rows}

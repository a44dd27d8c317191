"""Do two names name one entity? Folding and spelling keys; knows no spaCy."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby

from diplo import knowledge

_NOT_WORD = re.compile(r"[^\w]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_DOUBLED = re.compile(r"([^\W\d])\1+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_VOWELS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}
_FEW = 3
"""A name with fewer consonants is told from others by its vowels, too: Lee is not Lao, but it may be Li."""


def fold(name: str) -> str:
    """A name without case, accents and punctuation, words parted by single blanks: "Kim Jong-un" -> "kim jong un"."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\w)[.](?=\w\b)", "", name).casefold().translate(_LETTERS)
    return _NOT_WORD.sub(" ", _POSSESSIVE.sub("", plain).replace("_", " ")).strip()


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

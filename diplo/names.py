"""Do two names name one entity? Folding and spelling keys; knows no spaCy."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(name: str) -> str:
    """A name without case, accents and punctuation, words parted by single blanks: "Kim Jong-un" -> "kim jong un"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\w)[.](?=\w\b)", "", plain).casefold().translate(_LETTERS)
    return _NOT_WORD.sub(" ", plain.replace("_", " ").replace("'s ", " ").replace("’s ", " ")).strip()

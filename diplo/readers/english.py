"""Is it English? diplo reads no other language, and a text in one is refused by name."""

from __future__ import annotations

import re
from functools import cache

from diplo import knowledge

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FEW = 20
"""Words of which too little can be said: a headline may be names alone."""
_SAMPLE = 20_000
"""Characters of a long text that are looked at."""
_SHARE = 0.2
"""Of the words of English news a third or more are among the commonest; of those of any other language a twentieth."""


def other_language(text: str) -> str | None:
    """Why a text is not read, if it is surely not English; None for English, and where it is too short to tell."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    is_spaceless = len(words) < _FEW and sum(len(word) for word in words) > 10 * _FEW
    if (len(words) < _FEW and not is_spaceless) or _share(words) >= _SHARE:
        return None
    name = _names().get(_identified(text[:_SAMPLE]))
    return f"Its language seems to be {name}; diplo reads English alone." if name else None


def _share(words: list[str]) -> float:
    return sum(word in knowledge.words("texts/english") for word in words) / len(words)


def _identified(text: str) -> str:
    """The code of the language by the n-grams of its letters; asked for doubtful texts alone, as it takes long."""
    from py3langid import classify

    return str(classify(text)[0])


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in knowledge.table("texts/languages")}

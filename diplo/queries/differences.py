"""What became of the words of one text in another, without case, accents and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from diplo.queries import Row
from diplo.queries.verify.words import Word, words_of


def differences(before: str, after: str) -> Iterator[Row]:
    """The words of both in one order: they are the same, left out, or put in."""
    one, other = words_of(before), words_of(after)
    left, right = ([word.folded for word in words] for words in (one, other))
    for change, begin, end, start, stop in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if change == "equal":
            yield {"change": "same", "words": _text(after, other, start, stop)}
            continue
        if begin < end:
            yield {"change": "left out", "words": _text(before, one, begin, end)}
        if start < stop:
            yield {"change": "put in", "words": _text(after, other, start, stop)}


def _text(text: str, words: Sequence[Word], start: int, stop: int) -> str:
    """Words of a text with the signs behind them, but for those of a joint between two parts."""
    end = words[stop].start if stop < len(words) else len(text)
    return text[words[start].start : end].rstrip(" …")

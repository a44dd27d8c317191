"""The words of a text and of a quotation that somebody typed, as they are compared: without case, accents and marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

GAP = "…"
"""What stands among the words of a quotation where something was left out; no word of a text is equal to it."""

_INNER = "\u00ad\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u200b-\u200d\u2060\ufeff"
"""Accents written apart, vowel points, soft hyphens and blanks without width: inside a word, and no part of it."""
_WORD = re.compile(
    rf"""
    (?:(?<![^\s(\[])[-−])? \d+ (?:[.,]\d+)* (?!\w)      # -3, 38.101, 1,000
    | (?<!\w) [^\W\d_] (?:\.[^\W\d_])+ (?!\w)           # U.S.
    | (?:(?<!\w)\[[^\W_]\](?=[^\W_]))?                 # [W]e: a letter whose case the writer changed
      [^\W_] (?:[^\W_] | [{_INNER}] | ['’ʼ](?=[^\W_]))* # Korea's, don't
    | [%‰$¢£¥₩€₹]                                       # what is read aloud
    """,
    re.VERBOSE,
)
_HYPHEN = re.compile(r"[-‐‑](?:\s*\n\s*)?")
_LEFT_OUT = re.compile(r"(?<!\w)(?!\[\w\]\w)\w*\[[^\[\]]*\]\w*|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.(?:\s?\.){2,}")
"""Words in brackets, which the writer put in the place of others, and ellipses."""
_DROPPED = re.compile(rf"[{_INNER}\[\]]|(?<=\d),(?=\d{{3}}(?!\d))|\.(?!\d)")
_MARKS = str.maketrans("’ʼ−", "''-")


class Word(NamedTuple):
    """A word, where it stands, and what it is compared by."""

    start: int
    end: int
    folded: str
    is_joined: bool = False
    """Whether only a hyphen parts it from the word before."""


class Typed(NamedTuple):
    """A quotation as somebody typed it: its words, with a gap for each place where something was left out."""

    text: str
    words: tuple[Word, ...]

    @property
    def segments(self) -> list[list[Word]]:
        """The runs of words between gaps."""
        return [list(run) for is_gap, run in groupby(self.words, lambda word: word.folded == GAP) if not is_gap]


def words_of(text: str) -> list[Word]:
    """The words of a text, in its order."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        is_joined = bool(found) and text[found[-1].end] in "-‐‑" and bool(_HYPHEN.fullmatch(text, found[-1].end, start))
        found.append(Word(start, end, _compared(match.group()), is_joined))
    return found


def typed(quotation: str) -> Typed:
    """What somebody typed, with a gap for every ellipsis and every word in brackets; those at its ends say nothing."""
    text = quotation.replace("\0", " ")
    gaps = [Word(*match.span(), GAP) for match in _LEFT_OUT.finditer(text)]
    inside = {at for gap in gaps for at in range(gap.start, gap.end)}
    words = sorted([*(word for word in words_of(text) if word.start not in inside), *gaps])
    kept = [word for at, word in enumerate(words) if word.folded != GAP or (at and words[at - 1].folded != GAP)]
    return Typed(text, tuple(kept[:-1] if kept and kept[-1].folded == GAP else kept))


def are_same(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether runs of words that differ are the same but for hyphens: "co-operate" and "cooperate"."""
    longer = max(one, other, key=len)
    letters, others = ("".join(word.folded for word in run) for run in (one, other))
    return letters == others and all(word.is_joined for word in longer[1:])


def folded(text: str) -> str:
    """A text without case and accents."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.translate(_MARKS)
    return text.casefold()


def _compared(word: str) -> str:
    """A word as it is compared."""
    return folded(word) if word.isalpha() else folded(_DROPPED.sub("", word))

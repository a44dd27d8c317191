"""Words from articles, made safe to print: without control codes, cut at the words to mark, shortened around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control codes but the line feed, marks that turn the direction of writing, and halves of surrogate pairs."""
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029 ]+")


MATCHES = frozenset(("match", "own match"))
"""Styles of words that were searched for."""
PALE = frozenset(("around", "vague"))
"""Styles of words that do not stand out."""
LEAST_AROUND = 12
"""Characters that are shown on either side of words that stand out, where several do."""

Span = tuple[int, int]


class Piece(NamedTuple):
    """Some words and the name of their style, if they have one."""

    text: str
    style: str | None = None


Cell = tuple[Piece, ...]
Row = dict[str, Any]
"""One row of an answer: its fields by name."""


class Mark(NamedTuple):
    """Words of a text that are to stand out, as offsets of the text, and why."""

    start: int
    end: int
    style: str


def plain(value: str) -> str:
    """The text on one line, without what could steer a terminal."""
    return plain_lines(_BREAKS.sub(" ", value))


def plain_lines(value: str) -> str:
    """The text with its line breaks and blanks, without what could steer a terminal."""
    return _UNSAFE.sub("", value.replace("\t", " "))


def cell(value: str, style: str | None = None) -> Cell:
    """A cell of one style."""
    return (Piece(plain(value), style),)


def cell_text(pieces: Cell) -> str:
    """The words of a cell without their styles."""
    return "".join(piece.text for piece in pieces)


def cut(text: str, marks: Iterable[Mark], begin: int = 0, clean: Callable[[str], str] = plain) -> Cell:
    """The text cut at the marks; `begin` is the offset of its first character. Where marks overlap the first stays."""
    pieces, at = [], 0
    for mark in sorted(marks):
        start, end = mark.start - begin, mark.end - begin
        if at <= start < end <= len(text):
            pieces += [Piece(text[at:start]), Piece(text[start:end], mark.style)]
            at = end
    pieces.append(Piece(text[at:]))
    return tuple(Piece(clean(piece.text), piece.style) for piece in pieces if piece.text)


def shortened(pieces: Cell, room: int) -> Cell:
    """The cell in `room` characters or so, cut at words, with `…` at the cuts.

    Words that stand out stay, each with as much around it as there is room for; of more than fit, the first.
    """
    words = cell_text(pieces)
    if len(words) <= room:
        return pieces
    kept: list[Piece] = []
    windows = _windows(words, _standing_out(pieces, room), room)
    for start, end in windows:
        kept += [Piece(" … " if kept else "…")] if start else []
        kept += _between(pieces, start, end)
    return (*kept, Piece("…")) if windows[-1][1] < len(words) else tuple(kept)


def _windows(words: str, marks: list[Span], room: int) -> list[Span]:
    """The parts of the words that are shown: as wide around the marks as fits."""
    while len(marks) > 1 and _length(_around(words, marks, LEAST_AROUND)) > room:
        marks = marks[:-1]
    most = bisect_right(range(len(words)), room, key=lambda pad: _length(_around(words, marks, pad))) - 1
    return [_at_words(words, window, marks) for window in _around(words, marks, max(0, most))]


def _around(words: str, marks: list[Span], pad: int) -> list[Span]:
    """The marks with `pad` characters on either side; those that are as near as the sign for a gap is long are one."""
    windows: list[Span] = []
    for start, end in marks:
        left, right = max(0, start - pad), min(len(words), end + pad)
        if windows and left - windows[-1][1] <= len(" … "):
            left = windows.pop()[0]
        windows.append((left, right))
    return windows


def _length(windows: list[Span]) -> int:
    """How long they are with the signs between them."""
    return sum(end - start for start, end in windows) + len(" … ") * (len(windows) - 1)


def _at_words(words: str, window: Span, marks: list[Span]) -> Span:
    """The window without the halves of words at its ends, unless these belong to marks.

    What the last window gives up on its left it gets on its right.
    """
    left, right = window
    first = min(start for start, _ in marks if start >= left)
    last = max(end for _, end in marks if end <= right)
    if left:
        left = words.find(" ", left - 1, first) + 1 or left
    if last == marks[-1][1]:
        right = min(len(words), right + left - window[0])
    if right < len(words):
        right = max(last, words.rfind(" ", last, right))
    return left, right


def _standing_out(pieces: Cell, room: int) -> list[Span]:
    """Where words stand that were searched for, or else others that stand out; or the beginning."""
    at, spans = 0, []
    has_match = any(piece.style in MATCHES for piece in pieces)
    for piece in pieces:
        if piece.style in MATCHES or (piece.style and piece.style not in PALE and not has_match):
            spans.append((at, at + min(len(piece.text), room)))
        at += len(piece.text)
    return spans or [(0, 0)]


def _between(pieces: Cell, left: int, right: int) -> Cell:
    kept, at = [], 0
    for piece in pieces:
        part = piece.text[max(0, left - at) : max(0, right - at)]
        if part:
            kept.append(Piece(part, piece.style))
        at += len(piece.text)
    return tuple(kept)

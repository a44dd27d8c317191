"""Words from articles, made safe to print: without control codes, cut at the words to mark, shortened around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control codes but the line feed, marks that turn the direction of writing, and halves of surrogate pairs."""
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029 ]+")


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
    """The cell in `room` characters at most, cut at words so that its first marked words stay, with `…` at the cuts."""
    words = cell_text(pieces)
    if len(words) <= room:
        return pieces
    start, end = _first_mark(pieces)
    left = max(0, min(start - (room - (end - start)) // 2, len(words) - room))
    if left and " " in words[left:start]:
        left = words.index(" ", left, start) + 1
    right = min(len(words), left + room - (left > 0))
    if right < len(words):
        right = max(end, words.rfind(" ", left, right))
    return (
        *((Piece("…"),) if left else ()),
        *_between(pieces, left, right),
        *((Piece("…"),) if right < len(words) else ()),
    )


def _first_mark(pieces: Cell) -> tuple[int, int]:
    at = 0
    for piece in pieces:
        if piece.style:
            return at, at + len(piece.text)
        at += len(piece.text)
    return 0, 0


def _between(pieces: Cell, left: int, right: int) -> Cell:
    kept, at = [], 0
    for piece in pieces:
        part = piece.text[max(0, left - at) : max(0, right - at)]
        if part:
            kept.append(Piece(part, piece.style))
        at += len(piece.text)
    return tuple(kept)

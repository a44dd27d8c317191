"""Bytes in, text out: the characters as they were given, line ends included, without a byte order mark."""

from __future__ import annotations

import codecs
import re

from diplo.readers.files import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins like that of UTF-16 and is tried before it."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS_ALLOWED = 0.002
"""Texts pasted from terminals and old archives hold a stray control character; binary data holds many."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text and, unless it is plain Unicode, a note; raises Unreadable for what is no text.

    `declared` is the encoding that the text itself names; it counts when the bytes are no UTF-8.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return check(_strict(data[len(mark) :], encoding)), ()
    if b"\x00" in data:
        raise Unreadable("It is binary data, not text.")
    for encoding, notes in _attempts(declared):
        try:
            return check(data.decode(encoding)), notes
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unreadable("Its encoding is neither UTF-8 nor Windows-1252: save it as UTF-8.")


def _attempts(declared: str | None) -> list[tuple[str, tuple[str, ...]]]:
    western = "cp1252", ("The text is not UTF-8; it was read as Windows-1252.",)
    if declared is None or declared.lower() in {
        "utf-8",
        "utf8",
        "iso-8859-1",
        "latin-1",
        "us-ascii",
    }:
        return [("utf-8", ()), western]
    return [
        ("utf-8", ()),
        (declared, (f"The text was read as {declared}, as it says itself.",)),
        western,
    ]


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"It begins as {encoding.upper()[:6].rstrip('-')} text but is damaged after that.") from error


def check(text: str) -> str:
    """The same text; raises Unreadable where nothing, or no text, is in it."""
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u2028\u2029"):
        raise Unreadable("It is empty." if not text else "It holds nothing but blanks.")
    if "\x00" in text or len(_CONTROL.findall(text)) > max(1, len(text) * _CONTROLS_ALLOWED):
        raise Unreadable("It is binary data, not text.")
    if _SURROGATE.search(text):
        raise Unreadable("It holds half a character (a lone surrogate), which no file can store.")
    return text

"""What a file holds, by its first bytes: names lie, and standard input has none."""

from __future__ import annotations

import json
import re

HEAD = 4096
"""Bytes that are looked at."""
_SIGNS = (
    (re.compile(rb".{0,1000}?%PDF-", re.S), ".pdf"),
    (re.compile(rb"PK\x03\x04.*(?:word/|\[Content_Types\])", re.S), ".docx"),
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), ".zip"),
    (re.compile(rb"\x1f\x8b"), ".gz"),
    (re.compile(rb"WARC/\d\.\d\r?\n"), ".warc"),
    (re.compile(rb"\{\\rtf"), ".rtf"),
    (re.compile(rb"From \S+\s+\w{3} \w{3} .*\d\d:\d\d:\d\d.*\r?\n[\w-]+:"), ".mbox"),
    (re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.S), ".rss"),
    (re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.S | re.I), ".html"),
    (
        re.compile(rb"(?:[\w-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)*?(?:Message-ID|MIME-Version|Received):", re.I),
        ".eml",
    ),
)
"""What only one format begins with, a byte order mark and blanks aside; the first that fits counts."""
_BINARY = frozenset({".pdf", ".docx", ".zip", ".gz"})
"""Formats that no text is mistaken for."""


def seems(head: bytes, named: str) -> str:
    """The suffix of the format that the first bytes show; `named`, where they may be of any text."""
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    sign = next((suffix for pattern, suffix in _SIGNS if pattern.match(begin)), None)
    if sign is not None and not (named == ".md" and sign not in _BINARY):
        return sign
    if named in {"", ".txt", ".json", ".jsonl"} and (found := _json(begin)):
        return found
    return named or ".txt"


def _json(begin: bytes) -> str | None:
    """Whether a text is JSON: an object on each line, or one value."""
    if not begin.startswith((b'{"', b"[{")) and not re.match(rb"[{\[]\s*[\"{]", begin):
        return None
    first, _, rest = begin.partition(b"\n")
    try:
        return ".jsonl" if isinstance(json.loads(first), dict) else ".json"
    except (ValueError, RecursionError):
        return ".jsonl" if first.startswith(b'{"') and not rest else ".json"

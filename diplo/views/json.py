"""A JSON list, written row by row; what could steer a terminal is written as an escape, so that nothing is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from diplo.views.layouts import Look, picked
from diplo.views.text import Row

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def show_json(rows: Iterable[Row], out: TextIO, look: Look) -> None:
    """Writes one list with one object a row, each on a line of its own."""
    before = "["
    for row in picked(rows, look):
        out.write(before + escaped(json.dumps(row, ensure_ascii=False)))
        before = ",\n "
    out.write("]\n" if before != "[" else "[]\n")


def escaped(line: str) -> str:
    """JSON in which control codes, marks of direction and halves of characters are escapes; it means the same."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def show_object(value: Mapping[str, Any], out: TextIO) -> None:
    """Writes one object, such as a dossier, on one line."""
    out.write(escaped(json.dumps(value, ensure_ascii=False)) + "\n")

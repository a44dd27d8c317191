"""JSON Lines: one object a row, one row a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from diplo.views.json import escaped
from diplo.views.layouts import Look, picked
from diplo.views.text import Row


def show_nl(rows: Iterable[Row], out: TextIO, look: Look) -> None:
    """Writes each row as soon as it is there."""
    for row in picked(rows, look):
        out.write(escaped(json.dumps(row, ensure_ascii=False)) + "\n")

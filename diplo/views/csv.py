"""CSV: lists joined by "; ", and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from diplo.views.columns import joined
from diplo.views.layouts import Look, picked
from diplo.views.text import Row, plain

_FORMULA = ("=", "+", "-", "@")


def show_csv(rows: Iterable[Row], out: TextIO, look: Look) -> None:
    """Writes a line of headings and a line for each row."""
    write_csv(rows, out, look, ",")


def write_csv(rows: Iterable[Row], out: TextIO, look: Look, delimiter: str) -> None:
    """Writes rows with any delimiter; headings come with the first row, since the row names them."""
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for number, row in enumerate(picked(rows, look)):
        if number == 0 and look.headers:
            writer.writerow(row)
        writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    """Texts and lists as one safe line; a leading apostrophe keeps a spreadsheet from computing it."""
    if value is None or isinstance(value, int | float):
        return value
    text = plain(joined(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text

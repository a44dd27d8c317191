"""Rows in, what a reader sees out: tables for people, JSON and CSV for programs, and the words behind a finding.

To add a format: one file here with a function of rows, stream and look, and one line in FORMATS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from diplo.views.csv import show_csv
from diplo.views.fmt import show_fmt, styles
from diplo.views.json import show_json
from diplo.views.layouts import Look, UnknownColumn
from diplo.views.nl import show_nl
from diplo.views.table import show_table
from diplo.views.text import Row
from diplo.views.tsv import show_tsv

__all__ = ["DRAWN", "FORMATS", "Look", "Row", "UnknownColumn", "show", "styles"]

FORMATS: Mapping[str, Callable[[Iterable[Row], TextIO, Look], None]] = {
    "table": show_table,
    "json": show_json,
    "nl": show_nl,
    "csv": show_csv,
    "tsv": show_tsv,
    "fmt": show_fmt,
}
DRAWN = frozenset(("table", "fmt"))
"""Formats for people, which are drawn once all rows are there; the others are written as the rows come."""


def show(rows: Iterable[Row], form: str, out: TextIO, look: Look) -> None:
    """Shows the rows in a format; raises UnknownColumn when the look names a column that they have not."""
    FORMATS[form](rows, out, look)

"""CSV with tabs between the cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from diplo.views.csv import write_csv
from diplo.views.layouts import Look
from diplo.views.text import Row


def show_tsv(rows: Iterable[Row], out: TextIO, look: Look) -> None:
    """Writes a line of headings and a line for each row."""
    write_csv(rows, out, look, "\t")

"""The columns of the table in any style of tabulate: Markdown, HTML, LaTeX and others; nothing is shortened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from diplo.views.layouts import Look, columns
from diplo.views.text import Row, cell_text


def show_fmt(rows: Iterable[Row], out: TextIO, look: Look) -> None:
    """Draws the rows once all have been read."""
    from tabulate import tabulate

    shown = columns(look)
    cells = [[cell_text(column.cell(row)) for column in shown] for row in rows]
    if cells:
        headings = [column.name for column in shown] if look.headers else ()
        out.write(tabulate(cells, headings, tablefmt=look.fmt, disable_numparse=True) + "\n")


def styles() -> tuple[str, ...]:
    """The names of the styles that there are."""
    from tabulate import tabulate_formats

    return tuple(tabulate_formats)

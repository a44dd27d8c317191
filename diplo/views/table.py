"""A table for people: as wide as the terminal, in colour where there is colour, the words below the row they belong to.

Where there is no style, marked words stand between asterisks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TextIO

from diplo.views.columns import Column, Layout
from diplo.views.layouts import LAYOUTS, Look, columns
from diplo.views.text import Cell, Row, cell, cell_text, shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {
    "date": "cyan",
    "type": "bold",
    "untyped": "dim",
    "happened": "green",
    "planned": "bold blue",
    "possible": "bold yellow",
    "cancelled": "bold red",
    "denied": "bold magenta",
    "name": "",
    "vague": "dim italic",
    "claim": "bold magenta",
    "place": "",
    "id": "dim",
    "trigger": "bold underline",
    "status": "bold yellow",
    "time": "bold cyan",
    "who": "bold green",
    "where": "bold blue",
    "cue": "bold yellow",
    "words": "underline",
    "match": "bold yellow",
    "own": "bold",
    "own match": "bold yellow",
    "around": "dim",
    "elsewhere": "bold red",
    "left out": "red",
    "put in": "green",
    "negation": "bold white on red",
    "verbatim": "green",
    "altered": "bold yellow",
    "not found": "bold red",
    "note": "italic",
    "heading": "bold",
    "rule": "dim",
}
MARKED = frozenset(("trigger", "status", "time", "cue", "words", "own", "own match"))
"""Styles whose words stand between asterisks where nothing can be styled; words that were searched for do not."""
GAP = "  "
INDENT = 12
"""Where the words below a row begin: beside a day, under the longest of other dates."""
SHORTEST_ID = 6


def show_table(rows: Iterable[Row], out: TextIO, look: Look) -> None:
    """Draws the rows; they are all read before the first is drawn, since widths depend on them."""
    from rich.text import Text

    rows = list(rows)
    if not rows:
        return
    console = open_console(out)
    layout = _layout(look)
    shown = {column: _texts(column, rows, console) for column in layout.columns}
    if not look.columns:
        shown = {column: texts for column, texts in shown.items() if any(text.plain for text in texts)}
    widths = _widths(shown, console.width)
    lines: list[Text] = []
    if look.headers:
        lines += _lines([Text(column.name, STYLES["heading"]) for column in shown], widths, console)
        lines += _lines([Text("─" * width, STYLES["rule"]) for width in widths], widths, console)
    for row, *texts in zip(rows, *shown.values(), strict=True):
        lines += _lines(texts, widths, console)
        for column in layout.below:
            lines += _below(column.cell(row), min(widths[0] + len(GAP), INDENT), layout.lines, console)
    write(lines, console)


def open_console(out: TextIO) -> Console:
    """A console that takes nothing in a text for markup, and no line for one that it may break."""
    from rich.console import Console

    return Console(file=out, highlight=False, markup=False, emoji=False, legacy_windows=False)


def write(lines: Iterable[Text], console: Console) -> None:
    """Prints lines that are already as wide as they may be."""
    from rich.text import Text

    console.print(Text("\n").join(lines), soft_wrap=True)


def drawn(pieces: Cell, console: Console) -> Text:
    """A cell with its styles, or with asterisks around marked words where nothing can be styled."""
    from rich.text import Text

    is_plain = console.color_system is None
    text = Text()
    for is_marked, run in groupby(pieces, key=lambda piece: is_plain and piece.style in MARKED):
        text.append("*" if is_marked else "")
        for words, style in run:
            text.append(words, STYLES[style] if style else None)
        text.append("*" if is_marked else "")
    return text


def _layout(look: Look) -> Layout:
    """The layout of the question, or one of the columns that the person named and nothing below."""
    return Layout(columns(look)) if look.columns else LAYOUTS[look.question]


def _texts(column: Column, rows: Sequence[Row], console: Console) -> list[Text]:
    """What stands in a column, ids as short as they may be."""
    cells = [column.cell(row) for row in rows]
    return [drawn(pieces, console) for pieces in (_short_ids(cells) if column.name == "id" else cells)]


def _short_ids(cells: Sequence[Cell]) -> list[Cell]:
    """Ids cut to the shortest length, of at least six, at which all that are shown differ."""
    ids = {cell_text(pieces) for pieces in cells}
    length = next(n for n in range(SHORTEST_ID, 99) if len({i[:n] for i in ids}) == len(ids))
    return [cell(cell_text(pieces)[:length], "id") for pieces in cells]


def _widths(shown: Mapping[Column, Sequence[Text]], room: int) -> list[int]:
    """What each column would like, less what the widest have to give so that all fit."""
    widths = [
        min(column.most, max(len(column.name), *(text.cell_len for text in texts))) for column, texts in shown.items()
    ]
    least = [min(width, column.least) for width, column in zip(widths, shown, strict=True)]
    excess = sum(widths) + len(GAP) * (len(widths) - 1) - room
    while excess > 0:
        spare = [width - floor for width, floor in zip(widths, least, strict=True)]
        widest = max((w for w, s in zip(widths, spare, strict=True) if s > 0), default=0)
        if not widest:
            break
        widths[next(n for n, width in enumerate(widths) if width == widest and spare[n] > 0)] -= 1
        excess -= 1
    return widths


def _lines(texts: Sequence[Text], widths: Sequence[int], console: Console) -> list[Text]:
    """One row, on as many lines as its longest cell needs."""
    from rich.text import Text

    wrapped = [text.wrap(console, width) for text, width in zip(texts, widths, strict=True)]
    lines = []
    for parts in zip_longest(*wrapped, fillvalue=Text()):
        line = Text()
        for part, width in zip(parts, widths, strict=True):
            line.append_text(part).append(" " * (width - part.cell_len) + GAP)
        line.rstrip()
        lines.append(line)
    return lines


def _below(pieces: Cell, indent: int, most: int, console: Console) -> list[Text]:
    """The words that stand below a row, indented, on `most` lines at most."""
    from rich.text import Text

    if not cell_text(pieces):
        return []
    room = max(20, console.width - indent)
    for size in range(room * most, 0, -room // 8):
        lines = drawn(shortened(pieces, size), console).wrap(console, room)
        if len(lines) <= most:
            break
    for line in lines:
        line.rstrip()
    return [Text(" " * indent).append_text(line) for line in lines]

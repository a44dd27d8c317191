"""Why what texts say of an entity is held to be said of one: its names, its appearances and what each is known by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from diplo.views.explanation import judgement
from diplo.views.table import drawn, open_console, write
from diplo.views.text import Row, cell

MOST_SHOWN = 40
"""Appearances that are listed; JSON has all."""


def show_identity(rows: Sequence[Row], corrections: Sequence[Row], out: TextIO) -> None:
    """Prints who an entity is and, for each document, the name there, what is stated, and why it is the same one.

    `corrections` are what people said of it.
    """
    console = open_console(out)
    said = (f"{row['judgement'].split()[1]}: {judgement(row)}" for row in corrections)
    lines = [
        line for words in (*_lines(rows), *said) for line in drawn(cell(words), console).wrap(console, console.width)
    ]
    write(lines, console)


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    first = rows[0]
    calls = dict.fromkeys(row["name"] for row in rows if row["name"])
    yield f"{first['kind']} {first['entity']}: {first['known as']}"
    yield f"names: {'; '.join(calls)}"
    documents = len({row["document"] for row in rows})
    yield f"in {documents} document{'s' * (documents != 1)}:"
    for row in rows[:MOST_SHOWN]:
        known = "; ".join(post.partition(":")[2] for post in row["posts"])
        stated = f" ({known})" if known else ""
        yield f"  {row['document']}, {row['written'] or 'no date'}: {row['name']}{stated}: {row['reason'] or 'unnamed'}"
        for one in row["candidates"]:
            yield f"    may be {one['name']} ({one['id'][:8]}){': ' + one['why'] if one['why'] else ''}"
    if len(rows) > MOST_SHOWN:
        yield f"  and {len(rows) - MOST_SHOWN} more: `--json` has all"

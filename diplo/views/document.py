"""What is known of one document, a line for each thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from diplo.views.explanation import labelled
from diplo.views.table import open_console, write
from diplo.views.text import Row

COUNTED = ("sentences", "names", "times", "events", "quotes", "facts")
MOST = 10
"""Documents that are named; of more their number is told."""


def show_document(row: Row, out: TextIO) -> None:
    """Prints all that is known of a document, without its text."""
    console = open_console(out)
    lines = [line for label, words in _told(row) if words for line in labelled(label, None, words, console)]
    write(lines, console)


def _told(row: Row) -> Iterator[tuple[str, str | None]]:
    """Label and words of each line; those without words are left out."""
    yield "document", row["document"]
    yield "title", row["title"]
    yield "written", f"{row['written']} (from: {row['date from']})" if row["written"] else "not known"
    yield from (("", note) for note in row["notes"])
    yield "source", row["source"]
    yield "url", row["url"]
    yield "by hand", ", ".join(row["by hand"])
    yield "copy of", row["copy of"]
    yield "copies", _named(row["copies"])
    yield "like", _named(row["like"])
    yield "text", f"{row['characters']} characters"
    yield "found", ", ".join(_counted(row[kind], kind) for kind in COUNTED)
    yield "read", f"{row['read'][:16].replace('T', ' ')} UTC by diplo {row['read by']}" if row["read"] else None
    yield "", "to be read again: `diplo rebuild --rest`" if row["stale"] else None
    yield "changed", f"{_counted(row['changes'], 'times')}: `diplo changes` shows how" if row["changes"] else None


def _named(documents: list[str]) -> str:
    more = f" and {len(documents) - MOST} more" if len(documents) > MOST else ""
    return ", ".join(documents[:MOST]) + more


def _counted(number: int, things: str) -> str:
    return f"{number} {things if number != 1 else things[:-1]}"

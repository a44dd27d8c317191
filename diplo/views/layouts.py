"""What a reader sees of the answer to each question: columns, their words and their styles.

JSON, CSV and TSV give the rows as they are; tables give these columns. To add a column, add a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from diplo.views import cells, changed, corrected, days
from diplo.views.columns import Column, Layout, field, joined
from diplo.views.event_layouts import EVENTS
from diplo.views.text import Row, cell, cell_text


class UnknownColumn(Exception):
    """A column was asked for that the answer does not have; the message names those that there are."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the person wants to see an answer: which columns (none: all), with headings or not, which tabulate style."""

    question: str
    columns: tuple[str, ...] = ()
    headers: bool = True
    fmt: str = "simple"


def picked(rows: Iterable[Row], look: Look) -> Iterator[Row]:
    """The rows with the wanted columns alone: fields, or columns of the table as text; raises UnknownColumn."""
    return ({name: _value(row, name, look) for name in look.columns or row} for row in rows)


def columns(look: Look) -> tuple[Column, ...]:
    """The columns of a table that the person named, or all those of its layout, those below included."""
    layout = LAYOUTS[look.question]
    known = {column.name: column for column in (*layout.columns, *layout.below)}
    if not look.columns:
        return tuple(known.values())
    return tuple(known.get(name) or _checked(name, look) for name in look.columns)


def _checked(name: str, look: Look) -> Column:
    return Column(name, lambda row: cell(joined(_value(row, name, look))), most=60)


def _value(row: Row, name: str, look: Look) -> Any:
    if name in row:
        return row[name]
    for column in columns(Look(look.question)):
        if column.name == name:
            return cell_text(column.cell(row))
    known = dict.fromkeys((*(column.name for column in columns(Look(look.question))), *row))
    raise UnknownColumn(f"There is no column {name!r}: choose from {', '.join(known)}.")


LAYOUTS: Mapping[str, Layout] = {
    **EVENTS,
    "quotes": Layout(
        (
            Column("said on", cells.said_on, 22, 10),
            Column("speaker", cells.said_by, 40, 12),
            field("cue", 20, 6),
            Column("to", cells.told, 30, 6),
            Column("how", cells.how, 8, 6),
            Column("reports", cells.reports, 20, 7),
            field("source", 24, 8),
            field("id", 12, 6, "id"),
        ),
        below=(
            Column("before", lambda row: cell(row.get("before") or "", "around"), 1000, 20),
            Column("said", cells.said, 1000, 20),
            Column("after", lambda row: cell(row.get("after") or "", "around"), 1000, 20),
        ),
        lines=6,
    ),
    "wordings": Layout(
        (
            field("written", 10, 10, "date"),
            Column("speaker", cells.speaker_here, 60, 12),
            field("source", 24, 8),
            field("document", 40, 12, "name"),
            field("copy of", 40, 12),
            field("like", 40, 12),
            field("id", 12, 6, "id"),
        ),
        below=(Column("said", cells.drift, 1000, 20),),
        lines=6,
    ),
    "verify": Layout(
        (
            Column("line", cells.line, 5, 4),
            Column("verdict", cells.verdict, 9, 9),
            Column("speaker", cells.whose, 40, 12),
            field("how", 16, 8),
            field("written", 10, 10, "date"),
            field("source", 24, 8),
            field("document", 40, 10),
            field("id", 12, 6, "id"),
        ),
        below=(Column("words", cells.laid_beside, 2000, 20), field("note", 500, 20, "note")),
        lines=12,
    ),
    "sources": Layout(
        (
            Column("who", cells.quoted_source, 80, 20),
            field("quotes"),
            field("words", 7, 5),
            Column("share", cells.share, 7, 6),
            field("direct"),
            field("mixed", 6, 5),
            field("indirect", 8, 8),
            field("id", 12, 6, "id"),
        )
    ),
    "unnamed": Layout(
        (
            field("written", 10, 10, "date"),
            field("name", 40, 16, "vague"),
            field("quotes"),
            field("words", 6, 5),
            field("source", 24, 8),
            field("document", 40, 12, "name"),
            field("id", 12, 6, "id"),
        ),
        below=(Column("said", cells.all_said, 2000, 20),),
        lines=6,
    ),
    "last_quotes": Layout(
        (
            field("written", 10, 10, "date"),
            Column("how", cells.how, 8, 6),
            field("source", 24, 8),
            field("id", 12, 6, "id"),
        ),
        below=(Column("said", cells.said, 1000, 20),),
        lines=6,
    ),
    "company": Layout(
        (
            field("name", 40, 18, "name"),
            field("role", 50, 12),
            field("events"),
            field("met"),
            field("first", 10, 10, "date"),
            field("last", 10, 10, "date"),
            field("id", 12, 6, "id"),
        )
    ),
    "last_documents": Layout(
        (
            field("written", 10, 10, "date"),
            field("document", 60, 20, "name"),
            field("source", 24, 8),
            field("mentions"),
        ),
        below=(field("title", 300, 20),),
    ),
    "participants": Layout(
        (
            field("name", 40, 18, "name"),
            field("role", 50, 12),
            field("events"),
            field("quotes"),
            field("first", 10, 10, "date"),
            field("last", 10, 10, "date"),
            field("id", 12, 6, "id"),
        )
    ),
    "facts": Layout(
        (
            field("name", 40, 12, "name"),
            field("predicate", 14, 12),
            Column("object", cells.object, 60, 14),
            Column("when", cells.term, 22, 10),
            Column("known", cells.known, 40, 8),
            Column("texts", lambda row: cell(str(row["documents"])), 5, 5),
            field("id", 12, 6, "id"),
        )
    ),
    "roles": Layout(
        (
            Column("role", cells.object, 60, 16),
            Column("when", cells.term, 22, 22),
            Column("known", cells.known, 40, 10),
            Column("texts", lambda row: cell(str(row["documents"])), 5, 5),
            field("id", 12, 6, "id"),
        )
    ),
    "reports": Layout(
        (
            field("name", 40, 10, "name"),
            field("predicate", 14, 12),
            Column("object", cells.object, 60, 12),
            Column("when", cells.held, 30, 10),
            field("written", 10, 10, "date"),
            field("source", 24, 8),
            field("id", 12, 6, "id"),
        )
    ),
    "times": Layout(
        (
            Column("days", lambda row: cell(days.window(row["earliest"], row["latest"]) or "", "date"), 22, 10),
            field("words", 40, 10),
            field("type", 8, 8),
            field("value", 24, 10),
            field("rule", 24, 14),
            field("document", 40, 10, "name"),
            field("id", 12, 6, "id"),
        )
    ),
    "gaps": Layout(
        (
            field("gap", 12, 11, "type"),
            field("words", 50, 14),
            field("note", 40, 12),
            field("id", 12, 6, "id"),
        ),
        below=(Column("sentence", cells.gap_sentence, 500, 20),),
    ),
    "documents": Layout(
        (
            field("written", 10, 10, "date"),
            field("date from", 10, 9),
            field("document", 60, 20, "name"),
            field("source", 24, 8),
            field("events"),
            field("quotes"),
            field("copy of", 40, 12),
            field("like", 40, 12),
        ),
        below=(field("title", 300, 20), field("notes", 500, 20, "vague")),
    ),
    "corrections": Layout(
        (
            field("day", 10, 10, "date"),
            field("author", 20, 8),
            field("judgement", 14, 12, "type"),
            Column("on", corrected.judged, 30, 10),
            Column("right", corrected.right, 40, 12),
            Column("state", corrected.state, 40, 10),
            field("id", 12, 6, "id"),
        ),
        below=(field("reason", 300, 20),),
    ),
    "changed_sentences": Layout(
        (field("change", 8, 8), Column("sentence", changed.sentence, 2000, 40)),
    ),
    "changed_findings": Layout(
        (
            field("change", 8, 8),
            field("kind", 5, 5),
            Column("read", changed.read, 500, 30),
            field("id", 12, 6, "id"),
        ),
        below=(Column("sentence", changed.place, 500, 20),),
    ),
    "changes": Layout(
        (
            field("what", 8, 6),
            field("id", 12, 6, "id"),
            field("field", 12, 8),
            field("before", 60, 12),
            field("after", 60, 12),
        )
    ),
}

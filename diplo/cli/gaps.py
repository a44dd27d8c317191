"""diplo gaps: what of a document no finding took up."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import Connection
from typing import Annotated

import typer

from diplo import database, language, queries, store, views
from diplo.cli.answer import show
from diplo.cli.options import Base, Doc, Output
from diplo.cli.spread import spread
from diplo.records import Document


@spread
def command(
    doc: Doc,
    output: Output,
    base: Base,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Another spaCy pipeline than diplo's.")] = None,
) -> None:
    """Examples:

    diplo gaps article.txt
    diplo gaps article.txt --json

    What was not caught, in the order of the text: speech whose speaker is not
    known, days that date no event, names of which it is not known who is meant,
    and sentences with a word that may name an event, of which none was read.
    """
    with closing(database.read(base.db)) as db:
        show("gaps", _rows(db, store.document(db, doc), model), output)


def _rows(db: Connection, document: Document, model: str | None) -> list[views.Row]:
    """What the base knows to be missing, and what the text, read once more, may say besides."""
    rows = list(queries.select(db, "gaps", document=document.id))
    rows += [_row(document, missed) for missed in language.unread(language.load(model), document)]
    return sorted(rows, key=lambda row: (row["start"], row["gap"]))


def _row(document: Document, missed: language.Unread) -> views.Row:
    first, last = missed.sentence
    return {
        "gap": "maybe event",
        "words": document.text[missed.start : missed.end],
        "note": " or ".join(missed.types),
        "id": None,
        "start": missed.start,
        "end": missed.end,
        "document": document.id,
        "sentence_start": first,
        "sentence": document.text[first:last],
    }

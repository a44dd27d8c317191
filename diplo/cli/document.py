"""diplo document: shows what is known of a document, puts it right, or forgets it."""

from __future__ import annotations

import sys
from contextlib import closing
from sqlite3 import Connection
from typing import Annotated

import typer

from diplo import database, queries, store
from diplo.cli import completion, days
from diplo.cli.judging import correcting
from diplo.cli.options import Base
from diplo.cli.reading import Effort, keep
from diplo.cli.report import Report
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse, tell
from diplo.records import Document

DocumentId = Annotated[
    str,
    typer.Argument(metavar="ID", autocompletion=completion.documents, help="The document, as `diplo documents` says."),
]

HELP = """Examples:

diplo document show article.txt
diplo document set article.txt --date 2018-05-31
diplo document forget article.txt

Shows what is known of a document, puts it right, or forgets it.
"""

command = typer.Typer(no_args_is_help=True, help=HELP)


@command.command("show", short_help="What is known of a document.")
@spread
def show_document(
    document_id: DocumentId,
    base: Base,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="One JSON object.")] = False,
) -> None:
    """Examples:

    diplo document show article.txt
    diplo document show article.txt --json

    What is known of a document: its head and day of writing with what was noted
    on it, its copies, the documents that are this text with edits, and how much
    was found in it.
    """
    from diplo.views.document import show_document as show
    from diplo.views.json import show_object

    with closing(database.read(base.db)) as db:
        (row,) = queries.select(db, "document", document=store.document(db, document_id).id)
    (show_object if as_json else show)(row, sys.stdout)


@command.command("set", short_help="What you know of a document.")
@spread
def set_document(
    document_id: DocumentId,
    base: Base,
    date: Annotated[str | None, typer.Option(parser=days.day, metavar="DAY", help="The day it was written.")] = None,
    source: Annotated[str | None, typer.Option(metavar="OUTLET", help="The outlet.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="The title.")] = None,
) -> int:
    """Examples:

    diplo document set article.txt --date 2018-05-31
    diplo document set article.txt --source "The Courier" --title "Talks"

    Sets what you know of a document; no later ingest changes it. With another
    date the text is read again.
    """
    if date is source is title is None:
        raise Misuse("Say what to set: --date, --source or --title.")
    with correcting(base) as db:
        found = store.document(db, document_id)
        changed = store.set_document(db, found.id, date=date, source=source, title=title)
        tell(f"{found.id} is set.")
        return _read_again(db, changed)


@command.command(short_help="Remove a document and what was read from it.")
@spread
def forget(document_id: DocumentId, base: Base) -> int:
    """Examples:

    diplo document forget article.txt

    Removes a document and all that was read from it.
    """
    with correcting(base) as db:
        found = store.document(db, document_id)
        heir = store.forget(db, found.id)
        tell(f"{found.id} is forgotten.")
        return _read_again(db, heir)


def _read_again(db: Connection, document: Document | None) -> int:
    """Reads the document that a correction leaves to be read, if there is one; the exit code."""
    report = Report(is_quiet=True)
    for read, saved in keep(db, [document] if document else [], Effort(), report):
        report.saved(read, saved)
    return report.finish()

"""diplo changes: what an edited article no longer says, says now, and says otherwise."""

from __future__ import annotations

import shlex
from collections import Counter
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from sqlite3 import Connection
from typing import Annotated, Any

import typer

from diplo import database, store
from diplo.cli.options import Base, Doc, Sheet
from diplo.cli.spread import spread
from diplo.cli.telling import tell
from diplo.store import Saved, Version


@spread
def command(
    doc: Doc,
    sheet: Sheet,
    base: Base,
    all: Annotated[bool, typer.Option("--all", metavar="", help="Every change since it first came.")] = False,
) -> None:
    """Examples:

    diplo changes article.txt
    diplo changes article.txt --all
    diplo changes article.txt --json

    What an edited article no longer says, says now, and says otherwise: its
    sentences in the signs of wdiff, [-left out-] and {+put in+}, and the events,
    quotes and facts that are gone, new or read in another way. Capitals, accents
    and marks do not count.
    """
    from diplo.views.sections import show_changes

    with closing(database.read(base.db)) as db:
        document = store.document(db, doc)
        versions = store.versions(db, document.id)
    if len(versions) == 1:
        tell(f"{document.id} has not been changed since it came.")
    elif not versions[-1].sentences:
        tell(f"{document.id} has not been read since it was edited: `diplo rebuild --rest` does it.")
    steps = list(pairwise(versions))
    found = [_change(*step) for step in (steps if all else steps[-1:])]
    sheet.show({"document": document.id, "changes": found}, show_changes)


def told(db: Connection, saved: Saved) -> Saved:
    """What became of a document, with a note on what became of its findings where another text has replaced its own."""
    if saved.outcome != "updated" or not saved.counts:
        return saved
    before, after = store.versions(db, saved.document_id)[-2:]
    counts = Counter(row["change"] for row in _change(before, after)["findings"])
    found = ", ".join(f"{counts[change]} {change}" for change in ("gone", "new", "changed") if counts[change])
    note = f"findings: {found or 'the same'}; `diplo changes {shlex.quote(saved.document_id)}` shows what changed"
    return replace(saved, notes=(*saved.notes, note))


def _change(before: Version, after: Version) -> dict[str, Any]:
    """One text beside the next: when it came, what differs in title and date, in sentences and in findings."""
    from diplo.queries.changes import changes

    given = [
        {"field": name, "before": getattr(before, field), "after": getattr(after, field)}
        for name, field in (("title", "title"), ("written", "date"))
        if getattr(before, field) != getattr(after, field)
    ]
    return {"replaced": before.replaced, "given": given, **changes(before, after)}

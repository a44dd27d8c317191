"""diplo ingest: reads articles and keeps what they say."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import chain
from sqlite3 import Connection
from typing import Annotated

import typer

from diplo import database, language, readers, store
from diplo.cli.failures import FailuresFile
from diplo.cli.options import Base
from diplo.cli.progress import progress
from diplo.cli.reading import Effort, Input, Load, Paths, keep
from diplo.cli.report import NoProgress, Quiet, Report, Verbose
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse, tell
from diplo.cli.watching import watch
from diplo.records import Document
from diplo.views.text import plain_lines


@dataclass(frozen=True, slots=True)
class Target(Base):
    """Where the articles go, if anywhere, and what becomes of those that fail."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help="List what would be read, with date and title; keep nothing.")
    ] = False
    watch: Annotated[
        bool, typer.Option("--watch", metavar="", help="Take new and changed files of folders as they come.")
    ] = False
    failures: FailuresFile = None


@spread
def command(
    paths: Paths,
    given: Input,
    effort: Effort,
    base: Target,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_progress: NoProgress = False,
) -> int:
    """Examples:

    diplo ingest article.txt --date 2018-05-31
    diplo ingest articles/ --source "The Courier"
    diplo ingest download.zip --dry-run
    diplo ingest articles/ --failures failed.jsonl
    diplo ingest articles/ --watch
    cat article.txt | diplo ingest -

    Reads articles and keeps what they say. What is there already is not read
    again. The day of writing comes from the document itself, from --date, from
    the file's name, from a date line or a dateline, in this order. Files are
    told by what they hold: text, Markdown, web pages, PDF, Word and RTF, mail,
    JSON and CSV of news services, feeds, exports of Nexis, Factiva and
    ProQuest; .zip, .gz and .warc with any of them. Texts in other languages
    than English are refused. A file that is still being written waits until it
    rests; --watch ends with Ctrl-C.
    """
    if base.dry_run and base.watch:
        raise Misuse("Choose one of --dry-run and --watch.")
    report = Report(quiet, verbose, base.watch)
    with report.failures.written_to(base.failures):
        if base.watch:
            load = cache(language.load)
            with closing(database.write(base.db)) as db:
                watch(paths, given.options(), report, lambda found: _keep_all(db, found, effort, report, load))
        else:
            documents = report.without_failures(readers.read(paths, given.options(), readers.Listener(report.take)))
            if base.dry_run:
                _list(documents, report)
            elif (first := next(documents, None)) is not None:
                with (
                    closing(database.write(base.db)) as db,
                    progress(not (quiet or no_progress), report, lambda: readers.size(paths)),
                ):
                    _keep_or_tell(db, chain((first,), documents), effort, report)
        return report.finish()


def _list(documents: Iterable[Document], report: Report) -> None:
    """A line for each document: day of writing, where that comes from, id and title; below it what is to be known."""
    for document in documents:
        report.counted(document, "to be read")
        name = document.id + (f": {document.title}" if document.title else "")
        sys.stdout.write(plain_lines(f"{document.date or 'no date':10}  {document.date_from or '':9}  {name}") + "\n")
        for note in (*document.date_notes, *document.notes):
            sys.stdout.write(plain_lines(f"{'':23}{note}") + "\n")


def _keep_or_tell(db: Connection, documents: Iterable[Document], effort: Effort, report: Report) -> None:
    try:
        _keep_all(db, documents, effort, report)
    except KeyboardInterrupt:
        tell("Interrupted: what was stored stays stored; the same command goes on from there.")
        raise


def _keep_all(
    db: Connection, documents: Iterable[Document], effort: Effort, report: Report, load: Load | None = None
) -> None:
    """Stores the documents, then reads those again that have gone stale, such as copies that came to stand alone."""
    before = report.outcomes.total()
    for document, saved in keep(db, _to_read(db, documents, report), effort, report, load):
        report.saved(document, saved)
    if report.outcomes.total() > before:
        for document, saved in keep(db, store.stale(db), effort, report, load):
            report.saved(document, saved)


def _to_read(db: Connection, documents: Iterable[Document], report: Report) -> Iterator[Document]:
    """The documents that are worth reading, as the base knows them; the others are dealt with on the way."""
    for document in documents:
        known = store.known(db, document)
        if store.status(db, document) in store.TO_READ:
            yield known
        else:
            report.saved(known, next(store.save(db, [document])))

"""diplo ingest: reads articles and keeps what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain
from sqlite3 import Connection

from diplo import database, readers, store
from diplo.cli.options import Base
from diplo.cli.reading import Effort, Input, Paths, keep
from diplo.cli.report import NoProgress, Quiet, Report, Verbose, progress
from diplo.cli.spread import spread
from diplo.cli.telling import tell
from diplo.records import Document


@spread
def command(
    paths: Paths,
    given: Input,
    effort: Effort,
    base: Base,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_progress: NoProgress = False,
) -> int:
    """Examples:

    diplo ingest article.txt --date 2018-05-31
    diplo ingest articles/ --source "The Courier"
    cat article.txt | diplo ingest -

    Reads articles and keeps what they say. What is there already is not read
    again. The day of writing comes from the document itself, from --date, from
    the file's name, from a date line or a dateline, in this order.
    """
    report = Report(quiet, verbose)
    documents = report.without_failures(readers.read(paths, given.options()))
    first = next(documents, None)
    if first is not None:
        with closing(database.write(base.db)) as db, progress(not (quiet or no_progress), report):
            _keep_all(db, chain((first,), documents), effort, report)
    return report.finish()


def _keep_all(db: Connection, documents: Iterable[Document], effort: Effort, report: Report) -> None:
    """Stores the documents, then reads those again that have gone stale, such as copies that came to stand alone."""
    try:
        for texts in (_to_read(db, documents, report), store.stale(db)):
            for document, saved in keep(db, texts, effort, report):
                report.saved(document, saved)
    except KeyboardInterrupt:
        tell("Interrupted: what was stored stays stored; the same command goes on from there.")
        raise


def _to_read(db: Connection, documents: Iterable[Document], report: Report) -> Iterator[Document]:
    """The documents that are worth reading, as the base knows them; the others are dealt with on the way."""
    for document in documents:
        known = store.known(db, document)
        if store.status(db, document) in store.TO_READ:
            yield known
        else:
            report.saved(known, next(store.save(db, [document])))

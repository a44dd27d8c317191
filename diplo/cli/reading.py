"""Reading texts with the language model, which is loaded only when there is something to read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from sqlite3 import Connection
from typing import TYPE_CHECKING, Annotated

import typer

from diplo import __version__, language, readers, store
from diplo.cli import changes, days
from diplo.cli.report import Report
from diplo.cli.telling import mistake
from diplo.readers import Failure
from diplo.records import Document

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 16
"""Documents that are read together."""
MANY = 32
"""Documents at which workers are worth their start."""

Load = Callable[[str | None], "Language"]
"""What gives the language model of that name, where it is not to be loaded each time."""
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")]


def _format(typed: str) -> str:
    """A format that there is a reader for."""
    if f".{typed}" not in readers.FORMATS:
        raise typer.BadParameter(f"{typed!r} is none of {', '.join(s.removeprefix('.') for s in readers.FORMATS)}.")
    return typed


@dataclass(frozen=True, slots=True)
class Input:
    """What the person says of all the documents, and what reads them."""

    date: Annotated[
        str | None,
        typer.Option(
            parser=days.day, metavar="DAY", help="The day of writing, where a document does not tell its own."
        ),
    ] = None
    source: Annotated[str | None, typer.Option(metavar="OUTLET", help="The outlet, where a document names none.")] = (
        None
    )
    format: Annotated[
        str | None,
        typer.Option(
            parser=_format, metavar="SUFFIX", help="The format, whatever the content: txt, html, pdf, mbox, ..."
        ),
    ] = None

    def options(self) -> readers.Options:
        """What the readers need to know."""
        return readers.Options(date=self.date, source=self.source, format=self.format)


@dataclass(frozen=True, slots=True)
class Effort:
    """What reads the documents, and how much of the machine it may take."""

    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another spaCy pipeline, with Universal Dependencies.")
    ] = None
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            min=1,
            metavar="N",
            envvar="DIPLO_WORKERS",
            help="Processes that read; as many as cores, if not given.",
        ),
    ] = None
    give_up: Annotated[
        float, typer.Option("--give-up", min=1, metavar="SECONDS", help="How long the reading of one text may take.")
    ] = 120


def read_texts(
    documents: Iterable[Document], effort: Effort, report: Report, load: Load | None = None
) -> Iterator[Document]:
    """The documents with their findings: few are read here, more by workers; for none no model is loaded."""
    documents = iter(documents)
    few = tuple(islice(documents, MANY))
    if len(few) == MANY:
        yield from _read_by_workers(chain(few, documents), effort, report)
    elif few:
        nlp = (load or language.load)(effort.model)
        for first in range(0, len(few), BATCH):
            yield from _read(nlp, few[first : first + BATCH], report)


def keep(
    db: Connection, documents: Iterable[Document], effort: Effort, report: Report, load: Load | None = None
) -> Iterator[tuple[Document, store.Saved]]:
    """Reads and stores documents; each is in the base, whole, when it is given back."""
    run = None
    for document in read_texts(documents, effort, report, load):
        if run is None:
            run = store.start_run(db, datetime.now(UTC).isoformat(timespec="seconds"), __version__, effort.model)
        yield document, changes.told(db, next(store.save(db, [document], run)))


def _read_by_workers(documents: Iterable[Document], effort: Effort, report: Report) -> Iterator[Document]:
    from diplo.language.workers import Failed, Workers

    with closing(Workers(effort.workers or _cores(), effort.model, BATCH, effort.give_up)) as workers:
        for read in workers.read(documents):
            if isinstance(read, Failed):
                _tell_failure(*read, report)
            else:
                yield read


def _cores() -> int:
    """The cores that this process may use, where the system tells; else all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read(nlp: Language, batch: Sequence[Document], report: Report) -> Iterator[Document]:
    """Reads documents together and, should that fail, each alone, so that one that is too much costs no other."""
    try:
        yield from list(language.extract(nlp, batch))
    except Exception as error:
        if len(batch) == 1:
            _tell_failure(batch[0], error, report)
        else:
            for document in batch:
                yield from _read(nlp, [document], report)


def _tell_failure(document: Document, reason: Exception | str, report: Report) -> None:
    report.failed(Failure(document.id, reason if isinstance(reason, str) else mistake(reason)))

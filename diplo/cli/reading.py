"""Reading texts with the language model, which is loaded only when there is something to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from sqlite3 import Connection
from typing import TYPE_CHECKING, Annotated

import typer

from diplo import __version__, language, readers, store
from diplo.cli import days
from diplo.cli.report import Report
from diplo.cli.telling import mistake
from diplo.readers import Failure
from diplo.records import Document

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 16
"""Documents that are read together: what `language.extract` reads in one go."""

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")]


def _format(typed: str) -> str:
    """A format that there is a reader for."""
    if f".{typed}" not in readers.READERS:
        raise typer.BadParameter(f"{typed!r} is none of {', '.join(s.removeprefix('.') for s in readers.READERS)}.")
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
        typer.Option(parser=_format, metavar="SUFFIX", help="The format of standard input: txt, md, html or jsonl."),
    ] = None
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another spaCy pipeline, with Universal Dependencies.")
    ] = None

    def options(self) -> readers.Options:
        """What the readers need to know."""
        return readers.Options(date=self.date, source=self.source, format=self.format)


def read_texts(documents: Iterable[Document], model: str | None, report: Report) -> Iterator[Document]:
    """The documents with their findings; where there are no documents no model is loaded."""
    documents, nlp = iter(documents), None
    while batch := tuple(islice(documents, BATCH)):
        nlp = nlp or language.load(model)
        yield from _read(nlp, batch, report)


def keep(
    db: Connection, documents: Iterable[Document], model: str | None, report: Report
) -> Iterator[tuple[Document, store.Saved]]:
    """Reads and stores documents; each is in the base, whole, when it is given back."""
    run = None
    for document in read_texts(documents, model, report):
        if run is None:
            run = store.start_run(db, datetime.now(UTC).isoformat(timespec="seconds"), __version__, model)
        yield document, next(store.save(db, [document], run))


def _read(nlp: Language, batch: Sequence[Document], report: Report) -> Iterator[Document]:
    """Reads documents together and, should that fail, each alone, so that one that is too much costs no other."""
    try:
        yield from list(language.extract(nlp, batch))
    except Exception as error:
        if len(batch) == 1:
            report.failed(Failure(batch[0].id, mistake(error)))
        else:
            for document in batch:
                yield from _read(nlp, [document], report)

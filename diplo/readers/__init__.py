"""Paths in, documents out: files, folders and standard input.

To add a format: one file here with a function from a file to documents, and one line in READERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from diplo.readers.dates import date_document
from diplo.readers.files import (
    Failure,
    File,
    Options,
    Unreadable,
    find_files,
    unreadable,
)
from diplo.readers.html import read_html
from diplo.readers.jsonl import read_jsonl
from diplo.readers.markdown import read_markdown
from diplo.readers.txt import read_txt
from diplo.records import Document

__all__ = ["READERS", "Failure", "Options", "read"]

READERS: Mapping[str, Callable[[File], Iterator[Document | Failure]]] = MappingProxyType(
    {
        ".txt": read_txt,
        ".md": read_markdown,
        ".html": read_html,
        ".htm": read_html,
        ".jsonl": read_jsonl,
    }
)

_NOTHING_SAID = Options()


def read(paths: Iterable[str], options: Options = _NOTHING_SAID) -> Iterator[Document | Failure]:
    """Yields a document, or the reason why there is none, for every text that the paths lead to, in order.

    Ids are those of the JSON objects; the path below the given folder; or the name of a file given by itself. A second
    document with the same id is a failure.
    """
    places: dict[str, str] = {}
    for found in find_files(paths, options, READERS):
        if isinstance(found, Failure):
            yield found
            continue
        for document in _documents(found):
            if isinstance(document, Failure):
                yield document
            elif document.id in places:
                yield Failure(
                    found.path,
                    f"The id {document.id!r} was already read from {places[document.id]}.",
                )
            else:
                places[document.id] = found.path
                yield _completed(document, found.id, options)


def _documents(file: File) -> Iterator[Document | Failure]:
    try:
        yield from READERS[file.suffix](file)
    except Unreadable as error:
        yield Failure(file.path, str(error))
    except OSError as error:
        yield Failure(file.path, unreadable(error))


def _completed(document: Document, name: str, options: Options) -> Document:
    """The document with its date of writing and, where it names none itself, its outlet."""
    dated = date_document(document, name, options.date)
    return dated if dated.source or not options.source else replace(dated, source=options.source)

"""Paths in, documents out: files, folders and standard input.

To add a format: one file here with a function from a file to documents, and one line in READERS; for one that holds
files, from a file to files, and one line in ARCHIVES. What is recognised by its content has a line in `contents.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from diplo.readers.archives import DEPTH, unpack_gz, unpack_warc, unpack_zip
from diplo.readers.dates import date_document
from diplo.readers.docx import read_docx
from diplo.readers.english import other_language
from diplo.readers.feeds import read_feed
from diplo.readers.files import (
    Failure,
    File,
    Listener,
    Options,
    Unreadable,
    find_files,
    unreadable,
)
from diplo.readers.files import size as size_of_files
from diplo.readers.html import read_html
from diplo.readers.json import read_csv, read_json, read_jsonl
from diplo.readers.mail import read_eml, read_mbox
from diplo.readers.markdown import read_markdown
from diplo.readers.pdf import read_pdf
from diplo.readers.rtf import read_rtf
from diplo.readers.txt import read_txt
from diplo.readers.watch import Watch
from diplo.records import Document

__all__ = ["FORMATS", "READERS", "Failure", "Listener", "Options", "Watch", "read", "size"]

READERS: Mapping[str, Callable[[File], Iterator[Document | Failure]]] = MappingProxyType(
    {
        ".txt": read_txt,
        ".md": read_markdown,
        ".html": read_html,
        ".htm": read_html,
        ".jsonl": read_jsonl,
        ".json": read_json,
        ".csv": read_csv,
        ".tsv": read_csv,
        ".pdf": read_pdf,
        ".docx": read_docx,
        ".rtf": read_rtf,
        ".eml": read_eml,
        ".mbox": read_mbox,
        ".rss": read_feed,
        ".atom": read_feed,
        ".xml": read_feed,
    }
)
ARCHIVES: Mapping[str, Callable[[File], Iterator[File | Failure]]] = MappingProxyType(
    {".gz": unpack_gz, ".zip": unpack_zip, ".warc": unpack_warc}
)
FORMATS = (*READERS, *ARCHIVES)
"""The suffixes of all that can be read."""

_NOTHING_SAID, _NOBODY = Options(), Listener()


def size(paths: Iterable[str]) -> int | None:
    """How many bytes `read` will about take, as its listener counts them; None where that is not known."""
    return size_of_files(paths, FORMATS)


def read(
    paths: Iterable[str], options: Options = _NOTHING_SAID, listener: Listener = _NOBODY
) -> Iterator[Document | Failure]:
    """Yields a document, or the reason why there is none, for every text that the paths lead to, in order.

    Ids are those of the JSON objects; the path below the given folder; or the name of a file given by itself. A second
    document with the same id is a failure.
    """
    places: dict[str, str] = {}
    for found in find_files(paths, options, FORMATS, listener):
        if isinstance(found, Failure):
            yield found
            continue
        for document in _documents(found):
            if isinstance(document, Failure):
                yield document
            elif reason := other_language(document.text):
                yield Failure(_place(found, document), reason, "not English")
            elif document.id in places:
                yield Failure(
                    found.path,
                    f"The id {document.id!r} was already read from {places[document.id]}.",
                )
            else:
                places[document.id] = found.path
                yield _completed(document, found.id, options)


def _documents(file: File, depth: int = 0) -> Iterator[Document | Failure]:
    """What is in a file, or in the files within it; whatever goes wrong with one is told, and the others go on."""
    try:
        if file.suffix in READERS:
            yield from READERS[file.suffix](file)
        elif depth == DEPTH:
            yield Failure(file.path, f"It lies in {DEPTH} archives, one within the other; no more are opened.")
        else:
            yield from _within(file, depth + 1)
    except Unreadable as error:
        yield Failure(file.path, str(error))
    except OSError as error:
        yield Failure(file.path, unreadable(error))


def _within(archive: File, depth: int) -> Iterator[Document | Failure]:
    """What is in the files within an archive; of other formats they are passed over, as in a folder."""
    is_found = False
    for inner in ARCHIVES[archive.suffix](archive):
        if isinstance(inner, Failure):
            is_found = True
            yield inner
        elif inner.suffix in FORMATS:
            is_found = True
            yield from _documents(inner, depth)
    if not is_found:
        raise Unreadable("It holds no texts.")


def _place(file: File, document: Document) -> str:
    """Where a document is: its file and, where that holds many, its id."""
    return file.path if document.id == file.id else f"{file.path}: {document.id}"


def _completed(document: Document, name: str, options: Options) -> Document:
    """The document with its date of writing and, where it names none itself, its outlet."""
    dated = date_document(document, name, options.date)
    return dated if dated.source or not options.source else replace(dated, source=options.source)

"""Plain text: one file is one document, and its text is kept character for character; or it is an archive's export."""

from __future__ import annotations

from collections.abc import Iterator

from diplo.readers.encoding import decode
from diplo.readers.exports import documents
from diplo.readers.files import Failure, File
from diplo.records import Document


def read_txt(file: File) -> Iterator[Document | Failure]:
    """Yields one document, or the articles of an export."""
    text, notes = decode(file.read())
    yield from documents(file, text, notes)

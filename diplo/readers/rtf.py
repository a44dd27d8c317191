"""Rich text, as archives and word processors give it: its text alone."""

from __future__ import annotations

from collections.abc import Iterator

from diplo.readers.encoding import check, decode
from diplo.readers.exports import documents
from diplo.readers.files import Failure, File, Unreadable, library
from diplo.records import Document


def read_rtf(file: File) -> Iterator[Document | Failure]:
    """Yields one document, or those of an archive's export."""
    text, notes = decode(file.read())
    if not text.lstrip().startswith("{\\rtf"):
        raise Unreadable("It is no rich text (.rtf), though it is named so.")
    if not text.rstrip("\x00 \r\n").endswith("}"):
        raise Unreadable("Its end is missing.")
    plain = library("striprtf.striprtf", "Rich text files").rtf_to_text(text, errors="replace")
    yield from documents(file, check(plain), notes)

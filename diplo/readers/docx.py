"""Word documents: the paragraphs of the body, tracked insertions kept and deletions dropped.

The dates in a document's properties are those of the file, not of the article, and are not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import BadZipFile

from diplo.readers.encoding import check
from diplo.readers.exports import documents
from diplo.readers.files import Failure, File, Unreadable, library
from diplo.records import Document


def read_docx(file: File) -> Iterator[Document | Failure]:
    """Yields one document, or those of an archive's export."""
    docx = library("docx2python", "Word documents")
    paragraphs = library("docx2python.iterators", "Word documents").iter_paragraphs
    with file.seekable() as copy:
        if not copy.read(4):
            check("")
        copy.seek(0)
        try:
            with docx.docx2python(copy) as found:
                text = "\n\n".join(line for line in paragraphs(found.body) if line.strip())
        except (BadZipFile, KeyError, ValueError, EOFError, OSError) as error:
            raise Unreadable("It is no whole Word document (.docx): it is damaged, or something else.") from error
    yield from documents(file, check(text), ())

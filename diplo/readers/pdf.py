"""PDF files: the text of their pages, lines joined into paragraphs.

The text lies in a PDF as lines on pages, in the order in which they were set; columns come one after the other where
they were set so. There are no paragraphs, and words are broken at the ends of lines.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from statistics import quantiles

from diplo.readers.encoding import check
from diplo.readers.exports import documents
from diplo.readers.files import Failure, File, Unreadable, library
from diplo.records import Document

_BROKEN = re.compile(r"([^\W\d_]+)-\n([^\W\d_]+\S*) ?")
_ENDS = re.compile(r"[.!?:][\"'”’»)\]]*$")
_LETTERS_A_WORD = 15
"""Where words are longer than this on the average, the blanks between them are lost."""


def read_pdf(file: File) -> Iterator[Document | Failure]:
    """Yields one document, or those of an archive's export."""
    pypdf = library("pypdf", "PDF files")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = file.read()
    if not data.strip():
        check("")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("It is no PDF file, though it is named one.")
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("It is locked with a password.")
        pages = [page.extract_text() for page in reader.pages]
    except Unreadable:
        raise
    except pypdf.errors.DependencyError as error:
        raise Unreadable("It is locked in a way that is not known.") from error
    except Exception as error:  # pypdf raises whatever a broken file leads to
        raise Unreadable("It is no whole PDF file: it is damaged, or its end is missing.") from error
    yield from documents(file, check_words(paragraphs(pages)), ())


def check_words(text: str) -> str:
    """The same text; raises Unreadable where there is none, or its blanks are lost."""
    if not text.strip():
        raise Unreadable("It holds no text: its pages are pictures, so let a program recognise the text in them first.")
    if len(text) > _LETTERS_A_WORD * (len(text.split()) + 1):
        raise Unreadable("The blanks between its words are lost.")
    return check(text)


def paragraphs(pages: list[str]) -> str:
    """The text of pages without running heads and page numbers, a blank line between paragraphs."""
    heads = Counter(line for page in pages for line in {_edge(page, 0), _edge(page, -1)})
    running = {line for line, number in heads.items() if number > 2 or line.isdigit()}
    lines = [line.strip() for page in pages for line in page.splitlines() if line.strip() not in running | {""}]
    whole = "\n".join(lines)
    lines = [line for line in _BROKEN.sub(lambda match: _mended(match, whole), whole).split("\n") if line]
    width = quantiles(map(len, lines), n=10)[-1] if len(lines) > 1 else 0.0
    text = ""
    for line in lines:
        is_end = len(line) < 0.6 * width or (len(line) < 0.9 * width and _ENDS.search(line))
        text += line + ("\n\n" if is_end else " ")
    return text.strip()


def _edge(page: str, place: int) -> str:
    lines = page.strip().splitlines()
    return lines[place].strip() if lines else ""


def _mended(match: re.Match[str], text: str) -> str:
    """A word that was broken at the end of a line, with its hyphen where the text writes it so elsewhere, too."""
    first, last = match.groups()
    keeps = f"{first}-{last}" in text or not last.islower()
    return f"{first}-{last}\n" if keeps else f"{first}{last}\n"

"""Web pages: the article without what stands around it, its paragraphs parted by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from diplo.readers.dates import described_date
from diplo.readers.encoding import check, decode
from diplo.readers.files import File, Unreadable
from diplo.records import Document

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_HEAD = 2048
_DATES = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}
"""For htmldate: the first day of publication, from metadata alone, and no clock to compare it with."""


class Article(NamedTuple):
    """What a page says."""

    text: str
    title: str | None
    date: str | None
    source: str | None
    url: str | None


def read_html(file: File) -> Iterator[Document]:
    """Yields one document."""
    data = file.read()
    declared = _CHARSET.search(data[:_HEAD])
    page, notes = decode(data, declared[1].decode("ascii") if declared else None)
    found = article(page)
    day, date_notes = described_date(found.date)
    yield Document(
        id=file.id,
        text=found.text,
        title=found.title,
        date=day,
        source=found.source,
        url=found.url or file.url,
        date_from="metadata" if day else None,
        date_notes=date_notes,
        notes=notes,
    )


def article(page: str) -> Article:
    """The article of a page; raises Unreadable where there is none."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise Unreadable('Web pages need the extra "html": pip install "diplo[html]".') from error
    found: Any = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    if found is None or not (found.text or "").strip():
        raise Unreadable("No article was found in this web page.")
    text = check("\n\n".join(line for line in found.text.splitlines() if line.strip()))
    return Article(text, found.title or None, found.date or None, found.sitename or None, found.url or None)


def plain(text: str) -> str:
    """The text of a field that a service fills with HTML; any other as it is."""
    is_html = re.search(r"</(?:p|div|h\d)>", text, re.I) is not None
    return article(f"<html><body><article>{text}</article></body></html>").text if is_html else text

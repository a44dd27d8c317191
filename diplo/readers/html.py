"""Web pages: the article without what stands around it, its paragraphs parted by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from diplo.readers.dates import described_date
from diplo.readers.encoding import check, decode
from diplo.readers.files import File, Unreadable
from diplo.records import Document

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_HEAD = 2048
_DATES = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}
"""For htmldate: the first day of publication, from metadata alone, and no clock to compare it with."""


def read_html(file: File) -> Iterator[Document]:
    """Yields one document."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise Unreadable('Web pages need the extra "html": pip install "diplo[html]".') from error
    data = file.read()
    declared = _CHARSET.search(data[:_HEAD])
    page, notes = decode(data, declared[1].decode("ascii") if declared else None)
    article: Any = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    if article is None or not (article.text or "").strip():
        raise Unreadable("No article was found in this web page.")
    day, date_notes = described_date(article.date)
    yield Document(
        id=file.id,
        text=check("\n\n".join(line for line in article.text.splitlines() if line.strip())),
        title=article.title or None,
        date=day,
        source=article.sitename or None,
        url=article.url or None,
        date_from="metadata" if day else None,
        date_notes=date_notes,
        notes=notes,
    )

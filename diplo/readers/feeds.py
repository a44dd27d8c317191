"""Saved feeds (RSS, Atom): the entries that hold their articles, and the summaries of those that do not."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from diplo.readers.dates import described_date
from diplo.readers.encoding import check
from diplo.readers.files import Failure, File, Unreadable, library
from diplo.readers.html import plain
from diplo.records import Document


def read_feed(file: File) -> Iterator[Document | Failure]:
    """Yields a document, or what is wrong, for every entry; its id is its address."""
    data = file.read()
    if not data.strip():
        check("")
    feed = library("feedparser", "Feeds").parse(BytesIO(data), sanitize_html=False)
    if not feed.entries:
        raise Unreadable("It is no feed (RSS or Atom), or has no entries.")
    for number, entry in enumerate(feed.entries, start=1):
        try:
            yield _document(entry, f"{file.id}:{number}", feed.feed.get("title"))
        except Unreadable as error:
            yield Failure(file.path, f"Entry {number} was left out: {error}")


def _document(entry: Any, place: str, source: str | None) -> Document:
    whole = entry.content[0].value if entry.get("content") else ""
    text = plain(whole or entry.get("summary") or "")
    day, notes = described_date(entry.get("published"))
    return Document(
        id=entry.get("link") or entry.get("id") or place,
        text=check(text),
        title=entry.get("title") or None,
        date=day,
        source=(entry.get("source") or {}).get("title") or source or None,
        url=entry.get("link") or None,
        date_from="metadata" if day else None,
        date_notes=notes,
        notes=() if whole else ("The feed gives a summary of this article, not the article.",),
    )

"""Exports of press archives (Nexis, Factiva, ProQuest): many articles in one text, each with its head apart.

How each archive lays articles out is in `data/texts/exports.toml`. A text that none of the layouts fits is one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from diplo import knowledge
from diplo.readers.dates import described_date
from diplo.readers.encoding import check
from diplo.readers.files import Failure, File, Unreadable
from diplo.readers.headline import headline
from diplo.records import Document


@dataclass(frozen=True, slots=True)
class Layout:
    """How an archive lays out an article; all but the name are regular expressions, with `^` and `$` for lines."""

    name: str
    ends: str
    """The line that ends an article, or stands before the next."""
    shows: str
    """What is in every article, so that other texts are no such export."""
    body: list[str]
    """What comes before the text of the article; of several the first that is found counts."""
    after: str
    """What comes after it."""
    title: list[str]
    date: str
    source: str
    id: str


def documents(file: File, text: str, notes: tuple[str, ...]) -> Iterator[Document | Failure]:
    """Yields the articles of an export, or what is wrong with them; of any other text one document."""
    for layout in _layouts():
        articles = [part for part in _parts(text, layout.ends) if re.search(layout.shows, part, re.M)]
        for number, part in enumerate(articles, start=1):
            try:
                yield _article(layout, part, f"{file.id}:{number}", notes)
            except Unreadable as error:
                yield Failure(file.path, f"Article {number} was left out: {error}")
        if articles:
            return
    yield Document(id=file.id, text=text, title=headline(text), notes=notes)


def _parts(text: str, ends: str) -> Iterator[str]:
    """The parts of a text, each with the line that ends it."""
    start = 0
    for end in re.finditer(ends, text, re.M):
        yield text[start : end.end()]
        start = end.end()
    yield text[start:]


def _article(layout: Layout, part: str, place: str, notes: tuple[str, ...]) -> Document:
    start = _found(layout.body, part)
    rest = part[start.end() :] if start else ""
    end = re.search(layout.after, rest, re.M)
    day, date_notes = described_date(_words([layout.date], part))
    return Document(
        id=_words([layout.id], part) or place,
        text=check((rest[: end.start()] if end else rest).strip()),
        title=_words(layout.title, part),
        date=day,
        source=_words([layout.source], part),
        date_from="metadata" if day else None,
        date_notes=date_notes,
        notes=notes,
    )


def _words(patterns: list[str], part: str) -> str | None:
    """What the first pattern that fits has in parentheses, line breaks evened out."""
    match = _found(patterns, part)
    return " ".join(match[1].split()) or None if match else None


def _found(patterns: list[str], part: str) -> re.Match[str] | None:
    matches = (re.search(pattern, part, re.M) for pattern in patterns)
    return next((match for match in matches if match), None)


@cache
def _layouts() -> tuple[Layout, ...]:
    return knowledge.rules("texts/exports", Layout)

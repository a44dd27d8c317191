"""Markdown with or without front matter (YAML between two lines of `---`).

The front matter is no part of the text; the Markdown below it is kept character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from diplo.readers.dates import described_date
from diplo.readers.encoding import check, decode
from diplo.readers.files import File, Unreadable
from diplo.readers.headline import headline
from diplo.records import Document

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.S | re.M)
_HEADING = re.compile(r"\s*#\s+(.+?)(?:\s+#+)?\s*$", re.M)
_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "date": (
        "date",
        "published",
        "publish_date",
        "published_at",
        "date_published",
        "pubdate",
        "created",
    ),
    "source": (
        "source",
        "outlet",
        "publisher",
        "publication",
        "site",
        "site_name",
        "newspaper",
    ),
    "url": ("url", "link", "canonical_url", "permalink", "source_url"),
}
"""What the fields of a document are called in front matter, the most telling name first."""


def read_markdown(file: File) -> Iterator[Document]:
    """Yields one document."""
    whole, notes = decode(file.read())
    fields, text = _parted(whole)
    day, date_notes = described_date(_value(fields, "date"))
    title = _text(fields, "title")
    if title is None:
        heading = _HEADING.match(text)
        title = heading[1] if heading else headline(text)
    yield Document(
        id=file.id,
        text=check(text),
        title=title,
        date=day,
        source=_text(fields, "source"),
        url=_text(fields, "url"),
        date_from="metadata" if day else None,
        date_notes=date_notes,
        notes=notes,
    )


def _parted(whole: str) -> tuple[dict[str, Any], str]:
    """The front matter's fields and the text below it; a rule of dashes that opens a text is no front matter."""
    match = _FRONT_MATTER.match(whole)
    if match is None:
        return {}, whole
    import yaml

    try:
        fields = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (line {mark.line + 2})" if mark is not None else ""
        raise Unreadable(f"Its front matter is not valid YAML{place}.") from error
    if not isinstance(fields, dict):
        return {}, whole
    return {str(key).lower().replace("-", "_").replace(" ", "_"): value for key, value in fields.items()}, whole[
        match.end() :
    ]


def _value(fields: Mapping[str, Any], name: str) -> Any:
    return next((fields[key] for key in _KEYS[name] if fields.get(key) is not None), None)


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = _value(fields, name)
    return str(value).strip() or None if isinstance(value, str | int | float) else None

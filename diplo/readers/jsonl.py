"""JSON Lines: one document per line, with `id` and `text` and, optionally, `title`, `date`, `source` and `url`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from diplo.readers.dates import described_date
from diplo.readers.encoding import check, decode
from diplo.readers.files import Failure, File, Unreadable
from diplo.records import Document


def read_jsonl(file: File) -> Iterator[Document | Failure]:
    """Yields a document, or what is wrong, for every line that is not blank."""
    is_empty = True
    for number, line in enumerate(file.lines, start=1):
        if not line.strip():
            continue
        is_empty = False
        try:
            yield _document(line, f"{file.id}:{number}")
        except Unreadable as error:
            yield Failure(file.path, f"Line {number} was left out: {error}")
    if is_empty:
        raise Unreadable("It is empty.")


def _document(line: bytes, default_id: str) -> Document:
    decoded, notes = decode(line)
    try:
        data = json.loads(decoded)
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is not JSON.") from error
    if not isinstance(data, dict):
        raise Unreadable("it is not a JSON object.")
    text = data.get("text")
    if not isinstance(text, str):
        raise Unreadable('it has no "text".')
    url = _string(data, "url")
    day, date_notes = described_date(data.get("date"))
    return Document(
        id=_id(data) or url or default_id,
        text=check(text),
        title=_string(data, "title"),
        date=day,
        source=_string(data, "source"),
        url=url,
        date_from="metadata" if day else None,
        date_notes=date_notes,
        notes=notes,
    )


def _id(data: dict[str, Any]) -> str | None:
    """The id as a string; numbers are taken as they are written."""
    value = data.get("id")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _string(data, "id")


def _string(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise Unreadable(f'its "{key}" is not a string.')
    return value or None

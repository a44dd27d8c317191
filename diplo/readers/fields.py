"""Articles as services give them, in fields that each service calls by names of its own (`data/texts/fields.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from diplo import knowledge
from diplo.readers.dates import described_date
from diplo.readers.encoding import check
from diplo.readers.files import Unreadable
from diplo.readers.html import plain
from diplo.records import Document

_CUT = re.compile(r"(?:…|\.\.\.)\s*\[\+(\d+) chars\]\s*$")


def objects(data: Any) -> Iterator[Any]:
    """The articles of a list, or of the answer of a service, which holds a list of them; else the value itself."""
    if isinstance(data, list):
        yield from data
        return
    found = (value for key in _keys("list") if isinstance(value := _at(data, key), list))
    articles = None if isinstance(data, dict) and _first(data, "text") is not None else next(found, None)
    yield from [data] if articles is None else articles


def document(data: Any, default_id: str, notes: tuple[str, ...] = ()) -> Document:
    """The document of one article; raises Unreadable where it is none."""
    if not isinstance(data, dict):
        raise Unreadable("it is not a JSON object.")
    text = _first(data, "text")
    if not isinstance(text, str):
        raise Unreadable('it has no "text", nor any of the fields that services give texts in.')
    url, text = _string(data, "url"), plain(text)
    if cut := _CUT.search(text):
        notes += (f"The service has cut its text: {cut[1]} characters are missing.",)
    day, date_notes = described_date(_first(data, "date"))
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


@cache
def _keys(field: str) -> tuple[str, ...]:
    return tuple(row["key"] for row in knowledge.table("texts/fields") if row["field"] == field)


def _at(data: Any, key: str) -> Any:
    """The value under a key, or under the keys that dots part: `source.name`."""
    if isinstance(data, Mapping) and key in data:
        return data[key]
    first, _, rest = key.partition(".")
    return _at(data[first], rest) if rest and isinstance(data, Mapping) and first in data else None


def _first(data: Mapping[str, Any], field: str) -> Any:
    """The value of the first key that has one; an object is none, as its own keys are looked for."""
    values = (_at(data, key) for key in _keys(field))
    return next((value for value in values if value is not None and not isinstance(value, Mapping)), None)


def _id(data: Mapping[str, Any]) -> str | None:
    """The id as a string; numbers are taken as they are written."""
    value = _first(data, "id")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _string(data, "id")


def _string(data: Mapping[str, Any], field: str) -> str | None:
    value = _first(data, field)
    if value is not None and not isinstance(value, str):
        raise Unreadable(f'its "{field}" is not a string.')
    return value or None

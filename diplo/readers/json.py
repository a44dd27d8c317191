"""JSON: articles one a line (.jsonl), in a list, or as a news service answers (.json); or the rows of a table (.csv).

A document is named by its id, else by its address, else by its place in the file.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from diplo.readers.encoding import decode
from diplo.readers.fields import document, objects
from diplo.readers.files import Failure, File, Unreadable
from diplo.records import Document

_CELL = 10_000_000
"""Characters of the longest cell: Python's limit is shorter than many articles."""


def read_jsonl(file: File) -> Iterator[Document | Failure]:
    """Yields a document, or what is wrong, for every line that is not blank."""
    is_empty = True
    for number, line in enumerate(file.lines, start=1):
        if not line.strip():
            continue
        is_empty = False
        try:
            decoded, notes = decode(line)
            found = list(objects(_parsed(decoded)))
            many = len(found) > 1
            for place, one in enumerate(found, start=1):
                yield document(one, f"{file.id}:{number}" + (f":{place}" if many else ""), notes)
        except Unreadable as error:
            yield Failure(file.path, f"Line {number} was left out: {error}")
    if is_empty:
        raise Unreadable("It is empty.")


def read_json(file: File) -> Iterator[Document | Failure]:
    """Yields a document, or what is wrong, for every article."""
    decoded, notes = decode(file.read())
    try:
        found = _parsed(decoded)
    except Unreadable as error:
        raise Unreadable("It is not whole JSON: it is damaged, or its end is missing.") from error
    yield from _each(file, "Article", objects(found), notes)


def read_csv(file: File) -> Iterator[Document | Failure]:
    """Yields a document, or what is wrong, for every row; the first row says what the columns are."""
    decoded, notes = decode(file.read())
    csv.field_size_limit(_CELL)
    heading = decoded.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    rows = csv.DictReader(decoded.splitlines(keepends=True), delimiter=delimiter)
    try:
        if not any(name.strip().lower() in {"text", "content", "body"} for name in rows.fieldnames or ()):
            raise Unreadable('It has no column "text" (or "content", or "body").')
        found = [{(k or "").strip().lower(): v for k, v in row.items() if v} for row in rows]
    except csv.Error as error:
        raise Unreadable("It is no table that can be read: a quotation mark is missing, or its end.") from error
    yield from _each(file, "Row", iter(found), notes)


def _each(file: File, what: str, found: Iterator[Any], notes: tuple[str, ...]) -> Iterator[Document | Failure]:
    number = 0
    for number, one in enumerate(found, start=1):
        try:
            yield document(one, f"{file.id}:{number}", notes)
        except Unreadable as error:
            yield Failure(file.path, f"{what} {number} was left out: {error}")
    if not number:
        raise Unreadable("It holds no articles.")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is not JSON.") from error

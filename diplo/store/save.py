"""Saves documents with their findings, each in one transaction: whole or absent."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from diplo import database
from diplo.records import Document
from diplo.store import findings, stories, texts, versions
from diplo.store.texts import TO_READ, Outcome

_SQL = database.statements(Path(__file__).with_name("save.sql"))
_COUNTED = ("entities", "times", "quotes", "events", "facts")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a document; `counts` are of its findings, by their kind in the plural."""

    document_id: str
    outcome: Outcome
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def save(db: sqlite3.Connection, incoming: Iterable[Document], run: int | None = None) -> Iterator[Saved]:
    """Stores documents as they come and says what became of each; nothing is stored that is not asked for.

    Documents whose `status` is not in TO_READ need no findings. One that does and has none, or was read with another
    date than the base knows, is kept as `stale`. "failed": the text holds characters that no base can keep.
    """
    for document in incoming:
        if is_storable(document.text):
            yield _save(db, document, run)
        else:
            yield Saved(document.id, "failed", ("Its text holds a NUL or half a character: save it as UTF-8 text.",))


def start_run(db: sqlite3.Connection, started: str, diplo: str, model: str | None) -> int:
    """Notes that texts are read now, by this diplo and this model; the run's number is what `save` takes."""
    with database.transaction(db):
        row = db.execute(_SQL["start_run"], {"started": started, "diplo": diplo, "model": model}).fetchone()
        return int(row["number"])


def is_storable(text: str) -> bool:
    """Whether SQLite gives back the same text, at the same offsets."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _save(db: sqlite3.Connection, incoming: Document, run: int | None) -> Saved:
    with database.transaction(db):
        document = texts.known(db, incoming)
        outcome = texts.status(db, document)
        if outcome == "unchanged":
            return Saved(document.id, outcome, texts.note(db, document))
        is_read = (bool(document.sentences) or not document.text.strip()) and document.date == incoming.date
        number = _write_row(db, document, run, is_stale=outcome in TO_READ and not is_read)
        if outcome in TO_READ and is_read:
            findings.add(db, number, document)
        texts.elect(db, document.hash)
    counts = {kind: len(getattr(document, kind)) for kind in _COUNTED} if is_read else {}
    return Saved(document.id, outcome, (*document.date_notes, *document.notes), counts)


def _write_row(db: sqlite3.Connection, document: Document, run: int | None, is_stale: bool) -> int:
    """The document's row, new or without the findings it had; documents that were its copies get another carrier."""
    before = db.execute(_SQL["before"], {"id": document.id}).fetchone()
    is_other = before is None or before["hash"] != document.hash
    if before:
        if is_other:
            versions.keep(db, document.id, run)
        findings.remove(db, before["number"])
        if is_other:
            stories.leave(db, before["number"])
            db.execute(_SQL["loses_copies"], dict(before))
    row = {f: getattr(document, f) for f in ("id", "title", "date", "date_from", "source", "url", "hash", "text")}
    row |= {"date_notes": json.dumps(document.date_notes), "run": run, "stale": is_stale}
    number = db.execute(_SQL["write"], row).fetchone()["number"]
    if is_other:
        stories.join(db, number)
    if before and is_other:
        texts.elect(db, before["hash"])
    return int(number)

"""Documents in the base: which are there, what a text that comes in is to them, and what people set by hand.

Of several documents with the same text one carries the findings: the earliest, then the one whose id is smallest,
whichever came in first. The others are its copies.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from diplo import database
from diplo.records import Document
from diplo.store import findings, stories

Outcome = Literal["stored", "unchanged", "redated", "updated", "copy", "failed"]
TO_READ: frozenset[Outcome] = frozenset(("stored", "redated", "updated"))
"""What must be read by the language layer before it is saved."""
BY_HAND = "set by hand"

_SQL = database.statements(Path(__file__).with_name("texts.sql"))
_GIVEN = ("title", "date", "source", "url")


class UnknownDocument(LookupError):
    """No document, or more than one, is called what a person typed; the message is a sentence that says so."""


def status(db: sqlite3.Connection, document: Document) -> Outcome:
    """What saving a document would do; those `TO_READ` are worth reading first, as `known` gives them.

    "stored": new. "unchanged": the same text with the same date and outlet. "redated": the same text, but its date,
    outlet, title or address differ, or it has not been read with its date. "updated": another text than before.
    "copy": its text is that of another document, which carries the findings.
    """
    document = known(db, document)
    row = _row(db, document.id)
    if row and row["hash"] == document.hash and not row["stale"] and _is_same(row, document):
        return "unchanged"
    if not _would_carry(db, document):
        return "copy"
    if row is None:
        return "stored"
    return "redated" if row["hash"] == document.hash else "updated"


def known(db: sqlite3.Connection, document: Document) -> Document:
    """A document that comes in, with what the base knows better: fields set by hand, and those it does not bring."""
    row = _row(db, document.id)
    if row is None:
        return document
    kept = {f for f in _GIVEN if f in json.loads(row["by_hand"]) or getattr(document, f) is None}
    fields = {f: row[f] for f in kept}
    if "date" in kept:
        fields["date_from"] = row["date_from"]
        if document.date is None:
            fields["date_notes"] = tuple(json.loads(row["date_notes"]))
        elif document.date != row["date"]:
            stays = f"Its date stays {row['date']}, as set by hand, though it comes with {document.date}."
            fields["date_notes"] = (stays,)
    return replace(document, **fields)


def note(db: sqlite3.Connection, document: Document) -> tuple[str, ...]:
    """Keeps what a document that is there already now says of its date; the sentences that are new."""
    before = json.loads(_existing(db, document.id)["date_notes"])
    new = tuple(sentence for sentence in document.date_notes if sentence not in before)
    if new:
        db.execute(_SQL["note"], {"id": document.id, "date_notes": json.dumps(document.date_notes)})
    return new


def set_document(
    db: sqlite3.Connection,
    document_id: str,
    *,
    date: str | None = None,
    source: str | None = None,
    title: str | None = None,
) -> Document | None:
    """Sets what a person knows of a document, which no ingest overrules; the document to read again, if one is.

    It is the document itself, or its copy when that is now the earlier one. Until it has been read and saved it is
    `stale`. What was noted on its former date falls away.
    """
    given = {"date": date, "source": source, "title": title}
    values = {field: value for field, value in given.items() if value is not None}
    with database.transaction(db):
        row = _existing(db, document_id)
        by_hand = sorted({*json.loads(row["by_hand"]), *values})
        if date is not None:
            values |= {"date_from": BY_HAND, "date_notes": "[]"}
        db.execute(_SQL["set_by_hand"], {**dict(row), **values, "by_hand": json.dumps(by_hand)})
        return elect(db, row["hash"])


def forget(db: sqlite3.Connection, document_id: str) -> Document | None:
    """Removes a document with its findings; the copy that is to carry them now and must be read, if there is one."""
    with database.transaction(db):
        row = _existing(db, document_id)
        findings.remove(db, row["number"])
        stories.leave(db, row["number"])
        db.execute(_SQL["loses_copies"], dict(row))
        db.execute(_SQL["remove"], dict(row))
        return elect(db, row["hash"])


def document(db: sqlite3.Connection, typed: str) -> Document:
    """The document, without findings, of that id or the only one whose id begins so; raises UnknownDocument."""
    row = _row(db, typed)
    rows = [row] if row else db.execute(_SQL["beginning"], {"id": typed}).fetchall()
    if not rows or not typed:
        raise UnknownDocument(f"No document is called {typed}: `diplo documents` lists those there are.")
    if len(rows) > 1:
        several = ", ".join(row["id"] for row in rows[:5]) + (" and others" if len(rows) > 5 else "")
        raise UnknownDocument(f"Several documents are called {typed}...: {several}.")
    return _document(rows[0])


def documents(db: sqlite3.Connection) -> Iterator[Document]:
    """All documents, without findings, oldest first; the base may be written to while they are read."""
    return _each(db, _SQL["all"])


def stale(db: sqlite3.Connection) -> Iterator[Document]:
    """The documents whose findings are missing or were read with another date; read and save them again."""
    return _each(db, _SQL["all_stale"])


def make_stale(db: sqlite3.Connection) -> int:
    """Asks that all texts be read again; how many there are."""
    with database.transaction(db):
        return db.execute(_SQL["make_stale"]).rowcount


def elect(db: sqlite3.Connection, text_hash: str) -> Document | None:
    """Settles which document of a text carries its findings; that document, if it must be read."""
    rows = db.execute(_SQL["same_text"], {"hash": text_hash}).fetchall()
    if not rows:
        return None
    carrier, *copies = rows
    if carrier["copy_of"] is not None:
        db.execute(_SQL["becomes_carrier"], dict(carrier))
    for copy in copies:
        if copy["copy_of"] is None:
            findings.remove(db, copy["number"])
        if copy["copy_of"] != carrier["number"]:
            db.execute(_SQL["becomes_copy"], {"carrier": carrier["number"], **dict(copy)})
    row = db.execute(_SQL["numbered"], dict(carrier)).fetchone()
    return _document(row) if row["stale"] else None


def _would_carry(db: sqlite3.Connection, document: Document) -> bool:
    others = db.execute(_SQL["same_text"], {"hash": document.hash})
    mine = (document.date is None, document.date or "", document.id)
    return all(
        mine <= (row["date"] is None, row["date"] or "", row["id"]) for row in others if row["id"] != document.id
    )


def _is_same(row: sqlite3.Row, document: Document) -> bool:
    return all(row[field] == getattr(document, field) for field in _GIVEN)


def _row(db: sqlite3.Connection, document_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute(_SQL["row"], {"id": document_id}).fetchone()
    return row


def _existing(db: sqlite3.Connection, document_id: str) -> sqlite3.Row:
    row = _row(db, document_id)
    if row is None:
        raise UnknownDocument(f"No document is called {document_id}: `diplo documents` lists those there are.")
    return row


def _each(db: sqlite3.Connection, sql: str) -> Iterator[Document]:
    for number in [row["number"] for row in db.execute(sql)]:
        row = db.execute(_SQL["numbered"], {"number": number}).fetchone()
        if row is not None:
            yield _document(row)


def _document(row: sqlite3.Row) -> Document:
    fields = ("id", "text", "title", "date", "source", "url", "date_from")
    notes = tuple(json.loads(row["date_notes"]))
    return Document(**{field: row[field] for field in fields}, date_notes=notes)

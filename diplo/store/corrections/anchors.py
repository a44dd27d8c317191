"""Where corrections stand: the words of a document that they were made on, found again after every reading.

Words are found exactly, in the same sentence of a document of the same id or the same text, or not at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from diplo import database
from diplo.records import Anchor, Correction

_SQL = database.statements(Path(__file__).with_name("anchors.sql"))
_FOR_AN_ENTITY = 5
"""Documents by whose words an entity is kept: where one is edited or forgotten, another still names it."""


def of_finding(db: sqlite3.Connection, id: str) -> tuple[Anchor, ...]:
    """The words of a finding; none where there is no finding of that id."""
    return tuple(map(_anchor, db.execute(_SQL["of_finding"], {"id": id})))


def of_entity(db: sqlite3.Connection, id: str, without: Sequence[str] = ()) -> tuple[Anchor, ...]:
    """A mention in each of the first few documents of the entity that has, or once had, the id; names first.

    `without` are ids of appearances that are left out; those of which the same is known come before the others.
    """
    return _of_appearances(db, {"id": id, "without": json.dumps(list(without)), "is_alone": False})


def of_appearance(db: sqlite3.Connection, id: str) -> tuple[Anchor, ...]:
    """The first mention, by name if there is one, of an appearance."""
    return _of_appearances(db, {"id": id, "without": "[]", "is_alone": True})


def _of_appearances(db: sqlite3.Connection, given: Mapping[str, str | bool]) -> tuple[Anchor, ...]:
    return tuple(map(_anchor, db.execute(_SQL["of_entity"], {**given, "most": _FOR_AN_ENTITY})))


def of_words(db: sqlite3.Connection, document: str, start: int, end: int) -> Anchor:
    """The words of a document at these offsets of its text."""
    given = {"document": document, "start": start, "end": end}
    return _anchor(db.execute(_SQL["of_words"], given).fetchone())


def keep(db: sqlite3.Connection, number: int, correction: Correction) -> None:
    """Writes the anchors of a correction of that number."""
    rows = (
        {"correction": number, "part": part, "rank": rank} | _fields(anchor)
        for part, anchors in correction.anchors.items()
        for rank, anchor in enumerate(anchors)
    )
    db.executemany(_SQL["write"], rows)


def kept(db: sqlite3.Connection, number: int) -> Mapping[str, tuple[Anchor, ...]]:
    """The anchors of a correction, as they were written."""
    found: dict[str, tuple[Anchor, ...]] = {}
    for row in db.execute(_SQL["kept"], {"correction": number}):
        anchor = Anchor(row["document"], row["sentence"], row["start"], row["end"], row["nth"])
        found[row["part"]] = (*found.get(row["part"], ()), anchor)
    return found


def locate(db: sqlite3.Connection, document: int) -> set[int]:
    """Finds words of anchors in a document that carries the findings of their text; the numbers of the corrections."""
    text, touched = None, set()
    for row in db.execute(_SQL["waiting"], {"document": document}).fetchall():
        text = text or db.execute(_SQL["text"], {"document": document}).fetchone()["text"]
        begin = next((at for nth, at in enumerate(_occurrences(text, row["sentence"])) if nth == row["nth"]), None)
        touched.add(int(row["correction"]))
        if begin is not None:
            words = {"document": document, "start": begin + row["start"], "end": begin + row["end"]}
            now = _standing_on(db, row, words)
            db.execute(_SQL["found"], {**dict(row), "now": now, "there": document, "at": words["start"]})
    db.execute(_SQL["stand"], {"corrections": json.dumps(sorted(touched))})
    return touched


def leave(db: sqlite3.Connection, document: int) -> set[int]:
    """Lets go of a document whose findings are about to go; the numbers of the corrections that stood there."""
    touched = {int(row["correction"]) for row in db.execute(_SQL["leave"], {"document": document}).fetchall()}
    db.execute(_SQL["stand"], {"corrections": json.dumps(sorted(touched))})
    return touched


def locate_elsewhere(db: sqlite3.Connection, document: int) -> None:
    """Finds the words of a document, whose findings are gone, in another of the same text that carries them now."""
    for row in db.execute(_SQL["same_text"], {"document": document}).fetchall():
        locate(db, row["number"])


def _standing_on(db: sqlite3.Connection, anchor: sqlite3.Row, words: Mapping[str, int]) -> str | None:
    """The id of the finding or the appearance on these words: the one of the same id, else the only one."""
    kind = anchor["judgement"].split()[0] if anchor["part"] == "target" else "entity"
    if anchor["part"] == "target" and anchor["judgement"] == "event add":
        return str(anchor["id"])
    given = {**words, "kind": kind, "target": anchor["target"]}
    if kind == "entity":
        rows = db.execute(_SQL["appearance"], given).fetchall()
    else:
        rows = db.execute(_SQL["same"], given).fetchall() or db.execute(_SQL["on_words"], given).fetchall()
    return rows[0]["id"] if len(rows) == 1 else None


def _anchor(row: sqlite3.Row) -> Anchor:
    """The anchor of words, from their offsets and those of their sentence; without a sentence they are their own."""
    text, start, end = row["text"], row["start"], row["end"]
    begin, stop = (start, end) if row["sentence_start"] is None else (row["sentence_start"], row["sentence_end"])
    sentence = text[begin : max(stop, end)]
    nth = next(nth for nth, at in enumerate(_occurrences(text, sentence)) if at == begin)
    return Anchor(row["document"], sentence, start - begin, end - begin, nth)


def _occurrences(text: str, sentence: str) -> Iterator[int]:
    """Every offset at which the sentence stands in the text."""
    at = text.find(sentence)
    while at >= 0:
        yield at
        at = text.find(sentence, at + 1)


def _fields(anchor: Anchor) -> dict[str, str | int]:
    return {
        "document": anchor.document,
        "sentence": anchor.sentence,
        "nth": anchor.nth,
        "start": anchor.start,
        "end": anchor.end,
    }

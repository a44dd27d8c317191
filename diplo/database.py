"""Opens a base: read-only for questions, or for writing; checks that it is one and of this version.

Standard library only, since every query command starts here. Connections are in autocommit mode and give
`sqlite3.Row`s; a column that is named `... [json]` in a query arrives as the list or object it encodes.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep

from diplo import cameo

VERSION = 7
"""The version of the schema, kept in the base as `user_version`."""
APPLICATION_ID = int.from_bytes(b"dipl", "big")
"""What tells a base of diplo from other SQLite files, kept in it as `application_id`."""
WAIT = 5.0
"""Seconds to wait for another program that is writing: many times what storing one document takes."""

PAUSE = 0.02
"""Seconds between two tries, where SQLite does not wait by itself."""
_HEADER = 100
"""Bytes of the header that every SQLite file begins with."""
PAGE = 8192
"""Bytes of a page: with SQLite's own 4096 half of an article's second page stays empty, and a base is 9 % larger."""

SCHEMA = Path(__file__).parent / "store" / "schema.sql"

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{path} is locked: another program is writing to it; try again when it has finished.",
    sqlite3.SQLITE_LOCKED: "{path} is locked: another program is writing to it; try again when it has finished.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written: give yourself the right to write it, or use `--db`.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened: check the rights to it and to its folder.",
    sqlite3.SQLITE_PERM: "{path} cannot be opened: check the rights to it and to its folder.",
    sqlite3.SQLITE_FULL: "The disk is full, so {path} was left as it was: make room and run the command again.",
    sqlite3.SQLITE_IOERR: "{path} could not be read or written: the disk reports an error or is full.",
    sqlite3.SQLITE_NOTADB: "{path} is not a database: name a base of diplo with `--db`.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged: restore it from a copy, or ingest the texts into a new base.",
}

sqlite3.register_converter("json", json.loads)


class DatabaseError(Exception):
    """The base cannot be used; the message is one sentence that says why and what to do."""


def read(path: str | Path) -> sqlite3.Connection:
    """Opens a base that exists for reading only; raises DatabaseError, and never makes a base.

    SQLite's `mode=ro` would leave its -wal and -shm files beside the base after every question, so the file is
    opened as its rights allow and the connection refuses to write.
    """
    path = Path(path)
    if not path.exists():
        raise DatabaseError(f"There is no base at {path}: make one with `diplo ingest`, or name one with `--db`.")
    with clear_errors(path):
        db = _connect(path, "mode=ro&immutable=1" if _is_frozen(path) else "mode=rw")
        with _closed_on_error(db):
            db.execute("pragma query_only = on")
            _check(db, path)
    return db


def write(path: str | Path) -> sqlite3.Connection:
    """Opens a base for writing and makes it, with its tables, where there is none; raises DatabaseError."""
    path = Path(path)
    if not path.parent.is_dir():
        raise DatabaseError(f"There is no folder {path.parent} for the base {path.name}: make it first.")
    with clear_errors(path):
        db = _connect(path, "mode=rwc")
        with _closed_on_error(db):
            if _is_blank(db, path):
                _create(db)
            _check(db, path)
            db.execute("pragma synchronous = normal")
            db.execute("pragma foreign_keys = on")
    return db


def is_older(path: str | Path) -> bool:
    """Whether there is a base of an older version, which can be neither read nor written; raises DatabaseError."""
    path = Path(path)
    if not path.is_file():
        return False
    with clear_errors(path), closing(_connect(path, "mode=ro")) as db:
        return _pragma(db, "application_id") == APPLICATION_ID and _pragma(db, "user_version") < VERSION


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is stored, or nothing; another writer is waited for at the start, never in the middle."""
    with clear_errors(path_of(db)):
        db.execute("begin immediate")
        try:
            yield
            db.execute("commit")
        except BaseException:
            if db.in_transaction:
                db.execute("rollback")
            raise


@contextmanager
def clear_errors(path: str | Path) -> Iterator[None]:
    """Turns SQLite's errors about the file into a DatabaseError; errors in a statement stay what they are."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = _SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if sentence is None:
            raise
        raise DatabaseError(sentence.format(path=path)) from error


def path_of(db: sqlite3.Connection) -> str:
    """The file that a connection has open."""
    return str(next(db.execute("pragma database_list"))["file"])


def statements(path: Path) -> Mapping[str, str]:
    """The statements of an .sql file by name; each begins after a line `-- name: NAME`."""
    blocks = path.read_text(encoding="utf-8").split("-- name: ")[1:]
    return {name.strip(): sql for name, sql in (block.split("\n", 1) for block in blocks)}


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if path.is_dir():
        raise DatabaseError(f"{path} is a folder: name a file for the base.")
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=WAIT,
        isolation_level=None,
        detect_types=sqlite3.PARSE_COLNAMES,
    )
    db.row_factory = sqlite3.Row
    db.create_function("cameo", 3, cameo.code, deterministic=True)
    return db


@contextmanager
def _closed_on_error(db: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise


def _is_frozen(path: Path) -> bool:
    """Whether SQLite could not make the files it keeps beside a base, and none is there to be read."""
    return not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(next(db.execute(f"pragma {name}"))[0])


def _is_blank(db: sqlite3.Connection, path: Path) -> bool:
    """Whether there is nothing yet; a file too short to be a base, which SQLite would take for none, is not blank."""
    if 0 < path.stat().st_size < _HEADER:
        raise DatabaseError(f"{path} is not a base of diplo: name another file with `--db`.")
    return (
        _pragma(db, "application_id") == 0
        and next(db.execute("select not exists (select 1 from sqlite_master)"))[0] == 1
    )


def _create(db: sqlite3.Connection) -> None:
    """Makes the tables in one transaction; two programs may do so at once, since each makes what is missing."""
    db.execute(f"pragma page_size = {PAGE}")
    _keep_a_log(db)
    marks = f"pragma application_id = {APPLICATION_ID}; pragma user_version = {VERSION};"
    try:
        db.executescript(f"begin immediate;\n{SCHEMA.read_text(encoding='utf-8')}\n{marks}\ncommit;")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


def _keep_a_log(db: sqlite3.Connection) -> None:
    """Switches to a write-ahead log; SQLite does not wait for others here, so it is asked again while they are busy."""
    for _ in range(int(WAIT / PAUSE)):
        try:
            db.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        sleep(PAUSE)
    db.execute("pragma journal_mode = wal")


def _check(db: sqlite3.Connection, path: Path) -> None:
    if _pragma(db, "application_id") != APPLICATION_ID:
        raise DatabaseError(f"{path} is not a base of diplo: name another file with `--db`.")
    version = _pragma(db, "user_version")
    if version > VERSION:
        raise DatabaseError(f"{path} was made by a newer diplo (version {version}): upgrade diplo to read it.")
    if version < VERSION:
        raise DatabaseError(f"{path} was made by an older diplo (version {version}): run `diplo rebuild` once.")

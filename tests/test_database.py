"""Opening a base: what is refused, with which sentence, and what is left behind."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from store_fixtures import all_read

from diplo import database, queries, store
from diplo.records import Document


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "diplo.db"
    database.write(path).close()
    return path


def refusal(act: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(database.DatabaseError) as caught:
        act(path)
    return str(caught.value)


def set_pragma(path: Path, pragma: str) -> None:
    db = sqlite3.connect(path)
    db.execute(f"pragma {pragma}")
    db.commit()
    db.close()


def test_reading_a_missing_base_is_refused_and_makes_nothing(tmp_path: Path) -> None:
    assert "There is no base at" in refusal(database.read, tmp_path / "none.db")
    assert not list(tmp_path.iterdir())


def test_writing_into_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert "There is no folder" in refusal(database.write, tmp_path / "none" / "diplo.db")


@pytest.mark.parametrize("act", [database.read, database.write])
def test_a_folder_is_refused(act: Callable[[Path], object], tmp_path: Path) -> None:
    assert "is a folder" in refusal(act, tmp_path)


@pytest.mark.parametrize("act", [database.read, database.write])
def test_a_text_file_is_refused_and_left_alone(act: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("The minister flew home. " * 100)
    assert "is not a database" in refusal(act, path)
    assert path.read_text() == "The minister flew home. " * 100


@pytest.mark.parametrize("act", [database.read, database.write])
def test_a_database_of_another_program_is_refused_and_left_alone(act: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "birds.db"
    db = sqlite3.connect(path)
    db.execute("create table birds (name text)")
    db.close()
    before = path.read_bytes()
    assert "is not a base of diplo" in refusal(act, path)
    assert path.read_bytes() == before


def test_an_empty_file_is_no_base_to_read_but_becomes_one_to_write(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "is not a base of diplo" in refusal(database.read, path)
    database.write(path).close()
    database.read(path).close()


@pytest.mark.parametrize("act", [database.read, database.write])
def test_a_base_of_a_newer_diplo_is_refused(act: Callable[[Path], object], base: Path) -> None:
    set_pragma(base, f"user_version = {database.VERSION + 1}")
    assert "newer diplo" in refusal(act, base)


@pytest.mark.parametrize("act", [database.read, database.write])
def test_a_base_of_an_older_diplo_is_refused(act: Callable[[Path], object], base: Path) -> None:
    set_pragma(base, f"user_version = {database.VERSION - 1}")
    assert "older diplo" in refusal(act, base)


def test_a_locked_base_is_refused_after_waiting_and_can_still_be_read(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT", 0.01)
    other = database.write(base)
    db = database.write(base)
    with database.transaction(other):
        with pytest.raises(database.DatabaseError, match="is locked"), database.transaction(db):
            pass
        assert list(queries.select(database.read(base), "documents")) == []


def test_a_base_opened_for_reading_cannot_be_written(base: Path) -> None:
    with pytest.raises(database.DatabaseError, match="cannot be written"):
        list(store.save(database.read(base), all_read()))


def test_a_full_disk_leaves_the_base_as_it_was(base: Path) -> None:
    db = database.write(base)
    pages = next(db.execute("pragma page_count"))[0]
    db.execute(f"pragma max_page_count = {pages + 1}")
    long = Document("long", "Nothing happened. " * 10_000)
    with pytest.raises(database.DatabaseError, match="The disk is full"):
        list(store.save(db, [long]))
    assert not db.in_transaction
    assert queries.count(db, "documents") == 0
    db.execute(f"pragma max_page_count = {pages + 1000}")
    list(store.save(db, [long]))
    assert queries.count(db, "documents") == 1


def test_a_damaged_base_is_told_of(base: Path) -> None:
    db = database.write(base)
    list(store.save(db, all_read()))
    db.close()
    content = bytearray(base.read_bytes())
    content[4096:] = b"\x5a" * len(content[4096:])
    base.write_bytes(content)
    with pytest.raises(database.DatabaseError, match="is damaged"):
        list(queries.select(database.read(base), "documents"))


def test_a_mistake_in_a_statement_is_not_blamed_on_the_base(base: Path) -> None:
    db = database.write(base)
    with pytest.raises(sqlite3.OperationalError), database.transaction(db):
        db.execute("select nothing from nowhere")
    assert not db.in_transaction


def test_reading_leaves_no_files_behind(base: Path) -> None:
    db = database.read(base)
    assert list(queries.select(db, "documents")) == []
    db.close()
    assert list(base.parent.iterdir()) == [base]


def test_a_base_in_a_folder_that_cannot_be_written_is_read_without_files_beside_it(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    db = database.read(base)
    assert list(queries.select(db, "documents")) == []
    assert list(base.parent.iterdir()) == [base]


def test_a_base_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c %41 é.db"
    database.write(path).close()
    database.read(path).close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_base_has_its_marks(base: Path) -> None:
    db = database.read(base)
    marks = [next(db.execute(f"pragma {name}"))[0] for name in ("application_id", "user_version", "journal_mode")]
    assert marks == [database.APPLICATION_ID, database.VERSION, "wal"]


def test_two_programs_may_make_the_same_base_at_once(tmp_path: Path) -> None:
    def opened(_: int) -> int:
        db = database.write(tmp_path / "diplo.db")
        version = next(db.execute("pragma user_version"))[0]
        db.close()
        return int(version)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(opened, range(24))) == {database.VERSION}

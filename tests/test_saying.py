"""To whom, through what, when and by whom it is told that something was said: stored, asked for, put right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from store_fixtures import Maker

from diplo import database, queries, store
from diplo.queries import people
from diplo.records import Correction, Document
from diplo.store import corrections

TEXT = (
    "On Monday Ana Duarte told Omar Haddad in a letter that Kim Abara had told her that the road was closed. "
    "Two officials said at a summit that it was open."
)


def letter() -> Document:
    make = Maker("letter", TEXT, "2018-05-31", "Gazette")
    duarte = make.entity("person", "Ana Duarte", pronouns=["her"])
    haddad, kim = make.entity("person", "Omar Haddad"), make.entity("person", "Kim Abara")
    officials = make.unnamed("person", "Two officials")
    outer = make.quote(
        "Kim Abara had told her that the road was closed",
        duarte,
        source="Ana Duarte",
        cue="told Omar",
        kind="indirect",
        addressee="Omar Haddad",
        hearer=haddad,
        medium="letter",
        earliest="2018-05-28",
        latest="2018-05-28",
        dated_by="stated",
        reason="Monday",
    )
    make.quote("the road was closed", kim, source="Kim Abara", cue="told her", kind="indirect", within=outer)
    make.quote(
        "it was open",
        officials,
        source="Two officials",
        cue="said",
        kind="indirect",
        unnamed=True,
        occasion="at a summit",
    )
    return make.document()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(database.write(tmp_path / "diplo.db")) as db:
        list(store.save(db, [letter()]))
        yield db


def said(db: sqlite3.Connection, **filters: Any) -> list[str]:
    return [row["said"] for row in queries.select(db, "quotes", **filters)]


def quote(db: sqlite3.Connection, words: str) -> dict[str, Any]:
    return next(row for row in queries.select(db, "quotes") if words in row["said"])


def id_of(db: sqlite3.Connection, name: str) -> str:
    match = people.resolve(db, name)
    assert isinstance(match, people.Known)
    return match.id


def correct(db: sqlite3.Connection, words: str, **value: Any) -> str:
    target = quote(db, words)["id"]
    said = corrections.anchored(db, Correction("quote set", target, value, "2018-06-01T00:00:00Z", None, None))
    corrections.judge(db, [said])
    return said.id


def test_nobody_is_a_hearer_because_he_is_named_in_the_words(db: sqlite3.Connection) -> None:
    assert said(db, hearers=[id_of(db, "Kim Abara")]) == []


def test_the_day_of_writing_does_not_count_where_the_day_of_saying_is_known(db: sqlite3.Connection) -> None:
    assert "Kim Abara had told her that the road was closed" not in said(db, since="2018-05-31", until="2018-05-31")


def test_where_the_day_of_saying_is_unknown_the_day_of_writing_counts(db: sqlite3.Connection) -> None:
    assert "it was open" in said(db, since="2018-05-31", until="2018-05-31")


def test_quotes_are_found_by_hearer_medium_and_day_of_saying(db: sqlite3.Connection) -> None:
    outer = ["Kim Abara had told her that the road was closed"]
    assert said(db, hearers=[id_of(db, "Omar Haddad")]) == outer
    assert said(db, medium=["letter"]) == outer
    assert said(db, since="2018-05-28", until="2018-05-28") == outer


def test_unnamed_sources_are_found(db: sqlite3.Connection) -> None:
    assert said(db, unnamed=1) == ["it was open"]


def test_a_nested_quote_names_whoever_reports_it(db: sqlite3.Connection) -> None:
    inner = next(row for row in queries.select(db, "quotes") if row["said"] == "the road was closed")
    assert (inner["speaker"], inner["reported by"]) == ("Kim Abara", "Ana Duarte")
    assert quote(db, "it was open")["reported by"] is None


def test_a_medium_and_a_day_that_are_put_right_stand(db: sqlite3.Connection) -> None:
    correct(db, "it was open", medium="speech", date={"earliest": "2018-05-30", "latest": "2018-05-30"})
    row = quote(db, "it was open")
    assert (row["medium"], row["earliest"], row["latest"], row["dated_by"]) == (
        "speech",
        "2018-05-30",
        "2018-05-30",
        "stated",
    )


def test_a_hearer_that_is_put_right_to_nobody_is_none_until_it_is_undone(db: sqlite3.Connection) -> None:
    correction = correct(db, "Kim Abara had told", hearer=None)
    assert quote(db, "Kim Abara had told")["hearer"] is None
    corrections.take_back(db, [correction])
    assert quote(db, "Kim Abara had told")["hearer"] == "Omar Haddad"

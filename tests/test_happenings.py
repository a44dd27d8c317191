"""One event from many reports: what is one, what a timeline shows of it, its life and what disagrees."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from conftest import run
from store_fixtures import Maker

from diplo import database, queries, store
from diplo.queries.amounts import amounts
from diplo.queries.disputes import disputes
from diplo.queries.life import life
from diplo.records import Correction, Document
from diplo.store import corrections

DAY = "2018-05-31"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = database.write(tmp_path / "diplo.db")
    yield db
    db.close()


def meeting(id: str, written: str, day: str | None = DAY, verb: str = "met", **given: Any) -> Document:
    """A text in which Ana Duarte and Omar Haddad do something together in a city on a day."""
    city, other, type = given.pop("city", "Lisbon"), given.pop("other", "Omar Haddad"), given.pop("type", "CONSULT")
    words = " ".join(f"{given.get('wire', id)}{nth}" for nth in range(30))
    given.pop("wire", None)
    text = f"{words}. Ana Duarte {verb} {other} in {city} on a day."
    make = Maker(id, text, written, given.pop("source", None))
    duarte, second = make.entity("person", "Ana Duarte"), make.entity("person", other)
    where = make.entity("place", city)
    latest = given.pop("latest", day)
    if day is not None:
        given["time"] = make.time("a day", day, latest)
    make.event(verb, type, {duarte: "actor", second: "target"}, place=where, **given)
    return make.document()


def together(db: sqlite3.Connection, *documents: Document) -> list[set[str]]:
    """The documents of each event, told once or more, after these have come."""
    for saved in store.save(db, documents):
        assert saved.outcome == "stored"
    found: dict[int, set[str]] = {}
    asked = "select coalesce(happening, -events.number) as one, documents.id from events"
    asked += " join documents on documents.number = document"
    for row in db.execute(asked):
        found.setdefault(row["one"], set()).add(row["id"])
    return sorted(found.values(), key=min)


def test_two_meetings_of_the_same_two_on_different_days_are_two(db: sqlite3.Connection) -> None:
    assert together(db, meeting("a", "2018-06-02"), meeting("b", "2018-06-02", "2018-06-01")) == [{"a"}, {"b"}]


def test_two_others_in_the_same_place_on_the_same_day_are_another_event(db: sqlite3.Connection) -> None:
    assert together(db, meeting("a", "2018-06-01"), meeting("b", "2018-06-01", other="Li Wen")) == [{"a"}, {"b"}]


def test_events_of_another_type_are_others(db: sqlite3.Connection) -> None:
    assert together(db, meeting("a", "2018-06-01"), meeting("b", "2018-06-01", verb="thanked", type="SUPPORT")) == [
        {"a"},
        {"b"},
    ]


def test_a_call_is_no_visit(db: sqlite3.Connection) -> None:
    visit = meeting("b", "2018-06-01", verb="visited", mode="visit")
    assert together(db, meeting("a", "2018-06-01", verb="called", mode="phone"), visit) == [{"a"}, {"b"}]


def test_what_is_said_on_one_day_is_told_apart(db: sqlite3.Connection) -> None:
    says = {"verb": "told", "type": "STATEMENT"}
    assert together(db, meeting("a", "2018-06-01", **says), meeting("b", "2018-06-01", **says)) == [{"a"}, {"b"}]


def test_a_week_with_two_meetings_in_it_means_neither(db: sqlite3.Connection) -> None:
    week = meeting("c", "2018-06-04", "2018-05-28", latest="2018-06-03")
    first, second = meeting("a", "2018-06-02"), meeting("b", "2018-06-02", "2018-06-01")
    assert together(db, first, week, second) == [{"a"}, {"b"}, {"c"}]


def test_an_undated_meeting_of_a_text_is_none_that_others_date(db: sqlite3.Connection) -> None:
    assert together(db, meeting("a", "2018-06-01"), meeting("b", "2018-07-01", None)) == [{"a"}, {"b"}]


def test_reports_of_one_day_are_one_event_in_whatever_order_they_come(tmp_path: Path) -> None:
    reports = [
        meeting("a", "2018-05-29", verb="will meet", status="planned"),
        meeting("b", "2018-06-01"),
        meeting("c", "2018-06-04", "2018-05-28", latest="2018-06-03"),
        meeting("d", "2018-06-02", "2018-06-02"),
    ]
    for nth, order in enumerate(permutations(reports)):
        db = database.write(tmp_path / f"{nth}.db")
        expected = [{"a", "b"}, {"c"}, {"d"}]
        assert together(db, *order) == expected
        store.forget(db, "d")
        assert together(db) == [{"a", "b", "c"}]
        db.close()


def test_a_timeline_has_a_row_an_event_and_all_rows_with_all(db: sqlite3.Connection) -> None:
    together(db, meeting("a", "2018-05-29", verb="will meet", status="planned"), meeting("b", "2018-06-01"))
    (row,) = queries.select(db, "timeline")
    assert (row["status"], row["reports"], row["document"]) == ("happened", 2, "b")
    assert [row["status"] for row in queries.select(db, "timeline", all=True)] == ["planned", "happened"]
    assert not list(queries.select(db, "timeline", status="planned"))
    assert not list(queries.select(db, "timeline", min_sources=3))
    assert queries.count(db, "timeline", min_sources=2) == 1


def test_copies_of_one_report_are_one_source(db: sqlite3.Connection) -> None:
    together(db, meeting("a", "2018-06-01", wire="w"), meeting("b", "2018-06-02", verb="had met", wire="w"))
    (row,) = queries.select(db, "timeline")
    assert (row["reports"], row["independent"]) == (2, 1)
    assert not list(queries.select(db, "timeline", min_sources=2))


def test_an_event_has_the_status_that_was_known_on_the_day_asked_about(db: sqlite3.Connection) -> None:
    together(db, meeting("a", "2018-05-29", verb="will meet", status="planned"), meeting("b", "2018-06-01"))
    (row,) = queries.select(db, "timeline", as_of="2018-05-30")
    assert (row["status"], row["reports"]) == ("planned", 1)
    assert queries.count(db, "timeline", as_of="2018-05-30", status="happened") == 0


def test_the_life_of_an_event_is_its_turns(db: sqlite3.Connection) -> None:
    reports = [
        meeting("a", "2018-05-20", verb="will meet", status="planned"),
        meeting("b", "2018-05-21", verb="would meet", status="planned"),
        meeting("c", "2018-05-24", verb="called off a meeting with", status="cancelled"),
        meeting("d", "2018-05-26", verb="will meet", status="planned"),
        meeting("e", "2018-06-01"),
        meeting("f", "2018-06-05", verb="was to meet", status="planned"),
    ]
    assert together(db, *reports) == [{"a", "b", "c", "d", "e", "f"}]
    (event,) = queries.select(db, "timeline")
    turns = [(row["written"], row["turn"], row["reports"]) for row in life(db, event["id"])]
    assert turns == [
        ("2018-05-20", "planned", 2),
        ("2018-05-24", "cancelled", 1),
        ("2018-05-26", "back on", 1),
        ("2018-06-01", "happened", 1),
    ]
    assert [row["turn"] for row in life(db, event["id"], "2018-05-25")] == ["planned", "cancelled"]


def test_a_plan_that_changes_and_a_city_in_its_country_are_no_dispute(db: sqlite3.Connection) -> None:
    planned = meeting("a", "2018-05-20", verb="will meet", status="planned")
    together(db, planned, meeting("b", "2018-06-01"), meeting("c", "2018-06-02", city="Portugal"))
    assert not list(disputes(db))


def test_another_place_and_a_denial_are_disputes(db: sqlite3.Connection) -> None:
    denial = meeting("c", "2018-06-02", verb="denied to have met", status="denied", city="Madrid")
    together(db, meeting("a", "2018-06-01"), meeting("b", "2018-06-01"), denial)
    found = [(row["dispute"], row["says"], row["sources"]) for row in disputes(db)]
    assert found == [("place", "Lisbon", 2), ("place", "Madrid", 1), ("status", "happened", 2), ("status", "denied", 1)]


def test_the_day_that_one_source_alone_gives_is_a_dispute(db: sqlite3.Connection) -> None:
    reports = [meeting("a", "2018-06-01"), meeting("b", "2018-06-01"), meeting("c", "2018-06-02", "2018-06-01")]
    together(db, *reports)
    assert [(row["says"], row["sources"]) for row in disputes(db)] == [("2018-05-31", 2), ("2018-06-01", 1)]


def test_what_one_source_alone_tells_is_listed(db: sqlite3.Connection) -> None:
    together(db, meeting("a", "2018-06-01"), meeting("b", "2018-06-01"), meeting("c", "2018-06-01", other="Li Wen"))
    assert [row["document"] for row in queries.select(db, "single")] == ["c"]


def test_what_people_put_right_counts_and_can_be_taken_back(db: sqlite3.Connection) -> None:
    together(db, meeting("a", "2018-06-01"), meeting("b", "2018-06-02"))
    (event,) = queries.select(db, "timeline", document="b")
    right = Correction(
        "event set", event["id"], {"date": {"earliest": "2018-06-02", "latest": "2018-06-02"}}, "2018-06-03T10:00:00"
    )
    corrections.judge(db, [corrections.anchored(db, right)])
    assert together(db) == [{"a"}, {"b"}]
    assert queries.count(db, "timeline") == 2
    corrections.take_back(db, [right.id])
    assert together(db) == [{"a", "b"}]
    assert queries.count(db, "timeline") == 1


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("They met on 4 March 2024 for three days.", {}),
        ("The vote was 12-3.", {}),
        ("He said one side was right.", {}),
        ("Some 1,500 people and twelve armed guards came.", {"people": 1500, "guards": 12}),
        ("Two ministers met two ministers.", {"ministers": 2}),
        ("Two ministers met three ministers.", {}),
    ],
)
def test_what_a_sentence_counts(sentence: str, counted: dict[str, int]) -> None:
    assert amounts(sentence) == counted


MET = "Foreign Minister Ingrid Solheim met President Peter Wambua"
DISPUTED = {
    "a": f"{MET} and envoy Aino Laine in Oslo on Monday as 300 protesters gathered.",
    "b": f"{MET} and envoy Lars Nilsen in Oslo on Monday as 500 protesters gathered.",
    "c": f"{MET} on Monday.",
}


def disputed(folder: Path, *texts: str) -> list[tuple[str, str]]:
    """What `diplo check` says of these texts."""
    lines = [json.dumps({"id": name, "date": "2024-03-05", "text": DISPUTED[name]}) for name in texts]
    (folder / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    base = str(folder / "checked.db")
    run("ingest", str(folder / "texts.jsonl"), "--db", base, "-q")
    return [(row["dispute"], row["says"]) for row in json.loads(run("check", "--json", "--db", base).stdout)]


def test_who_is_only_left_out_is_no_dispute(tmp_path: Path) -> None:
    assert disputed(tmp_path, "a", "c") == []


def test_other_guests_and_other_numbers_are_disputes(tmp_path: Path) -> None:
    assert disputed(tmp_path, "a", "b", "c") == [
        ("attendee", "Aino Laine"),
        ("attendee", "Lars Nilsen"),
        ("number", "300 protesters"),
        ("number", "500 protesters"),
    ]

"""Questions to a base: the line rule, every filter, and whom a typed name means."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_fixtures import Maker, all_read, arrival, call, ingest, visit

from diplo import database, queries, store
from diplo.queries import dossier, people
from diplo.records import Document

QUESTIONS = sorted(
    {path.name.split(".")[0] for path in queries.FOLDER.glob("*.sql") if ".part." not in path.name}
    - {"people", "search"}
)
VALUES = {"limit": 5, "offset": 1, "speech": 1, "context": 1, "all": True, "certain": True, "best": True}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("base") / "diplo.db"
    writing = database.write(path)
    ingest(writing, [*all_read(), visit("wire", "2018-05-31", "Herald")])
    writing.close()
    db = database.read(path)
    yield db
    db.close()


def filters_of(question: str) -> list[str]:
    files = [*queries.FOLDER.glob(f"{question}.*sql"), *queries.FOLDER.glob("*.part.sql")]
    names = queries._PARAMETER.findall("".join(path.read_text("utf-8") for path in files))
    known = []
    for name in sorted(set(names)):
        try:
            queries._question(question, frozenset([name]))
        except TypeError:
            continue
        known.append(name)
    return known


def ids(db: sqlite3.Connection, *typed: str) -> list[str]:
    matches = [people.resolve(db, name) for name in typed]
    return [match.id for match in matches if isinstance(match, people.Known)]


def triggers(db: sqlite3.Connection, **filters: Any) -> list[str]:
    return [row["trigger"] for row in queries.select(db, "timeline", **filters)]


def said(db: sqlite3.Connection, **filters: Any) -> list[str]:
    return [row["said"] for row in queries.select(db, "quotes", **filters)]


def test_a_filter_that_a_question_does_not_have_is_an_error(db: sqlite3.Connection) -> None:
    with pytest.raises(TypeError, match="documents has no filter mode, speakers"):
        list(queries.select(db, "documents", speakers=["x"], mode=None, source="Gazette"))


def test_a_question_that_there_is_not_is_an_error(db: sqlite3.Connection) -> None:
    with pytest.raises(TypeError, match="no question weather"):
        list(queries.select(db, "weather"))


def test_a_filter_that_is_none_or_false_does_not_filter(db: sqlite3.Connection) -> None:
    assert triggers(db, mode=None, certain=False, all=False) == triggers(db)


def test_an_empty_list_of_entities_finds_nothing(db: sqlite3.Connection) -> None:
    assert triggers(db, entities=[]) == []
    assert said(db, speakers=[]) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_runs_with_no_filter_with_each_and_with_all(db: sqlite3.Connection, question: str) -> None:
    values = {name: VALUES.get(name, ["x"] if name in queries.SEVERAL else "x") for name in filters_of(question)}
    assert {"limit", "offset"} <= set(values)
    for filters in ({}, *({name: value} for name, value in values.items()), values):
        rows = list(queries.select(db, question, **filters))
        without_page = {name: value for name, value in filters.items() if name not in ("limit", "offset")}
        assert queries.count(db, question, **filters) == len(list(queries.select(db, question, **without_page)))
        assert "limit" not in filters or len(rows) <= 5


@pytest.mark.parametrize("question", QUESTIONS)
def test_pages_put_together_are_the_whole(db: sqlite3.Connection, question: str) -> None:
    whole = list(queries.select(db, question))
    pages = [row for start in range(len(whole)) for row in queries.select(db, question, limit=1, offset=start)]
    assert pages == whole
    assert list(queries.select(db, question, limit=0)) == whole


def test_without_all_events_of_no_type_and_no_stated_day_are_left_out(db: sqlite3.Connection) -> None:
    assert "next" not in triggers(db)
    assert "next" in triggers(db, all=True)


def test_a_timeline_goes_by_days_and_ends_with_the_undated(db: sqlite3.Connection) -> None:
    assert triggers(db) == ["flew", "met", "said", "arrived", "call", "met", "denied", "talks", "told"]


def test_all_gives_each_row_its_rank(db: sqlite3.Connection) -> None:
    rows = list(queries.select(db, "timeline", all=True, limit=8, offset=1))
    assert [(row["trigger"], row["order"]) for row in rows] == [
        *(("met", 1), ("said", 2), ("arrived", 3), ("call", 4)),
        *(("met", 0), ("next", 0), ("denied", 0), ("talks", 0)),
    ]
    assert "order" not in next(queries.select(db, "timeline"))


def day_of_three(*, ordered: bool) -> Document:
    """Three events of one day, told in another order than they came in."""
    day = ("2018-05-28", "2018-05-28")
    make = Maker("day", "Berg left after the talks. Roe sang. Then she slept.", "2018-05-28", None)
    berg = make.entity("person", "Berg")
    talks = make.event("talks", "CONSULT", {berg: "actor"}, days=day)
    left = make.event("left", "CONSULT", {berg: "actor"}, days=day, after=talks if ordered else None)
    make.event("sang", "CONSULT", {berg: "actor"}, days=day)
    make.event("slept", "CONSULT", {berg: "actor"}, days=day, after=left if ordered else None)
    return make.document()


@pytest.mark.parametrize(
    ("ordered", "shown"),
    [
        (False, [("left", 1), ("talks", 1), ("sang", 1), ("slept", 1)]),
        (True, [("talks", 1), ("left", 2), ("slept", 3), ("sang", 1)]),
    ],
)
def test_events_of_a_day_stand_in_the_order_that_their_text_tells(
    tmp_path: Path, ordered: bool, shown: list[Any]
) -> None:
    with closing(database.write(tmp_path / "diplo.db")) as db:
        list(store.save(db, [day_of_three(ordered=ordered)]))
        rows = [(row["trigger"], row["order"]) for row in queries.select(db, "timeline", all=True)]
    assert rows == shown


def test_a_row_of_the_timeline_has_the_columns_of_the_record(db: sqlite3.Connection) -> None:
    promised = (
        "id document sentence trigger trigger_start trigger_end type mode status earliest latest dated_by order"
        " participants place"
    )
    row = next(queries.select(db, "timeline", all=True, status="possible"))
    assert set(promised.split()) <= set(row)
    assert row["participants"] == ["Ana Duarte", "Kim Jong Un"]
    assert row["sentence"] == "Duarte may call Kim Jong Un next week."
    assert (row["earliest"], row["latest"], row["dated_by"]) == ("2018-06-04", "2018-06-10", "stated")
    assert (row["written"], row["source"], row["document"]) == ("2018-06-01", "Courier", "call")


def test_a_statement_shows_the_words_that_were_said(db: sqlite3.Connection) -> None:
    rows = {row["trigger"]: row["said"] for row in queries.select(db, "timeline")}
    assert rows["said"] == "We will sign a peaceful accord,"
    assert rows["told"] == "Korea's border at 38.101 degrees is open"
    assert rows["met"] is None


def test_entities_means_all_of_them(db: sqlite3.Connection) -> None:
    assert triggers(db, entities=ids(db, "Ana Duarte")) == ["flew", "met", "said", "call"]
    assert triggers(db, entities=ids(db, "Ana Duarte", "Kim Jong Un")) == ["met", "call"]
    assert triggers(db, entities=ids(db, "Ana Duarte", "Omar Haddad")) == []


def test_a_place_takes_part_in_what_happens_there(db: sqlite3.Connection) -> None:
    at_lisbon = ["flew", "met", "arrived", "talks"]
    lisbon = ids(db, "Lisbon")
    assert triggers(db, entities=lisbon) == at_lisbon
    assert triggers(db, place=lisbon) == at_lisbon
    assert triggers(db, country=lisbon) == at_lisbon
    assert triggers(db, entities=[*lisbon, *ids(db, "Kim Jong Un")]) == ["met", "arrived"]


def test_not_person_leaves_out_what_he_takes_part_in(db: sqlite3.Connection) -> None:
    assert triggers(db, not_person=ids(db, "Ana Duarte", "Kimberly Okafor")) == ["arrived", "denied", "talks", "told"]


def test_speakers_leave_statements_of_theirs(db: sqlite3.Connection) -> None:
    assert triggers(db, speakers=ids(db, "Omar Haddad")) == ["denied", "told"]


def test_type_mode_and_status_take_one_or_several(db: sqlite3.Connection) -> None:
    assert triggers(db, mode="visit") == ["flew", "arrived"]
    assert triggers(db, mode=["visit", "phone"]) == ["flew", "arrived", "call"]
    assert triggers(db, status="denied") == ["met"]
    assert triggers(db, type="CONSULT", status=["possible", "denied"]) == ["call", "met"]


def test_since_and_until_find_what_possibly_lies_between(db: sqlite3.Connection) -> None:
    assert triggers(db, since="2018-06-02") == ["arrived", "call"]
    assert triggers(db, since="2018-06-10") == ["call"]
    assert triggers(db, since="2018-06-11") == []
    assert triggers(db, until="2018-05-29") == ["flew", "met"]
    assert triggers(db, since="2018-06-06", until="2018-06-07") == ["call"]


def test_certain_finds_what_is_stated_and_wholly_between(db: sqlite3.Connection) -> None:
    assert triggers(db, certain=True) == ["flew", "call"]
    assert triggers(db, certain=True, since="2018-06-04", until="2018-06-10") == ["call"]
    assert triggers(db, certain=True, since="2018-06-05") == []
    assert triggers(db, certain=True, until="2018-06-09") == ["flew"]


@pytest.fixture
def periods(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Events with windows of many kinds: each verb tells its own."""
    make = Maker("periods", "One came. Two left. Three spoke. Four wrote. Five sang. Six slept. Seven ran.")
    one = make.entity("person", "One")
    windows = {
        "ran": ("2018-05-21", "2018-05-31"),
        "came": ("2018-05-01", "2018-05-31"),
        "left": ("2018-05-01", "2018-05-01"),
        "spoke": (None, "2018-05-10"),
        "wrote": ("2018-05-20", None),
        "sang": (None, None),
    }
    for words, ends in windows.items():
        time = make.time(words, *ends) if any(ends) else None
        make.event(words, "CONSULT", {one: "actor"}, time=time)
    make.event("slept", "CONSULT", {one: "actor"}, days=("2018-05-05", "2018-05-05"))
    db = database.write(tmp_path / "diplo.db")
    list(store.save(db, [make.document()]))
    yield db
    db.close()


def test_undated_events_answer_no_question_about_days(periods: sqlite3.Connection) -> None:
    for filters in ({"since": "0001-01-01"}, {"until": "9999-12-31"}, {"certain": True}):
        assert "sang" not in triggers(periods, **filters)
    assert triggers(periods)[-1] == "sang"


def test_a_month_is_possibly_inside_where_it_only_overlaps(periods: sqlite3.Connection) -> None:
    assert triggers(periods, since="2018-05-25", until="2018-06-30") == ["came", "wrote", "ran"]
    assert triggers(periods, since="2018-05-11", until="2018-05-19") == ["came"]
    assert triggers(periods, since="2018-06-01") == ["wrote"]
    assert triggers(periods, until="2018-05-01") == ["spoke", "left", "came"]
    assert triggers(periods, until="2017-12-31") == ["spoke"]


def test_certainly_inside_is_what_is_stated_and_has_both_its_ends_there(periods: sqlite3.Connection) -> None:
    assert triggers(periods, certain=True, since="2018-05-01", until="2018-05-31") == ["left", "came", "ran"]
    assert triggers(periods, certain=True, since="2018-05-02", until="2018-05-31") == ["ran"]
    assert triggers(periods, certain=True, since="2018-05-02") == ["wrote", "ran"]
    assert triggers(periods, certain=True, until="2018-05-30") == ["spoke", "left"]


def test_rows_go_by_earliest_day_then_the_narrower_first(periods: sqlite3.Connection) -> None:
    assert triggers(periods) == ["spoke", "left", "came", "slept", "wrote", "ran", "sang"]
    rows = queries.select(periods, "timeline", all=True)
    assert [row["order"] for row in rows] == [0, 2, 3, 4, 5, 6, 0]


def test_open_ends_are_no_first_or_last_day(periods: sqlite3.Connection) -> None:
    for filters in ({}, {"type": "CONSULT"}):
        [row] = queries.select(periods, "participants", **filters)
        assert (row["first"], row["last"]) == ("2018-05-01", "2018-05-31")
    list(store.save(periods, [Maker("periods", "One came.").document()]))
    assert periods.execute("select count(*) from diary").fetchone()[0] == 0


def test_source_is_the_outlet_of_the_document_or_of_a_copy(db: sqlite3.Connection) -> None:
    assert triggers(db, source="courier") == ["call", "denied"]
    assert triggers(db, source="Herald") == ["flew", "met", "said"]
    assert triggers(db, source="None such") == []


def test_as_of_shows_what_had_been_written_by_then(db: sqlite3.Connection) -> None:
    assert triggers(db, as_of="2018-05-31") == ["flew", "met", "said"]


def test_words_are_looked_for_in_the_sentence(db: sqlite3.Connection) -> None:
    assert triggers(db, words="kim jong-un") == ["met", "call"]
    assert triggers(db, words='"to lisbon"') == ["flew"]


def test_quotes_by_speaker_words_and_people_in_them(db: sqlite3.Connection) -> None:
    accord = "We will sign a peaceful accord,"
    assert said(db, speakers=ids(db, "Ana Duarte"), speech=1) == [accord]
    assert said(db, words="PEACEFUL") == [accord]
    assert said(db, words="peaceful border") == []
    assert said(db, entities=ids(db, "Kim Jong Un")) == ["call Kim Jong Un next week"]
    assert said(db, entities=ids(db, "Kim Jong Un", "Ana Duarte")) == ["call Kim Jong Un next week"]
    assert accord not in said(db, not_person=ids(db, "Ana Duarte"))
    assert said(db, kind=["direct"], until="2018-05-30") == [accord]


def test_a_quote_shows_its_source_and_cue_as_they_stand(db: sqlite3.Connection) -> None:
    row = next(queries.select(db, "quotes", words="border"))
    assert (row["speaker"], row["source words"], row["cue"]) == ("Omar Haddad", "He", "told reporters")
    assert row["spans"] == [
        [row["sentence"].index("Korea") + len("Omar Haddad, the envoy, held talks in Lisbon. "), 109]
    ]


def test_facts_by_person_and_predicate(db: sqlite3.Connection) -> None:
    rows = list(queries.select(db, "facts", entities=ids(db, "Omar Haddad"), predicate="role"))
    assert [(row["name"], row["object"], row["document"]) for row in rows] == [("Omar Haddad", "envoy", "talks")]


def reported(tmp_path: Path, *reports: tuple[str | None, str, dict[str, Any]]) -> sqlite3.Connection:
    """A base of documents, each of which says one thing of Anna Berg: its date, the words, what is known of them."""
    db = database.write(tmp_path / "diplo.db")
    for number, (date, words, known) in enumerate(reports):
        make = Maker(f"d{number}", f"{words} Anna Berg of Chad met Omar Haddad.", date)
        berg, chad, haddad = (
            make.entity("person", "Anna Berg"),
            make.entity("place", "Chad"),
            make.entity("person", "Omar Haddad"),
        )
        make.event("met", "CONSULT", {berg: "actor", haddad: "target"}, days=(date, date) if date else (None, None))
        others = {"Chad": chad, "Haddad": haddad}
        given = {key: others.get(value, value) for key, value in known.items()}
        make.fact(berg, given.pop("predicate", "role"), words, **given)
        list(store.save(db, [make.document()]))
    return db


def terms(db: sqlite3.Connection, **filters: Any) -> list[tuple[Any, ...]]:
    return [
        (row["object"], row["first"], row["last"], row["over by"], row["documents"])
        for row in queries.select(db, "facts", **filters)
    ]


NOW, PAST, FUTURE = ({"holds": holds, "value": "director"} for holds in ("now", "past", "future"))


def test_what_is_over_or_ahead_is_not_held(tmp_path: Path) -> None:
    db = reported(tmp_path, ("2018-06-01", "former director", PAST), ("2018-06-02", "minister-elect", FUTURE))
    assert terms(db, as_of="2018-12-31") == []
    assert terms(db) == [
        ("former director", None, None, "2018-06-01", 1) if row[0].startswith("former") else row for row in terms(db)
    ]


def test_a_role_of_several_texts_is_one_with_its_term(tmp_path: Path) -> None:
    told = (("2017-03-02", "Director", NOW), ("2018-04-20", "director", NOW), ("2018-06-11", "former director", PAST))
    db = reported(tmp_path, *told)
    assert terms(db) == [("former director", "2017-03-02", "2018-04-20", "2018-06-11", 3)]
    assert terms(db, as_of="2018-05-31") == [("director", "2017-03-02", "2018-04-20", None, 2)]
    assert terms(db, as_of="2017-12-31") == [("Director", "2017-03-02", "2017-03-02", None, 1)]
    assert terms(db, as_of="2017-03-01") == []
    assert terms(db, as_of="2018-06-11") == []
    assert [row["object"] for row in queries.select(db, "reports")] == ["Director", "director", "former director"]


def test_who_comes_back_into_an_office_holds_it_again(tmp_path: Path) -> None:
    db = reported(
        tmp_path, ("2009-01-01", "director", NOW), ("2012-01-01", "ex-director", PAST), ("2014-01-01", "Director", NOW)
    )
    assert terms(db, as_of="2013-01-01") == []
    assert terms(db, as_of="2015-01-01") == [("Director", "2009-01-01", "2014-01-01", None, 3)]


def test_stated_days_widen_a_term_and_end_it(tmp_path: Path) -> None:
    since = NOW | {"earliest": "2012-01-01"}
    until = NOW | {"latest": "2018-04-30"}
    db = reported(tmp_path, ("2017-03-02", "director since", since), ("2018-03-01", "director until", until))
    (row,) = queries.select(db, "facts")
    assert (row["first"], row["begin"], row["last"], row["end"]) == ("2012-01-01", "stated", "2018-04-30", "stated")
    assert terms(db, as_of="2018-04-30") != []
    assert terms(db, as_of="2018-05-01") == []


def test_a_role_without_its_country_is_the_one_that_others_give_with_it(tmp_path: Path) -> None:
    bare, of_chad, of_haddad = NOW, NOW | {"other": "Chad"}, NOW | {"other": "Haddad"}
    db = reported(tmp_path, ("2018-01-01", "director", bare), ("2018-02-01", "Director", of_chad))
    assert [(row["other"], row["documents"]) for row in queries.select(db, "facts")] == [("Chad", 2)]
    (tmp_path / "other").mkdir()
    told = (("2018-01-01", "director", bare), ("2018-02-01", "Director", of_chad), ("2018-03-01", "boss", of_haddad))
    assert len(terms(reported(tmp_path / "other", *told))) == 3


DAYS = [f"2018-0{month}-01" for month in range(1, 8)]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from([NOW, PAST])), min_size=1, max_size=6))
def test_a_role_holds_if_the_last_that_was_written_by_then_says_so(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, dict[str, Any]]]
) -> None:
    db = reported(
        tmp_path_factory.mktemp("told"),
        *((day, f"director {number}", known) for number, (day, known) in enumerate(told)),
    )
    for day in DAYS:
        by_then = [(written, known["holds"]) for written, known in told if written <= day]
        held = [written for written, holds in by_then if holds == "now"]
        over = [written for written, holds in by_then if holds == "past"]
        expected = bool(held) and max(held) >= max(over, default="")
        assert bool(terms(db, as_of=day)) == expected
    db.close()


def test_facts_of_others_that_are_about_somebody_are_found_too(tmp_path: Path) -> None:
    db = reported(tmp_path, ("2018-01-01", "sister", {"predicate": "kin", "other": "Haddad", "holds": "now"}))
    for name in ("Anna Berg", "Omar Haddad"):
        (row,) = queries.select(db, "facts", entities=ids(db, name))
        assert (row["name"], row["predicate"], row["other"]) == ("Anna Berg", "kin", "Omar Haddad")
    assert len(list(queries.select(db, "facts", entities=ids(db, "Anna Berg", "Omar Haddad")))) == 1
    assert list(queries.select(db, "facts", entities=ids(db, "Anna Berg", "Chad"))) == []


def test_the_role_shown_is_the_last_that_holds_with_its_country(tmp_path: Path) -> None:
    told = (
        ("2010-01-01", "lawyer", NOW | {"value": "lawyer"}),
        ("2017-03-02", "director", NOW | {"other": "Chad"}),
        ("2018-06-11", "former lawyer", PAST | {"value": "lawyer"}),
        (None, "poet", NOW | {"value": "poet"}),
    )
    db = reported(tmp_path, *told)
    (berg,) = (row for row in queries.select(db, "participants") if row["name"] == "Anna Berg")
    assert berg["role"] == "director, Chad"


def test_company_counts_shared_events_and_meetings(db: sqlite3.Connection) -> None:
    rows = list(queries.select(db, "company", entities=ids(db, "Ana Duarte")))
    assert [(row["name"], row["events"], row["met"], row["first"], row["last"]) for row in rows] == [
        ("Kim Jong Un", 2, 1, "2018-05-28", "2018-06-10")
    ]


def test_together_counts_events_in_which_all_take_part(db: sqlite3.Connection) -> None:
    (row,) = queries.select(db, "together", entities=ids(db, "Ana Duarte", "Kim Jong Un"))
    assert tuple(row.values()) == (2, 1, "2018-05-28", "2018-06-10")
    (row,) = queries.select(db, "together", entities=ids(db, "Ana Duarte", "Omar Haddad"))
    assert tuple(row.values()) == (0, 0, None, None)


def test_a_dossier_has_what_the_single_questions_give(db: sqlite3.Connection) -> None:
    (duarte,) = ids(db, "Ana Duarte")
    found = dossier.of(db, duarte)
    assert (found["name"], found["events"], found["quotes"], found["role"]) == ("Ana Duarte", 4, 1, "Foreign Minister")
    assert [form["name"] for form in found["names"]] == ["Duarte", "Ana Duarte"]
    assert [role["object"] for role in found["roles"]] == ["Foreign Minister"]
    assert [row["trigger"] for row in found["last events"]] == ["flew", "met", "call"]
    assert [row["said"] for row in found["last quotes"]] == ["We will sign a peaceful accord,"]
    assert [row["document"] for row in found["last documents"]] == ["visit", "call"]
    with pytest.raises(LookupError):
        dossier.of(db, "zzzz")


PARTICIPANT_FILTERS: dict[str, dict[str, Any]] = {
    "entities": {"entities": ("Kim Jong Un",)},
    "not_person": {"not_person": ("Ana Duarte",)},
    "speakers": {"speakers": ("Omar Haddad",)},
    "place": {"place": ("Lisbon",)},
    "country": {"country": ("Lisbon",)},
    "type": {"type": "STATEMENT"},
    "mode": {"mode": "phone"},
    "status": {"status": "denied"},
    "source": {"source": "Courier"},
    "document": {"document": "talks"},
    "since": {"since": "2018-06-02"},
    "until": {"until": "2018-05-29"},
    "as_of": {"as_of": "2018-05-31"},
    "certain": {"certain": True},
    "all": {"all": True},
}


@pytest.mark.parametrize("given", PARTICIPANT_FILTERS.values(), ids=PARTICIPANT_FILTERS)
def test_every_filter_leaves_the_people_of_the_events_that_the_timeline_shows(
    db: sqlite3.Connection, given: dict[str, Any]
) -> None:
    filters = {name: ids(db, *value) if isinstance(value, tuple) else value for name, value in given.items()}
    rows = list(queries.select(db, "timeline", **filters))
    shown = {name for row in rows for name in row["participants"]}
    people_ = {row["name"] for row in queries.select(db, "participants", **filters)}
    named = {row["name"] for row in queries.select(db, "participants")}
    assert people_ & named == shown & named
    assert rows


def test_participants_of_one_event(db: sqlite3.Connection) -> None:
    event = visit().events[1]
    rows = list(queries.select(db, "participants", event=event.id))
    assert [(row["name"], row["events"]) for row in rows] == [("Ana Duarte", 1), ("Kim Jong Un", 1)]


def test_documents_tell_where_the_date_came_from(db: sqlite3.Connection) -> None:
    rows = {row["document"]: row for row in queries.select(db, "documents")}
    assert list(rows) == ["visit", "wire", "call", "arrival", "talks"]
    assert (rows["visit"]["date from"], rows["talks"]["date from"]) == ("metadata", None)
    assert (rows["wire"]["copy of"], rows["wire"]["events"]) == ("visit", 3)


def test_participants_are_people_with_role_counts_and_days(db: sqlite3.Connection) -> None:
    rows = list(queries.select(db, "participants"))
    assert [(row["name"], row["events"]) for row in rows] == [
        *(("Ana Duarte", 4), ("Omar Haddad", 3), ("Kim Jong Un", 3), ("Kimberly Okafor", 1)),
    ]
    assert (rows[0]["role"], rows[0]["quotes"], rows[0]["first"], rows[0]["last"]) == (
        *("Foreign Minister", 1, "2018-05-28", "2018-06-10"),
    )


def test_participants_by_filter_agree_with_the_tallies(db: sqlite3.Connection) -> None:
    def counts(**filters: Any) -> dict[str, tuple[Any, ...]]:
        rows = queries.select(db, "participants", kind=["person", "place"], **filters)
        return {row["name"]: (row["events"], row["first"], row["last"]) for row in rows if row["events"]}

    assert counts(all=False) == counts(status=["happened", "possible", "denied"])


def test_participants_of_a_filter(db: sqlite3.Connection) -> None:
    rows = list(queries.select(db, "participants", mode="visit"))
    assert [(row["name"], row["events"], row["quotes"]) for row in rows] == [
        ("Ana Duarte", 1, 1),
        ("Kim Jong Un", 1, 0),
    ]
    places = queries.select(db, "participants", mode="visit", kind="place")
    assert [(row["name"], row["events"]) for row in places] == [("Lisbon", 2)]


def test_a_finding_is_found_by_the_beginning_of_its_id(db: sqlite3.Connection) -> None:
    event = visit().events[0]
    (row,) = queries.select(db, "finding", id=event.id[:6])
    assert (row["kind"], row["id"], row["document"]) == ("event", event.id, "visit")
    assert row["finding"]["participants"] == [{"name": "Ana Duarte", "role": "actor", "by_table": False}]
    assert row["time"]["reason"] == '"Monday" -> 2018-05-28'
    marks = {mark["what"]: row["text"][mark["start"] : mark["end"]] for mark in row["marks"]}
    assert marks == {"actor": "Ana Duarte", "trigger": "flew", "place": "Lisbon", "time": "Monday"}
    assert row["text"][row["sentence_start"] : row["sentence_end"]] == row["sentence"]


@pytest.mark.parametrize("kind", ["quotes", "facts", "times"])
def test_every_kind_of_finding_is_found(db: sqlite3.Connection, kind: str) -> None:
    finding = getattr(visit(), kind)[0]
    (row,) = queries.select(db, "finding", id=finding.id)
    assert row["kind"] == kind.removesuffix("s")
    assert row["finding"]
    assert row["marks"]


def test_no_finding_has_another_s_id(db: sqlite3.Connection) -> None:
    assert list(queries.select(db, "finding", id="zzzz")) == []
    assert list(queries.select(db, "finding", id="%")) == []


def test_a_name_that_nobody_has_gives_the_nearest(db: sqlite3.Connection) -> None:
    assert people.resolve(db, "Zorro") == people.NotFound(())
    assert people.resolve(db, "Okaforr Kimberley Jane") == people.NotFound(("Kimberly Okafor",))
    assert people.resolve(db, "") == people.NotFound(())
    assert people.resolve(db, "…") == people.NotFound(())


def test_a_name_of_another_kind_is_not_meant(db: sqlite3.Connection) -> None:
    assert isinstance(people.resolve(db, "Lisbon", "person"), people.NotFound)
    assert isinstance(people.resolve(db, "Lisbon", "place"), people.Known)


def test_part_of_a_word_is_not_a_name(db: sqlite3.Connection) -> None:
    match = people.resolve(db, "Kim")
    assert isinstance(match, people.Known)
    assert match.name == "Kim Jong Un"
    assert isinstance(people.resolve(db, "Duar"), people.NotFound)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ana duarte", "Ana Duarte"),
        ("DUARTE", "Ana Duarte"),
        ("Haddad", "Omar Haddad"),
        ("Jong-Un", "Kim Jong Un"),
        ("un kim", "Kim Jong Un"),
        ("Omer Hadad", "Omar Haddad"),
        ("Kim Jongun", "Kim Jong Un"),
        ("Haddad's", "Omar Haddad"),
    ],
)
def test_a_name_means_one_person(db: sqlite3.Connection, typed: str, name: str) -> None:
    match = people.resolve(db, typed)
    assert isinstance(match, people.Known)
    assert match.name == name


def test_an_id_comes_first_and_the_beginning_of_one_last(db: sqlite3.Connection) -> None:
    (duarte,) = ids(db, "Ana Duarte")
    for typed in (duarte, duarte.upper(), duarte[:8], f" {duarte[:4]} "):
        assert ids(db, typed) == [duarte]
    assert ids(db, duarte[:3]) == []


def test_several_of_one_name_are_listed_the_busiest_first(tmp_path: Path) -> None:
    db = database.write(tmp_path / "diplo.db")
    other = Maker("other", "Rui Duarte met Duarte and Duarte.", "2018-01-01")
    rui = other.entity("person", "Rui Duarte", "Duarte")
    other.event("met", "CONSULT", {rui: "actor"})
    ingest(db, [visit(), call(), arrival()])
    list(store.save(db, [other.document()]))
    match = people.resolve(db, "Duarte")
    assert isinstance(match, people.Ambiguous)
    assert [(one.name, one.role, one.count) for one in match.entities] == [
        *(("Ana Duarte", "Foreign Minister", 4), ("Rui Duarte", None, 3)),
    ]
    assert ids(db, "Rui Duarte") == [match.entities[1].id]


@given(st.text())
def test_whatever_is_typed_for_a_name_is_answered(db: sqlite3.Connection, typed: str) -> None:
    assert isinstance(people.resolve(db, typed), people.Known | people.Ambiguous | people.NotFound)
    assert isinstance(people.completions(db, typed), tuple)


def test_names_are_completed_from_any_word(db: sqlite3.Connection) -> None:
    assert set(people.completions(db, "ki")) == {"Kim Jong Un", "Kimberly Okafor"}
    assert people.completions(db, "okaf") == ("Kimberly Okafor",)
    assert people.completions(db, "l", "place") == ("Lisbon",)
    assert people.completions(db, "") == ()


@pytest.mark.parametrize(
    "typed", ["Korea's", "38.101", '"border at"', "korea NOT border", "border*", "NEAR(border", "-", '"']
)
def test_words_mean_themselves(db: sqlite3.Connection, typed: str) -> None:
    expected = typed in ("Korea's", "38.101", '"border at"', "border*")
    assert (said(db, words=typed) != []) == expected


@given(st.text())
def test_whatever_is_typed_for_words_is_looked_for(db: sqlite3.Connection, typed: str) -> None:
    assert isinstance(said(db, words=typed), list)


@given(st.text(), st.text())
def test_whatever_is_typed_for_a_filter_is_no_error(db: sqlite3.Connection, source: str, document: str) -> None:
    assert isinstance(triggers(db, source=source, document=document), list)


def test_asking_needs_no_language_model_and_no_library_for_writing() -> None:
    program = (
        "import sys; from diplo import database, queries, store; from diplo.queries import people;"
        "print(*sorted({'spacy', 'sqlite_utils', 'dateparser', 'thinc', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_quote_is_about_those_named_in_its_words_and_not_about_its_speaker(db: sqlite3.Connection) -> None:
    assert said(db, about=ids(db, "Ana Duarte")) == []
    assert said(db, about=[]) == []
    assert said(db, about=ids(db, "Omar Haddad")) == []
    assert said(db, about=ids(db, "Kim Jong Un")) == ["call Kim Jong Un next week"]
    assert said(db, about=ids(db, "Kim Jong Un"), speakers=ids(db, "Omar Haddad")) == []


@pytest.mark.parametrize(
    "filters",
    [
        *({"since": day} for day in ("2018-05-30", "2018-05-31", "2018-06-03")),
        *({"until": day} for day in ("2018-05-29", "2018-05-30", "2018-06-02")),
        {"speakers": ["Ana Duarte"]},
        {"hearers": ["Omar Haddad"]},
        {"about": ["Kim Jong Un"]},
        {"entities": ["Ana Duarte"]},
        {"entities": ["Kim Jong Un"]},
        {"not_person": ["Ana Duarte"]},
        {"source": "gazette"},
        {"document": "call"},
        {"medium": "interview"},
        {"unnamed": 1},
        {"kind": "indirect"},
        {"speech": 0},
    ],
)
def test_quotes_are_the_same_whether_they_are_gathered_or_gone_through_day_by_day(
    db: sqlite3.Connection, filters: dict[str, Any]
) -> None:
    known = {name: ids(db, *value) if isinstance(value, list) else value for name, value in filters.items()}
    gathered = list(queries.select(db, "quotes", **known))
    assert list(queries.select(db, "quotes", **known, stepwise=True)) == gathered
    assert queries.count(db, "quotes", **known, stepwise=True) == len(gathered)
    for row in gathered:
        some = {"common": row["said"].split()[0], "stepwise": True}
        assert row["id"] in [other["id"] for other in queries.select(db, "quotes", **known, **some)]


def test_what_is_said_to_be_said_after_it_was_written_is_found_by_that_day(tmp_path: Path) -> None:
    with closing(database.write(tmp_path / "diplo.db")) as db:
        list(store.save(db, [visit()]))
        db.execute("update quotes set dated_by = 'stated', earliest = '2018-06-09', latest = '2018-06-09'")
        for filters, number in (
            ({"since": "2018-06-01"}, 1),
            ({"since": "2018-06-10"}, 0),
            ({"until": "2018-06-08"}, 0),
        ):
            for stepwise in (True, None):
                assert queries.count(db, "quotes", **filters, stepwise=stepwise) == number

"""What becomes of corrections in the base: applied, kept over new readings, and taken back without a trace."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_fixtures import MAKERS, all_read, arrival, call, ingest, talks, visit
from test_store import check_derived, content

from diplo import database, queries, store
from diplo.queries import people
from diplo.records import Correction
from diplo.store import corrections
from diplo.store.corrections import anchors

MADE = "2026-11-25T09:00:00+00:00"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = database.write(tmp_path / "diplo.db")
    ingest(db, all_read())
    yield db
    db.close()


def event(db: sqlite3.Connection, trigger: str, document: str) -> str:
    rows = queries.select(db, "timeline", all=True, document=document)
    return next(row["id"] for row in rows if row["trigger"] == trigger)


def entity(db: sqlite3.Connection, name: str) -> dict[str, str]:
    row = db.execute("select id, name from entities where name = ?", [name]).fetchone()
    return {"id": row["id"], "name": row["name"]}


def said(db: sqlite3.Connection, judgement: str, target: str, made: str = MADE, **value: Any) -> Correction:
    return corrections.anchored(db, Correction(judgement, target, value, made, "ana", "a reason"))


def judge(
    db: sqlite3.Connection, judgement: str, target: str, made: str = MADE, **value: Any
) -> list[corrections.Change]:
    return corrections.judge(db, [said(db, judgement, target, made, **value)])


def undo_all(db: sqlite3.Connection) -> None:
    while ids := [one.id for one in corrections.kept(db)]:
        corrections.take_back(db, ids[:1])


def rows(db: sqlite3.Connection, **filters: Any) -> list[dict[str, Any]]:
    return list(queries.select(db, "timeline", all=True, **filters))


moments = st.sampled_from([f"2026-11-{day}T09:00:00+00:00" for day in range(10, 15)])
days = st.sampled_from([None, {"earliest": "2018-05-20", "latest": "2018-05-27"}])
FIELDS = {
    "status": st.sampled_from(["happened", "cancelled"]),
    "type": st.sampled_from([None, "AGREE", "CONSULT"]),
    "date": days,
    "place": st.sampled_from([None, "Lisbon", "North Korea"]),
    "person": st.lists(st.sampled_from(["Omar Haddad", "Kim Jong-un"]), max_size=2),
    "not_person": st.lists(st.sampled_from(["Ana Duarte", "Lisbon"]), max_size=1),
}
picks = st.integers(0, 30)
NAMES = st.sampled_from(["Ana Duarte", "Kim Jong-un", "Omar Haddad", "Kimberly Okafor"])
acts = st.one_of(
    st.tuples(st.just("event set"), picks, st.fixed_dictionaries({}, optional=FIELDS)),
    st.tuples(st.just("event reject"), picks, st.just({})),
    st.tuples(st.just("quote set"), picks, st.fixed_dictionaries({"speaker": st.sampled_from([None, "Omar Haddad"])})),
    st.tuples(st.just("quote reject"), picks, st.just({})),
    st.tuples(st.just("fact set"), picks, st.fixed_dictionaries({"object": st.sampled_from(["envoy", "judge"])})),
    st.tuples(st.just("fact reject"), picks, st.just({})),
    st.tuples(
        st.just("time set"),
        picks,
        st.just({"value": "2018-W20"}),
    ),
    st.tuples(st.just("entity rename"), picks, st.fixed_dictionaries({"name": st.sampled_from(["Rui Costa", "Kim"])})),
    st.tuples(st.just("entity alias"), picks, st.just({"name": "The Chief"})),
    st.tuples(st.just("entity kind"), picks, st.just({"kind": "organization"})),
    st.tuples(st.just("entity ignore"), picks, st.just({})),
    st.tuples(st.just("entity merge"), picks, st.fixed_dictionaries({"other": NAMES})),
    st.tuples(
        st.just("entity split"), picks, st.fixed_dictionaries({"never": st.lists(NAMES, min_size=1, max_size=2)})
    ),
    st.tuples(st.just("entity split"), picks, st.just({"apart": ["itself"]})),
)


def correction(db: sqlite3.Connection, act: tuple[str, int, dict[str, Any]], made: str) -> Correction | None:
    """A correction of the nth finding or entity of its kind; names become entities where they are in the base."""
    judgement, nth, value = act
    kind = judgement.split()[0]
    tables = {"event": "events", "quote": "quotes", "fact": "facts", "time": "times", "entity": "entities"}
    ids = [row["id"] for row in db.execute(f"select id from {tables[kind]} order by id")]
    named = "select id, name from entities where name is not null"
    known = {row["name"]: {"id": row["id"], "name": row["name"]} for row in db.execute(named)}
    fields: dict[str, Any] = {}
    for field, one in value.items():
        if one == ["itself"]:
            mine = "select id, name from appearances where entity in (select entity from appearances where id = ?)"
            fields[field] = [dict(row) for row in db.execute(f"{mine} order by id limit 1", [ids[nth % len(ids)]])]
        elif field in ("place", "speaker", "other"):
            fields[field] = known.get(one)
        elif isinstance(one, list):
            fields[field] = [known[name] for name in one if name in known]
        else:
            fields[field] = one
    if not ids or (judgement in ("entity merge", "entity split") and not any(fields.values())):
        return None
    return corrections.anchored(db, Correction(judgement, ids[nth % len(ids)], fields, made, "ana", None))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(acts, moments), max_size=7))
def test_corrections_that_are_all_taken_back_leave_no_trace(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = database.write(Path(folder) / "diplo.db")
        ingest(db, all_read())
        before = content(db)
        for act, made in steps:
            one = correction(db, act, made)
            if one:
                corrections.judge(db, [one])
                check_derived(db)
        undo_all(db)
        check_derived(db)
        assert content(db) == before
        assert not db.execute("select * from overruled").fetchall()
        db.close()


documents = st.builds(
    lambda text, id, date, source: MAKERS[text](id, date, source),
    st.sampled_from(sorted(MAKERS)),
    st.sampled_from("abcd"),
    st.sampled_from([None, "2018-05-30", "2018-06-01", "2018-06-03"]),
    st.sampled_from([None, "Gazette", "Herald"]),
)
history = st.one_of(
    st.tuples(st.just("judge"), st.tuples(acts, moments)),
    st.tuples(st.just("ingest"), documents),
    st.tuples(st.just("forget"), st.sampled_from("abcd")),
    st.tuples(st.just("rebuild"), st.none()),
    st.tuples(st.just("undo"), picks),
)


def run_step(db: sqlite3.Connection, what: str, given: Any) -> None:
    if what == "judge":
        one = correction(db, *given)
        if one:
            corrections.judge(db, [one])
    elif what == "ingest":
        ingest(db, [given])
    elif what == "forget" and any(d.id == given for d in store.documents(db)):
        store.forget(db, given)
    elif what == "rebuild":
        store.make_stale(db)
    elif what == "undo" and (kept := list(corrections.kept(db))):
        corrections.take_back(db, [kept[given % len(kept)].id])
    ingest(db, [])


def judged(db: sqlite3.Connection) -> dict[str, list[Any]]:
    """All that the base says, and what has become of each correction."""
    return content(db) | {
        "corrections": [tuple(r) for r in db.execute("select id, state from corrections order by id")]
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(history, max_size=10))
def test_a_base_with_any_history_is_like_a_new_one_with_the_same_texts_and_corrections(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = database.write(Path(folder) / "old.db")
        ingest(db, [visit("a"), call("b"), talks("c"), arrival("d")])
        for what, given_ in steps:
            run_step(db, what, given_)
            check_derived(db)
        texts, kept = list(store.documents(db)), list(corrections.kept(db))
        for corrections_first in (False, True):
            new = database.write(Path(folder) / f"new{corrections_first}.db")
            if corrections_first:
                corrections.judge(new, kept)
            ingest(new, reversed(texts))
            corrections.judge(new, kept)
            check_derived(new)
            assert judged(new) == judged(db)
            new.close()
        db.close()


# What single corrections do


def test_words_that_are_gone_are_told_and_come_back(db: sqlite3.Connection) -> None:
    judge(db, "event set", event(db, "flew", "visit"), status="cancelled")
    ingest(db, [arrival("visit")])
    assert [row["state"] for row in queries.select(db, "corrections")] == ["not applied: its words are gone"]
    assert all(row["status"] != "cancelled" for row in rows(db))
    ingest(db, [visit()])
    assert [row["state"] for row in queries.select(db, "corrections")] == ["applied"]
    assert [row["trigger"] for row in rows(db, status="cancelled")] == ["flew"]


def test_a_correction_of_a_forgotten_document_waits_for_it(db: sqlite3.Connection) -> None:
    judge(db, "quote set", next(queries.select(db, "quotes", document="visit"))["id"], speaker=None)
    store.forget(db, "visit")
    state = next(queries.select(db, "corrections"))["state"]
    assert state == "not applied: its document is not in the base"
    assert corrections.waiting(db) == 1
    ingest(db, [visit()])
    assert corrections.waiting(db) == 0
    assert next(queries.select(db, "quotes", document="visit"))["speaker"] is None


def test_a_correction_follows_its_words_into_an_earlier_copy(db: sqlite3.Connection) -> None:
    judge(db, "event reject", event(db, "met", "visit"))
    ingest(db, [visit("wire", date="2018-05-29")])
    assert "met" not in [row["trigger"] for row in rows(db, document="wire")]
    store.forget(db, "wire")
    ingest(db, [])
    assert "met" not in [row["trigger"] for row in rows(db, document="visit")]
    check_derived(db)


def test_a_correction_outlives_another_type_of_its_event(db: sqlite3.Connection) -> None:
    judge(db, "event set", event(db, "flew", "visit"), status="cancelled")
    document = visit()
    flew, *others = document.events
    retyped = replace(flew, id="another", type="RETREAT")
    store.make_stale(db)
    list(store.save(db, [replace(document, events=(retyped, *others))]))
    assert [(row["type"], row["trigger"]) for row in rows(db, status="cancelled")] == [("RETREAT", "flew")]


def test_a_correction_does_not_choose_between_two_findings_on_its_words(db: sqlite3.Connection) -> None:
    judge(db, "event set", event(db, "flew", "visit"), status="cancelled")
    document = visit()
    flew, *others = document.events
    two = (replace(flew, id="one", type="RETREAT"), replace(flew, id="two", type="AGREE"))
    store.make_stale(db)
    list(store.save(db, [replace(document, events=(*two, *others))]))
    assert not rows(db, status="cancelled")
    assert corrections.waiting(db) == 1


def test_the_later_of_two_judgements_counts_in_whatever_order_they_come(db: sqlite3.Connection) -> None:
    flew = event(db, "flew", "visit")
    later = said(db, "event set", flew, "2026-11-26T09:00:00+00:00", status="planned")
    earlier = said(db, "event set", flew, "2026-11-24T09:00:00+00:00", status="denied", mode="train")
    corrections.judge(db, [later])
    corrections.judge(db, [earlier])
    assert [(row["status"], row["mode"]) for row in rows(db, document="visit") if row["id"] == flew] == [
        ("planned", "train")
    ]
    corrections.judge(db, [said(db, "event set", flew, "2026-11-27T09:00:00+00:00", mode=None)])
    states = {row["day"]: row["state"] for row in queries.select(db, "corrections")}
    assert states == {"2026-11-24": "overruled", "2026-11-26": "applied", "2026-11-27": "applied"}


def test_two_people_who_disagree_are_named(db: sqlite3.Connection) -> None:
    flew = event(db, "flew", "visit")
    ours = said(db, "event set", flew, status="planned", mode="phone")
    theirs = replace(ours, author="bo", value={"status": "denied", "mode": "phone"}, made="2026-11-20T09:00:00+00:00")
    corrections.judge(db, [ours])
    assert list(corrections.conflicts(db, [ours, replace(ours, value={"status": "denied"})])) == []
    assert list(corrections.conflicts(db, [theirs])) == [corrections.Conflict(theirs, ours, ("status",))]
    rejection = replace(theirs, judgement="event reject", value={})
    assert list(corrections.conflicts(db, [rejection])) == [corrections.Conflict(ours, rejection, ("status", "mode"))]


def test_a_speaker_from_another_document_goes_when_that_document_goes(db: sqlite3.Connection) -> None:
    quote = next(queries.select(db, "quotes", document="visit"))["id"]
    judge(db, "quote set", quote, speaker=entity(db, "Kimberly Okafor"))
    assert next(queries.select(db, "quotes", document="visit"))["speaker"] == "Kimberly Okafor"
    store.forget(db, "arrival")
    assert next(queries.select(db, "quotes", document="visit"))["speaker"] == "Ana Duarte"
    state = next(queries.select(db, "corrections"))["state"]
    assert state == "not applied: Kimberly Okafor is not in the base"
    ingest(db, [arrival()])
    assert next(queries.select(db, "quotes", document="visit"))["speaker"] == "Kimberly Okafor"


def test_an_event_moves_with_the_time_that_dates_it_but_not_against_its_own_date(db: sqlite3.Connection) -> None:
    monday = next(db.execute("select id from times where type = 'DATE' and value = '2018-05-28'"))["id"]
    judge(db, "time set", monday, value="2018-05-21")
    assert [row["earliest"] for row in rows(db, document="visit") if row["trigger"] == "flew"] == ["2018-05-21"]
    judge(db, "event set", event(db, "flew", "visit"), date={"earliest": "2018-05-02", "latest": "2018-05-02"})
    judge(db, "time set", monday, "2026-11-27T09:00:00+00:00", value=None)
    assert [row["earliest"] for row in rows(db, document="visit") if row["trigger"] == "flew"] == ["2018-05-02"]


def test_whoever_is_ignored_takes_part_in_nothing_that_comes_either(db: sqlite3.Connection) -> None:
    judge(db, "entity ignore", entity(db, "Ana Duarte")["id"])
    ingest(db, [visit("again", date="2018-06-07"), call("later", date="2018-07-01")])
    assert not [row for row in rows(db) if "Ana Duarte" in (row["who"] or "")]
    assert not [row for row in queries.select(db, "quotes") if row["speaker"] == "Ana Duarte"]
    assert not [row for row in queries.select(db, "facts") if row["name"] == "Ana Duarte"]
    check_derived(db)


def test_an_added_event_takes_what_was_said_of_it_along(db: sqlite3.Connection) -> None:
    words = anchors.of_words(db, "talks", 17, 22)
    value = {"type": "AGREE", "person": [entity(db, "Omar Haddad")]}
    added = corrections.anchored(db, Correction("event add", "talks", value, MADE, "ana", None, {"target": (words,)}))
    corrections.judge(db, [added])
    judge(db, "event set", added.id, status="planned")
    [row] = [row for row in rows(db, document="talks") if row["type"] == "AGREE"]
    assert (row["trigger"], row["status"], row["who"]) == ("envoy", "planned", "Omar Haddad")
    corrections.take_back(db, [added.id])
    assert not list(corrections.kept(db))
    assert not [row for row in rows(db) if row["type"] == "AGREE"]


def test_a_trial_changes_nothing_but_says_what_would_change(db: sqlite3.Connection) -> None:
    before = content(db)
    flew = event(db, "flew", "visit")
    changes = corrections.judge(db, [said(db, "event set", flew, status="planned")], is_trial=True)
    assert changes == [corrections.Change("event", flew, "status", "happened", "planned")]
    assert content(db) == before
    assert not list(corrections.kept(db))


def test_the_same_correction_twice_is_one(db: sqlite3.Connection) -> None:
    one = said(db, "event set", event(db, "flew", "visit"), status="planned")
    corrections.judge(db, [one])
    assert corrections.judge(db, [one]) == []
    assert list(corrections.kept(db)) == [one]


def test_a_name_that_a_person_gave_finds_its_entity(db: sqlite3.Connection) -> None:
    haddad = entity(db, "Omar Haddad")
    judge(db, "entity alias", haddad["id"], name="Abu Karim")
    judge(db, "entity rename", haddad["id"], name="Omar al-Haddad")
    for typed in ("abu karim", "karim", "al-haddad", "Omar Haddad"):
        match = people.resolve(db, typed)
        assert isinstance(match, people.Known)
        assert match.name == "Omar al-Haddad"
    undo_all(db)
    assert isinstance(people.resolve(db, "karim"), people.NotFound)


# Who is who


def named(db: sqlite3.Connection) -> dict[str, int]:
    """People with names, and in how many documents each is."""
    rows = db.execute("select name, documents from entities where kind = 'person' and name is not null")
    return {row["name"]: row["documents"] for row in rows}


def test_two_who_are_said_never_to_be_one_stay_two(db: sqlite3.Connection) -> None:
    kim = entity(db, "Kim Jong Un")
    [own] = [one for one in corrections.appearances(db, kim["id"], "arrival") if one["name"] == "Kim"]
    judge(db, "entity split", kim["id"], apart=[own])
    assert named(db)["Kim"] == 1
    store.make_stale(db)
    ingest(db, [call("again", date="2018-07-01"), visit("wire", date="2018-07-02")])
    assert named(db)["Kim"] == 1
    assert next(queries.select(db, "corrections"))["state"] == "applied"
    check_derived(db)


def test_whoever_is_taken_out_of_the_only_text_that_names_him_so_is_somebody_still(db: sqlite3.Connection) -> None:
    okafor = entity(db, "Kimberly Okafor")
    judge(db, "entity split", okafor["id"], never=[okafor])
    assert named(db)["Kimberly Okafor"] == 1
    undo_all(db)
    assert named(db)["Kimberly Okafor"] == 1
    check_derived(db)


def test_only_the_mentions_that_are_named_are_taken_out(db: sqlite3.Connection) -> None:
    ingest(db, [call(f"call {n}", date=f"2018-07-0{n}") for n in range(1, 5)])
    edited = [replace(call(f"call {n}", date=f"2018-07-0{n}"), text=f"{call().text} {n}") for n in range(1, 5)]
    list(store.save(db, edited))
    assert named(db)["Omar Haddad"] == 6
    haddad = entity(db, "Omar Haddad")
    apart = [one for n in (1, 2) for one in corrections.appearances(db, haddad["id"], f"call {n}")]
    judge(db, "entity split", haddad["id"], apart=apart)
    documents = "select documents from entities where name = 'Omar Haddad' order by documents"
    assert [row["documents"] for row in db.execute(documents)] == [2, 4]
    check_derived(db)


def test_who_is_said_to_be_one_is_one_until_that_is_taken_back(db: sqlite3.Connection) -> None:
    before = content(db)
    judge(db, "entity merge", entity(db, "Kimberly Okafor")["id"], other=entity(db, "Omar Haddad"))
    assert named(db) == {"Ana Duarte": 2, "Kim Jong Un": 3, "Omar Haddad": 3}
    assert {row["who"] for row in rows(db, document="arrival", status="denied")} == {"Omar Haddad"}
    check_derived(db)
    undo_all(db)
    assert content(db) == before


def test_not_the_same_overrules_the_same_whoever_came_later(db: sqlite3.Connection) -> None:
    okafor, haddad = entity(db, "Kimberly Okafor"), entity(db, "Omar Haddad")
    merge = said(db, "entity merge", okafor["id"], "2026-11-30T09:00:00+00:00", other=haddad)
    judge(db, "entity split", okafor["id"], never=[haddad])
    corrections.judge(db, [merge])
    assert {"Kimberly Okafor", "Omar Haddad"} <= named(db).keys()
    assert corrections.overruled(db, [merge.id]) == 1
    parted = corrections.parted(db, haddad["id"], okafor["id"])
    assert parted is not None
    assert parted.judgement == "entity split"


def test_a_corrected_speaker_goes_with_whom_he_is_one_with(db: sqlite3.Connection) -> None:
    quote = next(queries.select(db, "quotes", document="visit"))["id"]
    judge(db, "quote set", quote, speaker=entity(db, "Kimberly Okafor"))
    judge(db, "entity merge", entity(db, "Kimberly Okafor")["id"], other=entity(db, "Omar Haddad"))
    assert next(queries.select(db, "quotes", document="visit"))["speaker"] == "Omar Haddad"
    check_derived(db)


def test_whoever_is_taken_out_of_somebody_ignored_takes_part_again(db: sqlite3.Connection) -> None:
    kim = entity(db, "Kim Jong Un")
    judge(db, "entity ignore", kim["id"])
    assert not [row for row in rows(db) if "Kim J" in (row["who"] or "")]
    judge(db, "entity split", kim["id"], apart=corrections.appearances(db, kim["id"], "arrival"))
    assert [row["who"] for row in rows(db, document="arrival") if row["trigger"] == "arrived"] == ["Kim"]
    check_derived(db)

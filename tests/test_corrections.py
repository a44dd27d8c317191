"""What becomes of corrections in the base: applied, kept over new readings, and taken back without a trace."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_fixtures import MAKERS, all_read, arrival, call, ingest, talks, visit
from test_store import check_derived, content

from diplo import database, queries, store
from diplo.records import Correction

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
    return store.anchored(db, Correction(judgement, target, value, made, "ana", "a reason"))


def judge(db: sqlite3.Connection, judgement: str, target: str, made: str = MADE, **value: Any) -> list[store.Change]:
    return store.judge(db, [said(db, judgement, target, made, **value)])


def undo_all(db: sqlite3.Connection) -> None:
    while ids := [one.id for one in store.corrections(db)]:
        store.take_back(db, ids[:1])


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
        st.just({"value": "2018-W20", "earliest": "2018-05-14", "latest": "2018-05-20"}),
    ),
    st.tuples(st.just("entity rename"), picks, st.fixed_dictionaries({"name": st.sampled_from(["Rui Costa", "Kim"])})),
    st.tuples(st.just("entity alias"), picks, st.just({"name": "The Chief"})),
    st.tuples(st.just("entity kind"), picks, st.just({"kind": "organization"})),
    st.tuples(st.just("entity ignore"), picks, st.just({})),
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
        if field in ("place", "speaker"):
            fields[field] = known.get(one)
        elif isinstance(one, list):
            fields[field] = [known[name] for name in one if name in known]
        else:
            fields[field] = one
    if not ids:
        return None
    return store.anchored(db, Correction(judgement, ids[nth % len(ids)], fields, made, "ana", None))


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
                store.judge(db, [one])
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
            store.judge(db, [one])
    elif what == "ingest":
        ingest(db, [given])
    elif what == "forget" and any(d.id == given for d in store.documents(db)):
        store.forget(db, given)
    elif what == "rebuild":
        store.make_stale(db)
    elif what == "undo" and (kept := list(store.corrections(db))):
        store.take_back(db, [kept[given % len(kept)].id])
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
        texts, kept = list(store.documents(db)), list(store.corrections(db))
        for corrections_first in (False, True):
            new = database.write(Path(folder) / f"new{corrections_first}.db")
            if corrections_first:
                store.judge(new, kept)
            ingest(new, reversed(texts))
            store.judge(new, kept)
            check_derived(new)
            assert judged(new) == judged(db)
            new.close()
        db.close()

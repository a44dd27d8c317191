"""What the base holds after documents have come, changed and gone."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_fixtures import MAKERS, VISIT, Maker, all_read, arrival, call, ingest, read, talks, unread, visit

from diplo import database, queries, store
from diplo.records import Document, finding_id
from diplo.store import findings

TABLES = (
    *("documents", "sentences", "entities", "appearances", "names", "name_words", "mentions", "times", "events"),
    *("participants", "pairings", "diary", "quotes", "facts"),
)
TALLIES = """
select
  entities.id,
  (select count(distinct document) from appearances where entity = entities.number) as documents,
  (select count(*) from mentions where entity = entities.number) as mentions,
  (select count(*) from quotes where speaker = entities.number and speech) as quotes,
  (select count(distinct coalesce(happening, -number)) from involved where entity = entities.number) as events,
  (select min(earliest) from involved where entity = entities.number) as first_day,
  (select max(latest) from involved where entity = entities.number) as last_day
from entities
order by id
"""
INVOLVED = """
create temp view involved as
select participants.entity, events.number, events.happening, events.earliest, events.latest
from events join participants on participants.event = events.number where listed
union
select place, number, happening, earliest, latest from events where listed and place is not null
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = database.write(tmp_path / "diplo.db")
    yield db
    db.close()


@pytest.mark.parametrize("table", ["sentences", "times", "events", "participants", "quotes", "facts"])
def test_no_column_of_a_finding_is_forgotten_when_it_is_written(db: sqlite3.Connection, table: str) -> None:
    written = set(re.findall(r":(\w+)", findings._SQL[f"write_{table[:-1]}"]))
    found_later = {"utterance", "happening", "standing", "retold"}
    assert {row["name"] for row in db.execute(f"pragma table_info({table})")} - found_later == written


def counts(db: sqlite3.Connection) -> dict[str, int]:
    return {table: next(db.execute(f"select count(*) from {table}"))[0] for table in TABLES}


def content(db: sqlite3.Connection) -> dict[str, list[Any]]:
    """All that the base says, without the numbers that depend on who came first."""
    asked = {
        "timeline": list(queries.select(db, "timeline", all=True)),
        "participants": list(queries.select(db, "participants", all=True, kind=["person", "place"])),
    }
    asked |= {name: list(queries.select(db, name)) for name in ("quotes", "facts", "documents", "finding")}
    plain = {
        "entities": "select id, kind, name, description, documents, mentions, events, quotes, first_day, last_day"
        " from entities order by id",
        "names": "select id, names.name, names.mentions, names.documents from names"
        " join entities on entities.number = entity order by 1, 2",
        "words": "select word, names.name from name_words join names on number = name_words.name order by 1, 2",
        "happenings": "select id, standing, (select min(others.id) from events as others"
        " where others.happening = events.happening), (select id from events as firsts"
        " where firsts.number = events.retold) from events order by id",
        "stale": "select id, stale from documents order by id",
        "mentions": "select documents.id, start, end, entities.id as entity from mentions"
        " join documents on documents.number = document join entities on entities.number = entity order by 1, 2, 3",
    }
    return asked | {name: [tuple(row) for row in db.execute(sql)] for name, sql in plain.items()}


def fresh(documents: Iterable[Document]) -> dict[str, list[Any]]:
    with tempfile.TemporaryDirectory() as folder:
        db = database.write(Path(folder) / "diplo.db")
        ingest(db, documents)
        found = content(db)
        db.close()
    return found


def check_derived(db: sqlite3.Connection) -> None:
    """Tallies, diary and full text are what they would be if they were made anew."""
    db.execute("drop view if exists temp.involved")
    db.execute(INVOLVED)
    kept = "select id, documents, mentions, quotes, events, first_day, last_day from entities order by id"
    assert [tuple(row) for row in db.execute(kept)] == [tuple(row) for row in db.execute(TALLIES)]
    events = next(db.execute("select count(*) from events"))[0]
    assert next(db.execute("select count(*) from diary where entity = 0"))[0] == events
    for table in ("sentence_words", "quote_words"):
        db.execute(f"insert into {table} ({table}) values ('integrity-check')")
    assert not db.execute("pragma foreign_key_check").fetchall()


def test_nothing_is_stored_before_it_is_asked_for(db: sqlite3.Connection) -> None:
    store.save(db, all_read())
    assert counts(db)["documents"] == 0


def test_a_document_that_fails_on_the_way_leaves_nothing(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(db, [call()])
    before = content(db)

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("_distinct", "_Rows"):
        with monkeypatch.context() as patched:
            patched.setattr(findings, step, fails)
            with pytest.raises(KeyboardInterrupt):
                list(store.save(db, [visit()]))
        assert content(db) == before
    assert not db.in_transaction


@pytest.mark.parametrize("text", ["A NUL \0 in it.", "Half a character: \ud83d."])
def test_a_text_that_no_base_can_keep_fails_alone(db: sqlite3.Connection, text: str) -> None:
    saved = list(store.save(db, [Document("bad", text), visit()]))
    assert [(s.document_id, s.outcome) for s in saved] == [("bad", "failed"), ("visit", "stored")]
    assert saved[0].notes


def test_entities_without_a_name_are_never_joined(db: sqlite3.Connection) -> None:
    ingest(db, [talks("one", "2018-01-01"), talks("two", "2018-01-02")])
    ingest(db, [replace(unread(call()), id="three")])
    unnamed = "select count(*) from entities where name is null"
    assert next(db.execute(unnamed))[0] == 1
    other = talks("four", "2018-01-03")
    moved = replace(other, text=other.text + " ")
    list(store.save(db, [moved]))
    assert next(db.execute(unnamed))[0] == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_country_that_is_only_an_adjective_in_one_text_is_the_one_named_in_another(
    db: sqlite3.Connection, order: tuple[int, int]
) -> None:
    adjective = Maker("adjective", "The Chadian envoy left.", "2018-01-01")
    adjective.adjective("Chadian", "Chad")
    named = Maker("named", "Chad objected.", "2018-01-02")
    named.entity("place", "Chad")
    documents = [adjective.document(), named.document()]
    shown = "select coalesce(name, description) from entities"
    list(store.save(db, [documents[order[0]]]))
    assert [row[0] for row in db.execute(shown)] == [("Chadian", "Chad")[order[0]]]
    list(store.save(db, [documents[order[1]]]))
    assert [row[0] for row in db.execute(shown)] == ["Chad"]
    store.forget(db, "named")
    assert [row[0] for row in db.execute(shown)] == ["Chadian"]


def test_a_family_name_joins_the_only_one_of_that_name(db: sqlite3.Connection) -> None:
    ingest(db, [visit(), arrival()])
    names = {row["name"] for row in db.execute("select name from entities where kind = 'person'")}
    assert names == {"Ana Duarte", "Kim Jong-un", "Kimberly Okafor"}


def test_the_same_text_again_changes_nothing(db: sqlite3.Connection) -> None:
    assert {saved.outcome for saved in ingest(db, all_read())} == {"stored"}
    before = list(db.iterdump())
    assert {saved.outcome for saved in ingest(db, all_read())} == {"unchanged"}
    assert list(db.iterdump()) == before


def test_what_comes_without_a_date_does_not_take_one_away(db: sqlite3.Connection) -> None:
    ingest(db, [visit()])
    bare = replace(unread(visit()), date=None, date_from=None, source=None)
    assert store.status(db, bare) == "unchanged"
    assert store.known(db, bare).date == "2018-05-30"


def test_a_document_that_was_not_read_is_kept_as_stale_and_read_later(db: sqlite3.Connection) -> None:
    list(store.save(db, [unread(visit())]))
    assert [document.id for document in store.stale(db)] == ["visit"]
    assert store.status(db, unread(visit())) == "redated"
    list(store.save(db, map(read, store.stale(db))))
    assert not list(store.stale(db))
    assert content(db) == fresh([visit()])


def test_a_document_read_with_another_date_than_the_base_knows_is_stale(db: sqlite3.Connection) -> None:
    ingest(db, [visit()])
    store.set_document(db, "visit", date="2018-06-09")
    list(store.save(db, [visit()]))
    assert [document.date for document in store.stale(db)] == ["2018-06-09"]
    assert queries.count(db, "timeline") == 0


def test_another_date_is_redated_and_its_days_move(db: sqlite3.Connection) -> None:
    ingest(db, all_read())
    assert store.status(db, visit(date="2018-06-05")) == "redated"
    assert [saved.outcome for saved in ingest(db, [visit(date="2018-06-05")])] == ["redated"]
    said = next(queries.select(db, "timeline", document="visit", type="STATEMENT"))
    assert (said["earliest"], said["written"]) == ("2018-06-05", "2018-06-05")
    assert content(db) == fresh([visit(date="2018-06-05"), call(), talks(), arrival()])


def test_another_outlet_is_redated(db: sqlite3.Connection) -> None:
    ingest(db, [visit()])
    assert [saved.outcome for saved in ingest(db, [visit(source="Herald")])] == ["redated"]
    assert next(queries.select(db, "documents"))["source"] == "Herald"


def test_another_text_replaces_the_findings(db: sqlite3.Connection) -> None:
    ingest(db, [visit(), call(id="other")])
    edited = arrival(id="visit")
    assert store.status(db, edited) == "updated"
    assert [saved.outcome for saved in ingest(db, [edited])] == ["updated"]
    assert content(db) == fresh([call(id="other"), edited])


def test_the_same_text_elsewhere_is_a_copy_that_shares_the_findings(db: sqlite3.Connection) -> None:
    ingest(db, [visit()])
    before = counts(db)
    copy = visit(id="wire", date="2018-05-31", source="Herald")
    assert store.status(db, copy) == "copy"
    assert [saved.outcome for saved in ingest(db, [copy])] == ["copy"]
    assert counts(db) == before | {"documents": 2}
    assert [row["copy of"] for row in queries.select(db, "documents")] == [None, "visit"]
    assert len(list(queries.select(db, "timeline", source="herald"))) == 3
    assert len(list(queries.select(db, "timeline", document="wire"))) == 3
    assert {saved.outcome for saved in ingest(db, [copy])} == {"unchanged"}


def test_an_earlier_copy_carries_the_findings_from_then_on(db: sqlite3.Connection) -> None:
    ingest(db, [visit()])
    earlier = visit(id="wire", date="2018-05-29", source="Herald")
    assert [saved.outcome for saved in ingest(db, [earlier])] == ["stored"]
    assert {row["document"] for row in queries.select(db, "timeline")} == {"wire"}
    assert content(db) == fresh([earlier, visit()])


def test_forgetting_a_document_takes_all_of_it_away(db: sqlite3.Connection) -> None:
    ingest(db, all_read())
    for document in all_read():
        assert store.forget(db, document.id) is None
        check_derived(db)
    assert set(counts(db).values()) == {0}


def test_forgetting_one_leaves_what_others_say(db: sqlite3.Connection) -> None:
    ingest(db, all_read())
    store.forget(db, "visit")
    assert content(db) == fresh([call(), talks(), arrival()])


def test_a_copy_takes_over_when_the_document_is_forgotten(db: sqlite3.Connection) -> None:
    copy = visit(id="wire", date="2018-05-31")
    ingest(db, [visit(), copy])
    heir = store.forget(db, "visit")
    assert heir is not None
    assert (heir.id, heir.date) == ("wire", "2018-05-31")
    list(store.save(db, [read(heir)]))
    assert content(db) == fresh([copy])


def test_a_date_set_by_hand_is_not_overruled(db: sqlite3.Connection) -> None:
    ingest(db, [visit()])
    again = store.set_document(db, "visit", date="2018-06-05", title="Lisbon", source="Herald")
    assert again is not None
    assert (again.date, again.date_from, again.title, again.source) == ("2018-06-05", "set by hand", "Lisbon", "Herald")
    list(store.save(db, [read(again)]))
    saved = ingest(db, [replace(visit(), title="Other")])
    assert [s.outcome for s in saved] == ["unchanged"]
    assert "2018-06-05, as set by hand" in saved[0].notes[0]
    row = next(queries.select(db, "documents"))
    assert (row["written"], row["date from"], row["title"], row["source"]) == (
        *("2018-06-05", "set by hand", "Lisbon", "Herald"),
    )


def test_a_title_set_by_hand_needs_no_reading(db: sqlite3.Connection) -> None:
    ingest(db, [visit()])
    before = counts(db)
    assert store.set_document(db, "visit", title="Lisbon") is None
    assert counts(db) == before
    assert not list(store.stale(db))


def test_setting_an_unknown_document_is_told(db: sqlite3.Connection) -> None:
    for act in (store.forget, store.set_document, store.document):
        with pytest.raises(store.UnknownDocument, match="No document is called none"):
            act(db, "none")


def test_a_document_is_found_by_the_beginning_of_its_id(db: sqlite3.Connection) -> None:
    ingest(db, [visit(), call(id="visitor"), arrival()])
    assert store.document(db, "arr").id == "arrival"
    assert store.document(db, "visit").id == "visit"
    with pytest.raises(store.UnknownDocument, match="visit, visitor"):
        store.document(db, "vis")
    with pytest.raises(store.UnknownDocument):
        store.document(db, "")
    with pytest.raises(store.UnknownDocument):
        store.document(db, "%")


def test_stored_documents_come_back_as_they_were_read(db: sqlite3.Connection) -> None:
    ingest(db, all_read())
    assert sorted(store.documents(db), key=lambda d: d.id) == sorted(map(unread, all_read()), key=lambda d: d.id)


def test_a_run_is_noted_with_what_it_read(db: sqlite3.Connection) -> None:
    run = store.start_run(db, "2026-01-01T00:00:00Z", "0.1.0", "model 1")
    list(store.save(db, [visit()], run))
    row = db.execute("select started, diplo, model from runs join documents on run = runs.number").fetchone()
    assert tuple(row) == ("2026-01-01T00:00:00Z", "0.1.0", "model 1")


def test_two_findings_with_one_id_are_both_kept(db: sqlite3.Connection) -> None:
    document = visit()
    list(store.save(db, [replace(document, quotes=document.quotes * 3)]))
    ids = [row["id"] for row in queries.select(db, "quotes")]
    assert len(set(ids)) == 3
    assert document.quotes[0].id in ids


def test_an_entity_is_shown_by_the_name_that_is_fullest_in_most_documents(db: sqlite3.Connection) -> None:
    for id, name in (("1", "U.S."), ("2", "United States"), ("3", "U.S."), ("4", "United States of America")):
        make = Maker(id, f"The {name} agreed on point {id}.")
        make.entity("place", name, canonical="United States")
        list(store.save(db, [make.document()]))
    assert [row["name"] for row in db.execute("select name from entities")] == ["U.S."]
    store.forget(db, "3")
    assert [row["name"] for row in db.execute("select name from entities")] == ["United States of America"]


def test_an_entity_has_the_smallest_id_of_its_mentions_by_name(db: sqlite3.Connection) -> None:
    names, pronouns = set(), set()
    for id in "stuvwxyz":
        make = Maker(id, f"Rui Costa came. He and Costa left. {id}.")
        make.entity("person", "Rui Costa", "Costa", pronouns=["He"])
        list(store.save(db, [make.document()]))
        names |= {finding_id(id, "mention", "Rui Costa came.", 0, 0, 9)}
        names |= {finding_id(id, "mention", "He and Costa left.", 0, 7, 12)}
        pronouns |= {finding_id(id, "mention", "He and Costa left.", 0, 0, 2)}
    assert min(pronouns) < min(names), "or the test could not fail"
    assert [row["id"] for row in db.execute("select id from entities")] == [min(names)]


def test_an_entity_is_found_by_every_id_it_has_had(db: sqlite3.Connection) -> None:
    ids = set()
    for day in range(1, 9):
        list(store.save(db, [call(id=f"call {day}", date=f"2018-06-0{day}")]))
        list(store.save(db, [replace(call(id=f"call {day}"), text=f"{call().text} {day}")]))
        ids |= {row["id"] for row in queries.select(db, "participants") if row["name"] == "Omar Haddad"}
    assert len(ids) > 1
    for former in ids:
        assert {row["who"] for row in queries.select(db, "timeline", entities=[former])} == {"Omar Haddad"}


def test_offsets_count_code_points_in_the_base_too(db: sqlite3.Connection) -> None:
    text = "🕊 Ümit said 𝔘𝔫𝔦 is fine. Then Ümit left."
    sentences = ((0, text.index(" Then")), (text.index("Then"), len(text)))
    list(store.save(db, [Document("d", text, sentences=sentences)]))
    stored = [row["text"] for row in db.execute("select text from sentence_texts order by number")]
    assert stored == [text[start:end] for start, end in sentences]
    assert [row["document"] for row in queries.select(db, "documents", words="umit 𝔘𝔫𝔦")] == ["d"]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_documents_does_not_matter(db: sqlite3.Connection, order: tuple[int, ...]) -> None:
    ingest(db, [all_read()[i] for i in order])
    assert content(db) == fresh(all_read())
    check_derived(db)


documents = st.builds(
    lambda text, id, date, source: MAKERS[text](id, date, source),
    st.sampled_from(sorted(MAKERS)),
    st.sampled_from("abcd"),
    st.sampled_from([None, "2018-05-30", "2018-06-01", "2018-06-03"]),
    st.sampled_from([None, "Gazette", "Herald"]),
)
steps = st.one_of(
    st.tuples(st.just("ingest"), documents),
    st.tuples(st.just("forget"), st.sampled_from("abcd")),
    st.tuples(st.just("redate"), st.sampled_from("abcd"), st.sampled_from(["2018-05-29", "2018-06-02"])),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=8))
def test_a_base_with_a_history_is_like_one_without(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = database.write(Path(folder) / "diplo.db")
        for act, what, *rest in steps:
            is_there = act != "ingest" and any(d.id == what for d in store.documents(db))
            if act == "ingest":
                ingest(db, [what])
            elif act == "forget" and is_there:
                store.forget(db, what)
            elif is_there:
                store.set_document(db, what, date=rest[0])
            ingest(db, [])
            check_derived(db)
        now = list(store.documents(db))
        assert content(db) == fresh(reversed(now))
        db.close()


def test_views_are_there_for_other_programs(db: sqlite3.Connection) -> None:
    ingest(db, all_read())
    row = db.execute("select * from timeline where who = 'Ana Duarte, Kim Jong Un' and place = 'Lisbon'").fetchone()
    assert row["sentence"] == "There Duarte met Kim Jong-un of North Korea."
    assert db.execute("select speaker from quoted where said like '%accord%'").fetchone()["speaker"] == "Ana Duarte"
    assert db.execute("select object from facts_named where name = 'Omar Haddad'").fetchone()["object"] == "envoy"
    assert db.execute("select count(*) from participated where role = 'target'").fetchone()[0] == 4


def test_notes_of_a_document_are_passed_on(db: sqlite3.Connection) -> None:
    noted = replace(visit(), notes=("It was read as Windows-1252.",), date_notes=("Its dateline has another day.",))
    assert next(store.save(db, [noted])).notes == (*noted.date_notes, *noted.notes)


def test_notes_on_a_date_are_kept_and_told_once(db: sqlite3.Connection) -> None:
    ingest(db, [visit()])
    noted = replace(visit(), date_notes=("Its dateline has another day.",))
    assert [s.notes for s in ingest(db, [noted])] == [noted.date_notes]
    assert [s.notes for s in ingest(db, [noted])] == [()]
    assert store.document(db, "visit").date_notes == noted.date_notes
    assert next(queries.select(db, "documents"))["notes"] == [*noted.date_notes]


def test_notes_on_a_date_fall_away_when_another_is_set(db: sqlite3.Connection) -> None:
    ingest(db, [replace(visit(), date_notes=("Its dateline has another day.",))])
    store.set_document(db, "visit", title="Lisbon")
    assert store.document(db, "visit").date_notes
    store.set_document(db, "visit", date="2018-06-05")
    assert store.document(db, "visit").date_notes == ()


def test_json_of_spans_is_kept(db: sqlite3.Connection) -> None:
    ingest(db, [visit()])
    spans = json.loads(next(db.execute("select spans from quotes"))["spans"])
    assert VISIT[slice(*spans[0])] == "We will sign a peaceful accord,"

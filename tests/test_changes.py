"""What an edited article no longer says: its former texts, sentences and findings beside those of today."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import store_fixtures
from conftest import run
from store_fixtures import Maker

from diplo import cli, database, store
from diplo.queries.changes import changes
from diplo.queries.differences import differences
from diplo.records import Document, Offsets

EDITED = "Foreign Minister Ana Duarte flew to Lisbon on Tuesday. Duarte did not meet anybody."


@dataclass(frozen=True)
class Text:
    text: str
    sentences: Sequence[Offsets] = ()
    findings: Sequence[Mapping[str, Any]] = ()


def lines(*sentences: str) -> Text:
    return Text("\n".join(sentences))


def became(before: Text, after: Text) -> list[tuple[str, str]]:
    return [(row["change"], row["after"] or row["before"]) for row in changes(before, after)["sentences"]]


def finding(id: str, text: str, words: str, kind: str = "event", **read: object) -> dict[str, Any]:
    start = text.index(words)
    return {"id": id, "kind": kind, "start": start, "end": start + len(words), **read}


def edited() -> Document:
    """The visit on another day, without its meeting and its quote."""
    make = Maker("visit", EDITED, "2018-05-30", "Gazette")
    duarte, lisbon = make.entity("person", "Ana Duarte", "Duarte"), make.entity("place", "Lisbon")
    tuesday = make.time("Tuesday", "2018-05-29", "2018-05-29")
    make.event("flew", "CONSULT", {duarte: "actor"}, mode="visit", place=lisbon, time=tuesday)
    make.event("meet", "CONSULT", {duarte: "actor"}, status="denied")
    make.fact(duarte, "role", "Foreign Minister")
    return make.document()


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base in which the visit was edited, in a reading at noon."""
    path = tmp_path / "diplo.db"
    with closing(database.write(path)) as db:
        list(store.save(db, [store_fixtures.visit(), store_fixtures.call()]))
        run_number = store.start_run(db, "2026-11-25T12:00:00+00:00", "0.1.0", None)
        list(store.save(db, [edited()], run_number))
    monkeypatch.setenv("DIPLO_DB", str(path))
    return path


@pytest.fixture
def db(base: Path) -> Iterator[sqlite3.Connection]:
    with closing(database.write(base)) as db:
        yield db


# Sentences


def test_sentences_that_stand_as_they_stood_are_no_change() -> None:
    assert became(lines("Ray met Lee.", "He left."), lines("Ray met Lee.", "He left.")) == []


def test_capitals_marks_and_blanks_are_no_change() -> None:
    assert became(lines("“Ray met  Lee,” she said."), lines('"ray met Lee" she said')) == []


def test_a_sentence_is_left_out_where_it_stood() -> None:
    before = lines("Ray met Lee.", "Nobody else was there.", "He left.")
    assert became(before, lines("Ray met Lee.", "He left.")) == [("left out", "Nobody else was there.")]


def test_sentences_that_have_little_in_common_are_two() -> None:
    assert became(lines("Ray met Lee."), lines("The harbour stays closed until May.")) == [
        ("left out", "Ray met Lee."),
        ("put in", "The harbour stays closed until May."),
    ]


def test_a_sentence_that_was_only_moved_is_neither_left_out_nor_put_in() -> None:
    before = lines("Ray met Lee.", "Nobody else was there.", "He left the old harbour.")
    after = lines("He left the old harbour.", "Ray met Lee.", "Nobody else was there.")
    assert became(before, after) == [("moved", "He left the old harbour.")]


def test_an_altered_sentence_shows_the_words_that_differ() -> None:
    (row,) = changes(lines("Ray will meet Lee on Monday."), lines("Ray will not meet Lee on Monday."))["sentences"]
    assert row["change"] == "altered"
    assert [(piece["change"], piece["words"]) for piece in row["pieces"]] == [
        ("same", "Ray will"),
        ("put in", "not"),
        ("same", "meet Lee on Monday."),
    ]


def test_words_of_two_texts_in_one_order() -> None:
    assert [(row["change"], row["words"]) for row in differences("We shall sign", "We may sign")] == [
        ("same", "We"),
        ("left out", "shall"),
        ("put in", "may"),
        ("same", "sign"),
    ]


# Findings


def test_a_finding_of_an_altered_sentence_that_reads_the_same_is_no_change() -> None:
    before, after = "Ray met Lee in the old town.", "Ray met Lee in the town."
    one = Text(before, [(0, len(before))], [finding("a", before, "met", status="happened")])
    other = Text(after, [(0, len(after))], [finding("b", after, "met", status="happened")])
    assert changes(one, other)["findings"] == []


def test_a_name_at_the_beginning_of_a_sentence_is_no_change() -> None:
    text = "Ray met two officials."
    one, other = (
        Text(text, [(0, len(text))], [finding("a", text, "met", who=who)]) for who in ("Two officials", "two officials")
    )
    assert changes(one, other)["findings"] == []


def test_a_finding_of_another_sentence_is_another_finding() -> None:
    before, after = "Ray met Lee in the old town.", "The harbour is closed, since nobody ever met there."
    one = Text(before, [(0, len(before))], [finding("a", before, "met", status="happened")])
    other = Text(after, [(0, len(after))], [finding("b", after, "met", status="denied")])
    assert [(row["change"], row["id"]) for row in changes(one, other)["findings"]] == [("gone", "a"), ("new", "b")]


def test_what_was_read_otherwise_is_told_field_by_field(db: sqlite3.Connection) -> None:
    before, after = store.versions(db, "visit")
    found = {row["text"]: row for row in _with_words(changes(before, after)["findings"], before, after)}
    assert {words: row["change"] for words, row in found.items()} == {
        "flew": "changed",
        "met": "gone",
        "said": "gone",
        "We will sign a peaceful accord,": "gone",
        "meet": "new",
    }
    assert found["flew"]["fields"] == [
        {"field": "earliest", "before": "2018-05-28", "after": "2018-05-29"},
        {"field": "latest", "before": "2018-05-28", "after": "2018-05-29"},
    ]


def _with_words(rows: list[dict[str, Any]], before: Any, after: Any) -> Iterator[dict[str, Any]]:
    for row in rows:
        text = (before if row["change"] == "gone" else after).text
        yield row | {"text": text[row["start"] : row["end"]]}


# The base


def test_a_text_that_comes_again_leaves_no_version(db: sqlite3.Connection) -> None:
    list(store.save(db, [edited()]))
    assert len(store.versions(db, "visit")) == 2
    assert len(store.versions(db, "call")) == 1


def test_another_date_leaves_no_version(db: sqlite3.Connection) -> None:
    list(store.save(db, [replace(store_fixtures.call(), date="2018-06-02")]))
    assert len(store.versions(db, "call")) == 1


def test_a_forgotten_document_leaves_no_version(db: sqlite3.Connection) -> None:
    store.forget(db, "visit")
    assert next(db.execute("select count(*) from versions"))[0] == 0


def test_a_version_is_kept_as_it_was_read(db: sqlite3.Connection) -> None:
    before, after = store.versions(db, "visit")
    assert (before.text, before.replaced) == (store_fixtures.VISIT, "2026-11-25T12:00:00+00:00")
    assert (after.text, after.replaced) == (EDITED, None)
    assert before.text[slice(*before.sentences[0])].endswith("on Monday.")
    assert {one["speaker"] for one in before.findings if one["kind"] == "quote"} == {"Ana Duarte"}


def test_a_copy_that_is_edited_was_what_its_carrier_is(db: sqlite3.Connection) -> None:
    list(store.save(db, [replace(store_fixtures.call(), id="late", date="2018-06-09")]))
    list(store.save(db, [replace(edited(), id="late", date="2018-06-10")]))
    before, _ = store.versions(db, "late")
    assert [one["kind"] for one in before.findings].count("event") == 3


def test_versions_outlive_a_newer_diplo(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "VERSION", database.VERSION + 1)
    assert store.renew(base)
    with closing(database.read(base)) as db:
        before, _ = store.versions(db, "visit")
    assert before.text == store_fixtures.VISIT
    assert len(before.findings) == 5


# The command


def test_a_document_that_was_never_edited_has_no_changes(base: Path) -> None:
    result = run("changes", "call")
    assert (result.stdout, result.stderr, result.code) == ("", "call has not been changed since it came.\n", cli.DONE)
    assert json.loads(run("changes", "call", "--json").stdout) == {"document": "call", "changes": []}


def test_a_document_that_is_none_is_told_so(base: Path) -> None:
    result = run("changes", "nope")
    assert (result.code, result.stdout) == (cli.FAILURE, "")
    assert result.stderr == "diplo: No document is called nope: `diplo documents` lists those there are.\n"


def test_only_the_last_change_is_shown_unless_all_are_wanted(base: Path, db: sqlite3.Connection) -> None:
    list(store.save(db, [store_fixtures.visit()]))
    last, every = (json.loads(run("changes", "visit", "--json", *more).stdout)["changes"] for more in ([], ["--all"]))
    assert len(every) == 2
    assert last == every[1:]


def test_changes_are_drawn_with_the_words_left_out_and_put_in(base: Path) -> None:
    printed = run("changes", "visit").stdout
    assert "visit: the text was replaced, 2026-11-25 12:00 UTC" in printed
    assert "flew to Lisbon on [-Monday.-] {+Tuesday.+}" in printed
    assert "date: 2018-05-28 → 2018-05-29" in printed


def test_only_marks_that_differ_are_said_to(base: Path, db: sqlite3.Connection) -> None:
    unread = Document("call", store_fixtures.CALL.replace("denied it.", "denied  it!"), date="2018-06-01")
    list(store.save(db, [unread]))
    result = run("changes", "call")
    assert result.stdout.endswith("\nOnly marks, capitals or blanks differ.\n")
    assert result.stderr == "call has not been read since it was edited: `diplo rebuild --rest` does it.\n"


def test_findings_of_a_text_that_was_not_read_are_not_said_to_be_gone(base: Path, db: sqlite3.Connection) -> None:
    list(store.save(db, [Document("call", "Nobody called.", date="2018-06-01")]))
    (change,) = json.loads(run("changes", "call", "--json").stdout)["changes"]
    assert [row["change"] for row in change["sentences"]] == ["left out", "put in"]
    assert change["findings"] == []


def test_a_document_is_shown_with_its_copies_and_what_is_like_it(base: Path, db: sqlite3.Connection) -> None:
    list(store.save(db, [replace(store_fixtures.call(), id="late", date="2018-06-09")]))
    row = json.loads(run("document", "show", "call", "--json").stdout)
    assert (row["copies"], row["copy of"], row["like"], row["events"], row["changes"]) == (["late"], None, [], 3, 0)
    row = json.loads(run("document", "show", "late", "--json").stdout)
    assert (row["copies"], row["copy of"], row["like"], row["events"]) == ([], "call", [], 3)
    assert "changed   1 time: `diplo changes` shows how" in run("document", "show", "visit").stdout

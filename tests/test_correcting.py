"""Correcting from the command line: one sentence for each thing that can go wrong, one line for each that is done."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import store_fixtures
import test_cli
import test_store
from conftest import run

from diplo import cli, database, language, queries, store
from diplo.cli import reading
from diplo.records import Document
from diplo.store import renewal


@pytest.fixture(autouse=True)
def _in_a_copy(corrected_base: Path) -> None:
    """Every test corrects a base of its own."""


@pytest.fixture
def fake_reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Puts store_fixtures in the place of the language model; the ids of what it has read."""
    seen: list[str] = []

    def extract(_: Any, documents: Any) -> Iterator[Document]:
        for document in documents:
            seen.append(document.id)
            yield store_fixtures.read(document)

    monkeypatch.setattr(language, "load", lambda model=None: None)
    monkeypatch.setattr(language, "extract", extract)
    return seen


def content(path: Path) -> dict[str, list[Any]]:
    """All that the base says, and the corrections that it keeps."""
    with closing(database.read(path)) as db:
        return test_store.content(db) | {"corrections": list(queries.select(db, "corrections"))}


def as_json(*arguments: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run(*arguments, "--json").stdout)
    return rows


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["event", "set", "zzzz", "--status", "planned"], "No finding has the id 'zzzz'"),
        (["event", "set", "", "--status", "planned"], "No finding has the id ''"),
        (["event", "set", "brmzfo", "--status", "planned"], "brmzfo is no event but a quote: use `diplo quote`"),
        (["quote", "set", "3qjggg", "--speaker", "Kim"], "3qjggg is no quote but an event: use `diplo event`"),
        (["time", "set", "3qjggg", "--value", "2018"], "3qjggg is no time but an event"),
        (["fact", "set", "3qjggg", "--object", "x"], "3qjggg is no fact but an event"),
        (["fact", "reject", "sfj2te"], "sfj2te was rejected: take that back first with `diplo undo"),
        (["event", "set", "3qjggg"], "Say what is right: --date"),
        (["event", "set", "3qjggg", "--date", "2018-02-30"], "'2018-02-30' is no date"),
        (["event", "set", "3qjggg", "--status", "maybe"], "'maybe' is none of happened"),
        (["event", "set", "3qjggg", "--type", "MEETING"], "'MEETING' is none of"),
        (["event", "set", "3qjggg", "--place", "Ana Duarte"], "Ana Duarte is no place but a person"),
        (["event", "set", "3qjggg", "--person", "Xyzzy"], "is called 'Xyzzy'"),
        (["event", "add", "nope", "flew", "--type", "AGREE"], "No document is called nope"),
        (["event", "add", "visit", "flew"], "Say of which type the event is"),
        (["event", "add", "visit", "flown", "--type", "AGREE"], "The words 'flown' do not stand in visit"),
        (["event", "add", "visit", "Duarte", "--type", "AGREE"], "The words 'Duarte' stand 2 times in visit"),
        (["event", "add", "visit", "  ", "--type", "AGREE"], "do not stand in visit"),
        (["time", "set", "6gqzaq", "--value", "soon"], "'soon' is no value of a date"),
        (["time", "set", "6gqzaq", "--value", "2018-06/2018-05"], "is no value of a date"),
        (["fact", "set", "3bwafd"], "Say what is right: --entity, --predicate or --object"),
        (["entity", "rename", "Xyzzy", "Kim"], "is called 'Xyzzy'"),
        (["entity", "rename", "Kim", " "], "A name needs a letter"),
        (["entity", "kind", "Kim", "town"], "'town' is none of person"),
        (["entity", "merge", "Kim", "Kim Jong Un"], "Kim Jong Un is one already"),
        (["entity", "merge", "2q76b3", "Ana Duarte"], "reporters has no name"),
        (["entity", "split", "Kim Jong Un", "Kim"], "'Kim' is Kim Jong Un: name the documents"),
        (["entity", "split", "Kim Jong Un", "nope"], "is called 'nope'"),
        (["entity", "split", "Omar Haddad", "call", "talks"], "Nothing of Omar Haddad would be left"),
        (["undo", "zzzz"], "No correction has the id 'zzzz'"),
        (["corrections", "--of", "word"], "'word' is none of event"),
    ],
)
def test_what_cannot_be_carried_out_is_told_in_one_sentence_and_changes_nothing(
    corrected_base: Path, arguments: list[str], says: str
) -> None:
    before = content(corrected_base)
    result = run(*arguments)
    assert (result.code, result.stdout) == (cli.USAGE, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert content(corrected_base) == before


def test_the_beginning_of_several_ids_is_a_list_to_choose_from() -> None:
    ids = [row["id"] for row in as_json("timeline", "--all")]
    first = next(i[0] for i in ids if sum(other[0] == i[0] for other in ids) > 1)
    result = run("event", "reject", first)
    assert result.code == cli.USAGE
    assert result.stderr.count("\n") > 2


@pytest.mark.parametrize(
    "arguments",
    [["event", "reject", "3qjggg"], ["entity", "ignore", "Kim"], ["undo"], ["rebuild"], ["corrections"]],
)
def test_correcting_makes_no_base(tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "nope.db"
    assert run(*arguments, "--db", str(path)).code == cli.DATABASE
    assert not path.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["event", "set", "3qjggg", "--status", "planned"],
        ["event", "reject", "3qjggg"],
        ["event", "add", "visit", "flew", "--type", "AGREE"],
        ["quote", "set", "brmzfo", "--speaker", ""],
        ["quote", "reject", "brmzfo"],
        ["time", "set", "6gqzaq", "--value", "2018"],
        ["fact", "set", "3bwafd", "--object", "Minister"],
        ["fact", "reject", "3bwafd"],
        ["entity", "rename", "Omar Haddad", "Omar"],
        ["entity", "alias", "Omar Haddad", "The Judge"],
        ["entity", "kind", "Lisbon", "other"],
        ["entity", "ignore", "Lisbon"],
        ["entity", "merge", "Kimberly Okafor", "Omar Haddad"],
        ["entity", "split", "Kim Jong Un", "arrival"],
    ],
)
def test_every_correction_can_be_tried_made_explained_and_taken_back(
    corrected_base: Path, arguments: list[str]
) -> None:
    before = content(corrected_base)
    tried = run(*arguments, "--dry-run")
    assert tried.code == cli.DONE
    assert "before" in tried.stdout
    assert content(corrected_base) == before
    done = run(*arguments, "--reason", "I was there")
    assert (done.code, done.stdout) == (cli.DONE, "")
    [undo] = re.findall(r"`diplo (undo \w+)` takes it back", done.stderr)
    assert done.stderr.count("\n") == 1
    last = as_json("corrections")[-1]
    assert (last["author"], last["day"], last["reason"]) == ("ana", "2026-11-25", "I was there")
    assert run(*undo.split()).stderr.startswith("Taken back: ")
    assert content(corrected_base) == before


def test_somebody_else_is_told_whom_he_overrules() -> None:
    told = run("event", "set", "3qjggg", "--status", "planned", "--author", "bo").stderr
    assert told.startswith("This overrules what ana said on 2026-11-10: status cancelled.\n")
    assert "overrules" not in run("event", "set", "3qjggg", "--mode", "phone", "--author", "bo").stderr


def test_the_author_is_whoever_is_at_the_keyboard_when_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIPLO_AUTHOR")
    monkeypatch.setenv("LOGNAME", "carla")
    run("event", "reject", "3qjggg")
    assert as_json("corrections")[-1]["author"] == "carla"


def test_whom_somebody_said_to_be_two_are_not_made_one_before_that_is_taken_back() -> None:
    run("entity", "split", "Omar Haddad", "Ana Duarte", "--author", "bo")
    told = run("entity", "merge", "Ana Duarte", "Omar Haddad")
    assert told.code == cli.USAGE
    [undo] = re.findall(
        r"bo said on 2026-11-25 that these are not the same: take that back first with `diplo (undo \w+)`", told.stderr
    )
    run(*undo.split())
    assert run("entity", "merge", "Ana Duarte", "Omar Haddad").code == cli.DONE


def test_why_of_an_entity_says_what_people_said_of_it() -> None:
    [haddad] = [row["id"] for row in as_json("participants") if row["name"] == "Omar Haddad"]
    assert "alias: name Abu Karim, by bo on 2026-11-12; `diplo undo" in run("why", haddad).stdout


# Files


def test_a_file_that_is_none_is_told_by_its_line_and_nothing_is_taken_from_it(
    corrected_base: Path, tmp_path: Path
) -> None:
    path = tmp_path / "c.jsonl"
    good = run("corrections", "export").stdout
    run("undo")
    before = content(corrected_base)
    fields = json.loads(good.splitlines()[0])
    spoilt = [
        "no json",
        "[]",
        "{}",
        json.dumps(fields | {"judgement": "event delete"}),
        json.dumps(fields | {"value": {"status": "maybe"}}),
        json.dumps(fields | {"value": {"date": {"earliest": "2018-02-30", "latest": None}}}),
        json.dumps(fields | {"value": {"date": {"earliest": "2018-02-03", "latest": "2018-02-01"}}}),
        json.dumps(fields | {"made": "yesterday"}),
        json.dumps(fields | {"author": 7}),
        json.dumps(fields | {"judgement": "event praise"}),
        json.dumps({name: field for name, field in fields.items() if name != "made"}),
        good.splitlines()[0].replace('"start": 3', '"start": 4'),
    ]
    for line in spoilt:
        path.write_text(f"{good}{line}\n", encoding="utf-8")
        result = run("corrections", "import", str(path))
        assert result.code == cli.USAGE, line
        assert f"{path}, line 5, is no correction" in result.stderr
        assert "Error" not in result.stderr
        assert content(corrected_base) == before
    path.write_bytes(b"\xff\xfe\x00")
    assert run("corrections", "import", str(path)).code == cli.USAGE


def test_an_exported_file_brings_everything_back_and_nothing_twice(corrected_base: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    assert run("corrections", "export", str(path)).code == cli.DONE
    assert run("corrections", "export").stdout == path.read_text(encoding="utf-8")
    told = run("timeline", "--all", "--json").stdout
    for _ in range(4):
        run("undo")
    assert run("timeline", "--all", "--json").stdout != told
    assert run("corrections", "import", str(path)).stderr == "4 corrections: 4 new, 0 here already.\n"
    assert run("timeline", "--all", "--json").stdout == told
    assert run("corrections", "import", str(path)).stderr == "4 corrections: 0 new, 4 here already.\n"
    assert run("corrections", "export").stdout == path.read_text(encoding="utf-8")


def test_files_of_two_people_are_merged_line_by_line(tmp_path: Path) -> None:
    ours = run("corrections", "export").stdout.splitlines()
    run("event", "reject", "s72xoa")
    theirs = run("corrections", "export").stdout.splitlines()
    assert [line for line in theirs if line in ours] == ours


def test_an_import_tells_of_conflicts_and_of_what_waits(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    lines = [json.loads(line) for line in run("corrections", "export").stdout.splitlines()]
    cancelled = next(line for line in lines if line["judgement"] == "event set")
    denied = cancelled | {"author": "bo", "value": {"status": "denied"}, "made": "2026-11-24T09:00:00+00:00"}
    elsewhere = {"document": "elsewhere", "words": "met", "sentence": "They met.", "start": 5}
    other = cancelled | {"author": "bo", "target": "aaaaaaaaaaaa", "on": {"target": [elsewhere]}}
    path.write_text("\n".join(map(json.dumps, (denied, other))), encoding="utf-8")
    assert run("corrections", "import", str(path), "--dry-run").stdout.count("denied") == 1
    assert run("corrections", "import", str(path)).stderr.splitlines() == [
        "Conflict: what ana said on 2026-11-10: status cancelled; what bo said counts.",
        "2 corrections: 2 new, 0 here already.",
        "Corrections that are not applied: 1. `diplo corrections --waiting` says why.",
    ]
    [waiting] = as_json("corrections", "--waiting")
    assert waiting["state"] == "not applied: its document is not in the base"


# Reading again


def test_a_rebuild_reads_all_again_and_keeps_what_people_said(fake_reading: list[str]) -> None:
    before = {question: run(question, "--json").stdout for question in ("timeline", "quotes", "facts", "corrections")}
    result = run("rebuild")
    assert result.code == cli.DONE
    assert "4 documents: 4 re-read." in result.stderr
    assert sorted(fake_reading) == ["arrival", "call", "talks", "visit"]
    assert before == {question: run(question, "--json").stdout for question in before}


def test_an_interrupted_rebuild_goes_on_with_the_rest(fake_reading: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    extract = language.extract

    def interrupted(nlp: Any, documents: Any) -> Iterator[Document]:
        if documents[0].id == "arrival":
            raise KeyboardInterrupt
        return extract(nlp, documents)

    monkeypatch.setattr(reading, "BATCH", 1)
    monkeypatch.setattr(language, "extract", interrupted)
    before = run("timeline", "--json").stdout
    result = run("rebuild")
    assert result.code == cli.INTERRUPTED
    assert "goes on from there" in result.stderr
    assert run("timeline", "--json").stdout == before
    monkeypatch.setattr(language, "extract", extract)
    fake_reading.clear()
    assert run("rebuild", "--rest").code == cli.DONE
    assert fake_reading == ["arrival", "talks"]


def test_a_rebuild_that_fails_on_one_text_keeps_its_findings_and_says_so(
    fake_reading: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = language.extract

    def failing(nlp: Any, documents: Any) -> Iterator[Document]:
        if any(document.id == "visit" for document in documents):
            raise MemoryError
        return extract(nlp, documents)

    monkeypatch.setattr(language, "extract", failing)
    before = run("timeline", "--json").stdout
    assert run("rebuild").code == cli.SOME_FAILED
    assert run("timeline", "--json").stdout == before


def test_a_rebuild_says_which_corrections_have_lost_their_words(
    fake_reading: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = store_fixtures.read

    def without_events(document: Document) -> Document:
        return replace(read(document), events=())

    monkeypatch.setattr(store_fixtures, "read", without_events)
    assert run("rebuild", "-q").stderr == (
        "Corrections that are not applied: 1. `diplo corrections --waiting` says why.\n"
    )
    assert [row["words"] for row in as_json("corrections", "--waiting")] == ["met"]


def as_of_an_older_diplo(path: Path) -> None:
    """Makes a base look like one of an older version, with other columns and tables."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("alter table documents add column editor text")
        db.execute("drop table times")
        db.execute("pragma user_version = 1")
        db.commit()


def test_a_base_of_an_older_diplo_is_rebuilt_with_its_texts_and_corrections(
    corrected_base: Path, fake_reading: list[str]
) -> None:
    copy = store_fixtures.visit("wire", date="2018-06-20", source="Herald")
    with closing(database.write(corrected_base)) as db:
        store_fixtures.ingest(db, [copy])
        store.set_document(db, "call", title="A call")
    before = content(corrected_base)
    as_of_an_older_diplo(corrected_base)
    refused = run("timeline")
    assert refused.code == cli.DATABASE
    assert "run `diplo rebuild` once" in refused.stderr
    result = run("rebuild")
    assert result.code == cli.DONE
    assert "was made by an older diplo" in result.stderr
    assert content(corrected_base) == before
    assert not corrected_base.with_name("diplo.db.new").exists()
    assert "older" not in run("rebuild").stderr


def test_a_renewal_that_fails_leaves_the_base_as_it_was(corrected_base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_of_an_older_diplo(corrected_base)
    before = corrected_base.read_bytes()

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(renewal, "_move", fails)
    assert run("rebuild").code == cli.INTERRUPTED
    assert corrected_base.read_bytes() == before


def test_rebuilding_what_is_no_base_is_told_and_leaves_it_alone(tmp_path: Path) -> None:
    for name, text in (("notes.db", "no base at all" * 50), ("empty.db", "")):
        (tmp_path / name).write_text(text)
        assert run("rebuild", "--db", str(tmp_path / name)).code == cli.DATABASE
        assert (tmp_path / name).read_text() == text


def test_listing_corrections_imports_nothing_heavy(corrected_base: Path) -> None:
    assert test_cli.imported(test_cli.HEAVY, "corrections", "--db", str(corrected_base)) == "[]"

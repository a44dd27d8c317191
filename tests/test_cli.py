"""The command line: exit codes, one sentence for each thing that can go wrong, and nothing imported in vain."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import store_fixtures
from conftest import SAMPLES, Result, Run, run

from diplo import cli, database, language, store
from diplo.cli import completion, days, reading
from diplo.cli.report import Report
from diplo.records import Document

HEAVY = ("spacy", "sqlite_utils", "dateparser", "thinc", "numpy", "trafilatura", "pydantic")
QUESTIONS = ("timeline", "quotes", "participants", "facts", "times", "documents")


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs diplo as a person does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "diplo", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
        check=False,
    )


def sentences(result: Result) -> list[str]:
    return result.stderr.splitlines()


@pytest.fixture
def fake_reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Puts store_fixtures in the place of the language model; the ids of what it has read."""
    seen: list[str] = []

    def extract(_: Any, documents: Any) -> Iterator[Document]:
        for document in documents:
            seen.append(document.id)
            yield (
                store_fixtures.read(document)
                if document.text in store_fixtures.MAKERS
                else replace(document, sentences=((0, len(document.text)),))
            )

    monkeypatch.setattr(language, "load", lambda model=None: seen.append("model"))
    monkeypatch.setattr(language, "extract", extract)
    return seen


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, where a base named by nobody would be made."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# What goes wrong


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ingest", "nope.txt"], r"nope\.txt: There is no such file"),
        (["ingest", "empty"], r"empty: The folder holds no texts"),
        (["ingest", "empty.txt"], r"empty\.txt: It is empty"),
        (["ingest", "binary.txt"], r"binary\.txt: It is binary"),
        (["extract", "nope.txt"], r"nope\.txt: There is no such file"),
    ],
)
def test_input_that_cannot_be_read_is_a_failure_and_makes_no_base(
    folder: Path, arguments: list[str], says: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    before = sorted(folder.iterdir())
    result = run(*arguments)
    assert (result.code, result.stdout) == (cli.FAILURE, "")
    assert len(sentences(result)) == 1
    assert re.search(says, result.stderr)
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["timelin"],
        ["timeline", "--personn", "x"],
        ["timeline", "--since", "soonish"],
        ["timeline", "--on", "2018-02-30"],
        ["timeline", "--until", "05/06/2018"],
        ["timeline", "--as-of", "soonish"],
        ["timeline", "--since", "2018-06-02", "--until", "2018-06-01"],
        ["timeline", "--since", "2019", "--on", "2018"],
        ["timeline", "--status", "maybe"],
        ["timeline", "--type", "nonsense"],
        ["timeline", "--limit", "-1"],
        ["timeline", "--json", "--csv"],
        ["timeline", "--fmt", "nonsense"],
        ["timeline", "-c", "nonsense"],
        ["timeline", "--person", "Kim", "--person", "Lisbon", "extra"],
        ["ingest"],
        ["ingest", "a.txt", "--date", "2018-05"],
        ["ingest", "-", "--format", "nonsense"],
        ["document", "set", "visit"],
        ["why"],
        ["person"],
        ["person", "Duarte", "--csv"],
        ["dossier", "Duarte", "--fmt", "github"],
        ["with", "Duarte"],
        ["with", "Duarte", "Ana Duarte"],
        ["facts", "--predicate", "nonsense"],
        ["verify"],
        ["verify", "..."],
        ["verify", "We", "--file", "a.txt"],
        ["sources-of", "visit", "--document", "call"],
    ],
)
def test_misuse_is_told_in_one_sentence(diplo: Run, arguments: list[str]) -> None:
    result = diplo(*arguments)
    assert (result.code, result.stdout) == (cli.USAGE, "")
    assert len(sentences(result)) == 1
    assert result.stderr.startswith("diplo: ")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_base_that_is_none_ends_with_code_4(folder: Path, question: str) -> None:
    (folder / "notes.db").write_text("no base at all" * 50)
    for name in ("notes.db", "nope.db", "."):
        result = run(question, "--db", name)
        assert (result.code, result.stdout) == (cli.DATABASE, "")
        assert len(sentences(result)) == 1
    assert not (folder / "nope.db").exists()


def test_a_mistake_of_diplo_is_no_traceback(diplo: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diplo.views.show", lambda *_: 1 / 0)
    result = diplo("timeline")
    assert result.code == cli.FAILURE
    assert sentences(result) == [
        "diplo: This is a mistake in diplo, please report it: ZeroDivisionError: division by zero"
    ]


def test_output_that_cannot_be_written_is_a_failure(diplo: Run, folder: Path) -> None:
    result = diplo("timeline", "-o", str(folder / "nope" / "x.txt"))
    assert result.code == cli.FAILURE
    assert re.fullmatch(r"diplo: .*x\.txt: No such file or directory\.\n", result.stderr)


@pytest.mark.parametrize("command", ["why", "show"])
def test_an_id_that_is_none_is_a_failure(diplo: Run, command: str) -> None:
    for typed in ("zzzzzz", "", "*"):
        assert diplo(command, typed).code == cli.FAILURE


def test_the_beginning_of_several_ids_is_a_list_to_choose_from(diplo: Run) -> None:
    ids = [row["id"] for row in json.loads(diplo("timeline", "--all", "--json").stdout)]
    first = next(i[0] for i in ids if sum(other[0] == i[0] for other in ids) > 1)
    result = diplo("why", first)
    assert result.code == cli.USAGE
    assert len(sentences(result)) > 2


def test_an_interrupt_ends_with_code_130(
    folder: Path, fake_reading: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(store_fixtures.VISIT)
    (folder / "b.txt").write_text(store_fixtures.CALL)
    extract = language.extract

    def interrupted(nlp: Any, documents: Any) -> Iterator[Document]:
        if documents[0].id == "b.txt":
            raise KeyboardInterrupt
        return extract(nlp, documents)

    monkeypatch.setattr(reading, "BATCH", 1)
    monkeypatch.setattr(language, "extract", interrupted)
    result = run("ingest", "a.txt", "b.txt")
    assert result.code == cli.INTERRUPTED
    assert "goes on from there" in result.stderr
    monkeypatch.setattr(language, "extract", extract)
    assert "1 stored, 1 unchanged" in run("ingest", "a.txt", "b.txt").stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize("form", ["--json", "--table", "--csv"])
def test_a_closed_pipe_is_silent(small_base: Path, form: str) -> None:
    command = f"{sys.executable} -m diplo timeline --all {form} --db {small_base} | true"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_extract_ends_silently_when_nobody_reads_on() -> None:
    command = f"{sys.executable} -m diplo extract {SAMPLES} | head -c 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{", "")


# Answers


def test_nobody_of_that_name_is_an_empty_answer(diplo: Run) -> None:
    result = diplo("timeline", "--person", "Duartini", "--json")
    assert (result.code, json.loads(result.stdout)) == (cli.DONE, [])
    assert "did you mean Ana Duarte?" in result.stderr


def test_nothing_found_is_said_beside_the_answer(diplo: Run) -> None:
    result = diplo("timeline", "--type", "PROTEST")
    assert result == Result("", "Nothing found.\n", cli.DONE)
    assert diplo("timeline", "--type", "PROTEST", "--json") == Result("[]\n", "", cli.DONE)


def test_a_place_that_is_asked_for_as_a_person_is_told(diplo: Run) -> None:
    assert diplo("timeline", "--person", "Lisbon") == Result(
        "", "Lisbon is no person but a place: ask for it with `--entity`.\n", cli.DONE
    )


def test_a_name_of_several_is_a_list_to_choose_from(diplo: Run, tmp_path: Path) -> None:
    path = tmp_path / "brothers.db"
    with closing(database.write(path)) as db:
        make = store_fixtures.Maker("x", "Jon Lund met Siri Lund.")
        jon, siri = make.entity("person", "Jon Lund"), make.entity("person", "Siri Lund")
        make.event("met", "CONSULT", {jon: "actor", siri: "target"})
        list(store.save(db, [make.document()]))
    result = diplo("timeline", "--person", "Lund", "--db", str(path))
    assert (result.code, result.stdout) == (cli.USAGE, "")
    assert [re.sub(r"  \w{8}", "  ID", line) for line in sentences(result)] == [
        "diplo: Several are called 'Lund': give the id or the full name of one.",
        "  ID  Jon Lund, person, mentioned 1 times",
        "  ID  Siri Lund, person, mentioned 1 times",
    ]
    assert "*met*" in diplo("timeline", "--person", "Siri Lund", "--db", str(path)).stdout


def test_an_id_names_a_person(diplo: Run) -> None:
    [id_] = [row["id"] for row in json.loads(diplo("participants", "--json").stdout) if row["name"] == "Omar Haddad"]
    assert diplo("timeline", "--person", id_).stdout == diplo("timeline", "--person", "haddad").stdout != ""


def test_a_repeated_person_means_both(diplo: Run) -> None:
    both = json.loads(diplo("timeline", "--person", "Duarte", "--person", "Kim Jong-un", "--json").stdout)
    assert [row["trigger"] for row in both] == ["met", "call"]
    assert both == json.loads(diplo("timeline", "--person", "Duarte", "--with", "Kim Jong-un", "--json").stdout)


@pytest.mark.parametrize(
    ("filters", "triggers"),
    [
        (["--since", "2018-06-01"], ["arrived", "call"]),
        (["--until", "2018-05"], ["flew", "met", "said"]),
        (["--on", "2018-05-28"], ["flew", "met"]),
        (["--on", "2018-05-28", "--certain"], ["flew"]),
        (["--on", "2018-05-28", "--type", "statement"], []),
        (["--status", "possible", "--status", "denied"], ["call", "met"]),
        (["--mode", "phone"], ["call"]),
        (["--source", "courier"], ["call", "denied"]),
        (["--document", "talks"], ["talks", "told"]),
        (["--as-of", "2018-05-30"], ["flew", "met", "said"]),
        (["--speaker", "Haddad"], ["denied", "told"]),
        (["--place", "Lisbon", "--not-person", "Duarte"], ["arrived", "talks"]),
        (["--person", "Haddad", "--place", "Lisbon"], ["talks"]),
    ],
)
def test_filters_combine(diplo: Run, filters: list[str], triggers: list[str]) -> None:
    assert [row["trigger"] for row in json.loads(diplo("timeline", *filters, "--json").stdout)] == triggers


def test_quotes_about_somebody_are_those_that_name_them(diplo: Run) -> None:
    assert json.loads(diplo("quotes", "--all", "--about", "Duarte", "--json").stdout) == []
    about = json.loads(diplo("quotes", "--all", "--about", "Kim Jong-un", "--json").stdout)
    assert [(row["speaker"], row["said"]) for row in about] == [("Ana Duarte", "call Kim Jong Un next week")]
    assert json.loads(diplo("quotes", "--about", "Kim Jong-un", "--json").stdout) == []
    assert len(json.loads(diplo("quotes", "--all", "--json").stdout)) > len(about)


def test_since_and_on_are_both_held(diplo: Run) -> None:
    rows = json.loads(diplo("timeline", "--on", "2018", "--since", "2018-06", "--until", "2018-06-03", "--json").stdout)
    assert [row["trigger"] for row in rows] == ["arrived"]


def triggers_on(arguments: Sequence[str]) -> list[str]:
    return [row["trigger"] for row in json.loads(run("timeline", *arguments, "--json").stdout)]


def test_relative_days_count_from_today(diplo: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "today", lambda: date(2018, 6, 5))
    assert triggers_on(["--on", "last week"]) == ["flew", "met", "said", "arrived"]
    assert triggers_on(["--since", "tomorrow"]) == ["call"]


@pytest.mark.parametrize("order", [1, -1])
def test_relative_days_count_from_as_of_wherever_it_stands(
    diplo: Run, monkeypatch: pytest.MonkeyPatch, order: int
) -> None:
    monkeypatch.setattr(days, "today", lambda: date(2025, 1, 1))
    options = [["--on", "last week"], ["--as-of", "2018-06-05"]][::order]
    assert triggers_on([*options[0], *options[1]]) == ["flew", "met", "said", "arrived"]
    assert triggers_on(["--on", "last week"]) == []


def test_since_after_until_is_told_rather_than_answered_with_nothing(diplo: Run) -> None:
    result = diplo("timeline", "--since", "2018-06-02", "--until", "2018-06-01")
    assert "the first, 2018-06-02, is later than the last, 2018-06-01" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing-of-the-kind"], None),
        (["visit", "--document", "call"], None),
        (["visit", "--type", "SET"], []),
        (["--since", "2018-06-11"], []),
        (["--on", "2018-06-05", "--certain"], []),
        (["--on", "2018-06", "--certain"], ["next week"]),
        (["--on", "2018-06-05"], ["next week"]),
        (["visit"], ["Monday"]),
        (["vis", "--type", "date"], ["Monday"]),
        (["--document", "call"], ["next week"]),
        (["--as-of", "2018-05-30"], ["Monday"]),
        ([], ["Monday", "next week"]),
        (["--limit", "1", "--offset", "1"], ["next week"]),
    ],
)
def test_times_of_a_document_or_of_all(diplo: Run, arguments: list[str], words: list[str] | None) -> None:
    result = diplo("times", *arguments, "--json")
    assert (result.code == cli.DONE) is (words is not None)
    assert [row["words"] for row in json.loads(result.stdout or "[]")] == (words or [])


GAPPY = """They met in Oslo on Monday.

"The road is long," a voice said from the gallery.

The talks were about fish. Then there is the list of 5 May 2018.
"""


def test_gaps_of_a_document_that_is_not_there_are_refused(diplo: Run) -> None:
    result = diplo("gaps", "nonsense.txt")
    assert (result.code, result.stdout) == (cli.FAILURE, "")
    assert "nonsense.txt" in result.stderr


def test_what_was_not_caught_is_told_in_the_order_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GAPPY, encoding="utf-8")
    base = str(tmp_path / "a.db")
    run("ingest", str(tmp_path / "a.txt"), "--db", base, "--date", "2018-05-02")
    rows = json.loads(run("gaps", "a.txt", "--db", base, "--json").stdout)
    assert [(row["gap"], row["words"]) for row in rows] == [
        ("no speaker", "The road is long,"),
        ("maybe event", "talks"),
        ("no event", "5 May 2018"),
    ]
    for row in rows:
        assert GAPPY[row["start"] : row["end"]] == row["words"]
        at = row["start"] - row["sentence_start"]
        assert row["sentence"][at : at + len(row["words"])] == row["words"]


def test_every_time_has_its_why(diplo: Run) -> None:
    rows = json.loads(diplo("times", "--json").stdout)
    assert rows
    for row in rows:
        assert f"because   {row['reason']} ({row['rule']})" in diplo("why", row["id"][:7]).stdout


def test_as_of_needs_a_document_written_by_then(diplo: Run) -> None:
    assert json.loads(diplo("timeline", "--as-of", "2017", "--json").stdout) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["peaceful"], 1),
        (["peaceful accord"], 1),
        (["accord peaceful"], 0),
        (["accord", "peaceful"], 1),
        (["Korea's"], 1),
    ],
)
def test_words_of_one_argument_stand_together(diplo: Run, words: list[str], said: int) -> None:
    assert len(json.loads(diplo("quotes", *words, "--json").stdout)) == said


def test_what_people_only_think_is_no_quote_unless_all_is_wanted(diplo: Run) -> None:
    assert len(json.loads(diplo("quotes", "--json").stdout)) == 2
    assert len(json.loads(diplo("quotes", "--all", "--json").stdout)) == 3


def test_a_table_stops_and_says_how_many_are_left(diplo: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diplo.cli.answer.MOST_DRAWN", 3)
    cut_off = diplo("timeline")
    assert len(re.findall(r"^\S.*[a-z2-7]{6}$", cut_off.stdout, re.MULTILINE)) == 3
    assert cut_off.stderr == "6 more: `--limit 0` shows all, `--offset 3` the next.\n"
    assert diplo("timeline", "--limit", "0").stderr == ""
    assert diplo("timeline", "--limit", "9").stderr == ""
    assert diplo("timeline", "--offset", "6").stderr == ""
    assert len(json.loads(diplo("timeline", "--json").stdout)) == 9


def test_a_dossier_is_asked_for_by_name_or_id_and_of_one_alone(diplo: Run, folder: Path) -> None:
    by_name = diplo("person", "Omar Haddad", "--json")
    id_ = json.loads(by_name.stdout)["id"]
    assert diplo("person", id_, "--json").stdout == by_name.stdout
    assert diplo("dossier", id_[:6], "--json", "-o", "x.json").stdout == ""
    assert (folder / "x.json").read_text(encoding="utf-8") == by_name.stdout


@pytest.mark.parametrize("command", ["person", "dossier"])
def test_a_dossier_of_nobody_is_an_empty_answer(diplo: Run, command: str) -> None:
    result = diplo(command, "Duartini", "--json")
    assert (result.code, result.stdout, len(sentences(result))) == (cli.DONE, "", 1)


def test_a_long_list_of_events_together_stops_and_says_how_many_are_left(
    diplo: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["diplo.cli.answer"], "MOST_DRAWN", 1)
    monkeypatch.delitem(sys.modules, "diplo.cli.with", raising=False)
    assert sentences(diplo("with", "Duarte", "Kim Jong-un")) == [
        "1 more: `--since` and `--until` choose, `--json` gives all."
    ]
    assert len(json.loads(diplo("with", "Duarte", "Kim Jong-un", "--json").stdout)["timeline"]) == 2
    monkeypatch.delitem(sys.modules, "diplo.cli.with")


def test_events_together_are_those_of_the_days_and_outlets_asked_for(diplo: Run) -> None:
    def met(*filters: str) -> int:
        return int(json.loads(diplo("with", "Duarte", "Kim Jong-un", "--json", *filters).stdout)["events"])

    assert [met(), met("--until", "2018-05"), met("--source", "Courier"), met("--as-of", "2018-05")] == [2, 1, 1, 1]


def test_participants_of_an_event_are_found_by_the_beginning_of_its_id(diplo: Run) -> None:
    id_ = json.loads(diplo("timeline", "--mode", "phone", "--json").stdout)[0]["id"]
    rows = json.loads(diplo("participants", "--event", id_[:6], "--json").stdout)
    assert [row["name"] for row in rows] == ["Ana Duarte", "Kim Jong Un"]
    quote = json.loads(diplo("quotes", "--json").stdout)[0]["id"]
    assert diplo("participants", "--event", quote).code == cli.FAILURE


def test_output_goes_into_a_file(diplo: Run, folder: Path) -> None:
    assert diplo("timeline", "--csv", "-o", "out.csv") == Result("", "", cli.DONE)
    assert (folder / "out.csv").read_text(encoding="utf-8") == diplo("timeline", "--csv").stdout


def test_why_and_show_are_found_by_the_id_of_the_table(diplo: Run) -> None:
    [row] = csv.reader(io.StringIO(diplo("timeline", "--csv", "-c", "id", "--no-headers", "--limit", "1").stdout))
    why = diplo("why", row[0][:6].upper()).stdout
    assert "*flew*" in why
    assert '"Monday" -> 2018-05-28' in why
    assert "characters 28 to 32 of visit" in diplo("show", row[0]).stdout
    assert json.loads(diplo("why", row[0], "--json").stdout)[0]["finding"]["mode"] == "visit"


@pytest.mark.parametrize("question", ["quotes", "facts", "timeline"])
def test_every_finding_has_its_why(diplo: Run, question: str) -> None:
    rows = json.loads(diplo(question, "--json", *(["--all"] if question != "facts" else [])).stdout)
    assert rows
    for row in rows:
        assert diplo("why", row["id"]).code == diplo("show", row["id"]).code == cli.DONE


# Ingest


def test_what_is_there_already_is_not_read_again(folder: Path, fake_reading: list[str]) -> None:
    (folder / "a.txt").write_text(store_fixtures.VISIT)
    first = run("ingest", "a.txt", "--date", "2018-05-30")
    assert sentences(first) == [
        "stored     a.txt: 3 events, 1 quote, 1 fact",
        "           written 2018-05-30 (from: option)",
    ]
    assert fake_reading == ["model", "a.txt"]
    again = run("ingest", "a.txt", "--date", "2018-05-30")
    assert again.stderr.startswith("unchanged  a.txt")
    assert fake_reading == ["model", "a.txt"]


def test_a_copy_is_not_read(folder: Path, fake_reading: list[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(store_fixtures.VISIT)
    run("ingest", "a.txt")
    assert "a copy     b.txt" in run("ingest", "b.txt").stderr
    assert fake_reading == ["model", "a.txt"]


def test_the_first_of_two_copies_is_forgotten_and_the_other_read(folder: Path, fake_reading: list[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(store_fixtures.VISIT)
        run("ingest", name)
    before = run("timeline", "--csv", "-c", "trigger").stdout
    assert run("document", "forget", "a.txt").code == cli.DONE
    assert fake_reading == ["model", "a.txt", "model", "b.txt"]
    assert run("timeline", "--csv", "-c", "trigger").stdout == before


def test_an_edited_text_and_another_date_are_read_again(folder: Path, fake_reading: list[str]) -> None:
    (folder / "a.txt").write_text(store_fixtures.VISIT)
    run("ingest", "a.txt")
    assert "re-read    a.txt" in run("ingest", "a.txt", "--date", "2018-05-30").stderr
    (folder / "a.txt").write_text(store_fixtures.CALL)
    assert "updated    a.txt" in run("ingest", "a.txt", "--date", "2018-05-30").stderr


def test_some_that_fail_leave_the_rest_stored(folder: Path, fake_reading: list[str]) -> None:
    (folder / "a.txt").write_text(store_fixtures.VISIT)
    result = run("ingest", "nope.txt", "a.txt")
    assert result.code == cli.SOME_FAILED
    assert "2 documents: 1 stored, 1 failed." in result.stderr
    assert len(json.loads(run("documents", "--json").stdout)) == 1


def test_a_text_that_is_too_much_for_a_finder_costs_no_other(
    folder: Path, fake_reading: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(f"Text {name}.")
    extract = language.extract

    def fails(nlp: Any, documents: Any) -> Iterator[Document]:
        for document in extract(nlp, documents):
            if document.id == "b.txt":
                raise KeyError("rule")
            yield document

    monkeypatch.setattr(language, "extract", fails)
    result = run("ingest", ".")
    assert result.code == cli.SOME_FAILED
    assert "failed     b.txt: This is a mistake in diplo, please report it: KeyError: 'rule'" in result.stderr
    assert [row["document"] for row in json.loads(run("documents", "--json").stdout)] == ["a.txt", "c.txt"]


def test_a_text_without_a_date_says_that_days_stay_open(folder: Path, fake_reading: list[str]) -> None:
    (folder / "a.txt").write_text(store_fixtures.VISIT)
    said = run("ingest", "a.txt").stderr
    assert "day of writing unknown: words like “Thursday” stay undated there, and so do most events" in said
    assert "set it with `diplo document set a.txt --date DAY`" in said


def test_what_to_type_for_a_date_can_be_typed(folder: Path, fake_reading: list[str]) -> None:
    (folder / "day one; talks.txt").write_text(store_fixtures.VISIT)
    said = run("ingest", ".").stderr
    [command] = re.findall(r"`diplo (.* --date) DAY`", said)
    assert run(*shlex.split(command), "2018-05-30").code == cli.DONE


@pytest.mark.parametrize(("day", "is_told"), [("2018-05-30", False), ("2018-05-31", False), ("2018-06-01", True)])
def test_a_date_after_today_is_kept_with_a_warning(
    folder: Path, fake_reading: list[str], monkeypatch: pytest.MonkeyPatch, day: str, is_told: bool
) -> None:
    monkeypatch.setattr(days, "today", lambda: date(2018, 5, 31))
    (folder / "a.txt").write_text(store_fixtures.VISIT)
    assert ("That is after today. It was kept" in run("ingest", "a.txt", "--date", day).stderr) is is_told
    assert json.loads(run("documents", "--json").stdout)[0]["written"] == day


def test_dates_that_disagree_are_told_and_stay_with_the_document(folder: Path, fake_reading: list[str]) -> None:
    (folder / "2018-06-01.md").write_text("---\ndate: 2018-05-30\n---\n" + store_fixtures.VISIT)
    note = "The date in the file's name, 2018-06-01, differs from the date in its metadata, 2018-05-30, which was used."
    assert note in run("ingest", ".").stderr
    assert note not in run("ingest", ".").stderr
    assert json.loads(run("documents", "--json").stdout)[0]["notes"] == [note]
    found = json.loads(run("timeline", "--json").stdout)[0]["id"]
    for shown in (run("documents").stdout, run("why", found).stdout):
        assert note in " ".join(shown.split())
    run("document", "set", "2018-06-01.md", "--date", "2018-05-29")
    assert json.loads(run("documents", "--json").stdout)[0]["notes"] == []


def test_what_there_is_to_know_of_many_dates_is_summed_up(
    folder: Path, fake_reading: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(days, "today", lambda: date(2018, 5, 31))
    for n in range(22):
        (folder / f"{n}.md").write_text(f"---\ndate: 2018-05-{n + 1:02}\n---\nText number {n}.")
    assert sentences(run("ingest", "."))[-1] == "22 documents: 22 stored."
    (folder / "30.md").write_text("---\ndate: 2018-06-01\n---\nText number 30.")
    (folder / "31.md").write_text("---\ndate: soon\n---\nText number 31.")
    assert sentences(run("ingest", "."))[-3:] == [
        "1 document without a day of writing: words like “Thursday” stay undated there, and so do most events; set it"
        " with `diplo document set ID --date DAY`.",
        "1 document dated after today, which was kept: `diplo documents --since tomorrow` lists them.",
        "1 document with notes on the date, such as others that it gives: `diplo documents` shows them.",
    ]
    assert [row["document"] for row in json.loads(run("documents", "--since", "tomorrow", "--json").stdout)] == [
        "30.md"
    ]


def test_a_date_given_later_that_does_not_count_is_told(folder: Path, fake_reading: list[str]) -> None:
    (folder / "a.md").write_text("---\ndate: 2018-05-30\n---\n" + store_fixtures.VISIT)
    run("ingest", ".")
    said = run("ingest", ".", "--date", "2018-06-01").stderr
    assert said.startswith("unchanged  a.md")
    assert "--date, 2018-06-01, differs from the date in its metadata, 2018-05-30" in said


def stopped(clock: type[Any], today: date) -> type[Any]:
    """A date or datetime for which it is always the same day."""
    fields = (today.year, today.month, today.day)
    return type("Stopped", (clock,), dict.fromkeys(("today", "now"), staticmethod(lambda *_: clock(*fields))))


@pytest.mark.parametrize("name", ["a.txt", "2018-05-30.txt"])
def test_the_clock_changes_nothing_that_is_read(
    folder: Path, nlp: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(language, "load", lambda model=None: nlp)
    (folder / name).write_text(
        "Ana Duarte met Omar Haddad on Thursday. They will meet again next week, in May or today."
    )
    printed = []
    for today in (date(1999, 12, 31), date(2031, 5, 1)):
        for module in (days, reading):
            for clock in {"date", "datetime"} & vars(module).keys():
                monkeypatch.setattr(module, clock, stopped(vars(module)[clock], today))
        printed.append(run("extract", name).stdout)
    assert printed[0] == printed[1]
    assert '"times": [{' in printed[0]


def test_many_documents_get_a_summary_and_verbose_a_line_each(folder: Path, fake_reading: list[str]) -> None:
    for n in range(30):
        (folder / f"{n}.txt").write_text(f"Text number {n}.")
    result = run("ingest", ".")
    assert len(sentences(result)) == 42
    assert "30 documents: 30 stored." in result.stderr
    assert len(sentences(run("ingest", ".", "-v"))) == 31
    assert run("ingest", ".", "-q").stderr == ""


def test_standard_input_is_read(folder: Path, fake_reading: list[str]) -> None:
    assert run("ingest", "-", stdin=store_fixtures.VISIT.encode()).code == cli.DONE
    assert "*flew*" in run("timeline").stdout


def test_no_model_is_needed_where_nothing_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "load", lambda model=None: pytest.fail("the model was loaded"))
    assert list(reading.read_texts([], None, Report())) == []
    assert run("extract", "nope.txt").code == cli.FAILURE


def test_setting_a_date_reads_again_and_is_kept(folder: Path, fake_reading: list[str]) -> None:
    (folder / "a.txt").write_text(store_fixtures.VISIT)
    run("ingest", "a.txt")
    assert run("document", "set", "a.txt", "--date", "2018-05-30", "--source", "Courier").code == cli.DONE
    assert fake_reading == ["model", "a.txt", "model", "a.txt"]
    [row] = json.loads(run("documents", "--json").stdout)
    assert (row["written"], row["date from"], row["source"]) == ("2018-05-30", "set by hand", "Courier")
    assert run("document", "set", "b.txt", "--title", "x").code == cli.FAILURE


def test_correcting_makes_no_base(folder: Path) -> None:
    assert run("document", "forget", "a.txt").code == cli.DATABASE
    assert list(folder.iterdir()) == []


def test_extract_prints_a_record_a_line(fake_reading: list[str], folder: Path) -> None:
    (folder / "a.txt").write_text(store_fixtures.VISIT)
    (folder / "b.txt").write_text(store_fixtures.CALL)
    result = run("extract", "a.txt", "nope.txt", "b.txt")
    assert result.code == cli.SOME_FAILED
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a.txt", "b.txt"]


# Terminals and shells


def test_a_command_without_a_terminal_shows_no_progress(base: Path, tmp_path: Path) -> None:
    done = process("ingest", str(SAMPLES / "visit.md"), "--db", str(tmp_path / "x.db"))
    assert done.returncode == 0
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr


def test_nothing_an_article_holds_reaches_the_terminal_raw(folder: Path, fake_reading: list[str]) -> None:
    (folder / "a.txt").write_text("Ana \x1b]0;title\x07\x9b31m [bold]met[/bold] \u202eBo.", encoding="utf-8")
    run("ingest", "a.txt")
    for question in QUESTIONS:
        for form in ("--table", "--json", "--csv", "--fmt=github"):
            assert not re.search("[\x07\x1b\x9b\u202e]", run(question, form).stdout)


def imported(modules: Sequence[str], *arguments: str) -> str:
    """Which of these modules a command has imported by its end, as it prints them."""
    program = (
        "import sys; from diplo import cli; cli.run(sys.argv[1:]); "
        f"print([name for name in {modules!r} if name in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stderr.strip()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_imports_nothing_heavy(small_base: Path, question: str) -> None:
    assert imported(HEAVY, question, "--table", "--db", str(small_base)) == "[]"


def test_json_is_printed_without_what_draws_tables_or_reads_texts(small_base: Path) -> None:
    modules = ("rich.console", "diplo.language", "diplo.readers", "diplo.store", "diplo.cli.ingest")
    assert imported(modules, "timeline", "--json", "--db", str(small_base)) == "[]"
    assert imported(modules, "timeline", "--db", str(small_base)) == "['rich.console']"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_help_starts_with_examples(name: str) -> None:
    result = run(name, "--help")
    assert result.code == cli.DONE
    words = [line.strip() for line in result.stdout.splitlines() if line.strip()]
    assert words[0].startswith("Usage: ")
    assert words[1] == "Examples:"
    assert words[2].startswith(f"diplo {name}")


def test_version_is_printed() -> None:
    printed = run("--version").stdout
    assert re.fullmatch(r"diplo \d+\.\d+\.\d+\nmodel \w+ \d+\.\d+\.\d+ \([0-9a-f]{8}\)\nrules [0-9a-f]{8}\n", printed)


def test_the_module_runs_as_a_program() -> None:
    assert process("--version").stdout.startswith("diplo ")
    assert process("timelin").returncode == cli.USAGE


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("Dua", "Duarte"), ("ana d", "ana duarte"), ("Kimb", "Kimberly Okafor"), ("zzz", None)],
)
def test_the_shell_completes_names_from_the_base(small_base: Path, typed: str, offered: str | None) -> None:
    words = f"diplo timeline --db {small_base} --person '{typed}"
    done = process(_DIPLO_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD="5")
    assert done.stdout.split("\n")[0] == (offered or "")


@pytest.mark.parametrize(("command", "offered"), [("person", ""), ("dossier", "Lisbon"), ("with", "Lisbon")])
def test_the_shell_completes_the_names_of_a_dossier(small_base: Path, command: str, offered: str) -> None:
    words = f"diplo {command} --db {small_base} Lis"
    done = process(_DIPLO_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD="4")
    assert done.stdout.split("\n")[0] == offered


def test_completion_is_silent_without_a_base() -> None:
    done = process(_DIPLO_COMPLETE="complete_bash", COMP_WORDS="diplo timeline --db nope.db --person D", COMP_CWORD="5")
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_completion_offers_the_rest_of_a_name_in_the_letters_typed() -> None:
    assert completion._from_word("Kim Yong Chol", "yo") == ["yong Chol"]
    assert completion._from_word("Kim Yong Chol", "x") == []

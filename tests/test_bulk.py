"""Reading many files: what is said of those that fail, how far it has come, and folders that are watched."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from conftest import SAMPLES, run

from diplo import cli, database, readers
from diplo.cli import watching
from diplo.cli.report import Report
from diplo.readers import Failure, Listener, Watch
from diplo.records import Document
from diplo.store import Saved

TALKS = "Ana Duarte met Omar Haddad in Lisbon on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# What fails


def test_an_address_is_told_that_diplo_reads_files(folder: Path) -> None:
    for address in ("https://example.org/news", "HTTP://example.org", "s3://bucket/a.txt"):
        result = run("ingest", address)
        assert result.code == cli.FAILURE
        assert (
            result.stderr
            == f"failed     {address}: diplo works offline and reads files: save the page, and name its file.\n"
        )
    assert not (folder / "diplo.db").exists()


def test_many_failures_of_one_reason_are_told_together(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    for number in range(500):
        report.failed(Failure(f"{number}.txt", "It is empty."))
    report.failed(Failure("x.pdf", "It is locked."))
    assert report.finish() == cli.FAILURE
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "failed     0.txt: It is empty.",
        "failed     1.txt: It is empty.",
        "failed     2.txt: It is empty.",
        "failed     x.pdf: It is locked.",
        "failed     497 more, such as 3.txt, 4.txt, 5.txt: It is empty.",
        "           `--failures FILE` lists them all.",
        "501 documents: 501 failed.",
    ]


def test_failures_that_all_differ_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    for number in range(500):
        report.failed(Failure(f"{number}.txt", f"The id {number} was read already."))
    report.finish()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) < 50
    assert "failed     460 for other reasons" in lines


def test_with_verbose_each_failure_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(is_verbose=True)
    for number in range(50):
        report.failed(Failure(f"{number}.txt", "It is empty."))
    assert len(capsys.readouterr().err.splitlines()) == 50


def test_all_failures_are_kept_in_a_file(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (folder / "french.txt").write_text(
        "Le ministre des affaires étrangères a rencontré son homologue à Lisbonne, où ils ont signé un accord. " * 5
    )
    result = run("ingest", "a.pdf", "nope.txt", "french.txt", "--failures", "failed.jsonl")
    assert result.code == cli.FAILURE
    found = [json.loads(line) for line in (folder / "failed.jsonl").read_text().splitlines()]
    assert [(one["path"], one["outcome"]) for one in found] == [
        ("a.pdf", "failed"),
        ("nope.txt", "failed"),
        ("french.txt", "not English"),
    ]
    assert found[1]["reason"] == "There is no such file or folder."


def test_a_file_for_failures_that_cannot_be_written_is_told_before_anything_is_read(folder: Path) -> None:
    (folder / "a.txt").write_text(TALKS)
    result = run("ingest", "a.txt", "--failures", "nope/failed.jsonl")
    assert (result.code, len(result.stderr.splitlines())) == (cli.FAILURE, 1)
    assert not (folder / "diplo.db").exists()


def test_the_summary_counts_in_one_order(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(is_quiet=False)
    report.failed(Failure("a", "It is empty."))
    for outcome in ("copy", "unchanged", "updated", "stored"):
        report.saved(Document(outcome, ""), Saved(outcome, outcome))  # type: ignore[arg-type]
    report.finish()
    assert capsys.readouterr().err.endswith("5 documents: 1 stored, 1 updated, 1 unchanged, 1 a copy, 1 failed.\n")


# How far it has come


def test_what_is_in_flight_is_not_done() -> None:
    report = Report(is_quiet=True)
    sizes = iter((100, 50))

    def found() -> Iterator[Document]:
        for id in ("a", "b"):
            report.take(next(sizes))
            yield Document(id, "")

    first, _ = report.without_failures(found())
    assert report.done == 0
    report.saved(first, Saved("a", "stored"))
    assert report.done == 100
    report.failed(Failure("b", "It took too long."))
    assert report.done == 150


def test_what_is_dealt_with_is_forgotten(folder: Path) -> None:
    report = Report(is_quiet=True)
    for document in report.without_failures(Document(str(number), "") for number in range(9)):
        report.counted(document, "read")
    assert (report.outcomes["read"], report._ends) == (9, {})


def test_as_many_bytes_are_taken_as_were_foretold(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "a.txt").write_text(TALKS)
    (folder / "b.jsonl").write_text(json.dumps({"id": "b", "text": TALKS}) + "\n")
    (folder / "picture.png").write_bytes(b"\x89PNG" * 100)
    report = Report(is_quiet=True)
    paths = [str(folder)]
    for document in report.without_failures(readers.read(paths, listener=Listener(report.take))):
        report.saved(document, Saved(document.id, "stored"))
    assert report.done == readers.size(paths) == len(TALKS) + (folder / "b.jsonl").stat().st_size


def test_nobody_knows_how_much_comes_by_standard_input(folder: Path) -> None:
    assert readers.size(["-"]) is None
    assert readers.size(["nope.txt"]) == 0


def test_a_terminal_sees_how_fast_it_goes_and_what_is_left(folder: Path) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(TALKS * 20 + str(number))
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "diplo", "ingest", ".", "--db", "x.db"]
    with subprocess.Popen(command, stderr=theirs, stdout=theirs, env=os.environ | {"TERM": "xterm"}) as process:
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(mine, 4096):
                seen += part
        except OSError:
            pass
    assert process.returncode == cli.DONE
    assert b"left" in seen
    assert b"3 documents: 3 stored." in seen


# Folders that are watched


def test_a_file_that_grows_is_not_wanted(folder: Path) -> None:
    watch, path = Watch(), folder / "a.txt"
    for number in range(3):
        path.write_text("more " * number)
        assert not watch.wants(path)
    assert watch.wants(path)
    assert not watch.wants(path)


def test_a_file_is_wanted_again_when_it_has_changed_and_rests(folder: Path) -> None:
    watch, path = Watch(), folder / "a.txt"
    path.write_text("one")
    assert [watch.wants(path) for _ in range(3)] == [False, True, False]
    path.write_text("another")
    assert [watch.wants(path) for _ in range(3)] == [False, True, False]
    path.unlink()
    assert not watch.wants(path)


@pytest.mark.parametrize("more", [["a.txt"], ["-"], ["nope"], [".", "--dry-run"]])
def test_only_folders_can_be_watched(folder: Path, more: list[str]) -> None:
    (folder / "a.txt").write_text(TALKS)
    result = run("ingest", "--watch", *more)
    assert (result.code, len(result.stderr.splitlines())) == (cli.USAGE, 1)


def test_an_empty_folder_is_no_failure_while_it_is_watched(folder: Path) -> None:
    watch = Watch()
    assert [*readers.read([str(folder)], listener=Listener(wants=watch.wants))] == []


def test_files_are_taken_as_they_come_and_edited_ones_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "in").mkdir()
    looks = count()

    def pause(_: float) -> None:
        match next(looks):
            case 0:
                (folder / "in" / "a.txt").write_text(TALKS)
            case 3:
                (folder / "in" / "a.txt").write_text(TALKS.replace("Monday", "Tuesday"))
            case 6:
                raise KeyboardInterrupt

    monkeypatch.setattr(watching, "sleep", pause)
    result = run("ingest", "in", "--watch", "--date", "2018-05-31")
    told = [line for line in result.stderr.splitlines() if not line.startswith(" ")]
    assert result.code == cli.DONE
    assert told[0] == "Watching in: Ctrl-C ends it."
    assert [line.partition(":")[0] for line in told[1:3]] == ["stored     a.txt", "updated    a.txt"]
    assert told[3:] == [
        "Stopped: what came is stored; the same command goes on from there.",
        "2 documents: 1 stored, 1 updated.",
    ]
    assert "`diplo changes a.txt` shows what changed" in result.stderr


def test_what_is_there_already_is_passed_over_in_silence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TALKS)
    assert run("ingest", "in").code == cli.DONE
    looks = count()
    monkeypatch.setattr(watching, "sleep", lambda _: None if next(looks) < 3 else signal.raise_signal(signal.SIGINT))
    result = run("ingest", "in", "--watch")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["Watching in", "Stopped"]


def test_a_watch_ends_by_an_interrupt_and_keeps_what_came(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "visit.md").write_bytes((SAMPLES / "visit.md").read_bytes())
    command = [sys.executable, "-m", "diplo", "ingest", "in", "--watch", "--db", "x.db"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "Watching in: Ctrl-C ends it.\n"
        assert process.stderr.readline().startswith("stored     visit.md")
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == cli.DONE
    assert "Stopped: what came is stored" in rest
    with closing(database.read(folder / "x.db")) as db:
        assert next(db.execute("select id from documents"))[0] == "visit.md"

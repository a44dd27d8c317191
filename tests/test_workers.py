"""Reading by several processes: in order, whatever befalls one of them, and stopped at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from conftest import SAMPLES, run

from diplo import cli, language
from diplo.cli import reading
from diplo.language import workers
from diplo.language.workers import Failed, Workers
from diplo.records import Document


def befallen(model: str | None, batch: Sequence[Document]) -> list[Document]:
    """Stands for reading: texts say what befalls the process that reads them."""
    for document in batch:
        if document.text == "dies":
            os._exit(1)
        if document.text == "hangs":
            time.sleep(60)
        if document.text == "fails":
            raise ValueError("no such luck")
    return list(batch)


def documents(*texts: str) -> Iterator[Document]:
    return (Document(id=str(number), text=text) for number, text in enumerate(texts))


def read(texts: Sequence[str], seconds: float = 30, batch: int = 3) -> list[str]:
    """What becomes of each text, by two workers."""
    with closing(Workers(2, None, batch, seconds)) as pool:
        return [
            f"{one.document.id}: {one.reason}" if isinstance(one, Failed) else one.id
            for one in pool.read(documents(*texts))
        ]


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("dies", "The process that read it died, perhaps for want of memory."),
        ("fails", "no such luck"),
    ],
)
def test_what_befalls_a_worker_costs_one_document(monkeypatch: pytest.MonkeyPatch, deed: str, reason: str) -> None:
    monkeypatch.setattr(workers, "_read", befallen)
    assert read(["a", deed, "c", "d"]) == ["0", f"1: {reason}", "2", "3"]


def test_a_text_that_takes_too_long_is_given_up_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_read", befallen)
    given_up = "1: Reading it took longer than 2 seconds and was given up."
    assert read(["a", "hangs", "c"], seconds=2) == ["0", given_up, "2"]


def test_a_model_that_is_not_there_is_no_fault_of_a_document() -> None:
    with closing(Workers(1, "no_such_model", 2, 30)) as pool, pytest.raises(language.ModelError, match="no_such_model"):
        list(pool.read(documents("a", "b")))


def test_documents_come_back_in_the_order_in_which_they_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_read", befallen)
    assert read(["text"] * 40, batch=2) == [str(number) for number in range(40)]


def test_no_more_documents_are_taken_than_keep_workers_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_read", befallen)
    taken: list[str] = []

    def counted() -> Iterator[Document]:
        for document in documents(*["text"] * 100):
            taken.append(document.id)
            yield document

    with closing(Workers(2, None, 1, 30)) as pool:
        next(pool.read(counted()))
    assert len(taken) <= 2 * workers.AHEAD + 1


def test_workers_store_what_one_process_stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bases = [str(tmp_path / "one.db"), str(tmp_path / "many.db")]
    assert run("ingest", str(SAMPLES), "--db", bases[0]).code == cli.DONE
    monkeypatch.setattr(reading, "MANY", 2)
    monkeypatch.setattr(reading, "BATCH", 2)
    assert run("ingest", str(SAMPLES), "--workers", "2", "--db", bases[1]).code == cli.DONE
    for question in ("timeline", "quotes", "facts", "participants"):
        one, many = (run(question, "--json", "--db", base).stdout for base in bases)
        assert json.loads(one) == json.loads(many) != []


@pytest.mark.skipif(os.name == "nt", reason="interrupts come otherwise there")
def test_an_interrupted_collection_keeps_what_was_stored_and_goes_on(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": f"d{n}", "text": f"Envoy {n} met Ana Ray in Oslo.", "date": "2018-06-01"}) for n in range(80)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "diplo", "ingest", "many.jsonl", "--workers", "2"]
    going = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, process_group=0)
    assert going.stderr is not None
    first = going.stderr.readline()
    os.killpg(going.pid, signal.SIGINT)
    rest = going.communicate(timeout=60)[1]
    assert first.startswith("stored")
    assert (going.returncode, "goes on from there" in rest) == (cli.INTERRUPTED, True)
    again = run("ingest", str(tmp_path / "many.jsonl"), "--db", str(tmp_path / "diplo.db"))
    assert again.code == cli.DONE
    assert "unchanged" in again.stderr
    assert len(json.loads(run("documents", "--json", "--db", str(tmp_path / "diplo.db")).stdout)) == 80

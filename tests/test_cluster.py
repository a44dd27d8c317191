"""Past one machine: records as Parquet, loading them in any order, and reading on a Dask cluster that loses workers."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from conftest import SAMPLES, run

from diplo import cli, records
from diplo.records import Document

parquet = pytest.importorskip("diplo.parquet")
pytest.importorskip("pyarrow", reason="needs the extra `parquet`")

QUESTIONS = ("timeline", "quotes", "facts", "participants", "times", "documents")
PRELOAD = """
import os
from diplo import language

language.read = getattr(language, "read", language.extract)  # Dask may run this twice


def extract(nlp, documents):
    documents = list(documents)
    if any("poison" in document.text for document in documents):
        os._exit(1)
    if any("unreadable" in document.text for document in documents):
        raise ValueError("no such luck")
    return language.read(nlp, documents)


language.extract = extract
"""


@pytest.fixture(scope="module")
def extracted() -> list[Document]:
    return [records.from_json(line) for line in run("extract", str(SAMPLES)).stdout.splitlines()]


def answers(base: Path) -> dict[str, Any]:
    return {
        name: json.loads(run(name, "--json", "--all" if name == "timeline" else "--limit=0", "--db", str(base)).stdout)
        for name in QUESTIONS
    }


# Parquet


def test_what_is_no_parquet_is_told_in_a_sentence() -> None:
    with pytest.raises(parquet.NotParquet, match=r"^It is no Parquet file, or a broken one\.$"):
        list(parquet.read(io.BytesIO(b"PAR1 and then nothing of the kind")))


def test_columns_of_something_else_are_told_in_a_sentence() -> None:
    import pyarrow as pa
    from pyarrow import parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.table({"name": ["Ana Ray"]}), file)
    with pytest.raises(parquet.NotParquet, match="columns"):
        list(parquet.read(file))


def test_parquet_gives_back_the_records(extracted: list[Document]) -> None:
    file = io.BytesIO()
    assert parquet.write(extracted, file) == len(extracted)
    assert list(parquet.read(io.BytesIO(file.getvalue()))) == extracted


def test_parquet_has_a_column_for_every_field_of_the_record() -> None:
    assert parquet.schema().names == list(Document.__dataclass_fields__)


# Loading


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"entities": ()}, "It speaks of entities that it does not hold."),
        ({"text": "Short."}, "It has findings outside its text."),
    ],
)
def test_a_record_that_is_not_sound_is_refused(
    tmp_path: Path, extracted: list[Document], change: dict[str, Any], reason: str
) -> None:
    (tmp_path / "a.jsonl").write_text(replace(extracted[0], **change).to_json(), encoding="utf-8")
    result = run("load", str(tmp_path / "a.jsonl"), "--db", str(tmp_path / "a.db"))
    assert (result.code, reason in result.stderr) == (cli.FAILURE, True)


def test_lines_that_are_no_records_cost_only_themselves(tmp_path: Path, extracted: list[Document]) -> None:
    lines = ["[]", '{"id": 3}', "not JSON", extracted[0].to_json()]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("load", str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl"), "--db", str(tmp_path / "a.db"))
    assert result.code == cli.SOME_FAILED
    assert "1 stored" in result.stderr
    assert "a.jsonl, line 3: It is no record of `diplo extract`." in result.stderr
    assert "b.jsonl: It cannot be read: no such file or directory." in result.stderr


def test_where_nothing_can_be_loaded_no_base_is_made(tmp_path: Path) -> None:
    assert run("load", str(tmp_path / "a.jsonl"), "--db", str(tmp_path / "a.db")).code == cli.FAILURE
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_records_loaded_in_any_order_make_the_base_that_ingest_makes(
    tmp_path: Path, base: Path, extracted: list[Document], seed: int
) -> None:
    order = random.Random(seed).sample(extracted, len(extracted))
    for number, document in enumerate(order):
        if number % 2:
            (tmp_path / f"{number}.jsonl").write_text(document.to_json() + "\n", encoding="utf-8")
        else:
            with (tmp_path / f"{number}.parquet").open("wb") as file:
                parquet.write([document], file)
    files = [str(path) for path in tmp_path.iterdir()]
    assert run("load", *files, "--db", str(tmp_path / "a.db")).code == cli.DONE
    assert answers(tmp_path / "a.db") == answers(base)


# The cluster


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two worker processes, which die of a text with the word "poison" and come back."""
    pytest.importorskip("distributed", reason="needs the extra `dask`")
    import dask

    preload = tmp_path_factory.mktemp("cluster") / "preload.py"
    preload.write_text(PRELOAD, encoding="utf-8")
    settings = {"distributed.scheduler.allowed-failures": 1, "distributed.worker.preload": [str(preload)]}
    with dask.config.set(settings), started() as made:
        yield made


def started(attempts: int = 3) -> Any:
    """A local cluster; Dask gives its thread ten seconds to start, which a busy machine may not keep to."""
    from distributed import LocalCluster

    try:
        return LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    except AssertionError:
        if attempts == 1:
            raise
        return started(attempts - 1)


def collection(folder: Path) -> list[str]:
    """Files of JSON Lines, and what is in them."""
    folder.mkdir()
    for number in range(4):
        lines = [
            {
                "id": f"{number}-{nth}",
                "date": "2018-06-01",
                "text": f"Envoy Bo Lee met Ana Ray in Oslo on {nth + 1} May.",
            }
            for nth in range(4)
        ]
        (folder / f"{number}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return sorted(str(path) for path in folder.iterdir())


def kill_at_work(process: int, out: Path) -> None:
    """Kills a process as soon as the first part is there."""
    while not (out.is_dir() and any(out.iterdir())):
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)


def test_a_cluster_that_loses_a_worker_reads_what_one_machine_reads(tmp_path: Path, cluster: Any) -> None:
    from distributed import Client

    files = collection(tmp_path / "in")
    with Client(cluster) as client:
        first = next(iter(client.run(os.getpid).values()))
    going = Thread(target=kill_at_work, args=(first, tmp_path / "out"))
    going.start()
    pattern, target = str(tmp_path / "in" / "*.jsonl"), str(tmp_path / "out" / "*.parquet")
    result = run("extract", "--dask", cluster.scheduler_address, pattern, "-o", target)
    going.join()
    assert (result.code, result.stdout) == (cli.DONE, "")
    parts = sorted(str(path) for path in (tmp_path / "out").iterdir())
    assert [Path(part).name for part in parts] == [f"{n:05}-{n}.parquet" for n in range(4)]
    run("load", *parts, "--db", str(tmp_path / "far.db"))
    run("ingest", *files, "--db", str(tmp_path / "near.db"))
    assert answers(tmp_path / "far.db") == answers(tmp_path / "near.db")


def test_what_brings_down_every_worker_fails_alone(tmp_path: Path, cluster: Any) -> None:
    texts = ["Bo Lee met Ana Ray in Oslo.", "This is poison.", "Ana Ray left Oslo.", "This is unreadable."]
    lines = [json.dumps({"id": str(n), "text": text, "date": "2018-06-01"}) for n, text in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run(
        "extract", "--dask", cluster.scheduler_address, str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "*.parquet")
    )
    assert result.code == cli.SOME_FAILED
    assert "failed     1: It brings down every process that reads it." in result.stderr
    assert "failed     3: ValueError: no such luck" in result.stderr
    with (tmp_path / "00000-a.parquet").open("rb") as file:
        assert [document.id for document in parquet.read(file)] == ["0", "2"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--dask", "tcp://127.0.0.1:9", "a.jsonl"], "Say where the records go"),
        (
            ["--dask", "tcp://127.0.0.1:9", "a.jsonl", "-o", "*.parquet"],
            "There is no Dask scheduler at tcp://127.0.0.1:9.",
        ),
        (["--dask", "nonsense", "a.jsonl", "-o", "*.parquet"], "There is no Dask scheduler at nonsense."),
    ],
)
def test_a_cluster_that_is_not_there_is_told_in_a_sentence(arguments: list[str], sentence: str) -> None:
    pytest.importorskip("distributed", reason="needs the extra `dask`")
    result = run("extract", *arguments)
    assert (result.code, sentence in result.stderr) == (cli.USAGE, True)


def test_files_that_are_not_there_are_told_in_a_sentence(tmp_path: Path, cluster: Any) -> None:
    target = str(tmp_path / "*.parquet")
    result = run("extract", "--dask", cluster.scheduler_address, str(tmp_path / "no*.jsonl"), "-o", target)
    assert (result.code, "There is no file" in result.stderr) == (cli.FAILURE, True)

"""The same reading on a Dask cluster: a task for each file, from wherever fsspec finds it to a Parquet file.

A worker loads the model once. Dask gives the tasks of a lost worker to others. Where a file brings down every worker
that it is given to, its documents are read one task each, so that the one to blame fails alone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from diplo import language, parquet, readers
from diplo.readers import Failure
from diplo.records import Document

if TYPE_CHECKING:
    from distributed import Client, Future
    from spacy.language import Language


_ONE_AT_A_TIME = Lock()
"""A worker may have several threads, and a pipeline serves one."""


class Reading(NamedTuple):
    """What all tasks are told: what the person said of the documents, and the model."""

    options: readers.Options
    model: str | None


class Part(NamedTuple):
    """A file that was read: where its records are, how many, and what could not be read."""

    source: str
    target: str
    records: int
    failures: tuple[Failure, ...]


def extract(client: Client, patterns: Iterable[str], target: str, reading: Reading) -> Iterator[Part]:
    """Reads what the patterns lead to and writes a Parquet file for each file, as they are done.

    The `*` of `target` stands for the number and the name of the file read. Raises LookupError where there is none.
    """
    from distributed import KilledWorker, as_completed

    sources = _sources(patterns)
    targets = {source: _target(target, number, source) for number, source in enumerate(sources)}
    running = {client.submit(_read_file, s, t, reading, pure=False): s for s, t in targets.items()}
    to_blame = []
    for future in as_completed(running):  # type: ignore[no-untyped-call]
        source = running[future]
        if isinstance(future.exception(), KilledWorker):
            to_blame.append(source)
        else:
            yield future.result()
    for source in to_blame:
        yield _read_singly(client, source, targets[source], reading)


def _sources(patterns: Iterable[str]) -> list[str]:
    """The files that patterns lead to, sorted, each once, with the protocol of their store."""
    import fsspec

    found: dict[str, None] = {}
    for pattern in patterns:
        files = fsspec.open_files(pattern, "rb")
        if not files:
            raise LookupError(f"There is no file {pattern}.")
        found |= dict.fromkeys(sorted(file.full_name for file in files))
    return list(found)


def _target(target: str, number: int, source: str) -> str:
    name = posixpath.basename(source).split(".")[0]
    return target.replace("*", f"{number:05}-{name}")


def _read_file(source: str, target: str, reading: Reading) -> Part:
    """What a worker does with a file: reads all of its documents, of which one that fails costs no other."""
    found = _documents(source, reading)
    return _write(source, target, [one if isinstance(one, Failure) else _read(one, reading.model) for one in found])


def _documents(source: str, reading: Reading) -> Iterator[Document | Failure]:
    """The documents of a file, which is brought here if it is elsewhere."""
    import fsspec

    is_here = fsspec.utils.get_protocol(source) in {"file", "local"}
    path = fsspec.open_local(source if is_here else f"simplecache::{source}")
    return readers.read([path], reading.options)


def _read(document: Document, model: str | None) -> Document | Failure:
    try:
        with _ONE_AT_A_TIME:
            (read,) = language.extract(_nlp(model), [document])
    except language.ModelError:
        raise
    except Exception as error:
        return Failure(document.id, f"{type(error).__name__}: {error}")
    return read


@cache
def _nlp(model: str | None) -> Language:
    return language.load(model)


def _write(source: str, target: str, results: Sequence[Document | Failure]) -> Part:
    """Writes the records, whole or not at all."""
    import fsspec

    read = [one for one in results if isinstance(one, Document)]
    failures = tuple(one for one in results if isinstance(one, Failure))

    filesystem, path = fsspec.core.url_to_fs(target)
    filesystem.makedirs(filesystem._parent(path), exist_ok=True)
    with filesystem.transaction, filesystem.open(path, "wb") as file:
        written = parquet.write(read, file)
    return Part(source, target, written, failures)


def _read_singly(client: Client, source: str, target: str, reading: Reading) -> Part:
    """The documents of a file, a task each; those that bring down their worker again are given one more chance alone.

    Dask blames all that a worker had before it when it died, so that only who is alone is surely to blame.
    """
    found = list(_documents(source, reading))
    tasks = [one if isinstance(one, Failure) else client.submit(_read, one, reading.model, pure=False) for one in found]
    results = []
    for one, task in zip(found, tasks, strict=True):
        result = task if isinstance(task, Failure) else _outcome(task)
        if result is None and isinstance(one, Document):
            result = _outcome(client.submit(_read, one, reading.model, pure=False))
        results.append(result or Failure(_name(one), "It brings down every process that reads it."))
    return _write(source, target, results)


def _outcome(task: Future[Document | Failure]) -> Document | Failure | None:
    """What a task gave; None where it brought down its workers."""
    from distributed import KilledWorker

    try:
        outcome = task.result()
    except KilledWorker:
        return None
    return outcome


def _name(found: Document | Failure) -> str:
    return found.id if isinstance(found, Document) else found.path

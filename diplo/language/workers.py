"""Reads documents in processes of their own, each of which loads the model once and runs the whole of `extract`.

What kills a process, fails or takes too long costs one document: its batch is read again, one document at a time.
Documents come back in the order in which they were given, and no more of them are in flight than keep workers busy.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from functools import cache
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from pebble import ProcessExpired, ProcessPool

from diplo import language
from diplo.records import Document

if TYPE_CHECKING:
    from spacy.language import Language

AHEAD = 3
"""Batches that wait or run for each worker."""
_Batch = Sequence[Document]
_Run = tuple[_Batch, "Future[list[Document]]"]


class Failed(NamedTuple):
    """A document that could not be read, and why: an error, or a sentence about the process that read it."""

    document: Document
    reason: Exception | str


class Workers:
    """Processes that read documents; to be closed, which stops them at once."""

    def __init__(self, number: int, model: str | None, batch: int, seconds: float) -> None:
        """`seconds` is how long one document may take; a batch that takes longer is read one by one."""
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # the processes are as many as the cores already
        self._pool = ProcessPool(max_workers=number, context=get_context("spawn"))
        self._ahead, self._model, self._batch, self._seconds = number * AHEAD, model, batch, seconds

    def close(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def read(self, documents: Iterable[Document]) -> Iterator[Document | Failed]:
        """The documents with their findings, in order; raises ModelError where there is no such model."""
        documents, running = iter(documents), deque[_Run]()
        while True:
            while len(running) < self._ahead and (batch := tuple(islice(documents, self._batch))):
                running.append(self._start(batch))
            if not running:
                return
            yield from self._finish(*running.popleft())

    def _start(self, batch: _Batch) -> _Run:
        return batch, self._pool.schedule(_read, args=(self._model, batch), timeout=self._seconds)

    def _finish(self, batch: _Batch, future: Future[list[Document]]) -> Iterator[Document | Failed]:
        try:
            yield from future.result()
            return
        except language.ModelError:
            raise
        except TookTooLong:
            reason: Exception | str = f"Reading it took longer than {self._seconds:g} seconds and was given up."
        except ProcessExpired:
            reason = "The process that read it died, perhaps for want of memory."
        except Exception as error:
            reason = error
        if len(batch) == 1:
            yield Failed(batch[0], reason)
        else:
            for document in batch:
                yield from self._finish(*self._start([document]))


@cache
def _nlp(model: str | None) -> Language:
    return language.load(model)


def _read(model: str | None, batch: _Batch) -> list[Document]:
    return list(language.extract(_nlp(model), batch))

"""Measures what each step of ingesting costs: the components of the pipeline, building the record, storing it.

    python benchmarks/bench.py steps [COPIES]

The articles of `data/samples` and `tests/gold` are read so many times over, in one process, one step after the other
for each text; the shares are of processor time. Times may cost a tenth of the whole at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from diplo import database, language, readers, store
from diplo.language.build import build_record
from diplo.language.layout import lay_out
from diplo.records import Document

COPIES = 10
MOST_FOR_TIMES = 10.0
"""Per cent of the whole."""
_ROOT = Path(__file__).parent.parent
_FOLDERS = (_ROOT / "data" / "samples", _ROOT / "tests" / "gold")
_T = TypeVar("_T")


def main(arguments: Sequence[str]) -> int:
    """Prints each step's share of the time, and returns 1 where times cost too much."""
    copies = int(arguments[0]) if arguments else COPIES
    spent: Counter[str] = Counter()
    with TemporaryDirectory() as folder, closing(database.write(Path(folder) / "steps.db")) as db:
        nlp = language.load()
        for document in _documents(copies):
            doc = _timed(spent, "tokens and paragraphs", lambda document=document: lay_out(nlp, document))
            for name, component in nlp.pipeline:
                doc = _timed(spent, name, lambda component=component, doc=doc: component(doc))
            record = _timed(spent, "record", lambda doc=doc: build_record(doc))
            _timed(spent, "storing", lambda record=record: list(store.save(db, [record])))
    whole = sum(spent.values())
    for name, seconds in spent.most_common():
        print(f"{100 * seconds / whole:5.1f} %  {name.removeprefix('diplo_')}")
    share = 100 * spent["diplo_times"] / whole
    verdict = "too slow" if share > MOST_FOR_TIMES else "ok"
    print(f"times: {share:.1f} % of {whole:.1f} s, limit {MOST_FOR_TIMES}: {verdict}")
    return int(share > MOST_FOR_TIMES)


def _documents(copies: int) -> Iterator[Document]:
    for number in range(copies):
        for found in readers.read(map(str, _FOLDERS)):
            if isinstance(found, Document):
                yield replace(found, id=f"{number}/{found.id}", text=f"{found.text}\n{number}")


def _timed(spent: Counter[str], step: str, work: Callable[[], _T]) -> _T:
    before = process_time()
    done = work()
    spent[step] += process_time() - before  # type: ignore[assignment]
    return done

"""Measures `diplo ingest` of many articles against the bare spaCy pipeline, in one run, on one core and on two.

    python benchmarks/bench.py rate [ARTICLES [RUNS]]

The bare pipeline is `nlp.pipe` of the same model over the same texts, which keeps nothing: plain_rate.py. Both sides
are whole processes, start and loading of the model included, and run in turn; each counts with its median. Processor
time is printed beside the time on the clock, since a busy machine blurs the latter. The texts are the articles of the
corpora, where these lie beside the repository, and else those of `data/samples` and `tests/gold`; when more are asked
for, paragraphs of several are mixed, with other names and days. Limits are on 2,000 articles, where starting costs
little; fewer are quick to run and a little worse.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import swap_names
from swap_dates import Shift

from diplo import knowledge, readers
from diplo.records import Document

ARTICLES, RUNS = 200, 1
LEAST_OF_BARE, LEAST_GAIN = 0.75, 1.8
"""The rate of ingest on one core, as a part of the bare pipeline's; its rate on two cores over that on one."""
_HERE = Path(__file__).parent
_CORPORA = _HERE.parent.parent / "shared" / "corpora"
_CORPUS = ("tempeval/train", "quotes/train", "people/train", "events/meantime-train")
_FOLDERS = (_HERE.parent / "data" / "samples", _HERE.parent / "tests" / "gold")
_PARAGRAPHS = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took, with those that it started."""

    seconds: float
    processor: float
    megabytes: float
    """The most memory that one of them took."""


def main(arguments: Sequence[str]) -> int:
    """Prints both ratios and what they are of, and returns 1 where one is below its limit."""
    articles, runs = (*map(int, arguments), *(ARTICLES, RUNS)[len(arguments) :])
    with TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts.jsonl"
        characters = _write(texts, articles)
        print(f"{articles} articles, {characters / 1e6:.2f} million characters, {runs} run{'s' * (runs > 1)}")
        plain = (sys.executable, _HERE / "plain_rate.py", knowledge.model(), texts)
        costs = [
            (
                run(plain, 1),
                run(ingest(texts, folder / f"{n}-1.db"), 1),
                run(ingest(texts, folder / f"{n}-2.db"), 2),
            )
            for n in range(runs)
        ]
    bare, one, two = (_middle(side) for side in zip(*costs, strict=True))
    for what, cost in (("spaCy, one core", bare), ("ingest, one core", one), ("ingest, two cores", two)):
        print(
            f"{what:17} {cost.seconds:7.1f} s, {articles / cost.seconds:6.1f} articles a second; "
            f"processor {cost.processor:.1f} s; {cost.megabytes:.0f} MB"
        )
    print(f"processor time of spaCy over that of ingest, one core: {bare.processor / one.processor:.2f}")
    is_fast = _judge("ingest over spaCy, one core", bare.seconds / one.seconds, LEAST_OF_BARE)
    has_gain = _judge("ingest on two cores over one", one.seconds / two.seconds, LEAST_GAIN)
    return int(not (is_fast and has_gain))


def _write(path: Path, articles: int) -> int:
    """Writes so many articles as JSON Lines; how many characters they have."""
    characters = 0
    with path.open("w", encoding="utf-8") as file:
        for number, document in enumerate(islice(_articles(), articles)):
            characters += len(document.text)
            fields = {"id": f"{number}", "title": document.title, "date": document.date, "text": document.text}
            file.write(json.dumps(fields) + "\n")
    return characters


def _articles() -> Iterator[Document]:
    """All articles there are, and then mixtures of them without end."""
    pool = [*_of_corpora()] or [found for found in readers.read(map(str, _FOLDERS)) if isinstance(found, Document)]
    random = Random(1)
    random.shuffle(pool)
    yield from pool
    while True:
        yield _mixed(pool, random)


def _of_corpora() -> Iterator[Document]:
    for name in _CORPUS:
        path = _CORPORA / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            fields = json.loads(line)
            yield Document(fields["id"], fields["text"], title=fields.get("title"), date=fields.get("date"))


def _mixed(pool: Sequence[Document], random: Random) -> Document:
    """An article as long as one of the pool, of paragraphs of several, with other names and days."""
    first, *others = random.choices(pool, k=5)
    paragraphs = [p for other in others for p in _PARAGRAPHS.split(other.text)[1:] if p.strip()]
    random.shuffle(paragraphs)
    text = _PARAGRAPHS.split(first.text)[0]
    while paragraphs and len(text) < len(first.text):
        text += f"\n\n{paragraphs.pop()}"
    text = swap_names.renamer(swap_names.swap_things(text, random))(text)
    written = date.fromisoformat(first.date or "2018-05-31")
    shift = Shift.choose(written, random)
    return Document(first.id, shift.text(text), title=first.title, date=shift.day(written).isoformat())


def ingest(texts: Path, base: Path) -> Sequence[str | Path]:
    return (sys.executable, "-m", "diplo", "ingest", texts, "--db", base, "--quiet")


def run(command: Sequence[str | Path], cores: int) -> Cost:
    """Runs a command on so many cores; one that fails ends the run."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(allowed)[:cores]))
    try:
        before = perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    finally:
        os.sched_setaffinity(0, allowed)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Cost(perf_counter() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _middle(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.processor for cost in costs),
        max(cost.megabytes for cost in costs),
    )


def _judge(what: str, ratio: float, least: float) -> bool:
    print(f"{what}: {ratio:.2f}, at least {least}: {'ok' if ratio >= least else 'too slow'}")
    return ratio >= least

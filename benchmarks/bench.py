"""Measures speed as ratios: what a command of diplo takes, over the least that its job can take on the same machine.

    python benchmarks/bench.py [RUNS]
    python benchmarks/bench.py identity    who is who across 10,000 documents: see identity.py
    python benchmarks/bench.py stories     which documents are one story: see stories.py
    python benchmarks/bench.py utterances  which quotations are the same words: see utterances.py
    python benchmarks/bench.py happenings  one event from many reports: see happenings.py
    python benchmarks/bench.py retellings  the same on another collection: see retellings.py
    python benchmarks/bench.py steps       what each step of ingesting costs: see steps.py
    python benchmarks/bench.py rate        ingest of many articles beside bare spaCy, on one core and two: see rate.py
    python benchmarks/bench.py memory      whether more documents take more memory: see memory.py

Both sides of a ratio run in turn, in processes of their own, so that a busy machine slows both; each counts with its
median. A ratio above its limit ends the run with exit code 1.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import happenings
import identity
import large_base
import memory
import rate
import retellings
import steps
import stories
import utterances

from diplo import knowledge, queries

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "data" / "samples"
ARTICLE = SAMPLES / "agreement.txt"
SHOWN = ("earliest", "type", "status", "who", "place", "id", "sentence")
"""What `diplo timeline` shows of each event."""
RUNS = 15
SEARCHES = (
    ("all", [], []),
    ("a word of half of them", [large_base.WORDS[0]], ["the"]),
    ("the best matches of a word of 20,000", [large_base.WORDS[100]], ["the"]),
    ("a word of 200", [large_base.WORDS[10_000]], ["the"]),
    ("what the busiest said", ["--speaker", large_base.BUSIEST], ["--speaker", "Lund"]),
)
"""Searches of quotes: in the large base, and in the small one."""

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Race:
    """A command of diplo, what it is measured against, and how many times as long it may take."""

    name: str
    ours: Callable[[int], Command]
    """From the number of the run, so that every run can have a base of its own."""
    plain: Command
    limit: float


def races(folder: Path) -> tuple[Race, ...]:
    """Everything that is measured, on a base of the samples in an empty folder."""
    base, large, question = folder / "samples.db", folder / "large.db", folder / "question.json"
    quoted = folder / "quotes.db"
    large_base.make(large)
    large_base.make(quoted, large_base.QUOTES)
    run(diplo("ingest", SAMPLES, "--db", base))
    question.write_text(json.dumps([*queries._live("timeline", {}), SHOWN]), encoding="utf-8")
    return (
        Race(
            "timeline: asking the sample base / the same question and table by sqlite3, typer and rich",
            lambda _: diplo("timeline", "--db", base),
            (sys.executable, HERE / "plain_timeline.py", base, question),
            1.3,
        ),
        Race(
            "person: the dossier of the busiest in a base of 1,000,000 events / of somebody in the sample base",
            lambda _: diplo("person", large_base.BUSIEST, "--db", large),
            diplo("person", "Park Min-seo", "--db", base),
            3.0,
        ),
        *(
            Race(
                f"quotes: {what} in a base of 1,000,000 quotes / the like in the sample base",
                lambda _, words=words: diplo("quotes", *words, "--db", quoted),
                diplo("quotes", *small, "--db", base),
                2.0,
            )
            for what, words, small in SEARCHES
        ),
        Race(
            "ingest: reading one article / importing spaCy, loading the model and running it on the text",
            lambda number: diplo("ingest", ARTICLE, "--db", folder / f"{number}.db"),
            (sys.executable, HERE / "plain_model.py", knowledge.model(), ARTICLE),
            1.5,
        ),
    )


def diplo(*words: str | Path) -> Command:
    """A command of diplo, as its console script runs it."""
    return (sys.executable, "-c", "from diplo.cli import main; main()", *words)


def run(command: Command) -> float:
    """How many seconds a command takes; one that fails ends the run."""
    before = perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"COLUMNS": "100"})
    return perf_counter() - before


def main() -> int:
    """Runs every race, or measures what is named, and returns 1 where a limit is passed."""
    modules = (happenings, identity, memory, rate, retellings, steps, stories, utterances)
    named = {module.__name__: module.main for module in modules}
    if sys.argv[1:2] and sys.argv[1] in named:
        return named[sys.argv[1]](sys.argv[2:])
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    too_slow = False
    with TemporaryDirectory() as folder:
        for race in races(Path(folder)):
            run(race.plain), run(race.ours(-1))
            times = [(run(race.ours(number)), run(race.plain)) for number in range(runs)]
            ours, plain = (median(side) for side in zip(*times, strict=True))
            ratio = ours / plain
            too_slow |= ratio > race.limit
            verdict = "too slow" if ratio > race.limit else "ok"
            print(f"{race.name}\n  {ours:.3f} s / {plain:.3f} s = {ratio:.2f}, limit {race.limit}: {verdict}")
    return int(too_slow)


if __name__ == "__main__":
    sys.exit(main())

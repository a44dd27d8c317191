"""Measures quality on the public corpora and holds the floors in `floors.toml`.

    python benchmarks/score.py [TASK ...] [--shared FOLDER] [--update [--allow-regression]]

Every task runs diplo as its users do, gives what it prints to a scorer of `FOLDER/bench/score.py`, and sets the
figures beside their floors; one below its floor ends the run with exit code 1. Figures are percentages.
`--update` keeps the new figures and raises floors to half a point below them; it lowers none.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import swap_names

FLOORS = Path(__file__).with_name("floors.toml")
ROOM = 0.5
"""Points between a figure and its floor: what a retrained model may cost without anything being wrong."""
SWAP_SEEDS = (1, 2, 3)
SWAP_ROOM = 5.0
"""Points that an article may lose when its names and days are swapped; more means that something was fitted to it."""
REFUSED = 2
"""The exit code of diplo when a name fits several entities."""
AT_MOST = frozenset({"never"})
"""Figures that count mistakes: their floor is a ceiling."""

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Task:
    """One corpus, the scorer for it, and those of its figures that are held."""

    name: str
    measure: Callable[[Path, Path], dict[str, Any]]
    """From the shared folder and an empty folder to work in, to all figures of the scorer."""
    held: tuple[str, ...]
    """Paths into the figures: `detection.person.exact.f`."""


def run_diplo(*words: str | Path, base: Path | None = None, may_refuse: bool = False) -> str:
    """What `diplo WORDS` prints; raises CalledProcessError where it fails, or refuses the words and may not."""
    done = subprocess.run(
        [sys.executable, "-m", "diplo", *map(str, words)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | ({"DIPLO_DB": str(base)} if base else {}),
    )
    if not (may_refuse and done.returncode == REFUSED):
        done.check_returncode()
    return done.stdout


def run_scorer(shared: Path, *words: str | Path) -> dict[str, Any]:
    """The figures that a scorer prints as its last line."""
    command = [sys.executable, shared / "bench" / "score.py", *words]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout
    figures: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return figures


def score_records(scorer: str, gold: str, shared: Path, work: Path) -> dict[str, Any]:
    """Documents in JSON Lines, with what should be found under `gold`."""
    path = shared / "corpora" / gold
    found = work / "found.jsonl"
    found.write_text(run_diplo("extract", path), encoding="utf-8")
    return run_scorer(shared, scorer, path, found)


def score_timelines(part: str, shared: Path, work: Path) -> dict[str, Any]:
    """One timeline per entity, across all documents of a collection; empty where a name fits several entities."""
    folder = shared / "corpora" / "timelines" / part
    base, found = work / "timelines.db", work / "found"
    found.mkdir()
    run_diplo("ingest", "-q", folder / "documents.jsonl", base=base)
    for entity in json.loads((folder / "timelines.json").read_text(encoding="utf-8")):
        name = "".join(letter if letter.isalnum() else "_" for letter in entity).lower()
        rows = run_diplo("timeline", "--entity", entity, "--all", "--json", base=base, may_refuse=True)
        (found / f"{name}.json").write_text(rows or "[]", encoding="utf-8")
    return run_scorer(shared, "timelines", folder / "timelines.json", folder / "documents.jsonl", found)


def score_articles(shared: Path, work: Path) -> dict[str, Any]:
    """Whole articles read by hand, as they are."""
    return _score_folder(shared, shared / "corpora" / "articles", work)


def score_swapped(shared: Path, work: Path) -> dict[str, Any]:
    """The same articles with other names and days; of each figure the worst over several seeds."""
    runs = []
    for seed in SWAP_SEEDS:
        folder = work / str(seed)
        swap_names.swap_folder(shared / "corpora" / "articles", folder, seed)
        runs.append(_score_folder(shared, folder, folder))
    return {name: (max if name in AT_MOST else min)(run[name] for run in runs) for name in runs[0]}


def _score_folder(shared: Path, folder: Path, work: Path) -> dict[str, Any]:
    """Articles as `NAME.txt` with `NAME.gold.json`, which says when they were written."""
    documents, found = work / "documents.jsonl", work / "found.jsonl"
    with documents.open("w", encoding="utf-8") as lines:
        for path in sorted(folder.glob("*.gold.json")):
            name = path.name.removesuffix(".gold.json")
            with path.with_name(f"{name}.txt").open(encoding="utf-8", newline="") as text:
                record = {"id": name, "text": text.read(), "date": json.loads(path.read_text("utf-8")).get("date")}
            print(json.dumps(record), file=lines)
    found.write_text(run_diplo("extract", documents), encoding="utf-8")
    return run_scorer(shared, "articles", folder, found)


ARTICLE = ("people", "roles", "events_found", "events_exact", "quotes_found", "quotes_attributed", "never", "overall")
TIMELINE = ("events_f1", "date_accuracy", "awareness_f1")
KINDS = ("person", "organization", "place")
SPEECH = ("direct speech", "all speech", "all attributions")

TASKS = (
    Task(
        "times",
        partial(score_records, "times", "tempeval/dev.jsonl"),
        ("strict_f1", "relaxed_f1", "type_f1", "value_f1"),
    ),
    Task(
        "names",
        partial(score_records, "names", "names/gmb-dev.jsonl"),
        (*(f"{kind}.exact" for kind in (*KINDS, "all")), "unlabelled"),
    ),
    Task(
        "people",
        partial(score_records, "people", "people/dev.jsonl"),
        (
            *(f"detection.{kind}.exact.f" for kind in KINDS),
            "names.b3.f",
            "coreference.b3.f",
            "third.b3.f",
            "canonical_in_text.share",
        ),
    ),
    Task(
        "quotes",
        partial(score_records, "quotes", "quotes/dev.jsonl"),
        tuple(f"{speech}.{part}.f" for speech in SPEECH for part in ("exact", "overlap", "attributed")),
    ),
    Task(
        "events-plover",
        partial(score_records, "events", "events/plover-dev.jsonl"),
        ("type_f1", "type_macro_f1", "actors_f1"),
    ),
    Task(
        "events-meantime",
        partial(score_records, "events", "events/meantime-dev.jsonl"),
        ("trigger_f1", "content_f1", "participant_f1", "status_acc", "status_macro_f1", "time_acc", "time_within"),
    ),
    Task("timelines-dev", partial(score_timelines, "dev"), TIMELINE),
    Task("timelines-dev2", partial(score_timelines, "dev2"), TIMELINE),
    Task("articles", score_articles, ARTICLE),
    Task("articles-swapped", score_swapped, ARTICLE),
)


def measure(task: Task, shared: Path) -> Figures:
    """The held figures of a task, by path; none where diplo or the scorer failed."""
    with TemporaryDirectory() as folder:
        try:
            figures = task.measure(shared, Path(folder))
        except subprocess.CalledProcessError as error:
            print(f"{task.name}: {error}", file=sys.stderr)
            return {}
    return {path: round(float(_at(figures, path)), 2) for path in task.held}


def _at(figures: dict[str, Any], path: str) -> Any:
    value: Any = figures
    for key in path.split("."):
        value = value[key]
    return value


def read_floors() -> dict[str, dict[str, Figures]]:
    """Task, then figure, then its `floor` and what was last `measured`."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def floor_for(name: str, measured: float, before: float | None, *, may_fall: bool) -> float:
    """Half a point below the figure, to a tenth; never on the wrong side of the floor before unless it may fall."""
    if name in AT_MOST:
        return measured if before is None or may_fall else min(before, measured)
    floor = max(0.0, math.ceil((measured - ROOM) * 10) / 10)
    return floor if before is None or may_fall else max(before, floor)


def write_floors(measured: dict[str, Figures], *, may_fall: bool) -> None:
    """Keeps new figures, and raises floors; tasks that were not run stay as they are."""
    kept = read_floors()
    for task, figures in ((task, figures) for task, figures in measured.items() if figures):
        old = kept.get(task, {})
        kept[task] = {
            name: {
                "floor": floor_for(name, value, old.get(name, {}).get("floor"), may_fall=may_fall),
                "measured": value,
            }
            for name, value in figures.items()
        }
    lines = ["# Written by `make score ARGS=--update`. Figures may not fall below `floor` (rise above it: `never`)."]
    for task in (task.name for task in TASKS if task.name in kept):
        lines += ["", f"[{task}]"]
        lines += [f'"{n}" = {{ floor = {v["floor"]}, measured = {v["measured"]} }}' for n, v in kept[task].items()]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def complaints(measured: dict[str, Figures]) -> Iterator[str]:
    """Prints all figures beside their floors, and yields what is wrong with them."""
    floors = read_floors()
    for task, figures in measured.items():
        if not figures:
            yield f"{task}: failed"
            continue
        print(f"\n{task}")
        for name, value in figures.items():
            floor = floors.get(task, {}).get(name, {}).get("floor")
            is_worse = floor is not None and (value > floor if name in AT_MOST else value < floor)
            print(f"  {name:34} {value:6.1f}   floor {'  none' if floor is None else f'{floor:6.1f}'}{' !' * is_worse}")
            if is_worse:
                yield f"{task}: {name} is {value}, its floor {floor}"
    whole, swapped = (measured.get(name) for name in ("articles", "articles-swapped"))
    if whole and swapped:
        loss = whole["overall"] - swapped["overall"]
        if loss > SWAP_ROOM:
            yield f"articles: swapping names and days costs {loss:.1f} points, more than {SWAP_ROOM:.0f}"


def main() -> int:
    """Runs tasks, prints their figures, and returns 1 where one is too low."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(task.name for task in TASKS))
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with bench/ and corpora/")
    parser.add_argument("--update", action="store_true", help="keep the figures and raise floors")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors, too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="tasks at a time")
    args = parser.parse_args()
    if unknown := set(args.tasks) - {task.name for task in TASKS}:
        parser.error(f"there is no task {', '.join(sorted(unknown))}")
    if not (args.shared / "bench").is_dir():
        parser.error(f"there are no scorers in {args.shared}: say where with --shared, or `make score SHARED=FOLDER`")
    chosen = [task for task in TASKS if not args.tasks or task.name in args.tasks]
    with ThreadPoolExecutor(args.jobs) as pool:
        results = pool.map(partial(measure, shared=args.shared), chosen)
        measured = {task.name: figures for task, figures in zip(chosen, results, strict=True)}
    wrong = list(complaints(measured))
    if args.update:
        write_floors(measured, may_fall=args.allow_regression)
    print("".join(f"\n{line}" for line in wrong) or "\nEvery figure holds its floor.")
    return 1 if wrong and not (args.update and args.allow_regression) else 0


if __name__ == "__main__":
    sys.exit(main())

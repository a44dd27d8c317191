"""README's examples are what diplo prints, and its accuracy card is what was measured.

`make docs` (this file, run as a program) writes both anew. Every block that begins with "```console" holds one command
after `$ `; the commands are run in order, in one empty folder that has only the samples in it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
EXAMPLE = re.compile(r"(?<=```console\n)\$ (?P<command>.+)\n(?P<output>(?:(?!```).*\n)*)(?=```)")
CARD = re.compile(r"(?<=<!-- card -->\n).*?(?=<!-- end of card -->)", re.S)
WIDTH = 100

CARD_LINES = (
    ("time expressions found, with the right extent", "times", "strict_f1", 88, "82 (HeidelTime)"),
    ("time expressions found and rightly resolved", "times", "value_f1", 87, "76 (HeidelTime)"),
    ("names of people", "names", "person.exact", 90, "83 (plain spaCy)"),
    ("names of places", "names", "place.exact", 90, "86 (plain spaCy)"),
    ("names of organizations", "names", "organization.exact", 75, "65 (plain spaCy)"),
    ("which names are one person", "people", "names.b3.f", 92, ""),
    (
        "direct quotes with the right source",
        "quotes",
        "direct speech.attributed.f",
        90,
        "66 (textacy, Gender Gap Tracker)",
    ),
    ("all reported speech with the right source", "quotes", "all speech.attributed.f", 74, "48 (the same)"),
    ("type of event, sentences coded by hand", "events-plover", "type_f1", 75, ""),
    ("events in whole articles", "events-meantime", "trigger_f1", 75, ""),
    ("status of these events", "events-meantime", "status_acc", 88, ""),
    ("timelines: events of an entity", "timelines-dev2", "events_f1", 45, ""),
    ("timelines: in the right order", "timelines-dev2", "awareness_f1", 20, "8 (best of SemEval 2015)"),
)
"""What is measured, task and figure in `benchmarks/floors.toml`, the goal, and the best known rival."""


def examples(text: str) -> str:
    """The text with every example's output as diplo prints it now."""
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data" / "samples", Path(folder) / "data" / "samples")
        return EXAMPLE.sub(lambda match: f"$ {match['command']}\n{printed(match['command'], Path(folder))}", text)


def printed(command: str, folder: Path) -> str:
    """What a command prints, as on a terminal without colour, and then what it says on standard error."""
    program, *words = shlex.split(command)
    assert program == "diplo", f"README runs something else than diplo: {command}"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DIPLO_")}
    environment |= {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "diplo", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = [line.rstrip() for line in (done.stdout + done.stderr).strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


def card() -> str:
    """The table of accuracy, in Markdown."""
    floors = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))
    lines = ["| what, in per cent | diplo | goal | best other |", "|---|---|---|---|"]
    for what, task, figure, goal, rival in CARD_LINES:
        lines.append(f"| {what} | {floors[task][figure]['measured']:.1f} | {goal} | {rival} |")
    return "\n".join(lines) + "\n"


def test_the_examples_are_what_diplo_prints() -> None:
    text = README.read_text(encoding="utf-8")
    assert examples(text) == text, "README is out of date: run `make docs`"


def test_the_card_is_what_was_measured() -> None:
    match = CARD.search(README.read_text(encoding="utf-8"))
    assert match is not None
    assert match.group() == card(), "README is out of date: run `make docs`"


if __name__ == "__main__":
    fresh = CARD.sub(lambda _: card(), examples(README.read_text(encoding="utf-8")))
    README.write_text(fresh, encoding="utf-8")

"""Whole commands and all that they print, as a person sees it: 100 columns wide, without colour.

Each file of golden/ begins with its command and bears its name. Those of golden/samples/ ask a base of data/samples,
those of golden/corrections/ a copy each of a base that people have corrected, the others the small base of
store_fixtures. To add one: a file with the command alone. `pytest tests/test_golden.py
--rewrite-golden` writes what diplo prints now; the difference is for people to read.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import Result, run

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.rglob("*.txt"))


def slug(command: str) -> str:
    """The name of the file for a command: its words without what file systems dislike, joined by dashes."""
    words = (re.sub(r"[^\w.-]+", "-", word) for word in shlex.split(command.lower())[1:])
    return "-".join(words).replace("---", "--").lstrip("-")


def printed(command: str, result: Result) -> str:
    parts = [f"$ {command}", result.stdout.rstrip("\n")]
    if result.stderr:
        parts.append(f"(on standard error)\n{result.stderr.rstrip()}")
    if result.code:
        parts.append(f"(exit code {result.code})")
    return "\n".join(part for part in parts if part) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(GOLDEN)))
def test_command_prints_what_it_printed_before(
    path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = path.read_text(encoding="utf-8")
    command = expected.partition("\n")[0].removeprefix("$ ")
    base = {"samples": "base", "corrections": "corrected_base"}.get(path.parent.name, "small_base")
    monkeypatch.setenv("DIPLO_DB", str(request.getfixturevalue(base)))
    actual = printed(command, run(*shlex.split(command)[1:]))
    if request.config.getoption("--rewrite-golden"):
        path.write_text(actual, encoding="utf-8")
    else:
        assert actual == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(GOLDEN)))
def test_file_bears_the_name_of_its_command(path: Path) -> None:
    command = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("$ ")
    assert path.stem == slug(command)

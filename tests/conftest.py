"""What tests share: the language model, two bases, and a runner of commands."""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import store_fixtures

from diplo import cli, database
from diplo.cli import days

if TYPE_CHECKING:
    from spacy.language import Language

SAMPLES = Path(__file__).parent.parent / "data" / "samples"


CORRECTIONS = (
    ("ana", ("event", "set", "3qjggg", "--date", "2018-05-29", "--status", "cancelled", "--reason", "the communiqué")),
    ("bo", ("fact", "reject", "sfj2te", "--reason", "he is a judge")),
    ("bo", ("entity", "alias", "Omar Haddad", "Abu Karim")),
    ("ana", ("event", "add", "talks", "He *told* reporters", "--type", "AGREE", "--person", "Omar Haddad")),
)
"""What people said of the small base, by author, in the order of the days."""


class Result(NamedTuple):
    """What a command printed and the code it left with."""

    stdout: str
    stderr: str
    code: int


Run = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden anew from what diplo prints")


def run(*arguments: str, stdin: bytes = b"") -> Result:
    """Runs a command within this process; as there is no terminal, its output is plain and as wide as COLUMNS."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = cli.run(arguments)
    finally:
        sys.stdin = before
    return Result(out.getvalue(), err.getvalue(), code)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline."""
    from diplo import language

    return language.load()


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with the sample articles, read by the shipped pipeline."""
    path = tmp_path_factory.mktemp("samples") / "diplo.db"
    result = run("ingest", str(SAMPLES), "--db", str(path))
    assert result.code == 0, result.stderr
    return path


@pytest.fixture(scope="session")
def small_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with the documents of store_fixtures, made without a language model."""
    path = tmp_path_factory.mktemp("small") / "diplo.db"
    with closing(database.write(path)) as db:
        store_fixtures.ingest(db, store_fixtures.all_read())
    return path


@pytest.fixture
def corrected_base(small_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small base in which two people corrected something, and a clock that stands still afterwards."""
    path = tmp_path / "diplo.db"
    with closing(database.read(small_base)) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)
    monkeypatch.setenv("DIPLO_DB", str(path))
    for day, (author, arguments) in enumerate(CORRECTIONS, 10):
        monkeypatch.setattr(days, "now", lambda day=day: f"2026-11-{day}T09:00:00.000000+00:00")
        result = run(*arguments, "--author", author)
        assert result.code == 0, result.stderr
    monkeypatch.setattr(days, "now", lambda: "2026-11-25T09:00:00.000000+00:00")
    monkeypatch.setenv("DIPLO_AUTHOR", "ana")
    return path


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test prints 100 columns wide and without colour, whatever terminal it is run in."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "40")
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "DIPLO_DB", "DIPLO_DEBUG", "DIPLO_AUTHOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def diplo(monkeypatch: pytest.MonkeyPatch, small_base: Path) -> Run:
    """Runs `diplo ARGUMENTS` on the small base, unless --db names another."""
    monkeypatch.setenv("DIPLO_DB", str(small_base))
    return run

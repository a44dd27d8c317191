"""Opens `data/`: the only file that knows where it is.

Tables are tab-separated with a header line; lines that start with `#` are comments. Rules are TOML.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

Rule = TypeVar("Rule")


@cache
def folder() -> Path:
    """Where `data/` is: inside an installed package, or beside the package in a checkout."""
    inside = Path(__file__).with_name("data")
    return inside if inside.is_dir() else Path(__file__).parent.parent / "data"


def model() -> Path:
    """The folder of the trained spaCy pipeline that ships with diplo."""
    return folder() / "model"


def versions() -> Mapping[str, str]:
    """What texts are read with, by its kind: the model with its version, the rules and word lists, each with the
    first eight hexadecimal digits of the SHA-256 of its files, so that any change of them shows.
    """
    meta = json.loads((model() / "meta.json").read_text(encoding="utf-8"))
    data = (path for suffix in ("tsv", "toml") for path in folder().rglob(f"*.{suffix}"))
    return {
        "model": f"{meta['name']} {meta['version']} ({_digest(model().rglob('*'))})",
        "rules": _digest(path for path in data if model() not in path.parents),
    }


def _digest(paths: Iterable[Path]) -> str:
    """Of the contents of files and their places in `data/`, whatever order they come in."""
    whole = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        whole.update(path.relative_to(folder()).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:8]


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `data/NAME.tsv`, by column; an empty cell is an empty string."""
    path = folder() / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(
            (line for line in lines if line.strip() and not line.startswith("#")),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
            restval="",
            strict=True,
        )
        return tuple({key: value.strip() for key, value in row.items()} for row in rows)


@cache
def words(name: str, column: str = "word", **where: str) -> frozenset[str]:
    """One column of a table as a set, of the rows whose other columns equal `where`."""
    return frozenset(row[column] for row in table(name) if all(row[key] == value for key, value in where.items()))


def rules(name: str, make: Callable[..., Rule]) -> tuple[Rule, ...]:
    """Every `[[rule]]` of `data/NAME.toml`, made into `make(**entry)`; a misspelt key fails at once, with its place."""
    made = []
    for entry in toml(name).get("rule", []):
        try:
            made.append(make(**entry))
        except TypeError as error:
            raise TypeError(f"data/{name}.toml, rule {entry.get('name')}: {error}") from error
    return tuple(made)


@cache
def toml(name: str) -> Mapping[str, Any]:
    """The whole of `data/NAME.toml`."""
    return tomllib.loads((folder() / f"{name}.toml").read_text(encoding="utf-8"))

"""What could not be read: the first few at once, others of the same reason together at the end, and all in a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, TextIO

import typer

from diplo.cli.telling import tell
from diplo.readers import Failure
from diplo.views.json import escaped

AT_ONCE = 3
"""Failures of one reason that are told as they come."""
MOST_AT_ONCE = 20
"""The same of all reasons together."""
MOST_REASONS = 20
"""Reasons that are told in the end; those that name a file or an id can be as many as failures."""
EXAMPLES = 3

FailuresFile = Annotated[
    str | None,
    typer.Option("--failures", metavar="FILE", help="Write all that fails into this file: JSON Lines of path, reason."),
]


class Failures:
    """Tells why texts could not be read, without a line for each of thousands; keeps no more than it will tell."""

    def __init__(self, is_each_told: bool) -> None:
        self.file: TextIO | None = None
        """Where all of them are written, too."""
        self._is_each_told = is_each_told
        self._told: Counter[str] = Counter()
        self._waiting: dict[str, list[str]] = {}
        self._numbers: Counter[str] = Counter()
        self._others = 0

    @contextmanager
    def written_to(self, path: str | None) -> Iterator[None]:
        """Writes what fails meanwhile into a file, if one is named."""
        if path is None:
            yield
            return
        with open(path, "w", encoding="utf-8", errors="backslashreplace") as self.file:
            yield
        self.file = None

    def add(self, failure: Failure) -> None:
        """Tells a failure, or keeps it for the end."""
        path, reason = failure.path, failure.reason
        if self.file:
            fields = {"path": path, "reason": reason, "outcome": failure.outcome}
            self.file.write(escaped(json.dumps(fields, ensure_ascii=False)) + "\n")
            self.file.flush()
        if self._is_each_told or (self._told[reason] < AT_ONCE and self._told.total() < MOST_AT_ONCE):
            self._told[reason] += 1
            tell(f"failed     {path}: {reason}")
        elif reason in self._waiting or len(self._waiting) < MOST_REASONS:
            examples = self._waiting.setdefault(reason, [])
            examples += [path] * (len(examples) < EXAMPLES)
            self._numbers[reason] += 1
        else:
            self._others += 1

    def finish(self) -> None:
        """Tells the others, those of one reason together."""
        for reason, number in self._numbers.most_common():
            examples = ", ".join(self._waiting[reason])
            if number == 1:
                tell(f"failed     {examples}: {reason}")
            else:
                tell(f"failed     {number:,} more, such as {examples}: {reason}")
        if self._others:
            tell(f"failed     {self._others:,} for other reasons")
        if self._numbers and not self.file:
            tell(f"{'':9}  `--failures FILE` lists them all.")

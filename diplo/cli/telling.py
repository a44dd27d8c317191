"""Where answers go, and what is said beside them: one sentence a line, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import typer

from diplo.views.text import plain_lines


class Misuse(typer.TyperException):
    """What was typed cannot be carried out; the message says what to type instead."""

    exit_code = 2


def mistake(error: Exception) -> str:
    """The sentence about an error that no person's doing explains."""
    return f"This is a mistake in diplo, please report it: {type(error).__name__}: {error}"


def tell(message: str) -> None:
    """Says something to the person at the terminal."""
    sys.stderr.write(plain_lines(message) + "\n")


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Standard output, or the file that the person named."""
    if path is None or path == "-":
        yield sys.stdout
        return
    with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as out:
        yield out

"""diplo documents: what is in the base."""

from __future__ import annotations

from typing import Annotated

import typer

from diplo.cli.answer import answer
from diplo.cli.options import Base, Output, Period, Reports
from diplo.cli.spread import spread


@spread
def command(
    period: Period,
    reports: Reports,
    output: Output,
    base: Base,
    words: Annotated[
        list[str] | None, typer.Argument(help="Words that stand together in one of its sentences.")
    ] = None,
) -> None:
    """Examples:

    diplo documents
    diplo documents nuclear --source "The Courier"

    What is in the base, oldest first: each document with its day of writing and
    where that came from.
    """
    answer("documents", (period, reports), output, base, words=" ".join(words) if words else None)

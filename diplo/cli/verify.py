"""diplo verify: did somebody say these very words?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Annotated

import typer

from diplo import database, views
from diplo.cli import naming
from diplo.cli.answer import show
from diplo.cli.options import Base, Filters, Names, Output, Period, Reports, Speaker
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse, tell
from diplo.views.text import plain

BORNE_OUT, NOT_BORNE_OUT = 0, 1


@spread
def command(
    period: Period,
    reports: Reports,
    output: Output,
    base: Base,
    words: Annotated[Names, typer.Argument(help="The quotation; - reads one from each line of standard input.")] = None,
    speaker: Speaker = None,
    file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Many quotations, one on each line of this file.")
    ] = None,
) -> int:
    """Examples:

    diplo verify "We will sign a peaceful accord" --speaker Duarte
    diplo verify "We will sign ... in Lisbon"
    diplo verify --file quotations.txt --csv -c line -c verdict -c words -c note

    Whether a quotation stands in your sources: verbatim, altered (what was
    [-left out-] or {+put in+}), or not at all; where, who said it, and whether it
    is quoted there. Case, accents, punctuation and hyphens do not count; an
    ellipsis, or words in square brackets, stand for words left out.

    Exit code 0 if every quotation stands verbatim inside quotation marks, and
    is by --speaker where that is given; else 1.
    """
    quotations = list(_quotations(words, file))
    with closing(database.read(base.db)) as db:
        try:
            speakers = dict(zip(naming.ids(db, speaker), speaker or (), strict=True))
        except naming.Unknown as unknown:
            tell(str(unknown))
            return NOT_BORNE_OUT
        filters = period.filters(db) | reports.filters(db)
        found = [
            [place | row for row in _verified(db, quotation, speakers, filters)] for place, quotation in quotations
        ]
    show("verify", [row for rows in found for row in rows], output)
    return BORNE_OUT if all(any(row["confirmed"] for row in rows) for rows in found) else NOT_BORNE_OUT


def _quotations(words: Names, file: str | None) -> Iterator[tuple[views.Row, str]]:
    """What is to be verified: what was typed, or each line of a file that has words, with its number; raises Misuse."""
    if (words is None) == (file is None):
        raise Misuse("Type a quotation, or name a file of quotations with --file.")
    if words and words != ["-"]:
        yield {}, " ".join(words)
        return
    text = sys.stdin.read() if words or file == "-" else Path(str(file)).read_text(encoding="utf-8", errors="replace")
    if not text.strip():
        raise Misuse("There is no quotation: write one on each line.")
    yield from (({"line": number}, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip())


def _verified(db: Connection, quotation: str, speakers: Mapping[str, str], filters: Filters) -> list[views.Row]:
    from diplo.queries import verify

    try:
        rows = verify.verify(db, quotation, speakers, **filters)
    except verify.NoWords as error:
        raise Misuse(f"There are no words in {plain(quotation)!r}: type those of the quotation.") from error
    if len(rows) >= verify.MOST_PLACES:
        tell(f"It may stand in more than these {len(rows)} places: type more of it.")
    return rows

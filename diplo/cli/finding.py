"""From the beginning of an id to the one finding that is meant."""

from __future__ import annotations

import sys
from contextlib import closing
from sqlite3 import Connection
from typing import Annotated

import typer

from diplo import database, queries, views
from diplo.cli.telling import Misuse
from diplo.views.text import plain

MOST_LISTED = 10

FindingId = Annotated[
    str, typer.Argument(metavar="ID", help="The id of an event, quote, fact or time, or its beginning.")
]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="All that is known of it, as JSON.")]


class NoFinding(typer.TyperException):
    """No finding has that id."""


def finding(db_path: str, typed: str) -> views.Row:
    """The one finding whose id is, or begins with, what was typed; raises NoFinding, or Misuse if there are several."""
    with closing(database.read(db_path)) as db:
        return finding_of(db, typed)


def finding_of(db: Connection, typed: str, kind: str | None = None) -> views.Row:
    """The same on a base that is open, of findings of one kind alone if a kind is given."""
    typed = typed.strip()
    rows = list(queries.select(db, "finding", id=typed.lower(), kind=kind, limit=MOST_LISTED)) if typed else []
    if not rows:
        raise NoFinding(
            f"No {kind or 'finding'} has the id {typed!r}: take one from the last column of `diplo timeline`."
        )
    if len(rows) > 1:
        lines = [f"  {row['id']}  {row['kind']}: {plain(row['sentence'] or '')[:60]}" for row in rows]
        raise Misuse("\n".join([f"Several ids begin with {typed!r}: type more of it.", *lines]))
    return rows[0]


def print_json(row: views.Row) -> None:
    """Prints all that is known of a finding, but not the whole text."""
    kept = {name: value for name, value in row.items() if name != "text"}
    views.show([kept], "json", sys.stdout, views.Look("finding"))

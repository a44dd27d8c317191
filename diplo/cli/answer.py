"""From the options of a query command to its answer on standard output, or in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from sqlite3 import Connection
from typing import Any

from diplo import database, queries, views
from diplo.cli import naming
from diplo.cli.options import Base, Filters, Group, Output, merged
from diplo.cli.telling import Misuse, opened, tell

MOST_DRAWN = 200
"""Rows at which a table stops: what a person may scroll through."""
MOST_COUNTED = 10_000
"""Rows beyond these that are counted: whether there are a hundred times as many as one can read or more, who minds?"""

Telling = Callable[[Connection], str]
"""What says, of an answer without rows, what else there is in the base."""


def _nothing(db: Connection) -> str:
    return "Nothing found."


def answer(
    question: str, groups: Sequence[Group], output: Output, base: Base, nothing: Telling = _nothing, **more: Any
) -> None:
    """Asks the base one question and prints the rows as the output options say; `nothing` tells why there are none."""
    form = _form(output)
    limit = MOST_DRAWN if output.limit is None and form in views.DRAWN else output.limit
    with closing(database.read(base.db)) as db:
        filters = _filters(db, groups, more)
        if filters is None:
            _print(question, (), output)
        elif form in views.DRAWN:
            _draw(db, question, filters, limit, output, nothing)
        else:
            rows = queries.select(db, question, **filters, limit=limit, offset=output.offset or 0)
            _print(question, rows, output)


def _draw(db: Connection, question: str, filters: Filters, limit: int | None, output: Output, nothing: Telling) -> None:
    """Prints rows that are all there before the first is drawn; says what is left, or that there are none."""
    first = output.offset or 0
    rows = list(queries.select(db, question, **filters, limit=limit and limit + 1, offset=first))
    shown = rows[: limit or None]
    _print(question, shown, output)
    if not rows and not first:
        tell(nothing(db))
    elif len(shown) < len(rows):
        _tell_rest(db, question, filters, first + len(shown))


def show(question: str, rows: Sequence[views.Row], output: Output) -> None:
    """Prints rows that are no base's alone, as many as the output options say."""
    first, limit = output.offset or 0, output.limit or len(rows)
    if output.limit is None and _form(output) in views.DRAWN:
        limit = MOST_DRAWN
    _print(question, rows[first : first + limit], output)
    if not rows:
        tell("Nothing found.")
    elif first + limit < len(rows) and _form(output) in views.DRAWN:
        tell(f"{len(rows) - first - limit} more: `--limit 0` shows all, `--offset {first + limit}` the next.")


def _print(question: str, rows: Iterable[views.Row], output: Output) -> None:
    look = views.Look(question, tuple(output.column or ()), not output.no_headers, output.fmt or "simple")
    with opened(output.output) as out:
        try:
            views.show(rows, _form(output), out, look)
        except views.UnknownColumn as unknown:
            raise Misuse(str(unknown)) from unknown


def _form(output: Output) -> str:
    """The one format that is asked for."""
    asked = [name for name in views.FORMATS if getattr(output, name)]
    if len(asked) > 1:
        raise Misuse(f"Choose one of --{' and --'.join(asked)}.")
    if output.fmt and output.fmt not in views.styles():
        raise Misuse(f"There is no style {output.fmt!r}: choose from {', '.join(views.styles())}.")
    return asked[0] if asked else "table"


def _filters(db: Connection, groups: Sequence[Group], more: Filters) -> Filters | None:
    """What all the options ask for together; None, said on standard error, when somebody is meant whom nobody knows."""
    try:
        return {**more, **merged(db, groups)}
    except naming.Unknown as unknown:
        tell(str(unknown))
        return None


def _tell_rest(db: Connection, question: str, filters: Filters, seen: int) -> None:
    """Says on standard error how many rows a table left out; words that very many have are not counted once more."""
    number = "More"
    if "common" not in filters:
        left = queries.count(db, question, most=seen + MOST_COUNTED + 1, **filters) - seen
        number = f"More than {MOST_COUNTED:,} more" if left > MOST_COUNTED else f"{left} more"
    tell(f"{number}: `--limit 0` shows all, `--offset {seen}` the next.")

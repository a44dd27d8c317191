"""What the shell offers when Tab is pressed: names and documents from the base. Silent whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    import sqlite3

    from diplo.records import Kind


def people(ctx: typer.Context, incomplete: str) -> list[str]:
    """People of whose name a word begins so."""
    return _names(ctx, incomplete, "person")


def places(ctx: typer.Context, incomplete: str) -> list[str]:
    """Places of whose name a word begins so."""
    return _names(ctx, incomplete, "place")


def entities(ctx: typer.Context, incomplete: str) -> list[str]:
    """People, organizations and places of whose name a word begins so."""
    return _names(ctx, incomplete, None)


def documents(ctx: typer.Context, incomplete: str) -> list[str]:
    """Documents whose id begins so."""
    from diplo import queries

    rows = _asked(ctx, lambda db: [row["document"] for row in queries.select(db, "documents")])
    return [name for name in rows if name.startswith(incomplete)]


def styles(incomplete: str) -> list[str]:
    """Styles of tables whose name begins so."""
    from diplo.views import fmt

    return [name for name in fmt.styles() if name.startswith(incomplete)]


def _names(ctx: typer.Context, incomplete: str, kind: Kind | None) -> list[str]:
    from diplo.queries import people

    word = incomplete.rsplit(" ", maxsplit=1)[-1]
    names = _asked(ctx, lambda db: list(people.completions(db, word, kind)))
    return list(dict.fromkeys(rest for name in names for rest in _from_word(name, incomplete)))


def _from_word(name: str, typed: str) -> list[str]:
    """The name from the word on that begins as typed, in the person's own letters: a shell offers nothing else."""
    words = name.split()
    rests = (" ".join(words[at:]) for at in range(len(words)))
    return [typed + rest[len(typed) :] for rest in rests if rest.lower().startswith(typed.lower())][:1]


def _asked(ctx: typer.Context, question: Callable[[sqlite3.Connection], list[str]]) -> list[str]:
    from diplo import database

    try:
        with closing(database.read(ctx.params.get("db") or "diplo.db")) as db:
            return question(db)
    except database.DatabaseError:
        return []

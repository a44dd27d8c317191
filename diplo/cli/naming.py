"""From names as a person types them to ids: one entity, a list to choose from, or the nearest names."""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

from diplo.cli.telling import Misuse
from diplo.records import Kind
from diplo.views.text import plain

if TYPE_CHECKING:
    from diplo.queries import people


class Unknown(Exception):
    """Nobody is called that, so that the answer is empty; the message says who is called almost so."""


def ids(
    db: Connection,
    typed: Sequence[str] | None,
    kind: Kind | None = None,
    is_required: bool = True,
    elsewhere: str = "--entity",
) -> list[str]:
    """The ids of those who are meant; raises Misuse where one of several may be, and Unknown where none is.

    `elsewhere` is what takes other kinds, too.
    """
    if not typed:
        return []
    from diplo.queries import people

    found = (people.resolve(db, name, kind) for name in typed)
    chosen = []
    for name, match in zip(typed, found, strict=True):
        if isinstance(match, people.Known):
            chosen.append(match.id)
        elif isinstance(match, people.Ambiguous):
            raise Misuse(_choices(name, match))
        elif is_required:
            raise Unknown(_unknown(db, name, kind, match, elsewhere))
    return chosen


def meant(db: Connection, typed: str, kind: Kind | None = None) -> people.Known:
    """The one who is meant; raises Misuse where it may be several, or none."""
    from diplo.queries import people

    match = people.resolve(db, typed, kind)
    if isinstance(match, people.Ambiguous):
        raise Misuse(_choices(typed, match))
    if isinstance(match, people.NotFound):
        raise Misuse(_unknown(db, typed, kind, match, "--entity"))
    return match


def document_id(db: Connection, typed: str) -> str:
    """The id of the document that is called so, or begins so; raises store.UnknownDocument."""
    from diplo import store

    return store.document(db, typed).id


def _choices(typed: str, match: people.Ambiguous) -> str:
    lines = [f"  {e.id[:8]}  {plain(e.name)}{_role(e)}, {e.kind}, mentioned {e.count} times" for e in match.entities]
    return "\n".join([f"Several are called {typed!r}: give the id or the full name of one.", *lines])


def _role(entity: people.Known) -> str:
    if entity.is_open:
        return " (ambiguous: ask `diplo why` who it may be)"
    return f" ({plain(entity.role)})" if entity.role else ""


def _unknown(db: Connection, typed: str, kind: Kind | None, match: people.NotFound, elsewhere: str) -> str:
    from diplo.queries import people

    other = people.resolve(db, typed) if kind else match
    if isinstance(other, people.Known):
        return f"{plain(other.name)} is no {kind} but {with_article(other.kind)}: ask for it with `{elsewhere}`."
    near = f": did you mean {' or '.join(map(plain, match.nearest))}?" if match.nearest else "."
    return f"{f'No {kind}' if kind else 'Nobody and nothing'} in the base is called {typed!r}{near}"


def with_article(noun: str) -> str:
    """The noun with its article: a person, an organization."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"

"""From a correction as it was typed to one line of what it changed and how to take it back."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from sqlite3 import Connection
from typing import Annotated, Any

import typer

from diplo import database, views
from diplo.cli import completion, days, naming
from diplo.cli.finding import NoFinding, finding_of
from diplo.cli.options import Base, Says
from diplo.cli.telling import Misuse, tell
from diplo.records import Anchor, Correction
from diplo.store import corrections
from diplo.views import corrected
from diplo.views.text import plain

_MOST_TOLD = 3
"""Findings that the line about a correction names; it counts the others."""

Id = Annotated[str, typer.Argument(metavar="ID", help="Its id, or the beginning of it.")]
Entity = Annotated[
    str,
    typer.Argument(
        metavar="NAME", autocompletion=completion.entities, help="Its name as in other commands, or its id."
    ),
]


@contextmanager
def correcting(base: Base) -> Iterator[Connection]:
    """The base, open for writing, which must be there: a correction makes none."""
    database.read(base.db).close()
    with closing(database.write(base.db)) as db:
        yield db


def judged_id(db: Connection, kind: str, typed: str) -> str:
    """The id of the finding of that kind that is meant; raises Misuse for any other."""
    try:
        row = finding_of(db, typed)
    except NoFinding as error:
        raise Misuse(error.message) from error
    if row["kind"] == "rejected":
        undo = f"`diplo undo {row['corrections'][-1]['id'][:6]}`"
        raise Misuse(f"{row['id'][:6]} was rejected: take that back first with {undo}.")
    if row["kind"] != kind:
        raise Misuse(f"{row['id'][:6]} is no {kind} but {naming.with_article(row['kind'])}: use `diplo {row['kind']}`.")
    return str(row["id"])


def entity(db: Connection, typed: str) -> dict[str, str]:
    """The entity that is meant, as corrections name one; raises Misuse where it may be several, or none."""
    known = naming.meant(db, typed)
    return {"id": known.id, "name": known.name}


def judge(
    db: Connection,
    says: Says,
    judgement: str,
    target: str,
    value: Mapping[str, Any],
    words: Anchor | None = None,
) -> None:
    """Keeps and applies a correction, and says what it changed; with --dry-run it only shows what would change."""
    given = {"target": (words,)} if words else {}
    correction = Correction(judgement, target, value, days.now(), _author(says), says.reason, given)
    correction = corrections.anchored(db, correction)
    for conflict in corrections.conflicts(db, [correction]):
        tell(f"This overrules {conflict_words(conflict)}.")
    changes = corrections.judge(db, [correction], is_trial=says.dry_run)
    if says.dry_run:
        show_trial(changes)
    else:
        tell(f"{told(changes) or 'It stood so already, and stays so'}. `diplo undo {correction.id[:6]}` takes it back.")


def conflict_words(conflict: corrections.Conflict) -> str:
    """What somebody said that counts no longer, and when."""
    one = conflict.overruled
    value = said({field: one.value[field] for field in conflict.fields})
    return f"what {one.author or 'somebody'} said on {one.made[:10]}: {value}"


def show_trial(changes: Sequence[corrections.Change]) -> None:
    """Prints what would change, a line for each field."""
    rows = [
        {
            "what": one.kind,
            "id": one.id,
            "field": one.field,
            "before": corrected.said(one.before),
            "after": corrected.said(one.after),
        }
        for one in changes
    ]
    views.show(rows, "table", sys.stdout, views.Look("changes"))
    tell("Nothing is changed: leave out --dry-run to do it." if rows else "Nothing would change.")


def told(changes: Sequence[corrections.Change]) -> str:
    """What changed, on one line: the fields of the first few findings and how many more there are."""
    by_one: dict[tuple[str, str], list[corrections.Change]] = {}
    for one in changes:
        by_one.setdefault((one.kind, one.id), []).append(one)
    lines = [f"{kind} {id[:6]}{_told_of(fields)}" for (kind, id), fields in by_one.items()]
    more = f"; and {len(lines) - _MOST_TOLD} more" if len(lines) > _MOST_TOLD else ""
    return plain("; ".join(lines[:_MOST_TOLD]) + more)


def _told_of(changes: Sequence[corrections.Change]) -> str:
    """What changed of one finding or entity: its fields, or that it has come or gone."""
    telling = [one for one in changes if one.field != "names"] or changes
    shown = [(one.field, corrected.said(one.before), corrected.said(one.after)) for one in telling]
    if all(one.after is None for one in changes):
        return f" is gone ({', '.join(f'{field} {before}' for field, before, _ in shown if before != 'none')})"
    if all(one.before is None for one in changes):
        return f" is new ({', '.join(f'{field} {after}' for field, _, after in shown if after != 'none')})"
    return f": {', '.join(f'{field} {before} -> {after}' for field, before, after in shown)}"


def said(value: Mapping[str, Any]) -> str:
    """What a correction sets, in words."""
    return plain(", ".join(f"{field} {corrected.said(one)}" for field, one in value.items()))


def _author(says: Says) -> str | None:
    """Who says so: as given, or as the system calls whoever is at the keyboard."""
    if says.author:
        return says.author
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return None

"""diplo corrections: what people put right, as a list and as a file."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Annotated

import typer

from diplo import database
from diplo.cli import completion, exchange, naming
from diplo.cli.answer import answer
from diplo.cli.judging import conflict_words, correcting, show_trial
from diplo.cli.options import Base, Filters, Names, Output, Period, chooses, flag, one_of
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse, opened, tell
from diplo.store import corrections

JUDGED = ("event", "quote", "time", "fact", "entity")

HELP = """Examples:

diplo corrections
diplo corrections --of event --author ana
diplo corrections export corrections.jsonl
diplo corrections import corrections.jsonl

What people put right, oldest first, and what has become of it.
"""

command = typer.Typer(help=HELP, invoke_without_command=True)


@dataclass(frozen=True, slots=True)
class Which:
    """Which corrections."""

    of: Annotated[Names, one_of(JUDGED, help=f"Of one of {', '.join(JUDGED)}.", metavar="KIND")] = None
    author: Annotated[Names, chooses(metavar="NAME", help="By this person.")] = None
    entity: Annotated[
        Names, chooses(metavar="NAME", autocompletion=completion.entities, help="That are about it, or name it.")
    ] = None
    document: Annotated[
        str | None, chooses(metavar="ID", autocompletion=completion.documents, help="On words of this document.")
    ] = None
    waiting: Annotated[bool, flag("--waiting", help="Those that are not applied.")] = False

    def filters(self, db: Connection) -> Filters:
        """The values for the parameters of the question."""
        return {
            "kind": self.of,
            "author": self.author,
            "entities": naming.ids(db, self.entity),
            "document": naming.document_id(db, self.document) if self.document else None,
            "waiting": self.waiting,
        }


@command.callback(invoke_without_command=True, help=HELP)
@spread
def show(ctx: typer.Context, which: Which, period: Period, output: Output, base: Base) -> None:
    """Lists corrections, where no other command is given."""
    if ctx.invoked_subcommand is None:
        answer("corrections", (which, period), output, base)


@command.command(short_help="All corrections, into a text file.")
@spread
def export(
    base: Base,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file; - is standard output.")] = "-",
) -> None:
    """Examples:

    diplo corrections export corrections.jsonl
    diplo corrections export | grep '"ana"'

    Writes all corrections into a text file, one a line, with the words that each
    stands on. The same corrections give the same file, so that git can merge it.
    """
    with closing(database.read(base.db)) as db:
        lines = [exchange.line(one) + "\n" for one in corrections.kept(db)]
    with opened(file) as out:
        out.writelines(lines)


@command.command("import", short_help="The corrections of a file.")
@spread
def import_(
    base: Base,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file that export wrote; - is standard input.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help="Show what would change, and change nothing.")
    ] = False,
) -> None:
    """Examples:

    diplo corrections import corrections.jsonl
    diplo corrections import corrections.jsonl --dry-run

    Adds the corrections of a file; those that are there already stay as they
    are. Of two that disagree on one field the later counts, and you are told.
    Corrections of documents that are not here wait for them.
    """
    given = list(exchange.read(_lines(file), file))
    with correcting(base) as db:
        known = {one.id for one in corrections.kept(db)}
        new = [one for one in given if one.id not in known]
        for conflict in corrections.conflicts(db, new):
            standing = conflict.standing.author or "somebody"
            tell(f"Conflict: {conflict_words(conflict)}; what {standing} said counts.")
        changes = corrections.judge(db, new, is_trial=dry_run)
        overruled, waiting = corrections.overruled(db, [one.id for one in new]), corrections.waiting(db)
    if dry_run:
        show_trial(changes)
        return
    tell(f"{len(given)} corrections: {len(new)} new, {len(given) - len(new)} here already.")
    if overruled:
        tell(f"New corrections that others overrule: {overruled}. `diplo corrections` shows which.")
    if waiting:
        tell(f"Corrections that are not applied: {waiting}. `diplo corrections --waiting` says why.")


def _lines(file: str) -> list[str]:
    """The lines of a file, or of standard input; raises Misuse where they are no text."""
    try:
        if file == "-":
            return list(sys.stdin)
        with open(file, encoding="utf-8") as lines:
            return list(lines)
    except UnicodeDecodeError as error:
        raise Misuse(f"{file} is no text in UTF-8: give a file that `diplo corrections export` wrote.") from error

"""diplo fact: puts facts right."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from diplo.cli import completion
from diplo.cli.judging import Id, correcting, entity, judge, judged_id
from diplo.cli.options import PREDICATES, RIGHT, Base, Says, one_of, sets
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse

HELP = """Examples:

diplo fact set f9r4hs --object "Deputy Foreign Minister"
diplo fact reject f9r4hs

Puts facts right; `diplo undo` takes it back.
"""

command = typer.Typer(no_args_is_help=True, help=HELP)


@command.command("set", short_help="What is right about a fact.")
@spread
def set_fact(
    fact_id: Id,
    says: Says,
    base: Base,
    entity_: Annotated[
        str | None,
        sets("--entity", metavar="NAME", autocompletion=completion.entities, help="Whom or what it is about."),
    ] = None,
    predicate: Annotated[
        str | None,
        one_of(PREDICATES, help=f"One of {', '.join(PREDICATES)}.", metavar="PREDICATE", rich_help_panel=RIGHT),
    ] = None,
    object: Annotated[str | None, sets(metavar="TEXT", help="What it says.")] = None,
) -> None:
    """Examples:

    diplo fact set f9r4hs --object "Deputy Foreign Minister"
    diplo fact set f9r4hs --entity Duarte

    Says what is right about a fact.
    """
    given = {"predicate": predicate, "object": object and object.strip()}
    value: dict[str, Any] = {field: typed for field, typed in given.items() if typed}
    if not value and not entity_:
        raise Misuse("Say what is right: --entity, --predicate or --object.")
    with correcting(base) as db:
        fact = judged_id(db, "fact", fact_id)
        if entity_:
            value["subject"] = entity(db, entity_)
        judge(db, says, "fact set", fact, value)


@command.command(short_help="This is not so.")
@spread
def reject(fact_id: Id, says: Says, base: Base) -> None:
    """Examples:

    diplo fact reject f9r4hs

    Says that this is not so; no later reading brings it back.
    """
    with correcting(base) as db:
        judge(db, says, "fact reject", judged_id(db, "fact", fact_id), {})

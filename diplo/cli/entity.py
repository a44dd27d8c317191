"""diplo entity: puts right who and what there is."""

from __future__ import annotations

from typing import Annotated

import typer

from diplo.cli.judging import Entity, correcting, entity, judge
from diplo.cli.options import KINDS, Base, Says
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse

HELP = """Examples:

diplo entity rename Lula "Luiz Inácio Lula da Silva"
diplo entity alias "Omar Haddad" "Abu Karim"
diplo entity kind "Sea Breeze" other
diplo entity ignore "Monday Morning"

Puts right who and what there is, in all documents, those to come included.
"""

command = typer.Typer(no_args_is_help=True, help=HELP)

Name = Annotated[str, typer.Argument(metavar="NEW-NAME", help="The name.")]


@command.command(short_help="Its name.")
@spread
def rename(name: Entity, new_name: Name, says: Says, base: Base) -> None:
    """Examples:

    diplo entity rename Lula "Luiz Inácio Lula da Silva"

    Shows an entity by this name, and finds it by it.
    """
    with correcting(base) as db:
        judge(db, says, "entity rename", entity(db, name)["id"], {"name": _typed(new_name)})


@command.command(short_help="Another name of it.")
@spread
def alias(name: Entity, new_name: Name, says: Says, base: Base) -> None:
    """Examples:

    diplo entity alias "Omar Haddad" "Abu Karim"

    Finds an entity by this name, too.
    """
    with correcting(base) as db:
        judge(db, says, "entity alias", entity(db, name)["id"], {"name": _typed(new_name)})


@command.command(short_help="What kind of thing it is.")
@spread
def kind(
    name: Entity,
    right: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")],
    says: Says,
    base: Base,
) -> None:
    """Examples:

    diplo entity kind "Sea Breeze" other

    Says what kind of thing an entity is.
    """
    if right.lower() not in KINDS:
        raise Misuse(f"{right!r} is none of {', '.join(KINDS)}.")
    with correcting(base) as db:
        judge(db, says, "entity kind", entity(db, name)["id"], {"kind": right.lower()})


@command.command(short_help="This is nobody and nothing.")
@spread
def ignore(name: Entity, says: Says, base: Base) -> None:
    """Examples:

    diplo entity ignore "Monday Morning"

    Says that this is nobody and nothing: it takes part in no event, says
    nothing, and is found by no name.
    """
    with correcting(base) as db:
        judge(db, says, "entity ignore", entity(db, name)["id"], {})


def _typed(name: str) -> str:
    """A name on one line, without blanks at its ends."""
    found = " ".join(name.split())
    if not found:
        raise Misuse("A name needs a letter.")
    return found

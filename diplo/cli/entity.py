"""diplo entity: puts right who and what there is."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Annotated

import typer

from diplo.cli import completion
from diplo.cli.judging import Entity, correcting, entity, judge
from diplo.cli.options import KINDS, Base, Says
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse
from diplo.store import corrections

HELP = """Examples:

diplo entity merge "Chairman Kim" "Kim Jong Un"
diplo entity split "Lee Min" k3f9aa
diplo entity rename Lula "Luiz Inácio Lula da Silva"
diplo entity alias "Omar Haddad" "Abu Karim"
diplo entity kind "Sea Breeze" other
diplo entity ignore "Monday Morning"

Puts right who and what there is, in all documents, those to come included.
"""

command = typer.Typer(no_args_is_help=True, help=HELP)

Other = Annotated[
    str, typer.Argument(metavar="OTHER", autocompletion=completion.entities, help="The name, or the id, of the other.")
]
Name = Annotated[str, typer.Argument(metavar="NEW-NAME", help="The name.")]


@command.command(short_help="Two are one.")
@spread
def merge(name: Entity, other: Other, says: Says, base: Base) -> None:
    """Examples:

    diplo entity merge "Chairman Kim" "Kim Jong Un"

    Says that two are one, in all documents.
    """
    with correcting(base) as db:
        one, two = named(db, name), named(db, other)
        if one["id"] == two["id"]:
            raise Misuse(f"{one['name']} is one already: name another, or its id.")
        parted = corrections.parted(db, one["id"], two["id"])
        if parted:
            who = f"{parted.author or 'Somebody'} said on {parted.made[:10]} that these are not the same"
            raise Misuse(f"{who}: take that back first with `diplo undo {parted.id[:6]}`.")
        judge(db, says, "entity merge", one["id"], {"other": two})


@command.command(short_help="One is two, or two are never one.")
@spread
def split(
    name: Entity,
    apart: Annotated[
        list[str],
        typer.Argument(
            metavar="MENTION...",
            help="Documents, or ids of mentions, in which it is another; or whom it never is.",
        ),
    ],
    says: Says,
    base: Base,
) -> None:
    """Examples:

    diplo entity split "Lee Min" letter.txt
    diplo entity split "Lee Min" k3f9aa p4m6zz
    diplo entity split "Kim Jong Un" "Kim Yong Chol"

    Says that in these documents somebody else of that name is meant, all of them
    the same one; or that two entities are never one. `diplo why ID` lists the
    documents of an entity, and with --json the ids of its mentions.
    """
    with correcting(base) as db:
        one = named(db, name)
        found = [(typed, corrections.appearances(db, one["id"], typed)) for typed in apart]
        mentions = [mention for _, mentions in found for mention in mentions]
        never = [_other(db, one, typed) for typed, mentions in found if not mentions]
        if corrections.is_all_of(db, one["id"], [mention["id"] for mention in mentions]):
            raise Misuse(f"Nothing of {one['name']} would be left: name fewer mentions.")
        value = {"apart": mentions, "never": never}
        judge(db, says, "entity split", one["id"], {field: some for field, some in value.items() if some})


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


def named(db: Connection, typed: str) -> dict[str, str]:
    """The entity that is meant, which must have a name: those without are one document's own."""
    one = entity(db, typed)
    if not corrections.has_name(db, one["id"]):
        raise Misuse(f"{one['name']} has no name, so that nothing tells who it is in other documents.")
    return one


def _other(db: Connection, one: dict[str, str], typed: str) -> dict[str, str]:
    """Another entity that is meant; raises Misuse for the same one."""
    other = named(db, typed)
    if other["id"] == one["id"]:
        raise Misuse(
            f"{typed!r} is {one['name']}: name the documents in which it is somebody else, or ids of mentions."
        )
    return other

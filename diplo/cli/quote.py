"""diplo quote: puts quotations right."""

from __future__ import annotations

from typing import Annotated

import typer

from diplo.cli import completion
from diplo.cli.judging import Id, correcting, entity, judge, judged_id
from diplo.cli.options import Base, Says, sets
from diplo.cli.spread import spread

HELP = """Examples:

diplo quote set q7m2xd --speaker Duarte
diplo quote reject q7m2xd --reason "a headline"

Puts quotations right; `diplo undo` takes it back.
"""

command = typer.Typer(no_args_is_help=True, help=HELP)


@command.command("set", short_help="Who said it.")
@spread
def set_quote(
    quote_id: Id,
    says: Says,
    base: Base,
    speaker: Annotated[
        str, sets(metavar="NAME", autocompletion=completion.entities, help='Who said it; "": not known.')
    ],
) -> None:
    """Examples:

    diplo quote set q7m2xd --speaker Duarte
    diplo quote set q7m2xd --speaker ""

    Says who spoke.
    """
    with correcting(base) as db:
        quote = judged_id(db, "quote", quote_id)
        judge(db, says, "quote set", quote, {"speaker": entity(db, speaker) if speaker else None})


@command.command(short_help="Nobody said this.")
@spread
def reject(quote_id: Id, says: Says, base: Base) -> None:
    """Examples:

    diplo quote reject q7m2xd

    Says that nobody said this; no later reading brings it back.
    """
    with correcting(base) as db:
        judge(db, says, "quote reject", judged_id(db, "quote", quote_id), {})

"""diplo quote: puts quotations right."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Annotated, Any

import typer

from diplo.calendar import Window
from diplo.cli import completion, days
from diplo.cli.judging import Id, correcting, entity, judge, judged_id
from diplo.cli.options import MEDIA, RIGHT, Base, Says, one_of, sets
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse

HELP = """Examples:

diplo quote set q7m2xd --speaker Duarte
diplo quote reject q7m2xd --reason "a headline"

Puts quotations right; `diplo undo` takes it back.
"""

command = typer.Typer(no_args_is_help=True, help=HELP)


@dataclass(frozen=True, slots=True)
class Right:
    """What is right about a quotation; an empty text means that it is not known."""

    speaker: Annotated[
        str | None, sets(metavar="NAME", autocompletion=completion.entities, help='Who said it; "": not known.')
    ] = None
    to: Annotated[
        str | None, sets("--to", metavar="NAME", autocompletion=completion.entities, help='To whom; "": not known.')
    ] = None
    medium: Annotated[
        str | None,
        one_of(("", *MEDIA), help='Such as interview or post; "": not known.', metavar="MEDIUM", rich_help_panel=RIGHT),
    ] = None
    date: Annotated[
        Window | None, sets(metavar="DAY", parser=days.window_or_none, help='When: 2018-05-31, 2018-05; "": not known.')
    ] = None

    def value(self, db: Connection) -> dict[str, Any]:
        """What was given, by field."""
        value: dict[str, Any] = {}
        for field, name in (("speaker", self.speaker), ("hearer", self.to)):
            if name is not None:
                value[field] = entity(db, name) if name else None
        if self.medium is not None:
            value["medium"] = self.medium or None
        if self.date is not None:
            value["date"] = days.ends(self.date)
        return value


@command.command("set", short_help="Who said it, to whom, through what and when.")
@spread
def set_quote(quote_id: Id, right: Right, says: Says, base: Base) -> None:
    """Examples:

    diplo quote set q7m2xd --speaker Duarte
    diplo quote set q7m2xd --to Haddad --medium "phone call" --date 2018-06-12
    diplo quote set q7m2xd --speaker ""

    Says who spoke, to whom, through what and when.
    """
    with correcting(base) as db:
        quote = judged_id(db, "quote", quote_id)
        value = right.value(db)
        if not value:
            raise Misuse("Say what is right: --speaker, --to, --medium or --date.")
        judge(db, says, "quote set", quote, value)


@command.command(short_help="Nobody said this.")
@spread
def reject(quote_id: Id, says: Says, base: Base) -> None:
    """Examples:

    diplo quote reject q7m2xd

    Says that nobody said this; no later reading brings it back.
    """
    with correcting(base) as db:
        judge(db, says, "quote reject", judged_id(db, "quote", quote_id), {})

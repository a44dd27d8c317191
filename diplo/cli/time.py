"""diplo time: puts time expressions right."""

from __future__ import annotations

from typing import Annotated

import typer

from diplo import calendar
from diplo.cli.judging import Id, correcting, judge, judged_id
from diplo.cli.options import Base, Says, sets
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse

HELP = """Examples:

diplo time set t5c8wn --value 2018-05-31

Puts time expressions right, and with them the events that they date.
"""

command = typer.Typer(no_args_is_help=True, help=HELP)


@command.command("set", short_help="Which days it means.")
@spread
def set_time(
    time_id: Id,
    says: Says,
    base: Base,
    value: Annotated[str, sets(metavar="VALUE", help='2018-05-31, 2018-W22, 2018-05, 2018-Q2, A/B; "": not known.')],
) -> None:
    """Examples:

    diplo time set t5c8wn --value 2018-05-31
    diplo time set t5c8wn --value 2018-05-28/2018-05-30
    diplo time set t5c8wn --value ""

    Says which days a time expression means; the events that it dates move with
    it. `diplo why EVENT --json` tells the id of the expression that dates one.
    """
    window = calendar.value_window(value) if value else None
    if value and (window is None or not (window.earliest and window.latest and window.earliest <= window.latest)):
        raise Misuse(f"{value!r} is no value of a date: write 2018-05-31, 2018-W22, 2018-05, 2018-Q2 or 2018.")
    with correcting(base) as db:
        judge(db, says, "time set", judged_id(db, "time", time_id), {"value": value or None})

"""diplo participants: who takes part in events."""

from __future__ import annotations

from typing import Annotated

from diplo.cli.answer import answer
from diplo.cli.options import KINDS, Base, Events, Names, Output, Period, Reports, Who, one_of
from diplo.cli.spread import spread


@spread
def command(
    who: Who,
    period: Period,
    events: Events,
    reports: Reports,
    output: Output,
    base: Base,
    kind: Annotated[Names, one_of(KINDS, help="People, unless you ask for another kind.", metavar="KIND")] = None,
) -> None:
    """Examples:

    diplo participants
    diplo participants --kind organization
    diplo participants --with Pompeo --type CONSULT

    Who takes part in events, most events first, with what the texts call them.
    The filters choose the events.
    """
    answer("participants", (who, period, events, reports), output, base, kind=kind)

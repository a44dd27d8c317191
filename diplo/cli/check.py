"""diplo check: where reports of one event disagree."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

from diplo import database
from diplo.cli import naming
from diplo.cli.answer import answer, show
from diplo.cli.options import Base, Events, Output, Period, Reports, Who, flag, merged
from diplo.cli.spread import spread
from diplo.cli.telling import tell
from diplo.queries.disputes import disputes


@spread
def command(
    who: Who,
    period: Period,
    events: Events,
    reports: Reports,
    output: Output,
    base: Base,
    single: Annotated[bool, flag("--single", help="Meetings that one source alone tells of.")] = False,
) -> None:
    """Examples:

    diplo check
    diplo check --person Pompeo --since 2018-05
    diplo check --single --country "North Korea"

    Where reports of one event disagree, side by side: its place, who took part,
    how many there were, whether it happened, or its day, where the same two are
    said to have met at one place on days next to each other. The side of most sources stands first; copies of one
    report are one source. A plan that changed is no disagreement: see `diplo
    life`. With --single, what one source alone tells.
    """
    groups = (who, period, events, reports)
    if single:
        answer("single", groups, output, base)
        return
    with closing(database.read(base.db)) as db:
        try:
            filters = merged(db, groups)
        except naming.Unknown as unknown:
            tell(str(unknown))
            return
        show("check", list(disputes(db, **filters)), output)

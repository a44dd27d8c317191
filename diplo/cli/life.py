"""diplo life: what became of an event."""

from __future__ import annotations

from contextlib import closing

from diplo import database
from diplo.cli.answer import show
from diplo.cli.finding import FindingId, finding_of
from diplo.cli.options import AsOf, Base, Output
from diplo.cli.spread import spread
from diplo.queries.life import life


@spread
def command(event_id: FindingId, output: Output, base: Base, as_of: AsOf = None) -> None:
    """Examples:

    diplo life k3f9aa
    diplo life k3f9aa --as-of 2018-05-25

    What became of an event, from its announcement on: planned, cancelled, back
    on, happened. Each turn stands with the day of the report that told it
    first, its outlet and its words; "reports" counts those that say the same
    until the next turn.
    """
    with closing(database.read(base.db)) as db:
        event = finding_of(db, event_id, "event")
        show("life", list(life(db, event["id"], as_of.latest.isoformat() if as_of and as_of.latest else None)), output)

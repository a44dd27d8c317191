"""diplo participants: who takes part in events."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Annotated

from diplo.cli.answer import answer
from diplo.cli.finding import finding_of
from diplo.cli.options import KINDS, Base, Events, Filters, Names, Output, Period, Reports, Who, chooses, one_of
from diplo.cli.spread import spread


@dataclass(frozen=True, slots=True)
class Participants:
    """Which participants."""

    kind: Annotated[Names, one_of(KINDS, help="People, unless you ask for another kind.", metavar="KIND")] = None
    event: Annotated[str | None, chooses(help="Of this one event; its id or the beginning of it.", metavar="ID")] = None

    def filters(self, db: Connection) -> Filters:
        """The kinds, and the whole id of the event."""
        return {"kind": self.kind, "event": finding_of(db, self.event, "event")["id"] if self.event else None}


@spread
def command(
    who: Who,
    period: Period,
    participants: Participants,
    events: Events,
    reports: Reports,
    output: Output,
    base: Base,
) -> None:
    """Examples:

    diplo participants
    diplo participants --kind organization
    diplo participants --with Pompeo --type CONSULT
    diplo participants --event k3f9aa

    Who takes part in events, most events first, with the last role that holds.
    The filters choose the events.
    """
    answer("participants", (who, period, participants, events, reports), output, base)

"""diplo facts: what texts say of people and organizations."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Annotated

from diplo.cli.answer import answer
from diplo.cli.options import KINDS, PREDICATES, Base, Filters, Names, Output, Period, Reports, Who, flag, one_of
from diplo.cli.spread import spread


@dataclass(frozen=True, slots=True)
class Facts:
    """Which facts."""

    predicate: Annotated[Names, one_of(PREDICATES, help=f"One of {', '.join(PREDICATES)}.", metavar="PREDICATE")] = None
    kind: Annotated[Names, one_of(KINDS, help="Of people, organizations or places alone.", metavar="KIND")] = None
    all: Annotated[bool, flag("--all", help="Every report of a fact, each on a line of its own.")] = False

    def filters(self, db: Connection) -> Filters:
        """The kinds of facts and of whom."""
        return {"predicate": self.predicate, "kind": self.kind}


@spread
def command(who: Who, period: Period, facts: Facts, reports: Reports, output: Output, base: Base) -> None:
    """Examples:

    diplo facts --person "Kim Yong Chol"
    diplo facts --predicate role --as-of 2018-05
    diplo facts --entity NATO --predicate member

    What texts say of people and organizations: roles, memberships, nationality,
    kinship, age, birth. A fact is listed once, from the first to the last day on
    which it was reported or stated to hold; "over by" is the first report that it
    holds no more. With --as-of: what holds on that day, as far as was written by
    then.
    """
    answer("reports" if facts.all else "facts", (who, period, facts, reports), output, base)

"""diplo facts: what texts say of people and organizations."""

from __future__ import annotations

from typing import Annotated

from diplo.cli.answer import answer
from diplo.cli.options import Base, Names, Output, Period, Reports, Who, chooses
from diplo.cli.spread import spread


@spread
def command(
    who: Who,
    period: Period,
    reports: Reports,
    output: Output,
    base: Base,
    predicate: Annotated[Names, chooses(help="Of this kind, such as role.", metavar="NAME")] = None,
) -> None:
    """Examples:

    diplo facts --person "Kim Yong Chol"
    diplo facts --predicate role --as-of 2018-05-31

    What texts say of people and organizations, such as their roles, by name and
    day of writing.
    """
    answer("facts", (who, period, reports), output, base, predicate=predicate)

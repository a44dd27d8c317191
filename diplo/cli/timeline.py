"""diplo timeline: what happened, when, to whom and where."""

from __future__ import annotations

from diplo.cli.answer import answer
from diplo.cli.options import Base, Events, Output, Period, Reports, Who
from diplo.cli.spread import spread


@spread
def command(who: Who, period: Period, events: Events, reports: Reports, output: Output, base: Base) -> None:
    """Examples:

    diplo timeline --person Pompeo
    diplo timeline --since 2018-06-01 --status planned
    diplo timeline --person Pompeo --with "Kim Yong Chol" --place "New York"
    diplo timeline --type CONSULT --on 2018-05 --csv -o meetings.csv

    What happened, when, to whom and where, oldest first; filters combine. A "~"
    stands before the day that the report as a whole is about, "by" or "after"
    before the day of writing where no more is known, "then" where the text says
    that the row above came first. Other rows of one day may be in any order.

    An event that several texts tell of is one row: "reports" counts them, and
    those that are independent. --all has a row for each report.
    """
    answer("timeline", (who, period, events, reports), output, base)

"""diplo with: what several people, organizations or places did together."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from diplo import database
from diplo.cli import completion, naming
from diplo.cli.answer import MOST_DRAWN
from diplo.cli.options import Base, Period, Reports, Sheet
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse, tell

LEAST = 2


@spread
def command(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME NAME...", autocompletion=completion.entities, help="Two names or ids, or more."),
    ],
    period: Period,
    reports: Reports,
    sheet: Sheet,
    base: Base,
) -> None:
    """Examples:

    diplo with Trump Macron
    diplo with Pompeo "Kim Yong Chol" "North Korea" --since 2018-05

    What several did together: how often they met, the events in which all of
    them take part, oldest first, and what they said of each other.
    """
    from diplo.queries import dossier
    from diplo.views import sections

    with closing(database.read(base.db)) as db:
        try:
            entities = list(dict.fromkeys(naming.ids(db, names)))
        except naming.Unknown as unknown:
            tell(str(unknown))
            return
        if len(entities) < LEAST:
            raise Misuse("Name two or more who are not the same: `diplo timeline --entity NAME` is for one alone.")
        filters = period.filters(db) | reports.filters(db)
        found = dossier.together(db, entities, 0 if sheet.json else MOST_DRAWN, **filters)
        sheet.show(found, sections.show_together)
        left = found["events"] - len(found["timeline"])
        if left > 0:
            tell(f"{left} more: `--since` and `--until` choose, `--json` gives all.")

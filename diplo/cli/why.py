"""diplo why: what a finding was read from, or why appearances are held to be one entity."""

from __future__ import annotations

import sys
from contextlib import closing

from diplo import database, queries, views
from diplo.cli.finding import AsJson, FindingId, NoFinding, finding, print_json
from diplo.cli.options import Base
from diplo.cli.spread import spread
from diplo.views import explanation, identity


@spread
def command(base: Base, finding_id: FindingId, as_json: AsJson = False) -> None:
    """Examples:

    diplo why k3f9aa
    diplo why k3f9aa --json

    The sentence of a finding with the words that count, what was read from
    them, the rule, the arithmetic of the date, and the document. Of a person or
    another entity: its names and documents, and why all are held to be one.
    """
    try:
        row = finding(base.db, finding_id)
    except NoFinding:
        rows = _appearances(base.db, finding_id)
        if not rows:
            raise
        if as_json:
            views.show(rows, "json", sys.stdout, views.Look("appearances"))
        else:
            identity.show_identity(rows, sys.stdout)
        return
    if as_json:
        print_json(row)
    else:
        explanation.show_why(row, sys.stdout)


def _appearances(db_path: str, typed: str) -> list[views.Row]:
    """All appearances of the entity with that id or, where only one has it, that beginning of an id."""
    from diplo.queries import people

    with closing(database.read(db_path)) as db:
        meant = people.by_id(db, typed)
        return list(queries.select(db, "appearances", entities=[meant])) if meant else []

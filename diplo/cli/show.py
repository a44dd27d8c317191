"""diplo show: where a finding stands."""

from __future__ import annotations

import sys
from contextlib import closing

from diplo import database, queries
from diplo.cli.finding import AsJson, FindingId, finding_of, print_json
from diplo.cli.options import Base
from diplo.cli.spread import spread
from diplo.queries import reported
from diplo.views import explanation


@spread
def command(base: Base, finding_id: FindingId, as_json: AsJson = False) -> None:
    """Examples:

    diplo show k3f9aa

    The paragraph in which a finding stands, with its words marked, its offsets
    in the text, counted in characters, and the document. Of an event or a
    quotation also all reports of it: of the same words whom each gives them to,
    and how it differs from the fullest. Copies of one text, edited or not, are
    one source.
    """
    with closing(database.read(base.db)) as db:
        row = finding_of(db, finding_id)
        reports = reported.of(db, row["id"]) if row["kind"] == "quote" else {}
        told = list(queries.select(db, "tellings", event=row["id"])) if row["kind"] == "event" else []
    if as_json:
        print_json(row | reports | ({"reports": told} if told else {}))
        return
    explanation.show_place(row, sys.stdout)
    if reports:
        explanation.show_reports(reports, sys.stdout)
    if len(told) > 1:
        explanation.show_tellings(told, sys.stdout)

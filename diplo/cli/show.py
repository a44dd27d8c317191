"""diplo show: where a finding stands."""

from __future__ import annotations

import sys

from diplo.cli.finding import AsJson, FindingId, finding, print_json
from diplo.cli.options import Base
from diplo.cli.spread import spread
from diplo.views import explanation


@spread
def command(base: Base, finding_id: FindingId, as_json: AsJson = False) -> None:
    """Examples:

    diplo show k3f9aa

    The paragraph in which a finding stands, with its words marked, its offsets
    in the text, counted in characters, and the document.
    """
    row = finding(base.db, finding_id)
    if as_json:
        print_json(row)
    else:
        explanation.show_place(row, sys.stdout)

"""diplo why: what a finding was read from."""

from __future__ import annotations

import sys

from diplo.cli.finding import AsJson, FindingId, finding, print_json
from diplo.cli.options import Base
from diplo.cli.spread import spread
from diplo.views import explanation


@spread
def command(base: Base, finding_id: FindingId, as_json: AsJson = False) -> None:
    """Examples:

    diplo why k3f9aa
    diplo why k3f9aa --json

    The sentence of a finding with the words that count, what was read from
    them, the rule, the arithmetic of the date, and the document.
    """
    row = finding(base.db, finding_id)
    if as_json:
        print_json(row)
    else:
        explanation.show_why(row, sys.stdout)

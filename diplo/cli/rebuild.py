"""diplo rebuild: reads all texts of the base again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diplo import store
from diplo.cli.judging import correcting
from diplo.cli.options import Base
from diplo.cli.progress import progress
from diplo.cli.reading import Effort, keep
from diplo.cli.report import NoProgress, Quiet, Report, Verbose
from diplo.cli.spread import spread
from diplo.cli.telling import tell
from diplo.store import corrections


@spread
def command(
    base: Base,
    effort: Effort,
    rest: Annotated[
        bool, typer.Option("--rest", metavar="", help="Only what a rebuild that was interrupted has left.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_progress: NoProgress = False,
) -> int:
    """Examples:

    diplo rebuild
    diplo rebuild --rest

    Reads all texts of the base again, with the model and the rules of today, and
    applies the corrections anew. Each document is whole at any moment: a rebuild
    may be interrupted, and goes on with --rest. A base of an older diplo becomes
    one of this diplo.
    """
    report = Report(quiet, verbose)
    if store.renew(Path(base.db)) and not quiet:
        tell(f"{base.db} was made by an older diplo: its texts and corrections are kept, and read and applied anew.")
    with correcting(base) as db, progress(not (quiet or no_progress), report):
        try:
            if not rest:
                store.make_stale(db)
            for document, saved in keep(db, store.stale(db), effort, report):
                report.saved(document, saved)
        except KeyboardInterrupt:
            tell("Interrupted: what was read stays; `diplo rebuild --rest` goes on from there.")
            raise
        waiting = corrections.waiting(db)
    if waiting:
        tell(f"Corrections that are not applied: {waiting}. `diplo corrections --waiting` says why.")
    return report.finish()

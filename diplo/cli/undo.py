"""diplo undo: takes a correction back."""

from __future__ import annotations

from typing import Annotated

import typer

from diplo.cli.judging import correcting, said, show_trial, told
from diplo.cli.options import Base
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse, tell
from diplo.store import corrections


@spread
def command(
    base: Base,
    correction_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="The correction, as `diplo corrections` says; the last, if none.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help="Show what would change, and change nothing.")
    ] = False,
) -> None:
    """Examples:

    diplo undo
    diplo undo c7k2mz --dry-run

    Takes the last correction back, or the one of that id. What was read stands
    again, or what an earlier correction says.
    """
    with correcting(base) as db:
        try:
            correction = corrections.meant(db, correction_id)
        except corrections.UnknownCorrection as unknown:
            raise Misuse(str(unknown)) from unknown
        changes = corrections.take_back(db, [correction.id], is_trial=dry_run)
        if dry_run:
            show_trial(changes)
        else:
            what = " ".join(part for part in (correction.judgement, said(correction.value)) if part)
            tell(f"Taken back: {what}. {told(changes) or 'Nothing changes by that'}.")

"""diplo load: keeps what documents say that were read elsewhere."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from itertools import chain
from typing import Annotated

import typer

from diplo import __version__, database, store
from diplo.cli.changes import told
from diplo.cli.options import Base
from diplo.cli.progress import progress
from diplo.cli.report import NoProgress, Quiet, Report, Verbose
from diplo.cli.spread import spread
from diplo.cli.telling import tell
from diplo.readers.records import read_records

Records = Annotated[list[str], typer.Argument(metavar="FILE...", help="Records: JSON Lines or Parquet.")]


@spread
def command(
    files: Records, base: Base, quiet: Quiet = False, verbose: Verbose = False, no_progress: NoProgress = False
) -> int:
    """Examples:

    diplo load records.jsonl
    diplo load out/*.parquet

    Keeps what `diplo extract` read, here or elsewhere. In whatever order records
    come, the base is as if their texts had been ingested.
    """
    report = Report(quiet, verbose)
    documents = report.without_failures(read_records(files))
    first = next(documents, None)
    if first is None:
        return report.finish()
    with closing(database.write(base.db)) as db, progress(not (quiet or no_progress), report):
        run = store.start_run(db, datetime.now(UTC).isoformat(timespec="seconds"), __version__, None)
        for document in chain((first,), documents):
            report.saved(document, told(db, next(store.save(db, [document], run))))
        left = sum(1 for _ in store.stale(db))
    if left:
        tell(f"{left} of the documents must be read here: `diplo rebuild --rest` does it.")
    return report.finish()

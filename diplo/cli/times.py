"""diplo times: the time expressions of texts and what they mean."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, get_args

from diplo import records
from diplo.cli.answer import answer
from diplo.cli.options import Base, MaybeDoc, Names, Output, Period, Reports, flag, one_of
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse

TYPES = get_args(records.TimeType)


@spread
def command(
    period: Period,
    reports: Reports,
    output: Output,
    base: Base,
    doc: MaybeDoc = None,
    type: Annotated[Names, one_of(TYPES, help=f"One of {', '.join(TYPES)}.", metavar="TYPE")] = None,
    certain: Annotated[bool, flag("--certain", help="Surely within these days.")] = False,
) -> None:
    """Examples:

    diplo times article.txt
    diplo times article.txt --type DURATION --json
    diplo times --on 2018-06-12

    The time expressions of a document, or of all, in the order of the text: the
    days that each means, its words, its type and value as in TIMEX3, its rule.
    """
    if doc and reports.document:
        raise Misuse("Name the document once: as DOC or with --document.")
    reports = replace(reports, document=doc or reports.document)
    answer("times", (period, reports), output, base, type=type, certain=certain)

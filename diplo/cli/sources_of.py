"""diplo sources-of: who is quoted how much, and whose names are held back."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from diplo.cli.answer import answer
from diplo.cli.options import QUOTE_KINDS, Base, MaybeDoc, Names, Output, Period, Reports, flag, one_of
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse


@spread
def command(
    period: Period,
    reports: Reports,
    output: Output,
    base: Base,
    doc: MaybeDoc = None,
    unnamed: Annotated[
        bool, flag("--unnamed", help="Only those whose names are held back, and what they say.")
    ] = False,
    kind: Annotated[Names, one_of(QUOTE_KINDS, help="Direct, indirect or mixed.", metavar="KIND")] = None,
) -> None:
    """Examples:

    diplo sources-of article.txt
    diplo sources-of --since 2018-05 --kind direct
    diplo sources-of --unnamed --source "The Courier"

    Who is quoted how much, in a document or in all: how many quotations, how many
    words, and what share of all words that are anybody's. A source is named,
    unnamed (its name is held back: "a senior official"), described ("the
    ministry", and no more is known), or unknown. The same words of one speaker
    in several documents count once.
    """
    if doc and reports.document:
        raise Misuse("Name the document once: as DOC or with --document.")
    reports = replace(reports, document=doc or reports.document)
    answer("unnamed" if unnamed else "sources", (period, reports), output, base, kind=kind, speech=1)

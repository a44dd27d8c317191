"""diplo quotes: who said what."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Annotated

import typer

from diplo.cli import naming
from diplo.cli.answer import answer
from diplo.cli.options import (
    MEDIA,
    QUOTE_KINDS,
    About,
    Base,
    Filters,
    Names,
    Output,
    Period,
    Reports,
    Speaker,
    To,
    Who,
    flag,
    one_of,
)
from diplo.cli.spread import spread


@dataclass(frozen=True, slots=True)
class Quotes:
    """Which quotations."""

    speaker: Speaker = None
    to: To = None
    about: About = None
    medium: Annotated[Names, one_of(MEDIA, help="Interview, statement, post, ...", metavar="MEDIUM")] = None
    unnamed: Annotated[bool, flag("--unnamed", help="Only what sources say whose names are held back.")] = False
    kind: Annotated[Names, one_of(QUOTE_KINDS, help="Direct, indirect or mixed.", metavar="KIND")] = None
    all: Annotated[bool, flag("--all", help="What people hope, think and want, too.")] = False

    def filters(self, db: Connection) -> Filters:
        """Speakers and those named by id; only what was said, unless all is wanted."""
        return {
            "speakers": naming.ids(db, self.speaker),
            "hearers": naming.ids(db, self.to),
            "medium": self.medium,
            "unnamed": 1 if self.unnamed else None,
            "about": naming.ids(db, self.about),
            "kind": self.kind,
            "speech": None if self.all else 1,
        }


@spread
def command(
    who: Who,
    period: Period,
    quotes: Quotes,
    reports: Reports,
    output: Output,
    base: Base,
    words: Annotated[
        Names, typer.Argument(help="Words of the quotation; several in one argument stand together.")
    ] = None,
) -> None:
    """Examples:

    diplo quotes --speaker Trump
    diplo quotes --about "North Korea" --to Lavrov
    diplo quotes --medium interview --since 2018
    diplo quotes --unnamed
    diplo quotes peaceful
    diplo quotes "good talks" --since 2018-05 --kind direct

    Who said what, to whom and when, by day of writing; --since, --until and
    --on go by the day of saying, where it is known.
    """
    answer("quotes", (who, period, quotes, reports), output, base, words=_phrases(words))


def _phrases(words: Names) -> str | None:
    """What was typed, with the words of one argument kept together."""
    return " ".join(f'"{part}"' if " " in part else part for part in words) if words else None

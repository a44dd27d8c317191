"""diplo quotes: who said what."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Annotated

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
    prints,
)
from diplo.cli.searching import Search, Words
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse


@dataclass(frozen=True, slots=True)
class Quotes:
    """Which quotations."""

    speaker: Speaker = None
    to: To = None
    about: About = None
    medium: Annotated[Names, one_of(MEDIA, help="Interview, statement, post, ...", metavar="MEDIUM")] = None
    unnamed: Annotated[bool, flag("--unnamed", help="Only what sources say whose names are held back.")] = False
    kind: Annotated[Names, one_of(QUOTE_KINDS, help="Direct, indirect or mixed.", metavar="KIND")] = None
    all: Annotated[bool, flag("--all", help="What people hope, think and want, too, and every report of it.")] = False
    mental: Annotated[bool, flag("--mental", help="Only what people hope, think and want.")] = False

    context: Annotated[
        int | None, prints(min=1, metavar="N", help="With its sentence, N sentences before and N after it.")
    ] = None

    def filters(self, db: Connection) -> Filters:
        """Speakers and those named by id; what was said, what was thought, or both."""
        if self.all and self.mental:
            raise Misuse("Choose one of --all and --mental.")
        return {
            "speakers": naming.ids(db, self.speaker),
            "hearers": naming.ids(db, self.to),
            "medium": self.medium,
            "unnamed": 1 if self.unnamed else None,
            "about": naming.ids(db, self.about),
            "kind": self.kind,
            "speech": None if self.all else int(not self.mental),
            "once": not self.all,
            "context": self.context,
        }


@spread
def command(
    words: Words, who: Who, period: Period, quotes: Quotes, reports: Reports, output: Output, base: Base
) -> None:
    """Examples:

    diplo quotes --speaker Trump
    diplo quotes --about "North Korea" --to Lavrov
    diplo quotes --medium interview --since 2018
    diplo quotes --unnamed
    diplo quotes peaceful
    diplo quotes "good talks" --since 2018-05 --kind direct
    diplo quotes negotiate sanctions --near --context 1

    Who said what, to whom and when: by day of writing, or where words are given
    the best match first. Words may be in any order, accents and capitals do not
    count, and every sign stands for itself. --since, --until and --on go by the
    day of saying, where it is known. The same words in several texts are one
    row, that of the earliest report; `diplo show ID` has them all.
    """
    search = Search(words, (who, period, quotes, reports))
    answer("quotes", [search], output, base, search.nothing)

"""What of a question are words: how they are looked for, in which order that is shown, and what is said of none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import TYPE_CHECKING, Annotated

import typer

from diplo.cli.options import Filters, Group, Names, flag, merged, one_of
from diplo.cli.telling import Misuse, tell
from diplo.views.text import plain

if TYPE_CHECKING:
    from diplo import queries


@dataclass(frozen=True, slots=True)
class Words:
    """The words that are looked for, and how."""

    words: Annotated[Names, typer.Argument(help="Words of the quotation; several in one argument stand together.")] = (
        None
    )
    near: Annotated[bool, flag("--near", help="Other forms of the words, too: meet, meets, met.")] = False
    by: Annotated[
        str | None,
        one_of(("match", "day"), help="In this order: match, the best first; or day.", metavar="ORDER"),
    ] = None


@dataclass(frozen=True, slots=True)
class Search:
    """Words, together with all else that is asked for."""

    asked: Words
    groups: Sequence[Group]

    def filters(self, db: Connection) -> Filters:
        """All filters, and how the words are looked for: best match first, unless too many quotes have them."""
        chosen = merged(db, self.groups)
        if not self.asked.words:
            if self.asked.near or self.asked.by == "match":
                raise Misuse("`--near` and `--by match` have no meaning without words: give some, or leave them out.")
            return {**chosen, "stepwise": True}
        from diplo.queries import search

        words = self._words(db)
        is_common = search.number(db, words) > search.MANY
        if is_common and self.asked.by is None:
            tell(
                f"More than {search.MANY:,} quotes have {_listed(self._phrases())}: these go by day; "
                "`--by match` looks for the best."
            )
        if self.asked.by == "match" or (self.asked.by is None and not is_common):
            return {**chosen, "words": words, "best": True}
        if is_common:
            return {**chosen, "common": words, "stepwise": True}
        return {**chosen, "words": words}

    def nothing(self, db: Connection) -> str:
        """What was looked for in vain, and what is near."""
        if not self.asked.words:
            return f"No quote is as the options ask{self._thought(db, {})}."
        from diplo.queries import search

        phrases, words = self._phrases(), self._words(db)
        if not any(map(search.has_words, phrases)):
            return f"In {_listed(self.asked.words)} there is no letter or digit to look for."
        numbers = [search.number(db, [forms]) for forms in words]
        if absent := [phrase for phrase, number in zip(phrases, numbers, strict=True) if not number]:
            return " ".join(self._absent(db, phrase) for phrase in absent)
        if number := search.number(db, words):
            have = "quote has" if number == 1 else "quotes have"
            thought = self._thought(db, {"words": words})
            return f"{number:,} {have} {_listed(phrases)}, but none as the options ask{thought}."
        each = (f"“{plain(phrase)}” is in {number:,}" for phrase, number in zip(phrases, numbers, strict=True))
        return f"No quote has all of these words: {', '.join(each)}."

    def _thought(self, db: Connection, words: Filters) -> str:
        """How many there would be if what was only thought counted, too."""
        from diplo import queries

        chosen = merged(db, self.groups) | words
        thoughts = queries.count(db, "quotes", **chosen | {"speech": 0}) if chosen.get("speech") else 0
        return f"; `--all` finds {thoughts:,} in what people hope, think or want" if thoughts else ""

    def _phrases(self) -> tuple[str, ...]:
        from diplo.queries import search

        return search.phrases(self.asked.words or ())

    def _words(self, db: Connection) -> queries.Words:
        from diplo.queries import search

        phrases = self._phrases()
        return search.with_forms(db, phrases) if self.asked.near else [[phrase] for phrase in phrases]

    def _absent(self, db: Connection, phrase: str) -> str:
        """That no quote has a phrase, and which other forms or spellings there are."""
        from diplo.queries import search

        said = f"No quote has “{plain(phrase)}”"
        if not self.asked.near and (forms := search.number(db, search.with_forms(db, [phrase]))):
            return f"{said}; `--near` finds {forms}."
        spelt = search.nearest(db, phrase)
        return f"{said}; some have {_listed(spelt)}." if spelt else f"{said}."


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{plain(word)}”" for word in words]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)

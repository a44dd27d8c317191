"""Who held which office on which days, by the table of office-holders; knows days and names, and no text.

The table tells a day, a month or a year. Whoever may have held an office on a day is told from whoever certainly did,
so that a day of change, or one after the table was made, has no holder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from diplo import calendar, knowledge, names
from diplo.calendar import Window
from diplo.language.entities import persons

Post = tuple[str, str, str]
"""An office, the state or organization whose it is, and the field of an envoy, which is empty for others."""


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time in a post. `certain` is empty, its ends crossed, where the table is too vague."""

    post: Post
    holder: str
    forms: tuple[str, ...]
    gender: str
    acting: bool
    possible: tuple[date, date]
    certain: tuple[date, date]

    def may_hold(self, days: Window) -> bool:
        """Whether the post may have been this holder's on any of these days."""
        return self.possible[0] <= _last(days) and _first(days) <= self.possible[1]

    def holds(self, days: Window) -> bool:
        """Whether the post was certainly this holder's on all of these days."""
        return self.certain[0] <= _first(days) and _last(days) <= self.certain[1]

    def is_named(self, name: str) -> bool:
        """Whether a name is the holder's whole name: in some spelling, with or without middle names."""
        if len(persons.words_of(name)) < 2:
            return names.fold(name) == names.fold(self.holder)
        key = names.spelling_key(name)
        return any(names.spelling_key(form) == key or _is_same(name, form) for form in self.forms if " " in form)

    def is_called(self, name: str) -> bool:
        """Whether a name is what the holder is called for short: the family name, or another that the table gives."""
        words = persons.words_of(name)
        if not words or self.is_named(name):
            return False
        whole = persons.words_of(self.holder)
        return (
            words == (persons.family_name(self.holder),)
            or whole[-len(words) :] == words
            or any(persons.words_of(form) == words for form in self.forms)
        )


def _is_same(name: str, form: str) -> bool:
    """Equal names, or given name and family name with other names between them in one of the two only."""
    words, whole = persons.words_of(name), persons.words_of(form)
    is_family_last = persons.family_name(form) == whole[-1]
    has_between = len(words) > 2 and len(whole) > 2
    ends_agree = (words[0], words[-1]) == (whole[0], whole[-1])
    return words == whole or (is_family_last and ends_agree and not has_between)


def holder(posts: Iterable[Post], windows: Iterable[Window], acting: bool = False) -> Term | None:
    """Who certainly held one of these posts on all of these days, while nobody else may have held any of them."""
    found = None
    for days in windows:
        possible = [term for post in posts for term in terms().get(post, ()) if term.may_hold(days)]
        certain = next((term for term in possible if term.holds(days) and term.acting == acting), None)
        if certain is None or len({term.holder for term in possible}) > 1:
            return None
        if found is not None and found.holder != certain.holder:
            return None
        found = certain
    return found


@cache
def terms() -> dict[Post, tuple[Term, ...]]:
    """All terms of each post, in the order of the table."""
    found: dict[Post, list[Term]] = defaultdict(list)
    for row in knowledge.table("entities/holders"):
        start, end = calendar.value_window(row["start"]), calendar.value_window(row["end"] or row["known"])
        if start is None or end is None:
            raise ValueError(f"data/entities/holders.tsv, {row['holder']}: a day, a month or a year is missing")
        post = (row["office"], row["of"], row["field"])
        found[post].append(
            Term(
                post,
                row["holder"],
                (row["holder"], *filter(None, row["aliases"].split(";"))),
                row["gender"],
                row["acting"] == "yes",
                (_first(start), _last(end) if row["end"] else date.max),
                (_last(start), _first(end)),
            )
        )
    return {post: tuple(held) for post, held in found.items()}


@cache
def posts_of(office: str) -> tuple[Post, ...]:
    """The posts of one office: of all prime ministers, of all envoys."""
    return tuple(post for post in terms() if post[0] == office)


def _first(days: Window) -> date:
    return days.earliest or date.min


def _last(days: Window) -> date:
    return days.latest or date.max

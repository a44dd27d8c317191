"""Which office words describe: "Russia's foreign minister", "the U.N. chief", "the former British prime minister".

All the words must be understood: an office as news names it, whose it is, and words that tell whether it is still held.
One word more ("deputy") makes it another office, and so none that is known here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Span, Token

from diplo import knowledge, names
from diplo.language import grammar
from diplo.language.entities import officeholders
from diplo.language.entities.officeholders import Post

When = Literal["former", "next", "acting", "now"]

_RANKS: tuple[When, ...] = ("former", "next", "acting", "now")
"""Of several such words the first of these counts: a "former acting president" is none."""
_LONGEST = 8
"""Words in the longest name of a state or organization looked up."""
_AGE = re.compile(r"\d+ year old ")
_PREPOSITIONS = frozenset({"of", "for", "to", "on", "in", "at"})


@dataclass(frozen=True, slots=True)
class Office:
    """What words say of an office. `names` are those that they may mean, `posts` those of them that the table has."""

    names: frozenset[str]
    of: str | None
    when: When
    posts: tuple[Post, ...]

    def may_be(self, other: Office) -> bool:
        """Whether both may be the same post, held at the same time."""
        is_same_state = self.of is None or other.of is None or self.of == other.of
        return is_same_state and (self.when == "former") == (other.when == "former") and bool(self.names & other.names)


def read(span: Span) -> Office | None:
    """The office that all words of a phrase describe; None where they describe none."""
    if any(token.tag_ == "PRP$" for token in span):
        return None
    bodies, words = _split(span)
    if len(bodies) > 2:
        return None
    when, words = _when(words)
    rows = _named().get(words, ())
    if not rows:
        return None
    posts = tuple(dict.fromkeys(post for row in rows for post in _posts(row, bodies)))
    return Office(frozenset(row["office"] for row in rows), _whose(bodies, posts), when, posts)


def phrase_of(noun: Token) -> Span:
    """A noun with all that says which office it is: "the president of the European Commission"."""
    phrase = grammar.phrase_of(noun)
    end, head = phrase.end, noun
    while complement := next((c for c in grammar.children(head, "nmod") if _continues(c, end)), None):
        end, head = complement.i + 1, complement
    return noun.doc[phrase.start : end]


def _continues(complement: Token, end: int) -> bool:
    return complement.left_edge.i == end and grammar.case(complement) in _PREPOSITIONS


def when_of(phrase: str) -> When | None:
    """What words beside an office say of it ("at the time"); None for other words."""
    return _whens().get(names.fold(phrase))


def _split(span: Span) -> tuple[list[str], str]:
    """The states and organizations that a phrase names, and its other words, folded, without articles."""
    bodies: list[str] = []
    words: list[str] = []
    i = 0
    while i < len(span):
        length, body = _body(span[i : i + _LONGEST])
        if body is not None:
            bodies.append(body)
            if words and words[-1] in _PREPOSITIONS:
                words.pop()
        elif span[i].tag_ not in {"DT", "POS"}:
            words += names.fold(span[i].text).split()
        i += length
    return bodies, " ".join(words)


def _body(span: Span) -> tuple[int, str | None]:
    """How many words of a phrase name a state or an organization at its beginning, and which."""
    if not span[0].text[0].isupper():
        return 1, None
    for length in range(len(span), 0, -1):
        text = span[:length].text
        found = _bodies().get(names.fold(text))
        # "WHO" is an organization and "Who" is none.
        if found is not None and (text.isupper() or not found[1]):
            return length, found[0]
    return 1, None


def _when(words: str) -> tuple[When, str]:
    """Takes the words off that tell whether an office is held, and an age."""
    found: list[When] = []
    words = _AGE.sub("", words)
    while beginning := next((form for form in _whens() if words.startswith(f"{form} ")), None):
        found.append(_whens()[beginning])
        words = words[len(beginning) + 1 :]
    return min(found, key=_RANKS.index, default="now"), words


def _posts(row: Mapping[str, str], bodies: list[str]) -> list[Post]:
    """The posts of the table that a row of words means beside these states and organizations."""
    if not bodies:
        return [post for post in officeholders.posts_of(row["office"]) if row["alone"] and post[1] == row["of"]]
    states = row["of"].split(";") if row["of"] else bodies[:1]
    field = bodies[1] if len(bodies) > 1 else ""
    # "The Pentagon chief" holds an office of the United States.
    whose = [bodies[0], _country(bodies[0])] if row["of"] else bodies[:1]
    posts = [(row["office"], of, field) for of in whose if bodies[0] in states]
    return [post for post in posts if post in officeholders.terms()][:1]


def _whose(bodies: list[str], posts: tuple[Post, ...]) -> str | None:
    return posts[0][1] if posts else bodies[0] if bodies else None


@cache
def _named() -> dict[str, tuple[Mapping[str, str], ...]]:
    """Rows of the table of offices by what news calls them."""
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in knowledge.table("entities/offices"):
        for words in row["words"].split(";"):
            found[names.fold(words)].append(row)
    return {words: tuple(rows) for words, rows in found.items()}


@cache
def _whens() -> dict[str, When]:
    rows = knowledge.table("entities/terms")
    return {names.fold(row["word"]): when for row in rows for when in _RANKS if when == row["term"]}


@cache
def _bodies() -> dict[str, tuple[str, bool]]:
    """Folded names and adjectives of states and organizations: whose they are, and whether they stand in capitals."""
    found = {}
    for table, columns in (
        ("entities/organizations", ("name", "aliases")),
        ("entities/countries", ("name", "aliases", "demonyms")),
    ):
        for row in knowledge.table(table):
            for form in (form for column in columns for form in row[column].split(";") if form):
                found[names.fold(form)] = (row["name"], form.isupper())
    return found


@cache
def _countries() -> dict[str, str]:
    return {row["name"]: row["country"] for row in knowledge.table("entities/organizations")}


def _country(body: str) -> str:
    return _countries().get(body, "")

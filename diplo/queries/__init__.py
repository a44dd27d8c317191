"""Questions to a base: each is one .sql file of this folder; `select` binds the filters and gives the rows.

**The line rule**: a line of SQL lives only if every parameter named on it was given, in a comment too. So a filter
is one line, and a line that ends in `-- :all` is there when `all` is. Nothing else of SQL is ever put together.
`select` always gives a :limit and `count` never, so that what is only counted is not put in order.
A line `-- part: NAME` stands for the lines of NAME.part.sql, which several questions share; after `-- part: NAME :all`
they live when `all` is there. The lines before
`-- shown` choose (the table `chosen`), those after it show. To add a question, add a file.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from diplo import database
from diplo.queries import matches as matches  # which makes SQLite give columns of matches as such

Row = dict[str, Any]
Words = Sequence[Sequence[str]]
"""For each word or phrase that is looked for those that will do: itself, and other forms of its words."""
Filter = str | int | Sequence[str] | Sequence[int] | Words | None

FOLDER = Path(__file__).parent
SEVERAL = frozenset(
    (
        "entities",
        "maybe",
        "not_person",
        "speakers",
        "hearers",
        "medium",
        "about",
        "place",
        "country",
        "kind",
        "type",
        "mode",
        "status",
        "source",
        "predicate",
        "author",
        "sentences",
    )
)
"""Filters that take several values; a single one may be given as it is."""

_NO_LIMIT = -1
_COUNT = "select count(*) from (select 1 from chosen limit :most)"
"""The limit, even if none, keeps SQLite from making one aggregate of it: there it does not leave out idle joins."""
_PARAMETER = re.compile(r"(?<![\w:]):([a-z_]+)")
_PART = re.compile(r"^-- part: (\w+)( :\w+)?$", re.MULTILINE)


def select(db: sqlite3.Connection, name: str, **filters: Filter) -> Iterator[Row]:
    """The rows that answer a question; a filter that is None or False does not filter; a limit of 0 is none.

    `words` are what a person typed, each searched for as it stands, or phrases with other forms of them. Entities are
    given by id. A filter that the question does not have raises TypeError, and a base that cannot be read
    DatabaseError.
    """
    paged = {**filters, "limit": filters.get("limit") or _NO_LIMIT}
    with database.clear_errors(database.path_of(db)):
        for row in db.execute(*_live(name, paged)):
            yield dict(row)


def count(db: sqlite3.Connection, name: str, most: int = _NO_LIMIT, **filters: Filter) -> int:
    """How many rows `select` gives without `limit` and `offset`, counted up to `most`."""
    everything = {key: value for key, value in filters.items() if key not in ("limit", "offset")}
    sql, given = _live(name, everything)
    chosen = sql.partition("-- shown")[0]
    with database.clear_errors(database.path_of(db)):
        return int(next(db.execute(chosen + _COUNT, given | {"most": most}))[0])


def fts_query(words: str | Words) -> str:
    """Words as a query for SQLite's full text: each as it stands, in any order, none with a meaning for FTS5.

    `Jong-un` is the phrase of its two parts. In a text, rather than phrases, parts in quotation marks are phrases.
    Signs that are no words are left out, as FTS5 does between words that only stand side by side; where nothing else
    is there the query finds nothing.
    """
    if isinstance(words, str):
        words = [[phrase or word] for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', words)]
    alike = [" OR ".join(map(_quoted, phrases)) for phrases in words]
    alone = " ".join(query for query, phrases in zip(alike, words, strict=True) if len(phrases) == 1)
    several = (f"({query})" for query, phrases in zip(alike, words, strict=True) if len(phrases) > 1)
    return " AND ".join(query for query in (alone, *several) if query) or '""'


def whole(sql: str) -> str:
    """The SQL with the parts that it names, and those that these name, in their places."""
    while _PART.search(sql):
        sql = _PART.sub(lambda part: _part(part[1], part[2]), sql)
    return sql


def _part(name: str, parameter: str | None) -> str:
    """The lines of a part, which live, if a parameter is named, only when that one is given, too."""
    lines = (FOLDER / f"{name}.part.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(f"{line} --{parameter}" if parameter else line for line in lines)


def _quoted(phrase: str) -> str:
    """The phrase as FTS5 has it, without what would end it, or could not be encoded."""
    inert = re.sub('["\0]', " ", phrase)
    return f'"{inert.encode("utf-8", "replace").decode()}"'


def _live(name: str, filters: dict[str, Filter]) -> tuple[str, Row]:
    """The living lines of a question and the values to bind."""
    given = {key: _bound(key, value) for key, value in filters.items() if value is not None and value is not False}
    sql = _question(name, frozenset(filters))
    return "\n".join(line for line in sql.splitlines() if given.keys() >= set(_PARAMETER.findall(line))), given


def _bound(name: str, value: Filter) -> str | int:
    """A value as SQLite takes it: several are a JSON list, and half characters that a shell let through are `?`."""
    if name in ("words", "common"):
        value = fts_query(value)  # type: ignore[arg-type]
    if name in SEVERAL or not isinstance(value, str | int):
        return json.dumps([value] if isinstance(value, str) else value)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


@cache
def _question(name: str, filters: frozenset[str]) -> str:
    """The SQL of a question: from the tallies where there is such a file and it has all the filters."""
    files = [path for path in (FOLDER / f"{name}.tallied.sql", FOLDER / f"{name}.sql") if path.exists()]
    unknown: frozenset[str] = frozenset()
    for path in files:
        sql = whole(path.read_text(encoding="utf-8"))
        unknown = filters - set(_PARAMETER.findall(sql))
        if not unknown:
            return sql
    raise TypeError(f"{name} has no filter {', '.join(sorted(unknown))}" if files else f"there is no question {name}")

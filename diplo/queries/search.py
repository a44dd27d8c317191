"""Words as a person types them: phrases to look for, their other forms, and which of them no quote has.

What a word is, and what its stem, SQLite's full text decides, here as in the base: in a table of its own in memory,
whose tokenizer stems (Porter's algorithm), for the few words of the base that begin alike. So quotes have one index,
of words as they stand, and other forms cost only those who ask for them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from difflib import get_close_matches
from functools import cache
from itertools import islice, product
from pathlib import Path

from diplo import database, knowledge, queries
from diplo.queries import Words

MANY = 20_000
"""In so many quotes the best match is looked for: half a second's work with ten times as many, and of little worth."""
SHORTEST = 3
"""Shorter words, such as the s of "Korea's", have no other forms."""
MOST_FORMS = 200
"""So many phrases at most that differ in the forms of their words."""
LIKE_ENOUGH = 0.8
"""How like, by difflib's ratio, a word must be to one that no quote has: a letter or two in ten."""

_SQL = database.statements(Path(__file__).with_name("search.sql"))
_MARKS = re.compile("[“”„‟«»″]")
_ENDS_OF_STEMS = "eily"
"""Letters in which a stem can end that not all of its forms have: deni, denied, deny; possibl, possibility."""
_BRITISH = re.compile("is(e|ed|er|ers|es|ing|ation|ations)$")


def phrases(typed: Sequence[str]) -> tuple[str, ...]:
    """What is looked for: words of one argument stand together, unless it has parts in quotation marks, which do.

    Where nothing is left there is one phrase that is found nowhere.
    """
    parts: list[str] = []
    for argument in typed:
        text = _MARKS.sub('"', argument)
        if '"' not in text.strip('"') or text.count('"') % 2:
            text = '"' + text.replace('"', " ") + '"'
        parts += (phrase or word for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', text))
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip())) or ("",)


def with_forms(db: sqlite3.Connection, words: Sequence[str]) -> Words:
    """Each phrase, and what else the quotes of the base have that differs from it in the forms of its words alone."""
    return [_forms_of_phrase(db, phrase, terms) for phrase, terms in zip(words, _terms("words", words), strict=True)]


def number(db: sqlite3.Connection, words: Words, most: int = MANY + 1) -> int:
    """How many quotes have all of them, counted up to `most`."""
    return int(next(db.execute(_SQL["number"], {"words": queries.fts_query(words), "most": most}))[0])


def nearest(db: sqlite3.Connection, word: str) -> list[str]:
    """Words of quotes that are spelt almost so, the likest first; they begin alike."""
    terms = next(_terms("words", [word]))
    if len(terms) != 1:
        return []
    return get_close_matches(terms[0], _beginning(db, terms[0][:3]), n=3, cutoff=LIKE_ENOUGH)


def has_words(phrase: str) -> bool:
    """Whether there is anything in it to look for, not only signs."""
    return bool(next(_terms("words", [phrase])))


def _forms_of_phrase(db: sqlite3.Connection, phrase: str, terms: Sequence[str]) -> Sequence[str]:
    if not terms:
        return [phrase]
    forms = (" ".join(words) for words in product(*(_forms(db, term) for term in terms)))
    return list(islice(forms, MOST_FORMS))


def _forms(db: sqlite3.Connection, term: str) -> list[str]:
    """A word, and the words of the base that are forms of it."""
    if len(term) < SHORTEST:
        return [term]
    (own,) = _stems([term])
    stems = {own}.union(*(kin for kin in _irregular() if own in kin))
    beginnings = {stem[:-1] if len(stem) > SHORTEST and stem[-1] in _ENDS_OF_STEMS else stem for stem in stems}
    alike = sorted({word for beginning in beginnings for word in _beginning(db, beginning)} - {term})
    return [term, *(word for word, stem in zip(alike, _stems(alike), strict=True) if stem in stems)]


def _beginning(db: sqlite3.Connection, beginning: str) -> list[str]:
    """All words of quotes that begin so."""
    return [row["term"] for row in db.execute(_SQL["beginning"], {"beginning": beginning})]


@cache
def _irregular() -> tuple[frozenset[str], ...]:
    """The stems of words that are forms of one another, though no rule says so."""
    rows = [row["forms"].split() for row in knowledge.table("quotes/forms")]
    stems = iter(_stems([word for row in rows for word in row]))
    return tuple(frozenset(islice(stems, len(row))) for row in rows)


def _stems(terms: Iterable[str]) -> Iterator[str]:
    """The stem of each; British spellings with -ise have those of -ize."""
    return ("".join(found) for found in _terms("stems", [_BRITISH.sub(r"iz\1", term) for term in terms]))


def _terms(what: str, texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """What full text makes of each text: its "words", folded, or their "stems"."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(_SQL[f"new_{what}"])
        memory.execute(_SQL["new_terms"])
        memory.executemany(_SQL["give"], enumerate(text.encode("utf-8", "replace").decode() for text in texts))
        found: dict[int, list[str]] = {}
        for row, term in memory.execute(_SQL["terms"]):
            found.setdefault(row, []).append(term)
    return (found.get(row, []) for row in range(len(texts)))

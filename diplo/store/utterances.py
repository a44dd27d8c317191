"""Utterances: the same words said once and reported by several texts, whoever they are given to.

Quotations that are the same words, directly or through others, are the core of an utterance. A few words that are a
part of others belong to these when all quotations they are a part of are of one utterance; otherwise nobody knows which
of them they repeat, and they stay by themselves. What is one utterance depends on the quotations in the base alone,
whichever came first; it bears the smallest number among them.

`likenesses` keeps which quotations are alike, both ways, so that texts need not be compared again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from diplo import database
from diplo.store.wording import CONVERSE, Likeness, Wording, likeness, wording

MOST = 500
"""Quotations that one print proposes: of an utterance with more reports the first to come stand for the others."""
LEAST = 2
"""Prints that two quotations share before they are compared."""

_SQL = database.statements(Path(__file__).with_name("utterances.sql"))


def join(db: sqlite3.Connection, quotes: Iterable[int]) -> None:
    """Finds the utterances of quotations whose rows were just written."""
    for number, mine in _read(db, quotes).items():
        if mine.is_told:
            _join(db, number, mine)


def leave(db: sqlite3.Connection, quotes: Iterable[int]) -> None:
    """Takes quotations out of their utterances, before their rows go."""
    read = _read(db, quotes)
    given = {"quotes": json.dumps(list(read))}
    left = [row["other"] for row in db.execute(_SQL["beside"], given)]
    for number, gone in read.items():
        db.executemany(_SQL["erase_print"], ({"hash": each, "quote": number} for each in gone.prints))
    for statement in ("erase_likenesses_of", "erase_likenesses", "stand_alone"):
        db.execute(_SQL[statement], given)
    _settle(db, left)


def _join(db: sqlite3.Connection, number: int, mine: Wording) -> None:
    proposed = Counter(
        row["quote"] for each in mine.prints for row in db.execute(_SQL["proposed"], {"hash": each, "most": MOST})
    )
    db.executemany(_SQL["keep_print"], ({"hash": each, "quote": number} for each in mine.prints))
    others = _read(db, (quote for quote, shared in proposed.items() if shared >= LEAST))
    found = {other: like for other, theirs in others.items() if (like := likeness(mine, theirs))}
    for one, other, like in ((number, other, like) for other, like in found.items()):
        db.execute(_SQL["keep_likeness"], {"one": one, "other": other, "likeness": like})
        db.execute(_SQL["keep_likeness"], {"one": other, "other": one, "likeness": CONVERSE[like]})
    if found and not _follow(db, number, found):
        _settle(db, [number])


def _follow(db: sqlite3.Connection, number: int, found: Mapping[int, Likeness]) -> bool:
    """Puts a quotation to the one utterance that it is a report of, if that is all that its coming changes."""
    rows = db.execute(_SQL["utterances"], {"quotes": json.dumps(list(found))}).fetchall()
    utterances = {row["utterance"] for row in rows}
    if set(found.values()) != {"same"} or len(utterances) > 1 or None in utterances or min(utterances) > number:
        return False
    db.execute(_SQL["give"], {"utterance": min(utterances), "quotes": json.dumps([number])})
    return True


def _settle(db: sqlite3.Connection, quotes: Iterable[int]) -> None:
    """Puts in order anew all quotations that are alike to these, directly or through others."""
    region = [row["quote"] for row in db.execute(_SQL["region"], {"quotes": json.dumps(list(quotes))})]
    given = {"quotes": json.dumps(region)}
    same: dict[int, set[int]] = defaultdict(set)
    wholes: dict[int, set[int]] = defaultdict(set)
    for row in db.execute(_SQL["likenesses"], given):
        if row["likeness"] == "same":
            same[row["one"]].add(row["other"])
        elif row["likeness"] == "part":
            wholes[row["one"]].add(row["other"])
    core = _components(region, same)
    of: dict[int, set[int]] = defaultdict(set)
    for part, others in wholes.items():
        of[core[part]] |= {core[other] for other in others}
    root = _with_parts(set(core.values()), of)
    reports: dict[int, list[int]] = defaultdict(list)
    for quote in sorted(region):
        reports[root[core[quote]]].append(quote)
    db.execute(_SQL["stand_alone"], given)
    for several in reports.values():
        if len(several) > 1:
            db.execute(_SQL["give"], {"utterance": several[0], "quotes": json.dumps(several)})


def _with_parts(cores: set[int], wholes: Mapping[int, set[int]]) -> dict[int, int]:
    """To what each core comes when those that are a part of one alone go to it, until there is none such.

    All that can go go at once, so that nothing depends on who is first.
    """
    root = {core: core for core in cores}
    waiting = {part: others - {part} for part, others in wholes.items()}
    while True:
        going = {
            part: target.pop()
            for part, others in waiting.items()
            if len(target := {root[other] for other in others} - {root[part]}) == 1
        }
        if not going:
            return root
        beside: dict[int, set[int]] = defaultdict(set)
        for part, whole in going.items():
            del waiting[part]
            beside[root[part]].add(whole)
            beside[whole].add(root[part])
        united = _components({*root.values()}, beside)
        root = {core: united[at] for core, at in root.items()}


def _components(nodes: Iterable[int], beside: Mapping[int, set[int]]) -> dict[int, int]:
    """The smallest node of those that each reaches."""
    found: dict[int, int] = {}
    for first in sorted(nodes):
        border = [] if first in found else [first]
        while border:
            one = border.pop()
            if one not in found:
                found[one] = first
                border += beside[one]
    return found


def _read(db: sqlite3.Connection, quotes: Iterable[int]) -> dict[int, Wording]:
    rows = db.execute(_SQL["wordings"], {"quotes": json.dumps(list(quotes))})
    return {row["number"]: wording(dict(row), row["text"], row["date"]) for row in rows}

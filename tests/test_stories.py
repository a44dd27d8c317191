"""Which documents are one story: by their texts alone, whichever came first and whatever has gone since."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import stories as benchmark
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo import database, queries, store
from diplo.records import Document
from diplo.store.stories import alike, sketch


def invented(seed: int, words: int = 120) -> str:
    """A text of invented words in sentences of twelve."""
    rng = Random(seed)
    made = ["".join(rng.choices("abdegilmnorstu", k=rng.randint(2, 8))) for _ in range(words)]
    return " ".join(f"{word}." if place % 12 == 11 else word for place, word in enumerate(made))


WIRE, OTHER = invented(1), invented(2)
CUT = " ".join(WIRE.split()[:70])
CREDITED = f"{WIRE.upper()} (Agencies)"
FURTHER = f"{invented(3, 24)} {CUT}"
BRIEF = "The envoy left Lisbon early."
PRINT = 838312481
"""What stands in bases for the one stretch of BRIEF."""
POOL = {
    "wire": WIRE,
    "cut": CUT,
    "credited": CREDITED,
    "further": FURTHER,
    "copy": WIRE,
    "other": OTHER,
    "edited": OTHER.replace(OTHER.split()[40], "else"),
    "brief": BRIEF,
    "briefly": BRIEF.upper(),
    "nothing": "",
    "still": "",
}
STORIES = [
    {"wire", "cut", "credited", "further", "copy"},
    {"other", "edited"},
    {"brief", "briefly"},
    {"nothing", "still"},
]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(database.write(tmp_path / "diplo.db")) as db:
        yield db


def save(db: sqlite3.Connection, ids: Iterable[str], **texts: str) -> None:
    list(store.save(db, [Document(id, texts.get(id, POOL.get(id, ""))) for id in ids]))


def found(db: sqlite3.Connection) -> set[frozenset[str]]:
    """The stories of a base, each named as the store has to: by the smallest number."""
    by_story: dict[int, set[str]] = {}
    for row in db.execute("select story, id from documents"):
        by_story.setdefault(row["story"], set()).add(row["id"])
    firsts = {
        row["story"]: row["first"]
        for row in db.execute("select story, min(number) as first from documents group by story")
    }
    assert all(story == first for story, first in firsts.items())
    return {frozenset(ids) for ids in by_story.values()}


def expected(ids: Iterable[str]) -> set[frozenset[str]]:
    there = set(ids)
    return {frozenset(story & there) for story in STORIES} - {frozenset()}


@pytest.mark.parametrize(
    "other",
    [
        OTHER,
        f"{OTHER} {' '.join(WIRE.split()[50:70])}",
        f"{invented(4)} {OTHER} {WIRE}",
        " ".join(reversed(WIRE.split())),
        " ".join(WIRE.split()[20:36]),
    ],
    ids=["another", "with a passage of it", "a digest", "the same words in another order", "a statement it quotes"],
)
def test_other_texts_are_not_alike(other: str) -> None:
    assert not alike(sketch(WIRE), sketch(other))
    assert not alike(sketch(other), sketch(WIRE))


def test_boilerplate_does_not_make_texts_alike() -> None:
    one, other = (invented(seed, 90) + benchmark.FOOTER for seed in (5, 6))
    assert not alike(sketch(one), sketch(other))


@pytest.mark.parametrize("other", [CUT, CREDITED, FURTHER])
def test_a_text_that_is_cut_credited_or_given_another_lead_is_alike(other: str) -> None:
    assert alike(sketch(WIRE), sketch(other))
    assert alike(sketch(other), sketch(WIRE))


@settings(max_examples=40, deadline=None)
@given(st.permutations(list(POOL)), st.lists(st.sampled_from(sorted(POOL)), max_size=6))
def test_stories_do_not_depend_on_the_order_in_which_documents_come_and_go(order: list[str], gone: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(database.write(Path(folder) / "diplo.db")) as db:
        save(db, order)
        assert found(db) == expected(POOL)
        for id in gone:
            if id in {row["id"] for row in db.execute("select id from documents")}:
                store.forget(db, id)
            else:
                save(db, [id])
        left = {row["id"] for row in db.execute("select id from documents")}
        assert found(db) == expected(left)
        assert not db.execute("pragma foreign_key_check").fetchall()


def test_a_story_falls_apart_when_what_held_it_together_goes(db: sqlite3.Connection) -> None:
    begin, end = invented(7, 80), invented(8, 80)
    texts = {"one": begin, "two": f"{begin} {end}", "three": f"{' '.join(begin.split()[50:])} {end}"}
    save(db, ["one", "three"], **texts)
    assert found(db) == {frozenset(["one"]), frozenset(["three"])}
    save(db, ["two"], **texts)
    assert found(db) == {frozenset(["one", "two", "three"])}
    store.forget(db, "two")
    assert found(db) == {frozenset(["one"]), frozenset(["three"])}


def test_an_edited_document_leaves_its_story_and_prints_leave_with_it(db: sqlite3.Connection) -> None:
    save(db, ["wire", "cut"])
    save(db, ["wire"], wire=OTHER)
    assert found(db) == {frozenset(["wire"]), frozenset(["cut"])}
    for id in ("wire", "cut"):
        store.forget(db, id)
    assert not db.execute("select * from prints").fetchall()


def test_documents_says_which_earlier_one_a_text_is_like(db: sqlite3.Connection) -> None:
    dated = [
        Document("later", CUT, date="2018-05-02"),
        Document("wire", WIRE, date="2018-05-01"),
        Document("copy", WIRE, date="2018-05-03"),
        Document("other", OTHER, date="2018-05-01"),
    ]
    list(store.save(db, dated))
    rows = {row["document"]: (row["copy of"], row["like"]) for row in queries.select(db, "documents")}
    assert rows == {"wire": (None, None), "other": (None, None), "later": (None, "wire"), "copy": ("wire", None)}


def test_the_hash_of_a_stretch_is_the_same_in_every_process() -> None:
    assert sorted(sketch(BRIEF).prints) == sorted(sketch(BRIEF.upper()).prints) == [PRINT]


def test_of_a_very_common_phrase_only_so_many_documents_are_looked_at(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diplo.store.stories.MOST", 3)
    texts = {f"{n}": f"{WIRE} {invented(n + 50, 10)}" for n in range(9)}
    save(db, texts, **texts)
    assert found(db) == {frozenset(texts)}
    assert len({replace(document, text="").id for document in store.documents(db)}) == 9

"""Which quotations are one utterance: by their words and days alone, whichever came first and whatever has gone."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_fixtures import Maker

from diplo import database, store
from diplo.records import Correction, Document
from diplo.store import corrections
from diplo.store.wording import Likeness, Wording, likeness, wording

WHOLE = (
    "Our delegation will sign the harbour treaty before winter, because every fisherman of Arvenna has waited nine"
    " years for these quiet waters."
)
MAY, LATER = "2018-05-03", "2021-05-03"


def words(text: str, day: str | None = MAY, kind: str = "direct") -> Wording:
    """The wording of a quotation that is all of a text, or its parts between bars."""
    spans, start = [], 0
    for part in text.split("|"):
        spans.append([start, start + len(part)])
        start += len(part) + 1
    row = {"quoted": json.dumps(spans), "spans": json.dumps(spans), "kind": kind}
    return wording(row, text, day)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will see what happens.", "We will see what happens."),
        ("Thank you very much for coming.", "Thank you very much for coming."),
        ("fishermen of Arvenna", WHOLE),
        ("every fisherman of Arvenna has a boat, a wife, and nine debts to pay back", WHOLE),
        ("Arvenna of fisherman every because winter before treaty harbour the sign", WHOLE),
        ("sign the [border accord] before winter", WHOLE),
    ],
    ids=["a commonplace", "thanks", "three words", "mostly others", "backwards", "two words and two words"],
)
def test_words_that_many_may_say_are_no_utterance(one: str, other: str) -> None:
    assert likeness(words(one), words(other)) is None


def test_few_words_years_apart_are_not_one_utterance() -> None:
    fragment = "sign the harbour treaty before winter"
    assert likeness(words(fragment), words(WHOLE, LATER)) is None
    assert likeness(words(fragment), words(fragment, LATER)) is None
    assert likeness(words(fragment, None), words(WHOLE)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WHOLE.upper(), "same"),
        (WHOLE.replace("because", "since"), "same"),
        (WHOLE.replace("Our delegation", "[We]").replace("these quiet waters", "[them]"), "same"),
        (
            "Our delegation will sign the harbour treaty before winter ... fisherman of Arvenna has waited nine years",
            "same",
        ),
        (
            "Our delegation will sign the harbour treaty before winter,|because every fisherman of Arvenna has waited",
            "same",
        ),
        ("sign the harbour treaty before winter", "part"),
        ("[S]ign the harbour treaty before winter", "part"),
    ],
)
def test_the_same_words_with_edits_are_one_utterance_and_few_of_them_a_part(text: str, expected: Likeness) -> None:
    assert likeness(words(text), words(WHOLE)) == expected
    assert likeness(words(WHOLE), words(text)) == {"same": "same", "part": "whole"}[expected]


def test_many_words_are_one_utterance_however_late_they_are_repeated() -> None:
    assert likeness(words(WHOLE), words(WHOLE, LATER)) == "same"
    assert likeness(words(WHOLE, None), words(WHOLE)) == "same"


def test_two_quoted_fragments_are_not_read_as_one() -> None:
    assert likeness(words("sign the harbour treaty|before every winter", kind="mixed"), words(WHOLE)) is None


def test_what_is_not_quoted_word_for_word_has_no_words_to_compare() -> None:
    row = {"quoted": "[]", "spans": f"[[0, {len(WHOLE)}]]", "kind": "mixed"}
    assert not wording(row, WHOLE, MAY).is_told
    assert wording(row | {"kind": "direct"}, WHOLE, MAY).is_told


def report(id: str, *quoted: str, day: str | None = MAY) -> Document:
    """A text in which somebody is quoted."""
    make = Maker(id, " ".join(f'Mara Lind said: "{each}" (so {id}{n}).' for n, each in enumerate(quoted)), day)
    lind = make.entity("person", "Mara Lind")
    for each in quoted:
        make.quote(each, lind, source="Mara Lind", cue="said", kind="direct")
    return make.document()


OTHER = WHOLE.replace("Our delegation", "My brother").replace(
    "because every fisherman of Arvenna has", "as his old goats have"
)
SHARED = "sign the harbour treaty before winter"
ELSE = "The northern railway reopens when two hundred engineers have inspected its frozen bridges, said the minister."
POOL = {
    "whole": [WHOLE],
    "reset": [WHOLE.upper()],
    "cut": ["sign the harbour treaty before winter, because every fisherman of Arvenna has waited"],
    "fragment": ["because every fisherman of Arvenna has waited"],
    "else": [ELSE],
    "elsewhere": [ELSE.replace("two", "three"), "We will see what happens."],
    "common": ["We will see what happens."],
    "twice": ["engineers have inspected its frozen bridges", WHOLE],
}
UTTERANCES = [
    {"whole.0", "reset.0", "cut.0", "fragment.0", "twice.1"},
    {"else.0", "elsewhere.0", "twice.0"},
]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(database.write(tmp_path / "diplo.db")) as db:
        yield db


def save(db: sqlite3.Connection, *documents: Document) -> None:
    assert {saved.outcome for saved in store.save(db, documents)} <= {"stored", "updated"}


def found(db: sqlite3.Connection) -> set[frozenset[str]]:
    """The utterances with several reports, each quotation by its document and its place there."""
    by_utterance: dict[int, set[str]] = {}
    rows = db.execute(
        "select utterance, quotes.number, documents.id,"
        " row_number() over (partition by document order by start) - 1 as nth"
        " from quotes join documents on documents.number = document order by quotes.number"
    )
    for row in rows:
        if row["utterance"] is not None:
            assert row["utterance"] in by_utterance or row["utterance"] == row["number"]
            by_utterance.setdefault(row["utterance"], set()).add(f"{row['id']}.{row['nth']}")
    assert all(len(quotes) > 1 for quotes in by_utterance.values())
    return {frozenset(quotes) for quotes in by_utterance.values()}


def expected(ids: Iterable[str]) -> set[frozenset[str]]:
    there = {f"{id}.{n}" for id in ids for n in range(len(POOL[id]))}
    return {frozenset(quotes & there) for quotes in UTTERANCES if len(quotes & there) > 1}


@settings(max_examples=40, deadline=None)
@given(st.permutations(list(POOL)), st.lists(st.sampled_from(sorted(POOL)), max_size=6))
def test_utterances_do_not_depend_on_the_order_in_which_texts_come_and_go(order: list[str], gone: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(database.write(Path(folder) / "diplo.db")) as db:
        for id in order:
            save(db, report(id, *POOL[id]))
        assert found(db) == expected(POOL)
        left = set(POOL)
        for id in gone:
            if id in left:
                store.forget(db, id)
            else:
                save(db, report(id, *POOL[id]))
            left ^= {id}
            assert found(db) == fresh(left)
        for id in left:
            store.forget(db, id)
        assert not db.execute("select * from quote_prints").fetchall()
        assert not db.execute("select * from likenesses").fetchall()


def fresh(ids: Iterable[str]) -> set[frozenset[str]]:
    with tempfile.TemporaryDirectory() as folder, closing(database.write(Path(folder) / "diplo.db")) as db:
        for id in sorted(ids):
            save(db, report(id, *POOL[id]))
        return found(db)


@pytest.mark.parametrize("order", [*permutations(("whole", "other", "shared"))])
def test_few_words_that_two_utterances_share_stand_by_themselves(
    db: sqlite3.Connection, order: tuple[str, ...]
) -> None:
    texts = {"whole": WHOLE, "other": OTHER, "shared": SHARED}
    for id in order:
        save(db, report(id, texts[id]))
    assert found(db) == set()
    store.forget(db, "other")
    assert found(db) == {frozenset(["whole.0", "shared.0"])}


def test_a_part_of_a_part_belongs_to_the_whole(db: sqlite3.Connection) -> None:
    save(db, report("fragment", SHARED), report("cut", f"Our delegation will {SHARED}"), report("whole", WHOLE))
    assert found(db) == {frozenset(["fragment.0", "cut.0", "whole.0"])}


def test_a_rejected_quotation_is_no_report_and_comes_back_when_that_is_undone(db: sqlite3.Connection) -> None:
    save(db, report("whole", WHOLE), report("reset", WHOLE.upper()), report("cut", *POOL["cut"]))
    (id,) = db.execute("select id from quotes order by number limit 1").fetchone()
    rejection = corrections.anchored(
        db, Correction("quote reject", id, {}, made="2018-06-01T00:00:00Z", author=None, reason=None)
    )
    corrections.judge(db, [rejection])
    assert found(db) == {frozenset(["reset.0", "cut.0"])}
    corrections.take_back(db, [rejection.id])
    assert found(db) == {frozenset(["whole.0", "reset.0", "cut.0"])}


def test_who_is_said_to_have_spoken_changes_no_utterance(db: sqlite3.Connection) -> None:
    save(db, report("whole", WHOLE), report("reset", WHOLE.upper()))
    (id,) = db.execute("select id from quotes order by number limit 1").fetchone()
    correction = corrections.anchored(
        db, Correction("quote set", id, {"speaker": None}, made="2018-06-01T00:00:00Z", author=None, reason=None)
    )
    corrections.judge(db, [correction])
    store.forget(db, "reset")
    assert found(db) == set()
    corrections.take_back(db, [correction.id])
    assert found(db) == set()

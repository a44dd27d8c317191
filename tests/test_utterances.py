"""Which quotations are one utterance: by their words and days alone, whichever came first and whatever has gone."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from conftest import run
from hypothesis import given, settings
from hypothesis import strategies as st
from store_fixtures import Maker

from diplo import database, queries, store
from diplo.queries import reported
from diplo.records import Correction, Document, Quote
from diplo.store import corrections
from diplo.store.wording import Likeness, Wording, likeness, wording

WHOLE = (
    "Our delegation will sign the harbour treaty before winter, because every fisherman of Arvenna has waited nine"
    " years for these quiet waters."
)
PLACE = {"document": 0, "start": 0, "end": 0}
MAY, LATER = "2018-05-03", "2021-05-03"


def words(text: str, day: str | None = MAY, kind: str = "direct") -> Wording:
    """The wording of a quotation that is all of a text, or its parts between bars."""
    spans, start = [], 0
    for part in text.split("|"):
        spans.append([start, start + len(part)])
        start += len(part) + 1
    row = {"quoted": json.dumps(spans), "spans": json.dumps(spans), "kind": kind} | PLACE
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


def test_words_within_the_words_of_another_quotation_are_no_second_report_of_it() -> None:
    outer, inner = (replace(words(WHOLE), place=place) for place in ((1, 0, 160), (1, 9, 150)))
    assert likeness(outer, inner) is None
    assert likeness(outer, replace(inner, place=(2, 9, 150))) == likeness(outer, replace(inner, place=(1, 200, 350)))
    assert likeness(outer, replace(inner, place=(2, 9, 150))) == "same"


def test_what_is_not_quoted_word_for_word_has_no_words_to_compare() -> None:
    row = {"quoted": "[]", "spans": f"[[0, {len(WHOLE)}]]", "kind": "mixed"} | PLACE
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
OTHER_WORDS = (
    "Two hundred goats crossed the frozen river, and nobody in the ministry counted them when they came back again."
)
NEW_WORDS = "Four secret archives burned in Dramir while the unpaid judges slept, and no diplomat has slept well since."
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


def test_a_quote_that_stands_alone_is_one_report(db: sqlite3.Connection) -> None:
    save(db, report("whole", WHOLE), report("else", ELSE))
    shown = reported.of(db, quote_of(db, "whole"))
    assert (shown["reports"], shown["independent"], len(shown["wordings"])) == (1, 1, 1)


def test_copies_and_edited_copies_of_one_text_are_one_source(db: sqlite3.Connection) -> None:
    wire = report("wire", WHOLE, ELSE)
    copy, edited = (replace(wire, id=id, source=id, date="2018-05-04") for id in ("copy", "edited"))
    edited = replace(edited, text=f"{edited.text} (Agencies)", quotes=requoted(edited, "edited"))
    save(db, wire, report("own", WHOLE.upper(), OTHER_WORDS, day="2018-05-05"), edited)
    list(store.save(db, [copy]))
    shown = reported.of(db, quote_of(db, "own"))
    assert (shown["reports"], shown["independent"]) == (4, 2)
    assert [(row["document"], row["copy of"], row["like"]) for row in shown["wordings"]] == [
        ("wire", None, None),
        ("copy", "wire", None),
        ("edited", None, "wire"),
        ("own", None, None),
    ]


def test_a_report_that_gives_the_words_to_another_speaker_is_told_from_the_others(db: sqlite3.Connection) -> None:
    other = Maker("other", f'Omar Haddad said: "{WHOLE}"', "2018-05-01")
    other.quote(WHOLE, other.entity("person", "Omar Haddad"), source="Omar Haddad", cue="said", kind="direct")
    save(db, report("one", WHOLE), report("two", WHOLE, ELSE), other.document())
    wordings = reported.of(db, quote_of(db, "one"))["wordings"]
    assert [(row["document"], row["speaker"], row["elsewhere"]) for row in wordings] == [
        ("other", "Omar Haddad", True),
        ("one", "Mara Lind", False),
        ("two", "Mara Lind", False),
    ]


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("We will sign it, today.", "we will sign it today"),
        ("We may sign it today", "We [will] {may} sign it today"),
        ("will sign … today", "~We will sign [it] today"),
        ("We will certainly sign it", "We will {certainly} sign it ~today"),
    ],
)
def test_a_wording_differs_by_words_left_out_put_in_or_not_quoted(said: str, drawn: str) -> None:
    signs = {"same": "{}", "left out": "[{}]", "put in": "{{{}}}", "not quoted": "~{}"}
    pieces = reported.pieces("We will sign it today", said)
    found = " ".join(signs[piece["change"]].format(piece["words"]) for piece in pieces)
    assert found.casefold().replace(",", "").replace(".", "") == drawn.casefold()


def test_what_lies_between_quoted_parts_is_not_quoted() -> None:
    pieces = reported.pieces("We will sign it today", "will sign … today", is_in_parts=True)
    assert [piece["change"] for piece in pieces] == ["not quoted", "same", "not quoted", "same"]


def quote_of(db: sqlite3.Connection, document: str) -> str:
    sql = "select quotes.id from quotes join documents on documents.number = document where documents.id = ? limit 1"
    return str(next(db.execute(sql, (document,)))["id"])


def requoted(document: Document, id: str) -> tuple[Quote, ...]:
    return tuple(replace(quote, id=f"{id}{quote.id}"[:12]) for quote in document.quotes)


def asked(db: sqlite3.Connection, **filters: Any) -> list[tuple[str, int, int]]:
    rows = queries.select(db, "quotes", once=True, **filters)
    return [(row["document"], row["reports"], row["independent"]) for row in rows]


def test_an_utterance_is_listed_once_by_its_earliest_report_that_passes_the_filters(db: sqlite3.Connection) -> None:
    late = report("late", f"Tell them: {WHOLE}", OTHER_WORDS, day="2018-05-09")
    save(db, late, report("first", WHOLE.upper(), NEW_WORDS, day="2018-05-01"), report("alone", ELSE))
    assert asked(db) == [("first", 2, 2), ("first", 1, 1), ("alone", 1, 1), ("late", 1, 1)]
    assert asked(db, since="2018-05-05") == [("late", 2, 2), ("late", 1, 1)]
    assert asked(db, words="tell fisherman") == [("late", 2, 2)]
    assert asked(db, common="fisherman", stepwise=True) == [("first", 2, 2)]
    assert asked(db, as_of="2018-05-04") == [("first", 1, 1), ("first", 1, 1), ("alone", 1, 1)]
    assert queries.count(db, "quotes", once=True) == 4
    assert queries.count(db, "quotes") == 5


def test_a_rebuild_and_a_renewal_find_the_same_stories_and_utterances(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    documents = [report(id, *POOL[id]) for id in POOL]
    with closing(database.write(path)) as db:
        save(db, *documents)
        before = found(db), stories(db)
        store.make_stale(db)
        list(store.save(db, reversed(documents)))
        assert (found(db), stories(db)) == before
        db.execute("pragma user_version = 1")
    assert store.renew(path)
    with closing(database.write(path)) as db:
        assert (found(db), stories(db)) == (set(), before[1])
        list(store.save(db, documents))
        assert (found(db), stories(db)) == before


def stories(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    rows = db.execute("select group_concat(id) as ids from (select * from documents order by id) group by story")
    return {tuple(row["ids"].split(",")) for row in rows}


def test_show_of_a_quote_prints_all_reports_where_they_differ_and_who_is_said_to_have_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPLO_DB", str(tmp_path / "diplo.db"))
    monkeypatch.setenv("COLUMNS", "100")
    other = Maker("other", f'Omar Haddad said: "{WHOLE.replace("winter", "summer")}"', "2018-05-05")
    said = WHOLE.replace("winter", "summer")
    other.quote(said, other.entity("person", "Omar Haddad"), source="Omar Haddad", cue="said", kind="direct")
    with closing(database.write(tmp_path / "diplo.db")) as db:
        save(
            db, report("one", WHOLE), report("two", SHARED, OTHER_WORDS, NEW_WORDS), other.document(), report("x", ELSE)
        )
        one, alone = quote_of(db, "one"), quote_of(db, "x")
    shown = run("show", one).stdout
    assert "3 reports, 3 independent; given to Mara Lind in 2, Omar Haddad in 1" in shown
    assert "attributed to Omar Haddad here" in shown
    assert "[-winter,-] {+summer,+}" in " ".join(shown.split())
    assert "… sign the harbour treaty before winter …" in " ".join(shown.split())
    assert [one["elsewhere"] for one in json.loads(run("show", one, "--json").stdout)[0]["wordings"]] == [
        False,
        False,
        True,
    ]
    assert "reports" not in run("show", alone).stdout

"""Verifying quotations: what are the same words, what differs, whose they are; and who is quoted how much."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import Result, run
from hypothesis import given, settings
from hypothesis import strategies as st
from store_fixtures import Maker, unread

from diplo import database, queries, store
from diplo.queries import verify
from diplo.queries.verify.words import are_same, typed, words_of
from diplo.records import Document

SPEECH = (
    "Harbour Minister Mara Voss spoke in Port Ellin on Monday. "
    '"We will not open the northern harbour," Voss, the minister of this and of that, said, "until the co-operation of '
    'all parties is certain." She left. '
    "The mayor, Tomas Brandt, said that the ferry would sail before winter. "
    "“It’s 1,000 tonnes a day, at 38.101 degrees,” Brandt added. "
    '"Nothing is lost," a senior official said. "The ferries sail." "Storms pass," the crowd sang.'
)
WIRE = '"We will never open the northern harbour until the cooperation of all parties is certain," Voss said in Ellin.'


def speech() -> Document:
    """A quote that its cue breaks, an indirect one, one of numbers, an unnamed source, and words in marks of nobody."""
    make = Maker("speech", SPEECH, "2019-03-04", "Gazette")
    voss = make.entity("person", "Mara Voss", "Voss")
    brandt = make.entity("person", "Tomas Brandt", "Brandt")
    official = make.unnamed("person", "a senior official")
    make.quote("We will not open the northern harbour,", voss, source="Voss", cue="said,", kind="direct")
    rest = make.span("until the co-operation of all parties is certain.")
    whole = make.found["quotes"][-1]
    spans = (*whole.spans, rest)
    make.found["quotes"][-1] = replace(whole, spans=spans, quoted=spans)
    make.quote("that the ferry would sail before winter", brandt, source="Brandt", cue="said that", kind="indirect")
    make.quote("It’s 1,000 tonnes a day, at 38.101 degrees,", brandt, source="Brandt", cue="added", kind="direct")
    make.quote("Nothing is lost,", official, source="a senior official", cue="said. ", kind="direct")
    make.found["quotes"][-1] = replace(make.found["quotes"][-1], unnamed=True)
    make.quote("The ferries sail.", None, source="official", cue="said. ", kind="direct")
    return make.document()


def wire() -> Document:
    """The same quotation with another word, later and from another outlet."""
    make = Maker("wire", WIRE, "2019-03-05", "Herald")
    voss = make.entity("person", "Voss", canonical="Mara Voss")
    words = "We will never open the northern harbour until the cooperation of all parties is certain,"
    make.quote(words, voss, source="Voss", cue="said", kind="direct")
    return make.document()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("verify") / "diplo.db"
    with closing(database.write(path)) as db:
        list(store.save(db, [speech(), wire(), unread(replace(speech(), id="speech-copy", source="Mirror"))]))
    return path


@pytest.fixture(scope="module")
def db(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(database.read(path)) as db:
        yield db


def verified(db: sqlite3.Connection, quotation: str, **filters: Any) -> list[tuple[str, str]]:
    """Verdict and document of each row."""
    return [(row["verdict"], row["document"]) for row in verify.verify(db, quotation, {}, **filters)]


def diff(row: dict[str, Any]) -> list[tuple[str, str]]:
    """All that differs in a row."""
    return [(p["change"], p["words"]) for p in row["pieces"] if p["change"] not in ("", "same", "between")]


def ask(path: Path, *arguments: str, stdin: bytes = b"") -> Result:
    return run("verify", *arguments, "--db", str(path), stdin=stdin)


# What is not there


@pytest.mark.parametrize("quotation", ["", " ", "...", "—", "“”", "[the mayor]", "(…)", "\0", "_", "*"])
def test_what_has_no_words_cannot_be_verified(db: sqlite3.Connection, path: Path, quotation: str) -> None:
    with pytest.raises(verify.NoWords):
        verify.verify(db, quotation, {})
    result = ask(path, quotation)
    assert (result.code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "quotation",
    [
        "harbours",
        "We will open a new school in the southern valley",
        "The northern route is not open to parties of tourists",
        "NEAR OR AND NOT",
        'xyzzy" OR "harbour',
        "ميناء الشمال مغلق",
        "a\0b",
    ],
)
def test_another_sentence_is_not_an_alteration(db: sqlite3.Connection, quotation: str) -> None:
    (row,) = verify.verify(db, quotation, {})
    assert (row["verdict"], row["document"], row["confirmed"]) == ("not found", None, False)
    assert row.keys() == verify.verify(db, "harbour", {})[0].keys()


def test_words_that_stand_too_far_apart_are_no_quotation_with_something_left_out(tmp_path: Path) -> None:
    text = f"Seals came early. {'Nobody counted them on the long shore. ' * 20}Whales came late."
    with closing(database.write(tmp_path / "diplo.db")) as db:
        list(store.save(db, [Maker("far", text, None).document()]))
        assert verified(db, "Seals came early ... Nobody counted them") == [("verbatim", "far")]
        assert verified(db, "Seals came early ... Whales came late")[0][0] != "verbatim"


def test_a_filter_leaves_out_other_documents(db: sqlite3.Connection) -> None:
    assert verified(db, "We will never open", source="Gazette") == [("altered", "speech")]
    assert verified(db, "We will never open", until="2019-03-03") == [("not found", None)]
    assert verified(db, "We will never open", since="2019-03-05") == [("verbatim", "wire")]
    assert verified(db, "We will not open", document="speech-copy") == [("verbatim", "speech")]


# What is altered


@pytest.mark.parametrize(
    ("quotation", "differences"),
    [
        ("We will open the northern harbour", [("left out", "not")]),
        ("Nothing is ever really lost", [("put in", "ever really")]),
        ("It's 1,000 tonnes a week, at 38.101 degrees", [("left out", "day,"), ("put in", "week")]),
        ("It's 100 tonnes a day, at 38.101 degrees", [("left out", "1,000"), ("put in", "100")]),
        ("It's -1,000 tonnes a day, at 38.101 degrees", [("left out", "1,000"), ("put in", "-1,000")]),
        ("It's 1,000 tonnes a day, at 38,101 degrees", [("left out", "38.101"), ("put in", "38,101")]),
        ("They will not open the northern harbour", [("left out", "We"), ("put in", "They")]),
        ("We will not open the northern harbor", [("left out", "harbour,"), ("put in", "harbor")]),
    ],
)
def test_whatever_differs_is_shown(db: sqlite3.Connection, quotation: str, differences: list[tuple[str, str]]) -> None:
    row = verify.verify(db, quotation, {}, document="speech")[0]
    assert (row["verdict"], diff(row)) == ("altered", differences)


@pytest.mark.parametrize(
    ("quotation", "note"),
    [
        ("We will open the northern harbour", "A NEGATION WAS LEFT OUT: “not”"),
        ("Storms do not pass us by", None),
        ("all parties aren't certain until the co-operation", None),
        ("until the co-operation of all parties isn't certain", "A NEGATION WAS PUT IN: “isn't”"),
        ("We will ... open the northern harbour", "THE WORDS LEFT OUT HOLD A NEGATION"),
        ("We will never open the northern harbour", None),
    ],
)
def test_a_changed_negation_leaps_to_the_eye(db: sqlite3.Connection, quotation: str, note: str | None) -> None:
    row = verify.verify(db, quotation, {}, document="speech")[0]
    assert [part for part in (row["note"] or "").split("; ") if "NEGATION" in part] == ([note] if note else [])


def test_of_a_negation_in_other_words_nothing_is_said(db: sqlite3.Connection) -> None:
    row = verify.verify(db, "We will not open the northern harbour", {}, document="wire")[0]
    assert diff(row) == [("left out", "never"), ("put in", "not")]
    assert not any(piece["negation"] for piece in row["pieces"])


# What is verbatim


@pytest.mark.parametrize(
    "quotation",
    [
        "we WILL not open the northern harbour",
        "We will not open the Northern Harbour until the cooperation of all parties is certain",
        "[W]e will not open",
        "We will not open the northern harbour ... all parties",
        "We will [never, ever] open",
        "It's 1000 tonnes a day at 38.101 degrees",
        "… open the northern harbour …",
        "Nothing\n is   lost",
    ],
)
def test_case_marks_hyphens_and_what_is_left_out_openly_do_not_count(db: sqlite3.Connection, quotation: str) -> None:
    rows = verify.verify(db, quotation, {}, document="speech")
    assert [(row["verdict"], row["document"], row["how"]) for row in rows] == [("verbatim", "speech", "quoted")]
    assert rows[0]["copies"] == ["speech-copy"]


def test_what_an_ellipsis_stands_for_is_shown(db: sqlite3.Connection) -> None:
    (row,) = verify.verify(db, "We will not open ... until the co-operation", {})
    ((change, words),) = diff(row)
    assert change == "omitted"
    assert words.startswith("the northern harbour")


def test_all_places_are_given_the_surest_and_oldest_first(db: sqlite3.Connection) -> None:
    assert verified(db, "the northern harbour") == [("verbatim", "speech"), ("verbatim", "wire")]
    assert verified(db, "harbour")[0] == ("verbatim", "speech")


@pytest.mark.parametrize(
    ("quotation", "how", "confirmed"),
    [
        ("We will not open", "quoted", True),
        ("the ferry would sail before winter", "reported", False),
        ("spoke in Port Ellin", "running text", False),
        ("Storms pass", "in marks", False),
        ("said that the ferry would sail", "partly quoted", False),
    ],
)
def test_words_in_marks_are_told_from_reports_and_running_text(
    db: sqlite3.Connection, quotation: str, how: str, confirmed: bool
) -> None:
    row = verify.verify(db, quotation, {})[0]
    assert (row["verdict"], row["how"], row["confirmed"]) == ("verbatim", how, confirmed)


def test_what_another_said_is_told_from_what_was_asked_for(path: Path) -> None:
    other = ask(path, "We will not open the northern harbour", "--speaker", "Brandt")
    assert other.code == 1
    assert "said by Mara Voss, not by Brandt" in other.stdout
    unnamed = ask(path, "Nothing is lost", "--speaker", "Brandt")
    assert unnamed.code == 1
    assert "a senior official" in unnamed.stdout
    assert "is not known" in unnamed.stdout
    assert ask(path, "We will not open the northern harbour", "--speaker", "Mara Voss").code == 0


def test_a_speaker_whom_nobody_knows_is_told_and_nothing_is_borne_out(path: Path) -> None:
    result = ask(path, "We will not open", "--speaker", "Tomas Brandtner")
    assert (result.code, result.stdout) == (1, "")
    assert "is called 'Tomas Brandtner'" in result.stderr


# The command


@pytest.mark.parametrize(("quotation", "code"), [("We will not open", 0), ("We will open", 1), ("xyzzy", 1)])
def test_the_exit_code_tells_whether_a_quotation_is_borne_out(path: Path, quotation: str, code: int) -> None:
    for form in ("--table", "--json", "--nl", "--csv", "--tsv"):
        result = ask(path, quotation, form)
        assert result.code == code
        assert result.stdout


def test_several_quotations_are_told_apart_by_their_lines(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "quotations.txt"
    file.write_text("We will not open\n\nxyzzy\n", encoding="utf-8")
    for result in (ask(path, "--file", str(file), "--json"), ask(path, "-", "--json", stdin=file.read_bytes())):
        rows = json.loads(result.stdout)
        assert [(row["line"], row["verdict"]) for row in rows] == [(1, "verbatim"), (3, "not found")]
        assert result.code == 1


@pytest.mark.parametrize("arguments", [(), ("We", "--file", "x"), ("--file", "/dev/null"), ("-",)])
def test_without_a_quotation_there_is_nothing_to_verify(path: Path, arguments: tuple[str, ...]) -> None:
    assert ask(path, *arguments).code == 2


def test_a_diff_is_read_without_colour(path: Path) -> None:
    assert "*We will* [-not-] {+surely+} *open the northern harbour,*" in ask(
        path, "We will surely open the northern harbour", "--document", "speech"
    ).stdout.replace("\n         ", " ")


# Words


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("not able", "notable", False),
        ("a part", "apart", False),
        ("it's", "its", False),
        ("co-operate", "cooperate", True),
        ("counter-terror-ism", "counterterrorism", True),
    ],
)
def test_only_a_hyphen_makes_one_word_of_two(one: str, other: str, expected: bool) -> None:
    assert are_same(words_of(one), words_of(other)) is expected
    assert are_same(words_of(other), words_of(one)) is expected


@given(st.text(max_size=200))
def test_every_word_stands_where_it_says(text: str) -> None:
    words = words_of(text)
    assert all(0 <= word.start < word.end <= len(text) and word.folded for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))
    typed(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60) | st.text("ab [](.…)-'\"*not ", max_size=60))
def test_whatever_is_typed_gets_a_verdict(path: Path, text: str) -> None:
    with closing(database.read(path)) as db:
        try:
            rows = verify.verify(db, text, {})
        except verify.NoWords:
            return
    assert rows
    assert all("".join(p["words"] for p in row["pieces"]) for row in rows)


@pytest.mark.parametrize("seed", range(8))
def test_any_run_of_words_of_a_text_is_verbatim(db: sqlite3.Connection, seed: int) -> None:
    pick = random.Random(seed)
    words = words_of(SPEECH)
    start = pick.randrange(len(words) - 3)
    end = pick.randrange(start + 1, len(words))
    rows = verify.verify(db, SPEECH[words[start].start : words[end].end], {})
    assert rows[0]["verdict"] == "verbatim"
    assert (words[start].start, words[end].end) in {(row["start"], row["end"]) for row in rows}


def test_two_thousand_words_are_verified(db: sqlite3.Connection) -> None:
    rows = verify.verify(db, " ".join([SPEECH, *(f"word{n}" for n in range(2000))]), {})
    assert rows[0]["verdict"] == "not found"


# Who is quoted how much


def sources(db: sqlite3.Connection, question: str = "sources", **filters: Any) -> list[tuple[Any, ...]]:
    return [(row["name"], row["quotes"], row["words"]) for row in queries.select(db, question, **filters)]


def test_who_is_quoted_is_counted_with_the_unnamed_and_the_unknown(db: sqlite3.Connection) -> None:
    rows = {row["name"]: row for row in queries.select(db, "sources", document="speech")}
    assert {name: row["known"] for name, row in rows.items()} == {
        "Mara Voss": "named",
        "Tomas Brandt": "named",
        "a senior official": "unnamed",
        "official": "unknown",
    }
    assert (rows["Tomas Brandt"]["direct"], rows["Tomas Brandt"]["indirect"]) == (1, 1)
    assert rows["Mara Voss"]["words"] == 15
    assert sum(row["share"] for row in rows.values()) == pytest.approx(100, abs=0.2)


def test_one_utterance_of_two_documents_counts_once(path: Path, tmp_path: Path) -> None:
    make = Maker("again", WIRE.replace("in Ellin", "again"), "2019-03-06", "Post")
    voss = make.entity("person", "Voss", canonical="Mara Voss")
    words = "We will never open the northern harbour until the cooperation of all parties is certain,"
    make.quote(words, voss, source="Voss", cue="said", kind="direct")
    with closing(database.write(tmp_path / "diplo.db")) as db:
        list(store.save(db, [wire(), make.document()]))
        assert [(row["quotes"], row["words"]) for row in queries.select(db, "sources")] == [(1, 15)]


def test_only_the_unnamed_are_listed_with_their_words(db: sqlite3.Connection) -> None:
    (row,) = queries.select(db, "unnamed")
    assert (row["name"], row["document"], row["sayings"]) == ("a senior official", "speech", ["Nothing is lost,"])


def test_sources_of_a_document_are_asked_for_by_its_name_once(path: Path) -> None:
    assert run("sources-of", "speech", "--document", "wire", "--db", str(path)).code == 2
    assert "Mara Voss" in run("sources-of", "wire", "--db", str(path)).stdout
    assert "senior official" in run("sources-of", "--unnamed", "--db", str(path)).stdout

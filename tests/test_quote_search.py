"""Searching quotes: what typed words find, in which order, where they stand, what is said of nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Result, run
from hypothesis import given
from hypothesis import strategies as st
from store_fixtures import Maker

from diplo import cli, database, queries, store
from diplo.queries import matches, search
from diplo.records import Document

SAID = {
    "salt": ("The envoys negotiated on salt and more salt.", "2020-01-03"),
    "accord": ("Korea’s envoys will negotiate a fish accord with President Zélenskyy.", "2020-01-02"),
    "denial": ("We met nobody; talks on fish or salt are off, and Jong-un NEAR Oslo said AND.", "2020-01-01"),
    "smile": ("Peace 🙂 at 38.101 degrees.", None),
}


def document(id: str, words: str, date: str | None) -> Document:
    """A sentence, a quotation of one line break, a sentence."""
    make = Maker(id, f"Rain fell on Oslo.\n\n“{words}” said Ana Duarte. Nobody replied.", date)
    duarte = make.entity("person", "Ana Duarte")
    make.quote(words, duarte, source="Ana Duarte", cue="said", kind="direct", speech=id != "smile")
    return make.document()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "diplo.db"
    with closing(database.write(path)) as db:
        list(store.save(db, [document(id, *said) for id, said in SAID.items()]))
    return path


@pytest.fixture(scope="module")
def db(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(database.read(path)) as db:
        yield db


@pytest.fixture
def ask(path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DIPLO_DB", str(path))
    return lambda *words: run("quotes", *words)


def found(result: Result) -> list[str]:
    return [row["document"] for row in json.loads(result.stdout)]


# Words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["fish", "coal"], []),
        (["salt fish"], []),
        (["fish or salt"], ["denial"]),
        (["“salt and more” envoys"], ["salt"]),
        (["Korea's"], ["accord"]),
        (["korea’s"], ["accord"]),
        (["koreas"], []),
        (["Zelenskyy"], ["accord"]),
        (["Ze\u0301lenskyy"], ["accord"]),
        (["Jong-un"], ["denial"]),
        (["Jong", "Un"], ["denial"]),
        (["38.101"], ["smile"]),
        (["38.1"], []),
        (["AND"], ["denial", "salt"]),
        (["fish", "NOT", "salt"], []),
        (["NEAR"], ["denial"]),
        (["NEAR(fish salt)"], []),
        (["fis*"], []),
        (["fish*"], ["accord", "denial"]),
        (["🙂"], ["smile"]),
        (["peace", "!?"], ["smile"]),
        (['"fish'], ["accord", "denial"]),
        (['fish"', '"accord'], ["accord"]),
        (["fish accord", "fish accord"], ["accord"]),
        (["!?"], []),
        (['"'], []),
        ([""], []),
    ],
)
def test_every_typed_word_means_itself(ask: Any, typed: list[str], expected: list[str]) -> None:
    assert sorted(found(ask(*typed, "--all", "--json"))) == expected


@given(st.lists(st.text()))
def test_nothing_that_is_typed_is_an_error(db: sqlite3.Connection, typed: list[str]) -> None:
    phrases = search.phrases(typed)
    for words in ([[phrase] for phrase in phrases], search.with_forms(db, phrases)):
        assert 0 <= search.number(db, words) <= len(SAID)


def test_very_much_may_be_typed(ask: Any) -> None:
    assert found(ask("salt " * 20_000, "--json")) == []
    assert found(ask(*(f"word{n}" for n in range(2000)), "--json")) == []
    assert found(ask(*["salt"] * 2000, "--json")) == ["salt", "denial"]


# Other forms


@pytest.mark.parametrize(
    ("typed", "plain", "near"),
    [
        ("negotiate", ["accord"], ["accord", "salt"]),
        ("negotiations", [], ["accord", "salt"]),
        ("meet", [], ["denial"]),
        ("says", [], ["denial"]),
        ("envoy", [], ["accord", "salt"]),
        ("fish accords", [], ["accord"]),
        ("accords fish", [], []),
        ("off", ["denial"], ["denial"]),
        ("off-ice", [], []),
        ("negation", [], []),
        ("🙂", ["smile"], ["smile"]),
    ],
)
def test_near_finds_other_forms_of_words(ask: Any, typed: str, plain: list[str], near: list[str]) -> None:
    assert sorted(found(ask(typed, "--all", "--json"))) == plain
    assert sorted(found(ask(typed, "--all", "--near", "--json"))) == near


def test_spellings_of_one_word_are_forms_of_it(db: sqlite3.Connection) -> None:
    assert list(search._stems(["recognise", "organisations", "rise"])) == list(
        search._stems(["recognize", "organizations", "rize"])
    )
    assert next(search._stems(["promise"])) != next(search._stems(["premise"]))


# Order


def test_the_best_match_comes_first_and_without_words_the_first_day(ask: Any) -> None:
    assert found(ask("salt", "--json")) == ["salt", "denial"]
    assert found(ask("salt", "--by", "day", "--json")) == ["denial", "salt"]
    assert found(ask("--all", "--json")) == ["denial", "accord", "salt", "smile"]


def test_words_of_very_many_quotes_go_by_day_unless_the_best_are_wanted(
    ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MANY", 1)
    result = ask("salt", "--json")
    assert found(result) == ["denial", "salt"]
    assert result.stderr == "More than 1 quotes have “salt”: these go by day; `--by match` looks for the best.\n"
    assert found(ask("salt", "--by", "match", "--json")) == ["salt", "denial"]
    assert found(ask("salt", "--speaker", "Duarte", "--json")) == ["denial", "salt"]
    assert ask("salt", "--limit", "1").stderr.endswith("\nMore: `--limit 0` shows all, `--offset 1` the next.\n")
    assert json.loads(ask("salt", "--json").stdout)[1]["matches"] == [[46, 50], [60, 64]]


@pytest.mark.parametrize(
    "how", [{"words": "salt", "best": True}, {"common": "salt", "stepwise": True}, {"words": "salt"}]
)
def test_pages_of_a_search_put_together_are_the_whole(db: sqlite3.Connection, how: dict[str, Any]) -> None:
    whole = [row["id"] for row in queries.select(db, "quotes", **how)]
    pages = [row["id"] for at in range(3) for row in queries.select(db, "quotes", **how, limit=1, offset=at)]
    assert pages == whole
    assert len(whole) == queries.count(db, "quotes", **how) == 2
    assert queries.count(db, "quotes", most=1, **how) == 1


def test_near_and_best_match_need_words(ask: Any) -> None:
    for option in (["--near"], ["--by", "match"]):
        assert ask(*option).code == cli.USAGE
    assert found(ask("--by", "day", "--json")) == ["denial", "accord", "salt"]


# Matches


def test_matches_are_offsets_of_the_document(ask: Any, db: sqlite3.Connection) -> None:
    for typed in ("salt", "Korea's", "Jong-un", "envoys negotiated"):
        for row in json.loads(ask(typed, "--json").stdout):
            text = next(db.execute("select text from documents where id = ?", [row["document"]]))["text"]
            assert row["matches"]
            for start, end in row["matches"]:
                assert text[start:end].lower().replace("’", "'") == typed.lower()


def test_without_words_there_are_no_matches(ask: Any) -> None:
    assert [row["matches"] for row in json.loads(ask("--json").stdout)] == [[], [], []]


def test_a_match_over_a_joint_or_a_line_break_stands_where_its_parts_stand() -> None:
    text = 'x "no\n\n  salt" he said "at all”" y'
    spans = [(3, 13), (24, 30)]
    marked = f"no {matches.OPEN}salt … at{matches.CLOSE} all”"
    there = matches.found(marked, spans, 3, text[3:30])
    assert [text[start:end] for start, end in there] == ["salt", "at"]
    assert ["no salt … at all”"[start:end] for start, end in there.within] == ["salt … at"]


@given(st.lists(st.text("ab \n…", min_size=1), min_size=1, max_size=4), st.integers(0, 30), st.integers(0, 30))
def test_matches_are_within_the_spans(parts: list[str], start: int, end: int) -> None:
    text, spans = "", []
    for part in parts:
        spans.append((len(text), len(text) + len(part)))
        text += f"{part}|"
    said = matches.JOINT.join(" ".join(part.split()) for part in parts)
    marked = f"{said[:start]}{matches.OPEN}{said[start:end]}{matches.CLOSE}{said[max(start, end) :]}"
    for first, last in matches.found(marked, spans, 0, text):
        assert any(begin <= first < last <= stop for begin, stop in spans)


def test_matches_stand_out_only_where_there_is_colour(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ask("salt", "--limit", "1")
    assert "“The envoys negotiated on salt and more salt.”" in plain.stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "on \x1b[1;33msalt\x1b[0m and more \x1b[1;33msalt\x1b[0m." in ask("salt", "--limit", "1").stdout


# Context


def test_context_is_the_sentences_around(ask: Any) -> None:
    (row,) = json.loads(ask("accord", "--context", "1", "--json").stdout)
    assert row["before"] == "Rain fell on Oslo."
    assert row["passage"].startswith("“Korea’s envoys")
    assert row["after"] == "Nobody replied."
    assert "before" not in json.loads(ask("accord", "--json").stdout)[0]


def test_context_ends_with_the_document(ask: Any) -> None:
    (row,) = json.loads(ask("accord", "--context", "99", "--json").stdout)
    assert (row["before"], row["after"]) == ("Rain fell on Oslo.", "Nobody replied.")
    assert ask("accord", "--context", "0").code == cli.USAGE


def test_a_table_shows_context_with_the_quote_standing_out(ask: Any) -> None:
    shown = [line.strip() for line in ask("salt", "--context", "1", "--limit", "1").stdout.splitlines()]
    assert shown[3:] == [
        "Rain fell on Oslo.",
        "“*The envoys negotiated on salt and more salt.*” said Ana Duarte.",
        "Nobody replied.",
    ]


# Speech and thoughts


def test_thoughts_are_left_out_or_added_or_alone(ask: Any) -> None:
    assert len(found(ask("--json"))) == 3
    assert len(found(ask("--all", "--json"))) == 4
    assert found(ask("--mental", "--json")) == ["smile"]
    assert ask("--all", "--mental").code == cli.USAGE


# Nothing found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["accords"], "No quote has “accords”; `--near` finds 1."),
        (["negotiatd"], "No quote has “negotiatd”; some have “negotiated” and “negotiate”."),
        (["zebra"], "No quote has “zebra”."),
        (["zebra", "--near"], "No quote has “zebra”."),
        (["salt", "accord"], "No quote has all of these words: “salt” is in 2, “accord” is in 1."),
        (["!?"], "In “!?” there is no letter or digit to look for."),
        ([""], "In “” there is no letter or digit to look for."),
        (["salt", "--since", "2021"], "2 quotes have “salt”, but none as the options ask."),
        (
            ["peace"],
            "1 quote has “peace”, but none as the options ask; `--all` finds 1 in what people hope, think or want.",
        ),
        (["--since", "2021"], "No quote is as the options ask."),
    ],
)
def test_what_was_looked_for_in_vain_is_said_in_a_sentence(ask: Any, typed: list[str], said: str) -> None:
    result = ask(*typed)
    assert (result.stdout, result.stderr.strip(), result.code) == ("", said, cli.DONE)


def test_rows_that_a_table_leaves_out_are_counted_up_to_what_matters(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask("--limit", "1").stderr == "2 more: `--limit 0` shows all, `--offset 1` the next.\n"
    assert ask("--limit", "3").stderr == ""
    monkeypatch.setattr("diplo.cli.answer.MOST_COUNTED", 1)
    assert ask("--limit", "1").stderr.startswith("More than 1 more: ")

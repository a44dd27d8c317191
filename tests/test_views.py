"""What a reader sees: safe text, honest days, tables that fit, and formats that programs read."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from diplo import views
from diplo.views import cells, columns, days, explanation, layouts, sections, table
from diplo.views.text import Mark, Piece, cell_text, cut, plain, plain_lines, shortened

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def event(**given: Any) -> dict[str, Any]:
    """A row of a timeline."""
    sentence = given.get("sentence", "Ana Ray met Bo Lee in Oslo.")
    trigger = given.get("trigger", "met")
    start = sentence.index(trigger)
    return {
        "id": "abcdefghijkl",
        "earliest": "2018-05-31",
        "latest": "2018-05-31",
        "dated_by": "stated",
        "after": None,
        "then": 0,
        "status": "happened",
        "type": "CONSULT",
        "mode": None,
        "cameo": "040",
        "asserted_by": None,
        "asserter": None,
        "trigger": trigger,
        "trigger_start": 100 + start,
        "trigger_end": 100 + start + len(trigger),
        "who": "Ana Ray, Bo Lee",
        "participants": ["Ana Ray", "Bo Lee"],
        "place": "Oslo",
        "reports": 1,
        "independent": 1,
        "said": None,
        "written": "2018-06-01",
        "source": None,
        "document": "a.txt",
        "sentence": sentence,
        "sentence_start": 100,
    } | given


def shown(form: str, *rows: dict[str, Any], **look: Any) -> str:
    out = io.StringIO()
    views.show(rows, form, out, views.Look("timeline", **look))
    return out.getvalue()


# Text


@pytest.mark.parametrize("text", ["Plain words.", "É, ü, 文 and “quotes”", "[bold]not markup[/bold]"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


@given(st.text())
def test_nothing_in_a_text_steers_the_terminal(text: str) -> None:
    assert not STEERING.search(plain(text))
    assert "\n" not in plain(text)
    assert not STEERING.search(plain_lines(text))


def test_a_mark_outside_the_text_marks_nothing() -> None:
    assert cut("three words here", [Mark(50, 60, "trigger"), Mark(0, 0, "trigger")]) == (Piece("three words here"),)


def test_of_overlapping_marks_the_first_stays() -> None:
    assert cut("Ann met Bo", [Mark(0, 7, "words"), Mark(4, 7, "trigger")]) == (Piece("Ann met", "words"), Piece(" Bo"))


@given(st.text(st.characters(categories=["L", "Nd"], include_characters=" ")), st.integers(0, 90), st.integers(0, 90))
def test_cutting_loses_no_words(text: str, start: int, end: int) -> None:
    assert cell_text(cut(text, [Mark(start, end, "trigger")])) == plain(text)


def test_a_short_sentence_is_not_shortened() -> None:
    pieces = cut("Ann met Bo.", [Mark(4, 7, "trigger")])
    assert shortened(pieces, 11) == pieces


@given(
    st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=60), st.integers(0, 59), st.integers(24, 80)
)
def test_a_shortened_sentence_keeps_its_trigger_and_fits(words: list[str], at: int, room: int) -> None:
    at = min(at, len(words) - 1)
    text = " ".join(words)
    start = len(" ".join(words[:at])) + (at > 0)
    pieces = shortened(cut(text, [Mark(start, start + len(words[at]), "trigger")]), room)
    assert Piece(words[at], "trigger") in pieces
    assert len(cell_text(pieces)) <= room + 2
    assert cell_text(pieces).strip("…") in text


@given(
    st.lists(st.text("abc", min_size=1, max_size=9), min_size=5, max_size=90),
    st.sets(st.integers(0, 89), min_size=2, max_size=3),
)
def test_a_shortened_text_keeps_all_matches_for_which_there_is_room(words: list[str], places: set[int]) -> None:
    text = " ".join(words)
    starts = {at: len(" ".join(words[:at])) + (at > 0) for at in places if at < len(words)}
    pieces = shortened(cut(text, [Mark(start, start + len(words[at]), "match") for at, start in starts.items()]), 150)
    assert [piece.text for piece in pieces if piece.style] == [words[at] for at in sorted(starts)]
    assert len(cell_text(pieces)) <= 152
    for part in cell_text(pieces).split("…"):
        assert part.strip() in text


def test_of_more_matches_than_there_is_room_for_the_first_stay() -> None:
    text = "peace " + "and so on " * 9
    pieces = shortened(cut(text * 9, [Mark(len(text) * n, len(text) * n + 5, "match") for n in range(9)]), 80)
    assert [piece.text for piece in pieces if piece.style] == ["peace", "peace"]


def test_words_around_a_quote_are_no_mark_to_be_kept() -> None:
    pieces = shortened((Piece("so " * 90, "around"), Piece("peace", "own"), Piece(" on" * 90, "around")), 60)
    assert Piece("peace", "own") in pieces


# Days


@pytest.mark.parametrize(
    ("earliest", "latest", "drawn"),
    [
        (None, None, None),
        ("2018-05-31", "2018-05-31", "2018-05-31"),
        ("2018-05-01", "2018-05-31", "2018-05"),
        ("2018-02-01", "2018-02-28", "2018-02"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2017-01-01", "2018-12-31", "2017..2018"),
        ("2018-04-01", "2018-06-30", "Q2 2018"),
        ("2018-05-21", "2018-05-31", "late May 2018"),
        ("2018-05-21", "2018-05-27", "2018-05-21..27"),
        ("2018-05-28", "2018-06-03", "2018-05-28..06-03"),
        ("2017-12-25", "2018-01-07", "2017-12-25..2018-01-07"),
        ("2018-05-01", "2018-05-30", "2018-05-01..30"),
        (None, "2018-05-31", "..2018-05-31"),
        ("2018-05-31", None, "2018-05-31.."),
    ],
)
def test_a_window_is_drawn_as_precisely_as_it_is_known(
    earliest: str | None, latest: str | None, drawn: str | None
) -> None:
    assert days.window(earliest, latest) == drawn


@pytest.mark.parametrize(
    ("given_", "drawn"),
    [
        ({"earliest": None, "latest": None, "written": None}, "undated"),
        ({"earliest": None, "latest": None, "status": "cancelled"}, "undated"),
        ({"earliest": None, "latest": None}, "by 1 Jun 2018"),
        ({"earliest": None, "latest": None, "status": "planned"}, "after 1 Jun 2018"),
        ({"dated_by": "narrative"}, "~2018-05-31"),
        ({}, "2018-05-31"),
    ],
)
def test_the_day_of_an_event_says_how_it_is_known(given_: dict[str, Any], drawn: str) -> None:
    assert days.event_day(event(**given_)) == drawn


@pytest.mark.parametrize(("then", "drawn"), [(0, "2018-05-31 "), (1, "then 2018-05-31 ")])
def test_then_stands_only_where_the_row_above_is_known_to_come_first(then: int, drawn: str) -> None:
    assert shown("table", event(then=then), headers=False).startswith(drawn)


# Formats for programs


def test_no_rows_are_an_empty_list() -> None:
    assert json.loads(shown("json")) == []
    assert shown("nl") == shown("csv") == shown("table") == shown("fmt") == ""


def test_json_gives_rows_back_whole() -> None:
    rows = [event(sentence="Ana met\u202e B\x9bo.", id=str(n)) for n in range(3)]
    assert json.loads(shown("json", *rows)) == rows
    assert [json.loads(line) for line in shown("nl", *rows).splitlines()] == rows


def test_json_on_a_terminal_holds_no_control_codes() -> None:
    assert not STEERING.search(shown("json", event(sentence="Ana met\x1b[31m\u202e B\x9bo.")))


def test_json_keeps_what_no_stream_can_write() -> None:
    assert "\\ud800" in shown("json", event(sentence="met \ud800"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@me", " =1"])
def test_a_cell_is_no_formula(text: str) -> None:
    [row] = csv.DictReader(io.StringIO(shown("csv", event(place=text))))
    assert row["place"] == f"'{plain(text)}"


def test_numbers_in_csv_stay_numbers() -> None:
    [row] = csv.DictReader(io.StringIO(shown("csv", event(trigger_start=-5))))
    assert row["trigger_start"] == "-5"


def test_lists_in_csv_are_joined_and_null_is_empty() -> None:
    [row] = csv.DictReader(io.StringIO(shown("csv", event())))
    assert row["participants"] == "Ana Ray; Bo Lee"
    assert row["mode"] == ""


def test_spans_in_csv_are_pairs() -> None:
    assert columns.joined([[1, 5], [8, 9]]) == "1-5; 8-9"


def test_tsv_parts_cells_with_tabs_that_no_text_holds() -> None:
    lines = shown("tsv", event(sentence="Ana\tmet\nBo")).splitlines()
    assert [len(line.split("	")) for line in lines] == [26, 26]


def test_headings_can_be_left_out() -> None:
    assert shown("csv", event(), columns=("id",), headers=False) == "abcdefghijkl\n"
    assert "status" not in shown("table", event(), headers=False)
    assert "status" not in shown("fmt", event(), headers=False)


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(views.UnknownColumn, match="choose from date, event"):
        shown("csv", event(), columns=("speaker",))
    with pytest.raises(views.UnknownColumn):
        shown("table", event(), columns=("speaker",))


def test_columns_of_the_table_are_there_in_csv_too() -> None:
    assert shown("csv", event(), columns=("date", "what"), headers=False) == "2018-05-31,Ana Ray met Bo Lee in Oslo.\n"


def test_rows_are_written_as_they_come() -> None:
    out = io.StringIO()

    def rows() -> Any:
        yield event(id="first")
        assert "first" in out.getvalue()
        yield event(id="second")

    for form in views.FORMATS.keys() - views.DRAWN:
        out.truncate(0)
        views.show(rows(), form, out, views.Look("timeline"))
        assert "second" in out.getvalue()


# Tables


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("question", sorted(layouts.LAYOUTS))
def test_a_table_fits_the_terminal(question: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    long = "a rather long name of somebody or something"
    texts = (
        "name role object predicate source document title speaker cue words value rule other turn dispute says sources"
        " hearer addressee said"
    )
    row: dict[str, Any] = dict.fromkeys(texts.split(), long)
    row |= event(
        participants=[long] * 3, place=long, type="COOPERATE", mode="multilateral", sentence=f"{long} met {long}."
    )
    row |= {
        "kind": "quote" if question == "changed_findings" else "direct",
        "speech": 1,
        "unnamed": 0,
        "within": "k3f9aa",
        "reported by": long,
        "medium": "news conference",
        "events": 12,
        "quotes": 4,
        "met": 3,
        "mentions": 30,
        "documents": 7,
        "first": "2017-03-02",
        "last": "2018-04-20",
        "names it": 0,
        "begin": "stated",
        "end": "reported",
        "over by": "2018-06-01",
        "ahead on": None,
        "holds": "future",
        "date from": "file name",
        "source words": long,
        "copy of": long,
        "like": long,
        "reports": 12,
        "independent": 3,
        "elsewhere": True,
        "notes": [long] * 3,
        "set": {"date": {"earliest": "2018-05-03", "latest": "2018-05-09"}, "person": [{"id": "x", "name": long}] * 3},
    }
    row |= {"start": 0, "end": 3, "verdict": "altered", "how": "partly quoted", "known": "described", "share": 12.5}
    row |= {"direct": 3, "mixed": 2, "indirect": 10, "line": 12}
    row |= {"sayings": [long, long], "change": "altered", "fields": [], "of": long, "sentence_start": 0}
    row["pieces"] = [{"change": change, "words": long, "negation": False} for change in ("", "same", "put in")]
    names = "gap words note author judgement reason state what field before after day"
    row |= dict.fromkeys(names.split(), long)
    out = io.StringIO()
    views.show([row], "table", out, views.Look(question))
    assert max(map(len, out.getvalue().splitlines())) <= width


@given(st.integers(20, 200), st.text(max_size=300), st.integers(0, 3))
def test_the_head_of_a_dossier_fits_the_terminal(width: int, name: str, number: int) -> None:
    out = io.StringIO()
    empty: dict[str, list[Any]] = {key: [] for _, key, _ in sections._OF_ONE}
    head = {"id": "abcdefghijkl", "kind": "person", "role": None, "first": "2018-05-28", "last": "2018-06-10"}
    counts = dict.fromkeys(("mentions", "documents", "events", "quotes"), number)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("COLUMNS", str(width))
        sections.show_dossier(head | counts | empty | {"name": name, "names": []}, out)
    lines = out.getvalue().splitlines()
    assert all(Text(line).cell_len <= width for line in lines)
    assert not STEERING.search("".join(lines))


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ({"begin": "reported", "end": "reported"}, "reported"),
        ({"begin": "stated", "end": "reported"}, "start stated, end reported"),
        ({"begin": "stated"}, "start stated"),
        ({"end": "stated", "over by": "2018-06-01"}, "end stated; over by 2018-06-01"),
        ({"over by": "2018-06-01"}, "over by 2018-06-01"),
        ({"ahead on": "2018-06-01"}, "still ahead on 2018-06-01"),
        ({}, ""),
    ],
)
def test_a_fact_says_how_its_days_are_known(given: dict[str, str], known: str) -> None:
    row = dict.fromkeys(("begin", "end", "over by", "ahead on")) | given
    assert cell_text(cells.known(row)) == known


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"object": "president", "other": "Chad"}, "president, Chad"),
        ({"object": "president of Chad", "other": "Chad", "names it": 1}, "president of Chad"),
        ({"object": "sister", "other": "Omar Haddad", "predicate": "kin"}, "sister of Omar Haddad"),
        ({"object": "62", "predicate": "age"}, "62"),
        ({"object": "ruling party", "other": "the ruling party", "predicate": "member"}, "ruling party"),
    ],
)
def test_a_role_shows_its_country_where_its_words_do_not(given: dict[str, Any], words: str) -> None:
    assert cell_text(cells.object({"predicate": "role", "other": None, "names it": 0} | given)) == words


def test_a_table_leaves_out_columns_that_say_nothing() -> None:
    assert "place" not in shown("table", event(place=None))
    assert "place" in shown("table", event(place=None), columns=("id", "place"))


def test_ids_are_as_long_as_they_must_be_to_differ() -> None:
    text = shown("table", event(id="abcdefghijkl"), event(id="abcdefgxxxxx"))
    assert re.findall(r"abc\w+", text) == ["abcdefgh", "abcdefgx"]
    assert re.findall(r"abc\w+", shown("table", event())) == ["abcdef"]


def test_what_did_not_happen_stands_out_without_colour() -> None:
    assert "CANCELLED" in shown("table", event(status="cancelled"))


def test_without_styles_the_trigger_stands_between_asterisks() -> None:
    assert "Ana Ray *met* Bo Lee in Oslo." in shown("table", event())


def test_in_colour_the_trigger_is_underlined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;4mmet\x1b[0m" in shown("table", event())


def test_no_color_leaves_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*3\dm", shown("table", event(status="planned")))


def test_article_text_is_no_markup() -> None:
    assert "[bold red]Ana[/] *met* :smile:" in shown("table", event(sentence="[bold red]Ana[/] met :smile:"))


def test_wide_characters_keep_columns_straight() -> None:
    lines = shown("table", event(place="東京"), event(id="zzzzzzzzzzzz")).splitlines()
    assert lines[2].index("abcdef") == lines[4].index("zzzzzz") - 2


def test_fmt_shortens_nothing() -> None:
    sentence = "Ana met " + "very " * 200 + "late."
    assert sentence in shown("fmt", event(sentence=sentence), fmt="github")


# Explanations


def finding(**given: Any) -> dict[str, Any]:
    text = "Headline\n\nAna Ray may meet Bo Lee\non Friday. He agreed.\n\nThe end."
    start = text.index("meet")
    return {
        "kind": "event",
        "id": "abcdefghijkl",
        "rule": "consult.meet",
        "start": start,
        "end": start + 4,
        "finding": event(
            status="possible",
            trigger="meet",
            sentence="meet",
            reason="a reason",
            participants=[{"name": "Ana Ray", "role": "actor", "by_table": False}],
        ),
        "marks": [
            {"what": "actor", "start": 10, "end": 17},
            {"what": "status", "start": 18, "end": 21},
            {"what": "trigger", "start": start, "end": start + 4},
        ],
        "time": None,
        "sentence_start": 10,
        "sentence_end": text.index(" He"),
        "sentence": text[10 : text.index(" He")],
        "document": "a.txt",
        "title": "Head\x1bline",
        "written": "2018-06-01",
        "date from": "option",
        "notes": [],
        "corrections": [],
        "read": None,
        "source": "Courier",
        "text": text,
    } | given


def printed(show: Any, row: dict[str, Any]) -> str:
    out = io.StringIO()
    show(row, out)
    return out.getvalue()


def test_why_says_what_was_read_from_which_words() -> None:
    lines = printed(explanation.show_why, finding()).splitlines()
    assert lines == [
        "Ana Ray *may* *meet* Bo Lee on Friday.",
        "",
        "event     CONSULT (CAMEO 040): “meet”",
        "status    possible: “may”",
        "when      2018-05-31 (stated): a reason",
        "who       Ana Ray (actor)",
        "where     Oslo",
        "rule      consult.meet",
        "document  a.txt, “Headline”, Courier",
        "written   2018-06-01 (from: option)",
        "id        abcdefghijkl",
    ]


def test_why_says_when_the_table_of_office_holders_tells_who_took_part() -> None:
    taking_part = [{"name": "Ana Ray", "role": "actor", "by_table": True}, {"name": None, "role": "target"}]
    row = finding()
    row["finding"]["participants"] = [taking_part[0], taking_part[1] | {"by_table": False}]
    who = "who       Ana Ray (actor) (from the table of office-holders); ? (target)"
    assert who in printed(explanation.show_why, row).splitlines()


def test_show_prints_the_whole_paragraph_and_no_other() -> None:
    text = printed(explanation.show_place, finding())
    assert "Ana Ray *may* *meet* Bo Lee\non Friday. He agreed.\n" in text
    assert "characters 22 to 26 of a.txt" in text
    assert "The end" not in text
    assert "Headline\n" not in text


def test_a_text_without_blank_lines_has_a_paragraph_on_each_line() -> None:
    text = "One.\nAna met Bo.\nThree."
    row = finding(text=text, start=9, end=12, marks=[])
    assert printed(explanation.show_place, row).splitlines()[-2:] == ["", "Ana *met* Bo."]


def test_a_document_without_a_date_says_so() -> None:
    assert "day of writing unknown" in printed(explanation.show_place, finding(written=None))
    assert "written   unknown\n" in printed(explanation.show_why, finding(written=None))


def test_why_shows_what_was_noted_on_the_date() -> None:
    lines = printed(explanation.show_why, finding(notes=["Its dateline says 3 May."])).splitlines()
    assert lines[-3:] == [
        "written   2018-06-01 (from: option)",
        "          Its dateline says 3 May.",
        "id        abcdefghijkl",
    ]


THE_SUM: dict[str, Any] = {"reason": "the sum", "rule": "weekday-past", "by_hand": 0}


@pytest.mark.parametrize(
    ("own", "time", "when"),
    [
        (None, None, "the text says so"),
        ("a reason", None, "a reason"),
        ("the sum", THE_SUM, "the sum (weekday-past)"),
        (
            "as the talks",
            THE_SUM,
            "as the talks; the sum (weekday-past)",
        ),
        (None, THE_SUM | {"reason": None}, "the text says so"),
    ],
)
def test_why_names_the_rule_of_the_time_that_dates_an_event(
    own: str | None, time: dict[str, Any] | None, when: str
) -> None:
    row = finding(finding=event(reason=own, participants=[]), time=time)
    assert f"when      2018-05-31 (stated): {when}\n" in printed(explanation.show_why, row)


def test_why_prints_the_arithmetic_of_a_time() -> None:
    time = {"type": "DATE", "value": "2018-W22", "earliest": "2018-05-28", "latest": "2018-06-03", "reason": "the sum"}
    lines = printed(explanation.show_why, finding(kind="time", finding=time, rule="unit-directed")).splitlines()
    assert lines[2:6] == [
        "time      DATE 2018-W22",
        "days      2018-05-28..06-03",
        "because   the sum (unit-directed)",
        "rule      unit-directed",
    ]


def test_the_console_takes_nothing_for_markup() -> None:
    console = table.open_console(io.StringIO())
    assert isinstance(console, Console)
    with console.capture() as captured:
        console.print("[bold]x[/bold]")
    assert captured.get() == "[bold]x[/bold]\n"

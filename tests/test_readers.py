"""What is read, what is refused and why, and where the date of writing comes from."""

from __future__ import annotations

import builtins
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplo.readers import READERS, Failure, Options, dates, days, heads, read
from diplo.records import Document

TEXTS = (".txt", ".md", ".html", ".htm", ".jsonl")
"""Formats that any text is, in the encoding that it comes in."""
PAGE = (
    '<html lang="en"><head><title>Talks in Oslo</title>{head}</head><body><nav><a href="/">Home</a></nav><article>'
    "<h1>Talks in Oslo</h1><p>{first}</p><p>They will meet again in September, a spokesman said, in the same hotel by"
    " the harbour, if there are rooms to be had.</p></article><footer>Copyright 2011</footer></body></html>"
)
FIRST = "The ministers of Norway and Québec met in Oslo on Monday and talked for three hours about fish and borders."


def content(suffix: str, words: str = FIRST) -> str:
    """A text in a format, with these words in it."""
    if suffix == ".jsonl":
        return json.dumps({"id": "a", "text": words}, ensure_ascii=False) + "\n"
    return PAGE.format(head="", first=words) if suffix.startswith(".htm") else words + "\n"


def one(path: Path, options: Options | None = None) -> Document:
    """The one document of a file."""
    (document,) = read([str(path)], options or Options())
    assert isinstance(document, Document), document
    return document


def reason(path: Path) -> str:
    """Why a file could not be read."""
    (failure,) = read([str(path)])
    assert isinstance(failure, Failure), failure
    assert failure.path == str(path)
    assert failure.reason.endswith(".")
    assert "\n" not in failure.reason
    return failure.reason


def text_file(folder: Path, text: str, name: str = "talks.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes, options: Options | None = None) -> list[Document | Failure]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return list(read(["-"], options or Options()))


def day_under_headline(text: str) -> str | None:
    """The one day that the lines in the head of a text give."""
    lines = heads.days_under_headline(text)
    return lines[0].day if len(lines) == 1 else None


# What no format takes


@pytest.mark.parametrize("suffix", TEXTS)
def test_an_empty_file_is_refused(tmp_path: Path, suffix: str):
    assert reason(text_file(tmp_path, "", f"a{suffix}")) == "It is empty."


@pytest.mark.parametrize("suffix", TEXTS)
def test_a_file_of_blanks_is_refused(tmp_path: Path, suffix: str):
    assert reason(text_file(tmp_path, " \n\t\n \n", f"a{suffix}")) in {
        "It is empty.",
        "It holds nothing but blanks.",
    }


@pytest.mark.parametrize("suffix", TEXTS)
@pytest.mark.parametrize("data", [b"\x89PNG\r\x1a\x00\x00\x01\x02" * 9, bytes(range(1, 32)) * 40])
def test_binary_data_is_refused(tmp_path: Path, suffix: str, data: bytes):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    failures = list(read([str(path)]))
    assert failures
    assert all(isinstance(failure, Failure) and "binary data" in failure.reason for failure in failures)


@pytest.mark.parametrize("suffix", TEXTS)
def test_bytes_of_no_known_encoding_are_refused(tmp_path: Path, suffix: str):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content(suffix, FIRST + " X").encode().replace(b"X", b"\x81\x8d"))
    (failure,) = read([str(path)])
    assert isinstance(failure, Failure)
    assert "save it as UTF-8" in failure.reason


# What all formats take


@pytest.mark.parametrize("suffix", TEXTS)
def test_letters_beyond_ascii_are_kept(tmp_path: Path, suffix: str):
    words = FIRST + " “Żadnych 🐟,” said 朴槿惠."
    document = one(text_file(tmp_path, content(suffix, words), f"a{suffix}"))
    assert words in document.text
    assert document.notes == ()


@pytest.mark.parametrize("suffix", TEXTS)
def test_windows_text_is_read_and_told(tmp_path: Path, suffix: str):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content(suffix, f"“{FIRST}”").encode("cp1252"))
    document = one(path)
    assert f"“{FIRST}”" in document.text
    assert document.notes == ("The text is not UTF-8; it was read as Windows-1252.",)


@pytest.mark.parametrize("suffix", TEXTS)
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, suffix: str):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content(suffix).encode("utf-8-sig"))
    document = one(path)
    assert "\ufeff" not in document.text
    assert FIRST in document.text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_text_with_the_mark_of_a_wide_encoding_is_read(tmp_path: Path, encoding: str):
    path = tmp_path / "a.txt"
    path.write_bytes(FIRST.encode(encoding))
    assert one(path).text == FIRST


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), max_size=200))
def test_text_is_kept_character_for_character(text: str):
    words = "Talks" + text
    document = next(READERS[".txt"](file_of(words)))
    assert isinstance(document, Document)
    assert document.text == words


def file_of(text: str):
    from diplo.readers.files import File

    return File("a.txt", "a.txt", ".txt", iter([text.encode()]))


# Paths


def test_a_missing_file_is_told(tmp_path: Path):
    assert reason(tmp_path / "none.txt") == "There is no such file or folder."


def test_a_folder_without_texts_is_told(tmp_path: Path):
    text_file(tmp_path, "x", "notes.png")
    assert reason(tmp_path).startswith("The folder holds no texts (.atom, .csv, .docx, ")


def test_a_file_with_an_unknown_suffix_is_refused_by_name(tmp_path: Path):
    assert reason(text_file(tmp_path, "Talks.", "a.log")).startswith("There is no reader for .log")


def test_a_format_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch):
    (failure,) = piped(monkeypatch, b"Talks.", Options(format="log"))
    assert isinstance(failure, Failure)
    assert "(atom, csv, docx, " in failure.reason


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_a_name_that_is_no_text_is_told(tmp_path: Path):
    (tmp_path / os.fsdecode(b"talks-\xff.txt")).write_text("Talks.")
    (failure,) = read([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert "rename it" in failure.reason
    assert failure.path.encode()


def test_a_file_with_an_unknown_suffix_is_read_in_the_format_that_is_named(tmp_path: Path):
    assert one(text_file(tmp_path, "Talks.", "a.log"), Options(format="txt")).text == "Talks."


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = text_file(tmp_path, "Talks.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reason(path) == "It cannot be read: permission denied."


def test_a_failure_does_not_stop_the_reading(tmp_path: Path):
    text_file(tmp_path, "", "a.txt")
    text_file(tmp_path, "Talks.", "b.txt")
    failure, document = read([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert isinstance(document, Document)


def test_a_folder_is_read_in_order_with_its_folders_and_without_hidden_files(tmp_path: Path):
    for name in ("b/c/e.txt", "b/a.md", "a.TXT", "c.txt", ".hidden.txt", ".git/d.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        text_file(tmp_path, f"Talks {name}.", name)
    assert [document.id for document in read([str(tmp_path)])] == ["a.TXT", "b/a.md", "b/c/e.txt", "c.txt"]


def test_files_of_one_name_in_two_folders_do_not_collide(tmp_path: Path):
    for name in ("a/talks.txt", "b/talks.txt"):
        (tmp_path / name).parent.mkdir()
        text_file(tmp_path, name, name)
    assert [document.id for document in read([str(tmp_path)])] == ["a/talks.txt", "b/talks.txt"]


def test_two_files_of_one_name_given_by_themselves_are_told(tmp_path: Path):
    paths = [tmp_path / "a" / "talks.txt", tmp_path / "b" / "talks.txt"]
    for path in paths:
        path.parent.mkdir()
        text_file(path.parent, str(path))
    document, failure = read(map(str, paths))
    assert document.id == "talks.txt"
    assert failure == Failure(str(paths[1]), f"The id 'talks.txt' was already read from {paths[0]}.")


def test_a_file_that_two_paths_lead_to_is_read_once(tmp_path: Path):
    path = text_file(tmp_path, "Talks.")
    assert len(list(read([str(path), str(tmp_path), str(path)]))) == 1


def test_a_link_back_to_a_folder_above_is_not_followed(tmp_path: Path):
    (tmp_path / "a").mkdir()
    text_file(tmp_path / "a", "Talks.")
    os.symlink(tmp_path, tmp_path / "a" / "again")
    assert [document.id for document in read([str(tmp_path)])] == ["a/talks.txt"]


# Standard input


def test_nothing_on_standard_input_is_told(monkeypatch: pytest.MonkeyPatch):
    assert piped(monkeypatch, b"") == [Failure("-", "It is empty.")]


def test_text_on_standard_input_is_one_document(monkeypatch: pytest.MonkeyPatch):
    (document,) = piped(monkeypatch, FIRST.encode())
    assert (document.id, document.text) == ("-", FIRST)


def test_json_lines_on_standard_input_are_recognised(monkeypatch: pytest.MonkeyPatch):
    documents = piped(monkeypatch, b'{"id": "a", "text": "Talks."}\n{"id": "b", "text": "More."}\n')
    assert [document.id for document in documents] == ["a", "b"]


def test_a_web_page_on_standard_input_is_recognised(monkeypatch: pytest.MonkeyPatch):
    (document,) = piped(monkeypatch, b"<!doctype html>\n" + content(".html").encode())
    assert document.title == "Talks in Oslo"


def test_the_format_that_is_named_counts_on_standard_input(monkeypatch: pytest.MonkeyPatch):
    (document,) = piped(monkeypatch, b"---\ntitle: Talks\n---\nText.", Options(format="md"))
    assert (document.title, document.text) == ("Talks", "Text.")


# Plain text


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on Monday.\n\nThey agreed.",
        "The ministers of the two countries met on Monday in\nOslo, where they agreed to meet again.",
        "By Anna Berg\n\nThe ministers met.",
        "OSLO (AP) -- The ministers met\n\nThey agreed.",
        "Monday, 31 May 2018\n\nThe ministers met.",
        "Talks in Oslo",
        "Talks in Oslo\n\n",
    ],
)
def test_a_first_line_that_is_no_headline_gives_no_title(tmp_path: Path, text: str):
    assert one(text_file(tmp_path, text)).title is None


@pytest.mark.parametrize(
    "above",
    ["BC-OSLO-TALKS, 3rd Ld\n", "REUTERS 06:32 GMT 31 MAY 2018\n\n", "BC-OSLO-TALKS\nDATE: May 31, 2018\n"],
)
def test_what_agencies_put_above_a_headline_is_passed_over(tmp_path: Path, above: str):
    document = one(text_file(tmp_path, f"{above}Ministers meet in Oslo\n\nThe ministers met."))
    assert document.title == "Ministers meet in Oslo"
    assert document.text.startswith(above)


@pytest.mark.parametrize(
    "below", ["\n\nThe ministers met.", "\r\n\r\nThey met.", "\n31 May 2018\nThey met.", f"\n{FIRST * 2}"]
)
def test_a_headline_is_the_title_and_stays_in_the_text(tmp_path: Path, below: str):
    document = one(text_file(tmp_path, "Ministers meet in Oslo" + below))
    assert document.title == "Ministers meet in Oslo"
    assert document.text.startswith("Ministers meet in Oslo")


def test_line_ends_are_kept(tmp_path: Path):
    assert one(text_file(tmp_path, "One.\r\nTwo.\rThree.\n")).text == "One.\r\nTwo.\rThree.\n"


# Markdown


def test_front_matter_that_is_no_yaml_is_refused_with_its_line(tmp_path: Path):
    path = text_file(tmp_path, "---\ntitle: Talks\ndate: [2018\n---\nText.", "a.md")
    assert reason(path).startswith("Its front matter is not valid YAML (line ")


def test_front_matter_without_a_text_is_refused(tmp_path: Path):
    assert reason(text_file(tmp_path, "---\ntitle: Talks\n---\n", "a.md")) == "It is empty."


@pytest.mark.parametrize(
    "text", ["---\n\nThe ministers met.\n\n---\n\nThey agreed.", "The ministers met.\n---\nx: 1\n---\n"]
)
def test_a_rule_of_dashes_is_no_front_matter(tmp_path: Path, text: str):
    assert one(text_file(tmp_path, text, "a.md")).text == text


def test_front_matter_is_read_and_left_out(tmp_path: Path):
    head = "---\ntitle: 'Talks: day one'\ndate: 2018-05-31\nsource: The Courier\nurl: https://a.example/1\n---\n"
    document = one(text_file(tmp_path, head + "\n# Talks\n\nText.\n", "a.md"))
    assert document.text == "\n# Talks\n\nText.\n"
    assert (document.title, document.date, document.date_from) == ("Talks: day one", "2018-05-31", "metadata")
    assert (document.source, document.url) == ("The Courier", "https://a.example/1")


def test_front_matter_may_use_other_words_and_line_ends(tmp_path: Path):
    head = "---\r\nHeadline: Talks\r\npub-date: 2018\r\npublished: 31 May 2018, 10:00\r\noutlet: Courier\r\n...\r\n"
    document = one(text_file(tmp_path, head + "Text.", "a.md"))
    assert (document.title, document.date, document.source) == ("Talks", "2018-05-31", "Courier")


def test_a_heading_is_the_title_where_front_matter_has_none(tmp_path: Path):
    document = one(text_file(tmp_path, "# Talks in Oslo #\n\nText.\n", "a.md"))
    assert (document.title, document.text) == ("Talks in Oslo", "# Talks in Oslo #\n\nText.\n")


# Web pages


def test_a_page_without_an_article_is_refused(tmp_path: Path):
    assert (
        reason(text_file(tmp_path, "<html><body></body></html>", "a.html")) == "No article was found in this web page."
    )


def test_a_page_without_a_date_gets_none(tmp_path: Path):
    assert one(text_file(tmp_path, content(".html"), "a.html")).date is None


def test_without_the_extra_the_refusal_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "trafilatura":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert 'pip install "diplo[html]"' in reason(text_file(tmp_path, content(".html"), "a.html"))


def test_a_page_gives_its_paragraphs_and_what_it_says_of_itself(tmp_path: Path):
    head = (
        '<meta property="article:published_time" content="2018-05-31T23:30:00+02:00">'
        '<meta property="article:modified_time" content="2018-06-09">'
        '<meta property="og:site_name" content="The Courier">'
        '<link rel="canonical" href="https://courier.example/oslo">'
    )
    document = one(text_file(tmp_path, PAGE.format(head=head, first=FIRST), "a.html"))
    assert document.text.split("\n\n")[:2] == ["Talks in Oslo", FIRST]
    assert "Home" not in document.text
    assert (document.date, document.date_from, document.source) == ("2018-05-31", "metadata", "The Courier")
    assert document.url == "https://courier.example/oslo"


def test_a_page_from_the_future_keeps_its_date(tmp_path: Path):
    head = '<meta property="article:published_time" content="2180-05-31">'
    assert one(text_file(tmp_path, PAGE.format(head=head, first=FIRST), "a.html")).date == "2180-05-31"


def test_a_page_in_the_encoding_that_it_declares_is_read_and_told(tmp_path: Path):
    path = tmp_path / "a.html"
    page = PAGE.format(head='<meta charset="windows-1251">', first=FIRST.replace("Québec", "Москва"))
    path.write_bytes(page.encode("windows-1251"))
    document = one(path)
    assert "Москва" in document.text
    assert document.notes == ("The text was read as windows-1251, as it says itself.",)


# JSON Lines


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "it is not JSON"),
        ("[1]", "it is not a JSON object"),
        ('"text"', "it is not a JSON object"),
        ('{"id": "b"}', 'it has no "text"'),
        ('{"id": "b", "text": 3}', 'it has no "text"'),
        ('{"id": "b", "text": ""}', "It is empty"),
        ('{"id": "b", "text": "Talks", "title": ["x"]}', 'its "title" is not a string'),
        ('{"id": true, "text": "Talks"}', 'its "id" is not a string'),
        ('{"id": "b", "text": "Talks \\ud83d"}', "lone surrogate"),
        ('{"id": "b", "text": "Talks \\u0000"}', "binary data"),
        ("[" * 100000, "it is not JSON"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(tmp_path: Path, line: str, why: str):
    path = text_file(tmp_path, f'{{"id": "a", "text": "Talks."}}\n\n{line}\n{{"id": "c", "text": "More."}}', "a.jsonl")
    first, failure, last = read([str(path)])
    assert (first.id, last.id) == ("a", "c")
    assert isinstance(failure, Failure)
    assert failure.path == str(path)
    assert failure.reason.startswith("Line 3 was left out: ")
    assert why in failure.reason


def test_a_second_document_with_the_same_id_is_told(tmp_path: Path):
    path = text_file(tmp_path, '{"id": "a", "text": "One."}\n{"id": "a", "text": "Two."}\n', "a.jsonl")
    document, failure = read([str(path)])
    assert document.text == "One."
    assert failure == Failure(str(path), f"The id 'a' was already read from {path}.")


def test_the_fields_of_a_line_are_those_of_the_document(tmp_path: Path):
    fields = {"id": "a", "title": "T", "date": "2018-05-31", "source": "S", "url": "https://a.example", "more": 1}
    document = one(text_file(tmp_path, json.dumps({"text": "One.\r\n\u2028Two.", **fields}), "a.jsonl"))
    assert document.text == "One.\r\n\u2028Two."
    assert (document.id, document.title, document.date) == ("a", "T", "2018-05-31")
    assert (document.source, document.url, document.date_from) == ("S", "https://a.example", "metadata")


def test_a_line_without_an_id_goes_by_its_address_or_its_place(tmp_path: Path):
    path = text_file(
        tmp_path, '{"text": "One.", "url": "https://a.example"}\n{"text": "Two."}\n{"id": 7, "text": "x"}', "a.jsonl"
    )
    assert [document.id for document in read([str(path)])] == ["https://a.example", "a.jsonl:2", "7"]


# The date of writing


@pytest.mark.parametrize(
    "day", ["", "yesterday", "31.05.2018", "2018-02-30", "2018-5-31", "20180531", "2018-W22-4", "2018"]
)
def test_a_date_that_is_none_is_refused(day: str):
    with pytest.raises(ValueError, match="is no date: write it as YYYY-MM-DD"):
        Options(date=day)


@pytest.mark.parametrize(
    "text",
    [
        *("2018", "May 2018", "31 May", "05/06/2018", "2018-13-01", "32 May 2018", "0018-05-31", "May 31, 20180"),
        *("the day", "Friday, 31 May 2018", "Mon May 31 10:00:00 GMT 2018", "31/05/18", "13/13/2018"),
    ],
)
def test_what_names_no_day_for_sure_is_not_read(text: str):
    assert days.read_day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2018-05-31",
        "2018-05-31T23:59:00+09:00",
        "2018-05-31 10:00",
        "2018/05/31",
        "20180531",
        "31.05.2018",
        "31. 5. 2018",
        "31/05/2018",
        "05/31/2018",
        "31 May 2018",
        "31st of May, 2018",
        "May 31, 2018",
        "MAY 31st 2018",
        "Thu, 31 May 2018 10:00:00 GMT",
        "Thursday, May 31, 2018 at 6:40 p.m.",
        "Thu May 31 10:00:00 GMT 2018",
    ],
)
def test_days_are_read_in_many_spellings(text: str):
    assert days.read_day(text) == "2018-05-31"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_days(text: str):
    assert days.read_day(text) is None or days.read_day(text)
    dates.date_document(Document("a", text), text, None)


def test_a_day_and_month_that_are_the_same_number_cannot_be_mistaken():
    assert days.read_day("05/05/2018") == "2018-05-05"


@pytest.mark.parametrize(
    "name",
    [
        "talks.txt",
        "12345678.txt",
        "20181301.txt",
        "2018.txt",
        "05.2018.txt",
        "05-06-2018.txt",
        "1201805311.txt",
        "a/20180531/b.txt",
    ],
)
def test_a_name_without_a_day_gives_none(name: str):
    assert dates.day_in_name(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "2018-05-31-talks.txt",
        "20180531.txt",
        "talks_2018_05_31.txt",
        "31.05.2018.txt",
        "Talks 31-05-2018.md",
        "a/b/2018.05.31.txt",
    ],
)
def test_a_name_gives_its_day(name: str):
    assert dates.day_in_name(name) == "2018-05-31"


@pytest.mark.parametrize(
    "text",
    [
        "Talks\n\nThe ministers met on May 31, 2018.\n",
        "Talks\n\nThey will meet again by Thursday, 31 May 2018\n",
        "Talks\n\nMonday, 31 May 2018\n\nThey met.",
        "Talks\n\nAccessed: 31 May 2018\n\nThey met.",
        "Talks\n\nDate of birth: 31 May 1950\n\nThey met.",
        "Talks\n\nDeadline: 31 May 2018\n\nThey met.",
        "Talks\n\n(AFP) 12/09/2018 14:05\n\nThey met.",
        "Talks\n\nCopyright 2018 The Courier\n\nThey met.",
        "Talks\n\nOSLO, 31 May 2018 - The ministers met.",
        "A short history\n\n30 May 2018\n\nThey met.\n\n31 May 2018\n\nThey agreed.\n",
        "Talks\n\nMay 31\n\nThey met.",
        "Talks\n" + "They met.\n" * 9 + "31 May 2018\n",
    ],
)
def test_days_in_running_text_are_no_date_lines(text: str):
    assert day_under_headline(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "May 31, 2018",
        "Thursday, 31 May 2018",
        "Updated May 31, 2018",
        "Updated: 31 May 2018, 6.40pm",
        "Published 31 May 2018 | Updated 2 June 2018",
        "Last updated on 2 June 2018 · Posted on May 31, 2018 6:40 PM ET",
        "Oslo, 31 May 2018",
        "By Anna Berg, May 31, 2018",
        "Anna Berg — May 31, 2018",
        "Press release 118/18 | 31 May 2018",
        "(31 May 2018)",
        "**31 May 2018**",
        "Date: 2018-05-31",
        "DATE: May 31, 2018",
        "Publication date: May 31, 2018",
        "Byline: Anna Berg Pub-Date: 2018-05-31",
        "Length: 512 words   Date: 31 May 2018",
        "Load-Date: May 31, 2018",
        "Load-Date: June 1, 2018 | Published 31 May 2018",
        "Published 2018-05-31T10:00:00Z",
        "FOR IMMEDIATE RELEASE: May 31, 2018",
        "REUTERS 06:32 GMT 31 MAY 2018",
        "(AFP) 31/05/2018 14:05",
        "0632 GMT 31 MAY 2018",
        "Updated 6:32 AM EDT, Thu May 31, 2018",
        "Thu May 31 10:00:00 GMT 2018",
        "May 31, 2018 Thursday",
        "May 31, 2018 Thursday Final Edition",
        "31 May 2018 (Reuters)",
    ],
)
def test_a_line_of_its_own_under_the_headline_gives_the_day(line: str):
    assert day_under_headline(f"Ministers meet in Oslo\n\n{line}\n\nThe ministers met on 1 May 2011.\n") == "2018-05-31"


@pytest.mark.parametrize(
    "text",
    [
        "GENEVA, May 31 (Reuters) - The ministers met.",
        "On May 31, 2018 - a Thursday - the ministers met.",
        "GENEVA (AP) -- The ministers met on May 31, 2018 -- a Thursday.",
        "In Geneva, May 31, 2018 was a hot day.",
        "Thursday, May 31, 2018 - The ministers met.",
    ],
)
def test_what_is_no_dateline_with_a_year_gives_no_day(text: str):
    assert heads.day_in_dateline(text) is None


@pytest.mark.parametrize(
    "head",
    [
        "GENEVA, May 31, 2018 (Reuters) -",
        "OSLO, Norway (AP), May 31, 2018 --",
        "UNITED NATIONS, 31 May 2018 —",
        "PARIS 31 May 2018 --",
        "Oslo, 31 May 2018:",
        "MOSCOW, May 31, 2018. /TASS/.",
        "TOKYO, May 31, 2018, Kyodo -",
    ],
)
def test_a_dateline_gives_the_day(head: str):
    assert heads.day_in_dateline(f"Ministers meet\n\n{head} The ministers met.\n") == "2018-05-31"


@pytest.mark.parametrize(
    "line",
    [
        "On May 3 - a Thursday - the ministers met.",
        "May 3 (Thursday) - the ministers met.",
        "SUNDAY, May 6 - Talks begin.",
        "May 3 - the day of the talks.",
        "OSLO, May 3-5 talks end.",
        "NATO May 3 - the plan.",
        "In Geneva, May 3 was a hot day.",
        "GENEVA (AP) -- The ministers met on May 3 -- a Thursday.",
        "GENEVA, May 32 (AP) -- The ministers met.",
        "PARIS, May 2018 - The ministers met.",
        "OSLO, 3 Mayors - The ministers met.",
        "GENEVA, May 3, 2018 (AP) -- The ministers met.",
        "Act II, May 3 - The ministers meet.",
        "Anna Berg (3 May 1950 - 2 June 2018) was a minister.",
    ],
)
def test_what_is_no_dateline_without_a_year(line: str):
    assert heads.day_in_dateline_without_year(line) is None


@pytest.mark.parametrize(
    "head",
    [
        "BAGHDAD, Iraq (AP), May 3 --",
        "BAGHDAD, Iraq, May 3 (AP) --",
        "GENEVA, 3 May (Reuters) -",
        "Geneva, May 3 (Reuters) -",
        "May 3 (Reuters) -",
        "(AP) May 3 --",
        "SEOUL, South Korea, May 3 —",
        "WASHINGTON/SEOUL, May 3 (Reuters) -",
        "L'AQUILA, Italy, Thursday, May 3 (AFP) --",
        "ST. PETERSBURG, Russia, May 3:",
        "MOSCOW, May 3. /TASS/.",
        "MOSCOW. May 3 (Interfax) -",
        "TEHRAN, May 3, IRNA –",
    ],
)
def test_a_dateline_without_a_year_gives_day_and_month(head: str):
    assert heads.day_in_dateline_without_year(f"Ministers meet\n\n{head} The ministers met.\n") == (5, 3)


def test_header_lines_do_not_push_the_dateline_out_of_the_head():
    header = "BC-TALKS, 3rd Ld\nREUTERS 06:32 GMT 3 MAY 2018\nLoad-Date: May 4, 2018\nDATE: May 3, 2018\n\n"
    assert heads.day_in_dateline_without_year(f"{header}Ministers meet\n\nOSLO, May 3 (AP) -- They met.") == (5, 3)


@pytest.mark.parametrize(
    "line", ["Copyright 2010-2018 The Courier", "The copyright law of 2018", "Copyright 2018: what changes", "2018"]
)
def test_what_tells_no_year_of_copyright(line: str):
    assert heads.copyright_year(f"Talks\n\n{line}\n") is None


@pytest.mark.parametrize(
    "line", ["© 2018 The Courier", "Copyright 2018 The Courier.", "Copyright (c) 2018 The Courier"]
)
def test_a_copyright_line_gives_its_year(line: str):
    assert heads.copyright_year(f"Talks\n\n{line}\n") == 2018


@pytest.mark.parametrize("day", ["2018-05-02", "2018-05-03", "2018-05-06", "2011-05-04"])
def test_a_dateline_that_fits_the_date_is_not_told(tmp_path: Path, day: str):
    document = one(text_file(tmp_path, "OSLO, May 3 (AP) -- They met."), Options(date=day))
    assert (document.date, document.date_notes) == (day, ())


@pytest.mark.parametrize(("day", "off"), [("2018-05-07", 4), ("2018-03-04", 60), ("2018-12-31", 123)])
def test_a_dateline_that_does_not_fit_the_date_is_told(tmp_path: Path, day: str, off: int):
    document = one(text_file(tmp_path, "OSLO, May 3 (AP) -- They met."), Options(date=day))
    assert document.date == day
    assert document.date_notes == (f"Its dateline says 3 May, {off} days from --date, {day}, which was used.",)


def test_the_turn_of_the_year_lies_between_near_days(tmp_path: Path):
    document = one(text_file(tmp_path, "OSLO, Dec. 31 (AP) -- They met."), Options(date="2019-01-01"))
    assert document.date_notes == ()


def test_a_dateline_without_a_year_settles_no_date(tmp_path: Path):
    document = one(text_file(tmp_path, "OSLO, May 3 (AP) -- They met."))
    assert (document.date, document.date_from) == (None, None)
    assert document.date_notes == ("Its dateline says 3 May without a year.",)


def test_not_even_a_copyright_line_settles_its_year(tmp_path: Path):
    document = one(text_file(tmp_path, "© 2018 The Courier\n\nOSLO, May 3 (AP) -- They met."))
    assert document.date is None
    assert document.date_notes[0].endswith("if the 2018 of its copyright line is its year, set 2018-05-03.")


def test_an_update_after_the_day_of_writing_is_no_conflict(tmp_path: Path):
    text = "---\ndate: {}\n---\nTalks\n\nUpdated 2 June 2018\n\nThey met."
    assert one(text_file(tmp_path, text.format("2018-05-31"), "a.md")).date_notes == ()
    assert one(text_file(tmp_path, text.format("2018-06-03"), "a.md")).date_notes == (
        "The date in its head, 2018-06-02, differs from the date in its metadata, 2018-06-03, which was used.",
    )


@pytest.mark.parametrize("words", ["Monday, 31 May 2018", "31 February 2018", "05/06/2018", "(AFP) 12/09/2018 14:05"])
def test_a_line_that_names_no_day_for_sure_is_told_and_no_headline(tmp_path: Path, words: str):
    document = one(text_file(tmp_path, f"Talks\n\n{words}\n\nThey met."))
    assert (document.date, document.title) == (None, "Talks")
    assert document.date_notes == (f"Its head says {words!r}, which names no day for sure.",)
    assert one(text_file(tmp_path, f"{words}\n\nThey met.")).title is None


def test_several_days_in_the_head_are_told_and_none_is_used(tmp_path: Path):
    document = one(text_file(tmp_path, "A history\n\n30 May 2018\n\nThey met.\n\n31 May 2018\n\nThey agreed."))
    assert document.date is None
    assert document.date_notes == ("Its head names several days, 2018-05-30 and 2018-05-31: none of them was used.",)


def test_where_dates_come_from_in_their_order(tmp_path: Path):
    sources = {
        "metadata": "---\ndate: 2018-05-01\n---\n",
        "option": Options(date="2018-05-02"),
        "file name": "2018-05-03.md",
        "date line": "Talks\n\n4 May 2018\n\n",
        "dateline": "OSLO, May 5, 2018 -- ",
    }
    given = list(sources)
    for number, origin in enumerate(given):
        here = set(given[number:])
        text = "".join(str(sources[o]) for o in ("metadata", "date line", "dateline") if o in here) + "They met."
        name = str(sources["file name"]) if "file name" in here else "talks.md"
        document = one(text_file(tmp_path, text, name), sources["option"] if "option" in here else None)
        assert (document.date, document.date_from) == (f"2018-05-0{number + 1}", origin)
        assert len(document.date_notes) == len(given) - number - 1


def test_dates_that_agree_are_not_told(tmp_path: Path):
    document = one(
        text_file(tmp_path, "Talks\n\n31 May 2018\n\nThey met.", "2018-05-31.txt"), Options(date="2018-05-31")
    )
    assert (document.date, document.date_from, document.date_notes) == ("2018-05-31", "option", ())


def test_dates_that_disagree_are_told(tmp_path: Path):
    document = one(text_file(tmp_path, "They met.", "2018-06-01.txt"), Options(date="2018-05-31"))
    assert document.date_notes == (
        "The date in the file's name, 2018-06-01, differs from --date, 2018-05-31, which was used.",
    )


@pytest.mark.parametrize("value", ["soon", "05/06/2018", "[2018]", "2018", "true"])
def test_metadata_that_give_no_day_are_told_and_other_dates_count(tmp_path: Path, value: str):
    document = one(text_file(tmp_path, f"---\ndate: {value}\n---\nThey met.", "a.md"), Options(date="2018-05-31"))
    assert (document.date, document.date_from) == ("2018-05-31", "option")
    assert "names no day for sure" in document.date_notes[0]


def test_without_a_date_there_is_none(tmp_path: Path):
    document = one(text_file(tmp_path, "They met on Monday."))
    assert (document.date, document.date_from, document.date_notes) == (None, None, ())


# The outlet


def test_the_outlet_that_is_named_fills_in_where_a_document_names_none(tmp_path: Path):
    options = Options(source="The Courier")
    assert one(text_file(tmp_path, "They met."), options).source == "The Courier"
    assert one(text_file(tmp_path, "---\nsource: The Post\n---\nThey met.", "a.md"), options).source == "The Post"

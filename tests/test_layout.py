"""Paragraphs, sentences and offsets: what every finding stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplo.language import extract
from diplo.language.layout import is_aside, paragraphs_of
from diplo.language.parts import LONGEST, split
from diplo.records import Document


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[a:b] for a, b in lines) for lines in paragraphs_of(text)]


def sentences(nlp, text: str) -> list[str]:
    document = next(iter(extract(nlp, [Document(id="x", text=text)])))
    return [text[a:b] for a, b in document.sentences]


def test_short_lines_are_paragraphs_of_their_own():
    assert paragraphs("TALKS OPEN\nBy A. Writer\nThe ministers met on Monday.") == [
        "TALKS OPEN",
        "By A. Writer",
        "The ministers met on Monday.",
    ]


def test_wrapped_lines_belong_to_one_paragraph():
    wrapped = (
        "The ministers of the two countries met on Monday in the\n"
        "capital to discuss the border, which has been closed for\n"
        "more than a year, and the fate of the prisoners who are\n"
        "still held on both sides of it.\n\nThey will meet again."
    )
    assert len(paragraphs(wrapped)) == 2


@pytest.mark.parametrize("text", ["", "\n\n \t\n", "\r\n", "\u2028"])
def test_blank_texts_have_no_paragraphs(text):
    assert paragraphs(text) == []


def test_page_furniture_is_told_from_the_article():
    assert is_aside("RELATED: Talks Open In Oslo")
    assert is_aside("(Reporting by Anna Berg; Editing by Jon Lund)")
    assert is_aside("Share on Facebook")
    assert is_aside("Image caption: The harbour of Vik")
    assert not is_aside("Related talks opened in Oslo.")
    assert not is_aside("Reporting by state media suggested that Berg had met Lund.")
    assert not is_aside("Share prices rose after Berg met Lund.")
    assert not is_aside("Follow-up talks opened in Oslo.")


@pytest.mark.parametrize(
    "text",
    [
        "Secretary of State Anna Berg met Gen. Ivan Petrov on Monday.",
        "The U.S. President spoke to Mr. Smith, Dr. Jones and Sen. Doe.",
        '"Why now?" Foreign Minister Anna Berg asked.',
        "The company, Acme Inc. of Ohio, has left.",
    ],
)
def test_no_sentence_ends_inside_a_name_or_a_title(nlp, text):
    assert sentences(nlp, text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met her in the U.S. The talks went well.", 2),
        ('"We agreed," she said. "It is over." They left.', 3),
        ("Did they meet? Yes! They did...", 3),
        ("LONDON, March 10 (Reuters) - Britain closed its embassy.", 2),
        ("BAGHDAD, Iraq (AP) — The talks went on.", 2),
        ("Geneva (AFP) - The talks went on.", 2),
        ("NATO leaders - all of them - met on Monday.", 1),
        ("Anna Berg - the envoy - left on Monday.", 1),
    ],
)
def test_sentences_end_at_their_marks(nlp, text, count):
    assert len(sentences(nlp, text)) == count


@given(st.text(alphabet="aB .\n\r\t,“”\"'é中\u200b", max_size=80))
def test_paragraphs_cover_every_word_once_and_in_order(text):
    spans = [span for lines in paragraphs_of(text) for span in lines]
    assert spans == sorted(spans)
    covered = "".join(text[a:b] for a, b in spans)
    assert covered.split() == text.split() or "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", " ", "\n", "“", '"""', ".", "\x00", "a" * 300, "¿?¡!", "RELATED: x"])
def test_odd_texts_give_a_record_and_no_error(nlp, text):
    document = next(iter(extract(nlp, [Document(id="x", text=text)])))
    assert document.text == text


def test_a_long_text_is_cut_at_paragraphs_and_nothing_is_lost():
    text = ("The ministers met on Monday. " * 40 + "\n\n") * 120
    parts = split(Document(id="x", text=text))
    assert len(parts) > 1
    assert "".join(part.text for _, part in parts) == text
    assert all(text[offset:].startswith(part.text) for offset, part in parts)
    assert all(len(part.text) <= LONGEST for _, part in parts)
    assert all(part.text.endswith("\n\n") for _, part in parts[:-1])


def test_entities_of_a_long_text_are_joined_across_its_parts(nlp, monkeypatch):
    monkeypatch.setattr("diplo.language.parts.LONGEST", 120)
    text = "Anna Berg met Ivan Petrov in Oslo.\n\n" * 8
    document = next(iter(extract(nlp, [Document(id="x", text=text, date="2018-05-31")])))
    berg = [entity for entity in document.entities if entity.name == "Anna Berg"]
    assert len(berg) == 1
    assert [text[m.start : m.end] for m in berg[0].mentions if m.form == "name"] == ["Anna Berg"] * 8
    findings = [event.id for event in document.events]
    assert len(findings) == len(set(findings)) >= 8


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO, 11 November 2019 (Fjord Dispatch) -",
        "OSLO, November 11, 2019 (Fjord Dispatch) -",
        "OSLO (Fjord Dispatch), 11 Nov. 2019 --",
        "OSLO, 11 November —",
    ],
)
def test_a_dateline_is_no_part_of_the_sentence_behind_it_whatever_comes_first_in_its_day(nlp, dateline):
    said = "Ivan Petrov met Anna Berg on Sunday."
    document = next(iter(extract(nlp, [Document(id="x", text=f"{dateline} {said}", date="2019-11-11")])))
    assert document.text[slice(*document.sentences[-1])] == said

"""Quotation marks of every kind are paired, and an odd one costs no more than one quotation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo.language.layout import lay_out
from diplo.language.quotes.marks import find_stretches, outermost
from diplo.records import Document


def stretches(nlp, text: str) -> list[str]:
    doc = lay_out(nlp, Document(id="marks", text=text))
    return [stretch.span(doc).text for stretch in outermost(find_stretches(doc))]


@pytest.mark.parametrize(
    "text",
    [
        "The boys' dogs and the girls' cats ran.",
        "It's the '90s again, isn't it?",
        "It’s the ministers’ plan, isn’t it?",
        "A board 5' long and 3' wide.",
        "Rock 'n' roll.",
        'A stray " mark that ends nothing" but itself.'.replace('"', "'"),
    ],
)
def test_apostrophes_quote_nothing(nlp, text):
    assert [found for found in stretches(nlp, text) if len(found) > 1] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agree," she said. "At last."', ["We agree,", "At last."]),
        ("“We agree,” she said.", ["We agree,"]),
        ("„Wir sind einig“, sagte sie.", ["Wir sind einig"]),
        ("»Wir sind einig«, sagte sie.", ["Wir sind einig"]),
        ("« Nous sommes d'accord », dit-elle.", ["Nous sommes d'accord"]),
        ("``We agree,'' she said.", ["We agree,"]),
        ("''We agree,'' she said.", ["We agree,"]),
        ("'We agree,' she said.", ["We agree,"]),
        ("‘We agree,’ she said.", ["We agree,"]),
        ("'It is the boys' fault,' she said.", ["It is the boys' fault,"]),
        ('“We agree," she said.', ["We agree,"]),
        ("He called it (“a joke”) twice.", ["a joke"]),
    ],
)
def test_marks_of_every_kind_are_paired(nlp, text, expected):
    assert stretches(nlp, text) == expected


def test_quotation_within_a_quotation_belongs_to_the_outer_one(nlp):
    assert stretches(nlp, "“He said ‘no’ to me,” she said.") == ["He said ‘no’ to me,"]
    assert stretches(nlp, '"He said "no" to me," she said.') == ['He said "no" to me,']


def test_odd_mark_costs_no_more_than_its_own_quotation(nlp):
    text = 'He left in a hurry." Nobody saw him.\n"It was late. "I am sad," she said. "Very sad."\n"We agree," he said.'
    assert stretches(nlp, text) == ["I am sad,", "Very sad.", "We agree,"]


def test_mark_that_is_not_closed_runs_to_the_end_of_its_paragraph(nlp):
    assert stretches(nlp, "“We agree.\n“We shall sign,” she said.") == ["We agree.", "We shall sign,"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .,?\n\"'“”‘’«»„`", max_size=60))
def test_stretches_lie_in_order_within_their_paragraphs(nlp, text):
    doc = lay_out(nlp, Document(id="marks", text=text))
    end = 0
    for stretch in outermost(find_stretches(doc)):
        assert end <= stretch.outer < stretch.start < stretch.end <= stretch.after
        assert any(a <= stretch.outer and stretch.after <= b for a, b in doc._.layout.paragraphs)
        end = stretch.after

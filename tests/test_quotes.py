"""Quotations are found whole, each act of saying once, with its words, source and cue."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo.language import extract
from diplo.records import Document, Quote


def quotes(nlp, text: str) -> tuple[Quote, ...]:
    return next(iter(extract(nlp, [Document(id="quotes", text=text)]))).quotes


def shown(nlp, text: str) -> list[tuple[str, str | None, list[str]]]:
    return [
        (quote.kind, text[slice(*quote.source)] if quote.source else None, [text[a:b] for a, b in quote.spans])
        for quote in quotes(nlp, text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The talks ended on Monday.",
        'The ship, the "Freya," left the port.',
        "The ministry's spokesman left the room.",
        "RELATED: Minister said the talks were over",
        "",
    ],
)
def test_nothing_is_found_where_nobody_says_anything(nlp, text):
    assert quotes(nlp, text) == ()


def test_odd_quotation_mark_does_not_cost_the_rest_of_the_document(nlp):
    text = 'He wore a 6" hat.\n"We agree," Anna Berg said.\nThe road" is closed.\n"So do we," Ivan Petrov said.'
    assert shown(nlp, text) == [
        ("direct", "Anna Berg", ["We agree,"]),
        ("direct", "Ivan Petrov", ["So do we,"]),
    ]


def test_speech_within_speech_is_left_to_the_outer_speaker(nlp):
    text = "Anna Berg said the envoy had told her that the road was closed."
    assert shown(nlp, text) == [
        ("indirect", "Anna Berg", ["the envoy had told her that the road was closed"]),
    ]


def test_quotation_broken_by_its_cue_is_one(nlp):
    text = '"We agree," Anna Berg said, "on all points."'
    assert shown(nlp, text) == [("direct", "Anna Berg", ["We agree,", "on all points."])]


def test_quoted_sentence_behind_the_sentence_with_the_cue_belongs_to_it(nlp):
    text = '"We agree," Anna Berg told reporters in Oslo. "The rest will follow. There is time."'
    assert shown(nlp, text) == [("direct", "Anna Berg", ["We agree,", "The rest will follow. There is time."])]


def test_quotation_that_each_paragraph_opens_anew_is_one(nlp):
    text = 'Anna Berg said: "We agree.\n"The rest will follow."'
    assert shown(nlp, text) == [("direct", "Anna Berg", ["We agree.", "The rest will follow."])]


def test_next_paragraph_in_marks_goes_on_with_the_quotation(nlp):
    text = '"We agree," Anna Berg said.\n"The rest will follow."\nThe road is closed.\n"Nobody comes here."'
    assert shown(nlp, text) == [("direct", "Anna Berg", ["We agree,", "The rest will follow."])]


def test_two_speakers_in_one_paragraph_are_told_apart(nlp):
    text = '"We agree," Anna Berg said. "So do we," Ivan Petrov replied.'
    assert [(source, spans) for _, source, spans in shown(nlp, text)] == [
        ("Anna Berg", ["We agree,"]),
        ("Ivan Petrov", ["So do we,"]),
    ]


def test_words_in_marks_within_a_clause_make_it_mixed(nlp):
    text = 'Anna Berg said there was a "common view" of the border.'
    (quote,) = quotes(nlp, text)
    assert quote.kind == "mixed"
    assert [text[a:b] for a, b in quote.spans] == ['there was a "common view" of the border']
    assert [text[a:b] for a, b in quote.quoted] == ["common view"]


def test_outer_marks_alone_are_left_out(nlp):
    assert shown(nlp, 'Anna Berg called the offer "a joke."') == [("mixed", "Anna Berg", ['the offer "a joke."'])]
    assert shown(nlp, 'Anna Berg said, "It is a joke."') == [("direct", "Anna Berg", ["It is a joke."])]


def test_hopes_and_plans_are_no_speech(nlp):
    assert [quote.speech for quote in quotes(nlp, "Anna Berg hopes to meet the envoy.")] == [False]
    assert [quote.speech for quote in quotes(nlp, "Anna Berg vowed to meet the envoy.")] == [True]


def test_adding_has_the_source_of_the_saying_before_it(nlp):
    text = "Anna Berg said that the talks had failed, adding that the envoy would return."
    assert [(source, spans) for _, source, spans in shown(nlp, text)] == [
        ("Anna Berg", ["that the talks had failed"]),
        ("Anna Berg", ["that the envoy would return"]),
    ]


def test_source_is_the_whole_noun_phrase(nlp):
    text = '"The road is open," said Anna Berg, the head of the ministry\'s Korea desk.'
    assert shown(nlp, text) == [
        ("direct", "Anna Berg, the head of the ministry's Korea desk", ["The road is open,"]),
    ]


def test_unnamed_source_of_a_passive_stays_unknown(nlp):
    assert [(source, spans) for _, source, spans in shown(nlp, "The envoy is expected to leave on Monday.")] == [
        (None, ["The envoy", "to leave on Monday"]),
    ]


def test_paragraphs_and_wrapped_lines_keep_their_offsets(nlp):
    text = "\r\n\r\n  “We agree,”   Anna\u00a0Berg said.\r\n\r\n"
    (quote,) = quotes(nlp, text)
    assert [text[a:b] for a, b in quote.spans] == ["We agree,"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                '"',
                "“",
                "”",
                "'",
                "’",
                "said",
                "Berg",
                "that",
                ",",
                ".",
                ":",
                "the road",
                "closed",
                "\n",
                "according to",
                "—",
                "?",
                "as",
                "who",
                "\n> ",
                "Q.",
                "(@berg)",
                "**",
            ]
        )
    )
)
def test_finder_never_raises_and_its_spans_are_whole(nlp, words):
    text = " ".join(words)
    for quote in quotes(nlp, text):
        assert quote.spans
        for start, end in (*quote.spans, *quote.quoted, *filter(None, (quote.source, quote.cue))):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()

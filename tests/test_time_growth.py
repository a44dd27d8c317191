"""Finding times takes as long as the text is long, and no longer: also in sentences that nobody would write."""

from __future__ import annotations

import time

import pytest

from diplo.language import layout, times
from diplo.records import Document

LATER = ("diplo_quotes", "diplo_facts", "diplo_entities", "diplo_events")


def seconds(nlp, words: str, count: int) -> float:
    text = "He said " + " ".join((words.split() * count)[:count]) + "."
    with nlp.select_pipes(disable=[name for name in LATER if name in nlp.pipe_names]):
        doc = nlp(layout.lay_out(nlp, Document(id="x", text=text, date="2018-06-01")))
    assert len(list(doc.sents)) <= 2
    taken = []
    for _ in range(3):
        start = time.process_time()
        times.find_times(doc)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize(
    "words",
    [
        "1 22 333 4444 2018 12",
        "two hundred and twenty thousand three",
        "Monday Tuesday",
        "9 a.m. Monday",
        "two days later , the first week of early May",
        "about the late mid early half",
    ],
)
def test_four_times_the_words_take_no_more_than_about_four_times_as_long(nlp, words):
    seconds(nlp, words, 50)
    assert seconds(nlp, words, 1600) < 8 * seconds(nlp, words, 400) + 0.005

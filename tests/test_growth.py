"""Reading a text takes as long as it is long, and no longer: each component on its own."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from diplo.language import layout
from diplo.records import Document

GOLD = Path(__file__).parent / "gold"


def seconds(nlp: Language, copies: int) -> Counter[str]:
    """What each component takes for so many copies of a few articles, the least of two runs."""
    article = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.md")))
    best: Counter[str] = Counter()
    for _ in range(2):
        doc = layout.lay_out(nlp, Document(id="x", text="\n\n".join([article] * copies), date="2018-06-01"))
        for name, component in nlp.pipeline:
            start = time.process_time()
            doc = component(doc)
            taken = time.process_time() - start
            best[name] = min(best.get(name, taken), taken)
    return best


@pytest.fixture(scope="module")
def growth(nlp: Language) -> dict[str, tuple[float, float]]:
    few, many = seconds(nlp, 1), seconds(nlp, 4)
    return {name: (few[name], many[name]) for name in few}


def test_four_times_the_text_takes_no_more_than_about_four_times_as_long(
    growth: dict[str, tuple[float, float]],
) -> None:
    assert not {name: times for name, times in growth.items() if times[1] > 8 * times[0] + 0.05}

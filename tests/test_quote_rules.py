"""Every rule for quotations fires on its examples, finding what they say, and stays silent on its look-alikes."""

from __future__ import annotations

import pytest

from diplo import knowledge
from diplo.language import extract
from diplo.records import Document, Offsets

RULES = knowledge.toml("quotes/rules")["rule"]


def quotes(nlp, text: str, rule: str) -> list[str]:
    document = next(iter(extract(nlp, [Document(id="rule", text=text)])))

    def words(span: Offsets | None) -> str:
        return text[slice(*span)] if span else "-"

    return [
        f"{words(quote.source)} | {words(quote.cue)} | {' / '.join(words(span) for span in quote.spans)}"
        for quote in document.quotes
        if quote.rule == rule
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_stays_silent_on_look_alikes(nlp, rule):
    assert len(rule["stays"]) >= 2
    for text in rule["stays"]:
        assert quotes(nlp, text, rule["name"]) == [], text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_fires_and_finds_what_its_examples_say(nlp, rule):
    assert len(rule["fires"]) >= 2
    for example in rule["fires"]:
        text, _, expected = example.partition(" => ")
        assert expected in quotes(nlp, text, rule["name"]), text

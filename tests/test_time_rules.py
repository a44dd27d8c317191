"""Every rule of `data/times/rules.toml` proves itself on the sentences that stand beside it."""

from __future__ import annotations

import pytest

from diplo import knowledge
from diplo.language import layout
from diplo.language.times.rules import Rule
from diplo.records import Document

RULES = knowledge.rules("times/rules", Rule)


def found(nlp, rule, text):
    doc = nlp(layout.lay_out(nlp, Document(id="x", text=text, date=rule.written)))
    return [(t.rule, t.span.text, t.type, t.value) for t in doc._.times]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_stays_silent_on_its_look_alikes(nlp, rule):
    assert len(rule.stays) >= 2
    for text in rule.stays:
        assert rule.name not in {time[0] for time in found(nlp, rule, text)}, text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_fires_on_its_examples(nlp, rule):
    assert len(rule.fires) >= 2
    for example in rule.fires:
        text, expected = example.split(" => ")
        words, kind, value = expected.rsplit(" ", 2)
        assert (rule.name, words, kind, value) in found(nlp, rule, text), text


def test_every_rule_has_a_name_of_its_own():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)

"""Every rule for roles fires on its examples, finding what they say, and stays silent on its look-alikes."""

import pytest

from diplo import knowledge
from diplo.language import extract
from diplo.records import Document

RULES = knowledge.toml("facts/rules")["rule"]


def roles(nlp, text: str, rule: str) -> set[str]:
    document = next(iter(extract(nlp, [Document(id="rule", text=text, date="2018-05-31")])))
    return {f"{document.entities[f.subject].name}: {f.object}" for f in document.facts if f.rule == rule}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_stays_silent_on_look_alikes(nlp, rule):
    assert len(rule["stays"]) >= 2
    for text in rule["stays"]:
        assert not roles(nlp, text, rule["name"]), text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_fires_and_finds_what_its_examples_say(nlp, rule):
    assert len(rule["fires"]) >= 2
    for example in rule["fires"]:
        text, _, expected = example.partition(" => ")
        assert expected in roles(nlp, text, rule["name"]), text

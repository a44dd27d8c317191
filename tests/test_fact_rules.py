"""Every rule for facts fires on its examples, finding what they say, and stays silent on its look-alikes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo import knowledge
from diplo.language import extract
from diplo.records import Document, Fact

RULES = knowledge.toml("facts/rules")["rule"]
NAMES = {rule["name"] for rule in RULES}
WRITTEN = "2018-05-31"
TEXTS = [text.partition(" => ")[0] for rule in RULES for text in (*rule["fires"], *rule["stays"])]


def read(nlp, text: str, date: str | None = WRITTEN) -> Document:
    return next(iter(extract(nlp, [Document(id="rule", text=text, date=date)])))


def called(document: Document, entity: int) -> str | None:
    return document.entities[entity].name or document.entities[entity].description


def told(document: Document, fact: Fact) -> list[str]:
    """A fact in the words of rules.toml."""
    parts = [f"{called(document, fact.subject)}: {fact.object}", f"value {fact.value}", str(fact.holds)]
    if fact.other is not None:
        parts.append(f"other {called(document, fact.other)}")
    if fact.earliest or fact.latest:
        parts.append(f"{fact.earliest or ''}..{fact.latest or ''}")
    return parts


def found(nlp, text: str, rule: str) -> list[list[str]]:
    document = read(nlp, text)
    return [told(document, fact) for fact in document.facts if fact.rule == rule]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_stays_silent_on_look_alikes(nlp, rule):
    assert len(rule["stays"]) >= 2
    for text in rule["stays"]:
        assert not found(nlp, text, rule["name"]), text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_fires_and_finds_what_its_examples_say(nlp, rule):
    assert len(rule["fires"]) >= 2
    for example in rule["fires"]:
        text, _, expected = example.partition(" => ")
        facts = found(nlp, text, rule["name"])
        assert any(set(expected.split(" | ")) <= set(fact) for fact in facts), (text, facts)


def test_no_fact_is_found_by_a_rule_that_is_not_named(nlp):
    rules = {fact.rule for text in TEXTS for fact in read(nlp, text).facts}
    assert rules == NAMES


def test_without_a_day_of_writing_no_term_is_counted_from_it(nlp):
    (fact,) = read(nlp, "Anna Berg was appointed foreign minister on Friday.", date=None).facts
    assert (fact.earliest, fact.latest, fact.holds) == (None, None, None)
    (fact,) = read(nlp, "Ivan Petrov, president from 2009 to 2013, left.", date=None).facts
    assert (fact.earliest, fact.latest) == ("2009-01-01", "2013-12-31")


def test_the_role_of_a_long_past_day_is_not_one_of_today(nlp):
    (then,) = read(nlp, "In June 1995, President Ivan Petrov flew to Oslo.").facts
    (now,) = read(nlp, "On Monday, President Ivan Petrov flew to Oslo.").facts
    assert (then.holds, now.holds) == (None, "now")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4), st.sampled_from([None, "2008-02-29", WRITTEN]))
def test_whatever_stands_beside_offsets_and_windows_of_facts_are_sound(nlp, texts: list[str], date: str | None):
    document = read(nlp, "\n\n".join(texts), date)
    for fact in document.facts:
        assert document.text[fact.start : fact.end] == fact.object != ""
        assert fact.earliest is None or fact.latest is None or fact.earliest <= fact.latest
        assert fact.other != fact.subject
        is_over = fact.predicate != "born" and date is not None and fact.latest is not None and fact.latest < date
        assert not (fact.holds == "now" and is_over)
        assert fact.rule in NAMES

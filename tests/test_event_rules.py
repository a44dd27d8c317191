"""Every event rule fires on its examples, finding what they say, and stays silent on its look-alikes."""

import pytest

from diplo.language.events.triggers import TYPES, EventRule, all_rules
from diplo.records import Document, Event

ALL = sorted(all_rules(), key=lambda rule: rule.name)


def read(nlp, text: str) -> Document:
    from diplo.language import extract

    return next(iter(extract(nlp, [Document(id="rule", text=text, date="2018-05-31")])))


def described(document: Document, event: Event) -> set[str]:
    """An event in the notation of the examples: "actor Anna Berg", "place Oslo", "status planned"."""

    def name(number: int) -> str:
        entity = document.entities[number]
        mention = entity.mentions[0]
        return entity.name or document.text[mention.start : mention.end].removeprefix("the ").removeprefix("The ")

    found = {f"{p.role} {name(p.entity)}" for p in event.participants} | {f"status {event.status}"}
    return found | ({f"place {name(event.place)}"} if event.place is not None else set())


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_stays_silent_on_look_alikes(nlp, rule: EventRule):
    assert len(rule.stays) >= 2
    for text in rule.stays:
        assert rule.name not in {event.rule for event in read(nlp, text).events}, text


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_fires_and_finds_what_its_examples_say(nlp, rule: EventRule):
    assert len(rule.fires) >= 2
    for example in rule.fires:
        text, _, expected = example.partition(" => ")
        document = read(nlp, text)
        events = [event for event in document.events if event.rule == rule.name]
        assert events, text
        wanted = {part.strip() for part in expected.split("|") if part.strip()}
        assert any(wanted <= described(document, event) for event in events), (
            text,
            [described(document, event) for event in events],
        )


def test_rule_names_are_unique_and_begin_with_their_type():
    names = [rule.name for rule in ALL]
    assert len(names) == len(set(names))
    assert {name.split(".")[0] for name in names} == set(TYPES)

"""Runs `cases/events.md`: sentences with the events that must, and must not, be read from them."""

import re
from pathlib import Path

import pytest
from test_event_rules import described

from diplo.language import extract
from diplo.records import Document, Event

CASES = Path(__file__).with_name("cases") / "events.md"


def cases() -> list[tuple[str, list[str]]]:
    found = re.findall(r"^> (.+)\n\n((?:    .+\n)+)", CASES.read_text(encoding="utf-8"), re.MULTILINE)
    return [(sentence, [line.strip() for line in lines.splitlines()]) for sentence, lines in found]


def window(event: Event) -> str:
    if event.earliest is None:
        return "undated"
    days = event.earliest if event.earliest == event.latest else f"{event.earliest}..{event.latest}"
    return f"~{days}" if event.dated_by == "narrative" else days


def order(document: Document, event: Event) -> str:
    before = next((other for other in document.events if other.id == event.after), None)
    return f"after {document.text[slice(*before.trigger)]}" if before else "after nothing"


def features(document: Document, event: Event) -> set[str]:
    found = described(document, event) | {event.type or "-", event.status, window(event), order(document, event)}
    return found | {feature.replace("the ", "") for feature in found}


@pytest.mark.parametrize(("sentence", "lines"), cases(), ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_the_events_of_a_sentence_are_as_the_page_says(nlp, sentence, lines):
    text = sentence.replace(" / ", "\n\n")
    document = next(iter(extract(nlp, [Document(id="case", text=text, date="2018-05-31")])))
    found = [(text[slice(*event.trigger)], features(document, event)) for event in document.events]
    for line in lines:
        trigger, *wanted = [part.strip() for part in line.split("|")]
        if trigger.startswith("no "):
            assert trigger.removeprefix("no ") not in {word for word, _ in found}, line
        else:
            assert any(trigger == word and set(wanted) <= have for word, have in found), (line, found)


def test_every_case_of_the_page_is_run():
    assert len(cases()) == CASES.read_text(encoding="utf-8").count("\n> ")

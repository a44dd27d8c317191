"""Runs `cases/names.md`: texts with all the persons, organizations and places that they name."""

import re
from collections import Counter
from pathlib import Path

import pytest

from diplo.language import extract
from diplo.records import Document

CASES = Path(__file__).with_name("cases") / "names.md"


def cases() -> list[tuple[str, list[tuple[str, str]]]]:
    found = re.findall(r"((?:^>.*\n)+)\n((?:    .+\n)*)", CASES.read_text(encoding="utf-8"), re.MULTILINE)
    return [
        (
            re.sub(r"^> ?", "", text, flags=re.MULTILINE).strip(),
            [tuple(line.strip().split(" | ")) for line in lines.splitlines()],
        )
        for text, lines in found
    ]


@pytest.mark.parametrize(("text", "wanted"), cases(), ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_the_names_of_a_text_are_as_the_page_says(nlp, text, wanted):
    document = next(iter(extract(nlp, [Document(id="case", text=text)])))
    found = Counter(
        (text[mention.start : mention.end], entity.kind)
        for entity in document.entities
        for mention in entity.mentions
        if mention.form == "name"
    )
    others = Counter(name for name in wanted if name[1] == "other")
    named = Counter({name: count for name, count in found.items() if name[1] != "other"})
    assert named == Counter(wanted) - others
    assert others <= found


def test_every_case_of_the_page_is_run():
    page = CASES.read_text(encoding="utf-8")
    assert len(cases()) == len(re.findall(r"^>.*\n\n", page, re.MULTILINE))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("An aircraft manufacturer, Airbus, has won an order.", "An aircraft manufacturer"),
        ("Airbus, the aircraft manufacturer, has won an order. The company said so.", "the aircraft manufacturer"),
        ("Airbus, the aircraft manufacturer, has won an order. The company said so.", "The company"),
        ("The ministry, Airbus, and a bank met.", None),
    ],
)
def test_a_body_described_beside_its_name_is_that_body(nlp, text, words):
    (document,) = extract(nlp, [Document(id="a", text=text)])
    named = next(entity for entity in document.entities if entity.name == "Airbus")
    others = [text[m.start : m.end] for m in named.mentions if m.form == "nominal"]
    assert words in others if words else others == []

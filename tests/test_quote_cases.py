"""Runs `cases/quotes.md`: texts with all that anybody says in them."""

import re
from pathlib import Path

import pytest

from diplo.language import extract
from diplo.records import Document

CASES = Path(__file__).with_name("cases") / "quotes.md"


def cases() -> list[tuple[str, list[str]]]:
    found = re.findall(r"((?:^> .+\n)+)\n((?:    .+\n)+)", CASES.read_text(encoding="utf-8"), re.MULTILINE)
    return [
        (re.sub("^> ", "", text, flags=re.MULTILINE), [line.strip() for line in lines.splitlines()])
        for text, lines in found
    ]


def shown(document: Document) -> list[list[str]]:
    def words(span) -> str:
        return document.text[slice(*span)] if span else "-"

    def speaker(quote) -> str:
        if quote.speaker is None:
            return "unknown"
        return document.entities[quote.speaker].name or document.entities[quote.speaker].description

    return [
        [
            words(quote.source),
            words(quote.cue),
            " / ".join(words(span) for span in quote.spans),
            speaker(quote) + ("" if quote.speech else " thought"),
        ]
        for quote in document.quotes
    ]


@pytest.mark.parametrize(("text", "lines"), cases(), ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_the_quotes_of_a_text_are_as_the_page_says(nlp, text, lines):
    (document,) = extract(nlp, [Document(id="case", text=text)])
    wanted = [[part.strip() for part in line.split(" | ")] for line in lines if line != "none"]
    found = shown(document)
    assert [quote[: len(line)] for quote, line in zip(found, wanted, strict=False)] == wanted, found
    assert len(found) == len(wanted), found


def test_every_case_of_the_page_is_run():
    text = CASES.read_text(encoding="utf-8")
    assert sum(len(case.splitlines()) for case, _ in cases()) == text.count("\n> ")

"""Runs `cases/saying.md`: texts with all their quotes and all that is known of how each was said."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from diplo.language import extract
from diplo.records import Document, Offsets, Quote

CASES = Path(__file__).with_name("cases") / "saying.md"


def cases() -> list[tuple[str, list[str]]]:
    found = re.findall(r"^> (.+)\n\n((?:    .+\n?)+)", CASES.read_text(encoding="utf-8"), re.MULTILINE)
    return [(text, [line.strip() for line in lines.splitlines()]) for text, lines in found]


def shown(document: Document, quote: Quote) -> Iterator[str]:
    def words(span: Offsets | None) -> str:
        return document.text[slice(*span)] if span else "-"

    sources = {q.id: words(q.source) for q in (*document.quotes, *document.nested)}
    yield sources[quote.id]
    if quote.addressee is not None:
        hearer = document.entities[quote.hearer] if quote.hearer is not None else None
        yield f"to {words(quote.addressee)}" + (f" = {hearer.name or hearer.description}" if hearer else "")
    if quote.medium is not None:
        yield f"medium {quote.medium}" + (f": {words(quote.medium_span)}" if quote.medium_span else "")
    if quote.occasion is not None:
        yield f"occasion {words(quote.occasion)}"
    if quote.dated_by == "stated":
        yield "day " + " ".join(sorted({str(quote.earliest), str(quote.latest)}))
    if quote.unnamed:
        yield "unnamed"
    if quote.within is not None:
        yield f"within {sources[quote.within]}"


@pytest.mark.parametrize(("text", "lines"), cases(), ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_the_circumstances_of_quotes_are_as_the_page_says(nlp, text, lines):
    document = next(iter(extract(nlp, [Document(id="case", text=text, date="2018-05-31")])))
    found = [" | ".join(shown(document, quote)) for quote in (*document.quotes, *document.nested)]
    assert (found or ["none"]) == lines


def test_every_case_of_the_page_is_run():
    assert len(cases()) == CASES.read_text(encoding="utf-8").count("\n> ")

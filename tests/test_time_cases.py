"""Runs `cases/times.md`: texts with all the expressions of time that may be read from them."""

import re
from pathlib import Path

import pytest

from diplo.language import layout
from diplo.records import Document

CASES = Path(__file__).with_name("cases") / "times.md"


def cases() -> list[tuple[str, list[str]]]:
    found = re.findall(r"^> (.+)\n\n((?:    .+\n)+)", CASES.read_text(encoding="utf-8"), re.MULTILINE)
    return [(text, [line.strip() for line in lines.splitlines()]) for text, lines in found]


def shown(time) -> list[str]:
    if time.window is None:
        window = "no window"
    else:
        first, last = (day.isoformat() for day in time.window)
        window = first if first == last else f"{first} {last}"
    return [time.span.text, time.type, time.value or "-", window]


@pytest.mark.parametrize(("text", "lines"), cases(), ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_the_times_of_a_text_are_as_the_page_says(nlp, text, lines):
    found = [shown(t) for t in nlp(layout.lay_out(nlp, Document(id="case", text=text, date="2018-05-31")))._.times]
    wanted = [[part.strip() for part in line.split("|")] for line in lines if line != "none"]
    assert [time[: len(line)] for time, line in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), found


def test_every_case_of_the_page_is_run():
    assert len(cases()) == CASES.read_text(encoding="utf-8").count("\n> ")

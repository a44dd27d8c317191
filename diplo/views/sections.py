"""A dossier for people: a head in words, then a table for each section that has rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from diplo.views.layouts import Look
from diplo.views.table import STYLES, open_console, show_table, write
from diplo.views.text import plain

if TYPE_CHECKING:
    from rich.text import Text

Dossier = Mapping[str, Any]

_OF_ONE = (
    ("Roles", "roles", "roles"),
    ("Other facts", "facts", "facts"),
    ("With whom", "company", "company"),
    ("Last quotes", "last quotes", "last_quotes"),
    ("Last events", "last events", "timeline"),
    ("Last documents", "last documents", "last_documents"),
)
_OF_SEVERAL = (("Events", "timeline", "timeline"), ("What they said of each other", "quotes", "quotes"))
_OF_CHANGES = (("Sentences", "sentences", "changed_sentences"), ("Findings", "findings", "changed_findings"))
"""Heading, key in the dossier, layout."""


def show_dossier(dossier: Dossier, out: TextIO) -> None:
    """Prints all that is known of one entity."""
    names = ", ".join(f"{form['name']} ({form['mentions']})" for form in dossier["names"])
    _show(list(_head_of_one(dossier)) + ([f"named: {names}"] if names else []), dossier, _OF_ONE, out)


def show_together(dossier: Dossier, out: TextIO) -> None:
    """Prints what several entities did together."""
    who = [", ".join(part for part in (one["name"], one["role"]) if part) for one in dossier["entities"]]
    met = f"met {_times(dossier['met'])}" if dossier["met"] else "no meeting that happened"
    events = f"{_counted(dossier['events'], 'events')} together" if dossier["events"] else "no event together"
    _show([*who, f"{met}; {events}{_when(dossier)}"], dossier, _OF_SEVERAL, out)


def show_changes(changed: Dossier, out: TextIO) -> None:
    """Prints what became of a text each time that another one replaced it."""
    for change in changed["changes"]:
        when = f", {change['replaced'][:16].replace('T', ' ')} UTC" if change["replaced"] else ""
        given = [f"{one['field']}: {one['before'] or 'none'} → {one['after'] or 'none'}" for one in change["given"]]
        same = () if any(change[key] for _, key, _ in _OF_CHANGES) else ("Only marks, capitals or blanks differ.",)
        _show([f"{changed['document']}: the text was replaced{when}", *given, *same], change, _OF_CHANGES, out)


def _head_of_one(dossier: Dossier) -> Iterator[str]:
    who = ", ".join(part for part in (dossier["name"], dossier["role"]) if part)
    yield f"{who} ({dossier['kind']}, {dossier['id']})"
    yield (
        f"mentioned {_times(dossier['mentions'])} in {_counted(dossier['documents'], 'documents')}; "
        f"{_counted(dossier['events'], 'events')}{_when(dossier)}; {_counted(dossier['quotes'], 'quotes')}"
    )


def _when(dossier: Dossier) -> str:
    """The first and the last day of its events."""
    first, last = dossier["first"], dossier["last"]
    if first is None:
        return ""
    return f" from {first} to {last}" if last is not None and last != first else f" on {first}"


def _show(head: Sequence[str], dossier: Dossier, sections: Sequence[tuple[str, str, str]], out: TextIO) -> None:
    """The head's lines, the first of them as a heading, and the tables."""
    console = open_console(out)
    lines = [part for number, line in enumerate(head) for part in _wrapped(line, number == 0, console.width)]
    write(lines, console)
    for heading, key, layout in sections:
        if dossier[key]:
            write([*_wrapped("", False, console.width), *_wrapped(heading, True, console.width)], console)
            show_table(dossier[key], out, Look(layout))


def _wrapped(line: str, is_heading: bool, width: int) -> list[Text]:
    from rich.console import Console
    from rich.text import Text

    lines = list(Text(plain(line), STYLES["heading"] if is_heading else "").wrap(Console(width=width), width))
    for wrapped in lines:
        wrapped.rstrip()
    return lines or [Text()]


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _counted(number: int, things: str) -> str:
    return f"{number} {things if number != 1 else things[:-1]}"

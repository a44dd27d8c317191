"""diplo event: puts events right, or adds one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Annotated, Any

import typer

from diplo import store
from diplo.calendar import Window
from diplo.cli import completion, days, naming
from diplo.cli.judging import Id, correcting, entity, judge, judged_id
from diplo.cli.options import EVENT_TYPES, RIGHT, STATUSES, Base, Names, Says, one_of, sets
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse
from diplo.store.corrections import anchors

HELP = """Examples:

diplo event set k3f9aa --date 2018-06-12 --status happened --reason "communiqué"
diplo event reject k3f9aa
diplo event add visit.md "Duarte *met* the envoy" --type CONSULT --person Duarte

Puts events right, or adds one. What you say is kept apart from what was read,
outlives a new reading, and can be taken back with `diplo undo`.
"""

command = typer.Typer(no_args_is_help=True, help=HELP)


@dataclass(frozen=True, slots=True)
class Right:
    """What is right about an event; an empty text means that there is none."""

    date: Annotated[
        Window | None, sets(metavar="DAY", parser=days.window_or_none, help='When: 2018-05-31, 2018-05; "": not known.')
    ] = None
    status: Annotated[
        str | None, one_of(STATUSES, help=f"One of {', '.join(STATUSES)}.", metavar="STATUS", rich_help_panel=RIGHT)
    ] = None
    type: Annotated[
        str | None, one_of(("", *EVENT_TYPES), help='Such as CONSULT; "": none.', metavar="TYPE", rich_help_panel=RIGHT)
    ] = None
    mode: Annotated[str | None, sets(metavar="MODE", help='Such as visit or phone; "": none.')] = None
    place: Annotated[
        str | None, sets(metavar="NAME", autocompletion=completion.places, help='Where; "": not known.')
    ] = None
    person: Annotated[
        Names, sets(metavar="NAME", autocompletion=completion.entities, help="Takes part; may be given again.")
    ] = None
    target: Annotated[
        Names, sets(metavar="NAME", autocompletion=completion.entities, help="Is the one it is done to or with.")
    ] = None

    def value(self, db: Connection) -> dict[str, Any]:
        """What was given, by field."""
        value: dict[str, Any] = {}
        if self.date is not None:
            value["date"] = days.ends(self.date)
        if self.status is not None:
            value["status"] = self.status
        for field, typed in (("type", self.type), ("mode", self.mode)):
            if typed is not None:
                value[field] = typed.strip() or None
        if self.place is not None:
            value["place"] = _place(db, self.place) if self.place else None
        for field, names in (("person", self.person), ("target", self.target)):
            if names:
                value[field] = [entity(db, name) for name in names]
        return value


@command.command("set", short_help="What is right about an event.")
@spread
def set_event(
    event_id: Id,
    right: Right,
    says: Says,
    base: Base,
    not_person: Annotated[
        Names, sets(metavar="NAME", autocompletion=completion.entities, help="Takes no part; may be given again.")
    ] = None,
) -> None:
    """Examples:

    diplo event set k3f9aa --date 2018-06-12
    diplo event set k3f9aa --status cancelled --reason "statement of 3 June"
    diplo event set k3f9aa --person Duarte --not-person Haddad --place ""

    Sets what is right about an event.
    """
    with correcting(base) as db:
        event = judged_id(db, "event", event_id)
        value = right.value(db)
        if not_person:
            value["not_person"] = [entity(db, name) for name in not_person]
        if not value:
            raise Misuse("Say what is right: --date, --status, --type, --mode, --place, --person or --not-person.")
        judge(db, says, "event set", event, value)


@command.command(short_help="This is no event.")
@spread
def reject(event_id: Id, says: Says, base: Base) -> None:
    """Examples:

    diplo event reject k3f9aa --reason "a film scene"

    Says that this is no event; no later reading brings it back.
    """
    with correcting(base) as db:
        judge(db, says, "event reject", judged_id(db, "event", event_id), {})


@command.command(short_help="An event that was not found.")
@spread
def add(
    document_id: Annotated[
        str, typer.Argument(metavar="DOCUMENT", autocompletion=completion.documents, help="The document that tells it.")
    ],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Its words there; asterisks mark the one that tells.")],
    right: Right,
    says: Says,
    base: Base,
) -> None:
    """Examples:

    diplo event add visit.md "signed" --type AGREE --person Duarte
    diplo event add visit.md "Duarte *met* the envoy" --type CONSULT --person Duarte

    Adds an event that was not found. It stands on words of a document: if they
    are not the only such words there, type those beside them, too, and set the
    word that tells of the event between asterisks.
    """
    with correcting(base) as db:
        value = right.value(db)
        if not value.get("type"):
            raise Misuse("Say of which type the event is: --type CONSULT, for one.")
        try:
            document = store.document(db, document_id)
        except store.UnknownDocument as unknown:
            raise Misuse(str(unknown)) from unknown
        start, end = _span(document.text, words, document.id)
        judge(db, says, "event add", document.id, value, anchors.of_words(db, document.id, start, end))


def _place(db: Connection, typed: str) -> dict[str, str]:
    known = naming.meant(db, typed, "place")
    return {"id": known.id, "name": known.name}


def _span(text: str, typed: str, document_id: str) -> tuple[int, int]:
    """Where the words stand in the text, or those of them between asterisks; they must stand there once."""
    parts = typed.split("*")
    before, marked, after = parts if len(parts) == 3 else ("", typed, "")
    pattern = f"{_spaced(before)}({_spaced(marked)}){_spaced(after)}"
    found = list(re.finditer(pattern, text)) if marked.strip() else []
    if len(found) != 1:
        how_often = f"stand {len(found)} times" if found else "do not stand"
        raise Misuse(
            f"The words {typed!r} {how_often} in {document_id}: type them as they stand there, with more beside."
        )
    return found[0].span(1)


def _spaced(words: str) -> str:
    """A pattern for words in which any blanks and line breaks may part them."""
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", words))

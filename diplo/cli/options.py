"""The options that commands share, each stated once, in the groups in which commands take them (see spread.py)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Annotated, Any, Protocol, TextIO, get_args

import typer

from diplo import knowledge, records
from diplo.calendar import Window
from diplo.cli import completion, days, naming
from diplo.cli.telling import Misuse, opened

Filters = dict[str, Any]
"""Values for the parameters of a question; None, False and empty lists do not filter."""
Option = Any
"""What `typer.Option` gives, which has no type that could be named."""

STATUSES = get_args(records.Status)
PREDICATES = get_args(records.Predicate)
KINDS = get_args(records.Kind)
QUOTE_KINDS = get_args(records.QuoteKind)
MEDIA = tuple(sorted(knowledge.words("quotes/media", "medium")))
EVENT_TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT"),
)


RIGHT = "What is right"
"""The heading, in help, of options that say what is right about a finding."""


class Group(Protocol):
    """A group of options that choose what is asked for."""

    def filters(self, db: Connection) -> Filters:
        """The values for the parameters of the question."""


def merged(db: Connection, groups: Sequence[Group]) -> Filters:
    """What all the groups ask for together, without what does not filter."""
    every = {name: value for group in groups for name, value in group.filters(db).items()}
    return {name: value for name, value in every.items() if value not in (None, []) and value is not False}


def chooses(*names: str, help: str, **more: Any) -> Option:
    """An option that chooses findings."""
    return typer.Option(*names, help=help, **{"rich_help_panel": "Which", **more})


def flag(*names: str, help: str) -> Option:
    """An option that chooses findings and has no value."""
    return chooses(*names, help=help, metavar="")


def prints(*names: str, help: str, **more: Any) -> Option:
    """An option about how an answer is printed."""
    return typer.Option(*names, help=help, rich_help_panel="Output", **more)


def sets(*names: str, help: str, **more: Any) -> Option:
    """An option that says what is right."""
    return typer.Option(*names, help=help, rich_help_panel=RIGHT, **more)


def one_of(known: Collection[str], *names: str, help: str, metavar: str, **more: Any) -> Option:
    """An option that chooses findings by a word out of a few, or says which of them is right."""

    def checked(typed: str) -> str:
        for word in known:
            if word.lower() == typed.lower():
                return word
        raise typer.BadParameter(f"{typed!r} is none of {', '.join(known)}.")

    def completed(incomplete: str) -> list[str]:
        return [word for word in known if word.lower().startswith(incomplete.lower())]

    return chooses(*names, help=help, metavar=metavar, parser=checked, autocompletion=completed, **more)


def _name(complete: Callable[..., list[str]], *names: str, help: str) -> Option:
    return chooses(*names, help=help, metavar="NAME", autocompletion=complete)


def _day(help: str, is_eager: bool = False) -> Option:
    return chooses(help=help, metavar="DAY", parser=str, callback=days.window, is_eager=is_eager)


Names = list[str] | None
"""What may be given several times."""
_DOCUMENT = "The document, as `diplo documents` says."
Doc = Annotated[str, typer.Argument(metavar="DOC", autocompletion=completion.documents, help=_DOCUMENT)]
MaybeDoc = Annotated[str | None, typer.Argument(metavar="[DOC]", autocompletion=completion.documents, help=_DOCUMENT)]
Speaker = Annotated[Names, _name(completion.entities, "--speaker", help="What this person or organization said.")]
To = Annotated[Names, _name(completion.entities, "--to", help="What was said to this person or organization.")]
About = Annotated[Names, _name(completion.entities, "--about", help="Named in the quotation; given twice: either.")]


AsOf = Annotated[Window | None, _day('As it had been reported by then; "last week" counts from there.', is_eager=True)]


@dataclass(frozen=True, slots=True)
class Base:
    """The file that holds everything."""

    db: Annotated[str, typer.Option(envvar="DIPLO_DB", metavar="FILE", help="The base.")] = "diplo.db"


@dataclass(frozen=True, slots=True)
class Says:
    """Who corrects, and why; or only what would change."""

    author: Annotated[
        str | None,
        typer.Option(
            envvar="DIPLO_AUTHOR", metavar="NAME", help="Who says so; your name on this machine, if not given."
        ),
    ] = None
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for whoever reads it later.")] = None
    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help="Show what would change, and change nothing.")
    ] = False


@dataclass(frozen=True, slots=True)
class Who:
    """Those who take part, as a person types their names, and those who must not."""

    person: Annotated[Names, _name(completion.people, help="This person takes part; given twice: both do.")] = None
    entity: Annotated[Names, _name(completion.entities, help="The same for organizations and places, too.")] = None
    with_: Annotated[Names, _name(completion.entities, "--with", help="And this one takes part, too.")] = None
    not_person: Annotated[Names, _name(completion.people, help="This person takes no part.")] = None

    def filters(self, db: Connection) -> Filters:
        """All of them, by id; whoever is not known takes no part anyway."""
        wanted = [
            *naming.ids(db, self.person, "person"),
            *naming.ids(db, self.entity),
            *naming.ids(db, self.with_),
        ]
        unwanted = naming.ids(db, self.not_person, "person", is_required=False)
        return {"entities": sorted(set(wanted)), "not_person": unwanted}


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are asked about."""

    since: Annotated[Window | None, _day('From then on: 2018-05-31, 2018-05, "late May 2018", "last week".')] = None
    until: Annotated[Window | None, _day("Up to then, that day included.")] = None
    on: Annotated[Window | None, _day("On that day, in that month or year.")] = None

    def filters(self, db: Connection) -> Filters:
        """The first and the last day that all these options allow; raises Misuse where no day is left."""
        since = max((w.earliest for w in (self.since, self.on) if w and w.earliest), default=None)
        until = min((w.latest for w in (self.until, self.on) if w and w.latest), default=None)
        if since and until and since > until:
            raise Misuse(f"No day is asked about: the first, {since}, is later than the last, {until}.")
        return {"since": since and since.isoformat(), "until": until and until.isoformat()}


@dataclass(frozen=True, slots=True)
class Reports:
    """Where and when it was reported."""

    source: Annotated[Names, chooses(help="Reported by this outlet.", metavar="OUTLET")] = None
    document: Annotated[
        str | None, chooses(help="Reported in this document.", metavar="ID", autocompletion=completion.documents)
    ] = None
    as_of: AsOf = None

    def filters(self, db: Connection) -> Filters:
        """The outlets, the id of the document, the last day of writing."""
        last = self.as_of.latest if self.as_of else None
        return {
            "source": self.source,
            "document": naming.document_id(db, self.document) if self.document else None,
            "as_of": last.isoformat() if last else None,
        }


@dataclass(frozen=True, slots=True)
class Events:
    """Which events."""

    speaker: Speaker = None
    place: Annotated[Names, _name(completion.places, help="At this place; given twice: at either.")] = None
    country: Annotated[Names, _name(completion.places, help="In this country, or it takes part.")] = None
    type: Annotated[Names, one_of(EVENT_TYPES, help="Of this type, such as CONSULT.", metavar="TYPE")] = None
    mode: Annotated[Names, chooses(help="In this mode, such as visit or phone.", metavar="MODE")] = None
    status: Annotated[Names, one_of(STATUSES, help=f"One of {', '.join(STATUSES)}.", metavar="STATUS")] = None
    min_sources: Annotated[
        int | None, chooses(min=1, metavar="N", help="Told by so many independent sources: copies count once.")
    ] = None
    certain: Annotated[bool, flag("--certain", help="Surely within these days, as the text states.")] = False
    all: Annotated[bool, flag("--all", help="Events of no type and all reports of each, too.")] = False

    def filters(self, db: Connection) -> Filters:
        """Speakers and places by id, any of them; the rest as it is."""
        return {
            "speakers": naming.ids(db, self.speaker),
            "place": naming.ids(db, self.place, "place"),
            "country": naming.ids(db, self.country, "place"),
            "type": self.type,
            "mode": self.mode,
            "status": self.status,
            "min_sources": self.min_sources,
            "certain": self.certain,
            "all": self.all,
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """How an answer in several sections is printed."""

    json: Annotated[bool, prints("--json", help="One JSON object.", metavar="")] = False
    output: Annotated[str | None, prints("--output", "-o", metavar="FILE", help="Into this file.")] = None
    nl: Annotated[bool, typer.Option("--nl", hidden=True)] = False
    csv: Annotated[bool, typer.Option("--csv", hidden=True)] = False
    tsv: Annotated[bool, typer.Option("--tsv", hidden=True)] = False
    fmt: Annotated[str | None, typer.Option(hidden=True)] = None

    def show(self, answer: Mapping[str, Any], as_text: Callable[[Mapping[str, Any], TextIO], None]) -> None:
        """Prints the answer; raises Misuse for formats that hold one table alone."""
        if self.nl or self.csv or self.tsv or self.fmt:
            raise Misuse("This answer is several tables in one: print it as it is, or with --json.")
        from diplo.views.json import show_object

        with opened(self.output) as out:
            (show_object if self.json else as_text)(answer, out)


@dataclass(frozen=True, slots=True)
class Output:
    """How an answer is printed."""

    table: Annotated[bool, prints("--table", "-t", help="A table, as without any of these.", metavar="")] = False
    json: Annotated[bool, prints("--json", help="A JSON list.", metavar="")] = False
    nl: Annotated[bool, prints("--nl", help="JSON, one row a line.", metavar="")] = False
    csv: Annotated[bool, prints("--csv", help="CSV, for a spreadsheet.", metavar="")] = False
    tsv: Annotated[bool, prints("--tsv", help="Tabs between the cells.", metavar="")] = False
    fmt: Annotated[
        str | None, prints(help="A table in this style: github, html, ...", autocompletion=completion.styles)
    ] = None
    no_headers: Annotated[bool, prints("--no-headers", help="No line of headings.", metavar="")] = False
    column: Annotated[Names, prints("--column", "-c", metavar="NAME", help="Only this; may be given again.")] = None
    limit: Annotated[int | None, prints(min=0, metavar="N", help="So many rows; 0: all. Tables stop at 200.")] = None
    offset: Annotated[int | None, prints(min=0, metavar="N", help="Leave out the first rows.")] = None
    output: Annotated[str | None, prints("--output", "-o", metavar="FILE", help="Into this file.")] = None

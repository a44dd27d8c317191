"""What is said while documents come in: a line for each, or for many a summary; where dates came from; what failed."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from diplo.cli import days
from diplo.cli.failures import Failures
from diplo.cli.telling import tell
from diplo.readers import Failure
from diplo.records import Document
from diplo.store import Saved

FEW = 20
"""Documents that get a line each; of more a person reads the summary."""
OPEN = "words like “Thursday” stay undated there, and so do most events"
SUMMARY = {
    "unknown": f"without a day of writing: {OPEN}; set it with `diplo document set ID --date DAY`",
    "ahead": "dated after today, which was kept: `diplo documents --since tomorrow` lists them",
    "noted": "with notes on the date, such as others that it gives: `diplo documents` shows them",
}
"""What is said of many documents at once, by what there is to say of their dates."""
WORDS = {"redated": "re-read", "copy": "a copy"}
ORDER = ("to be read", "read", "stored", "updated", "redated", "unchanged", "copy", "not English", "failed")
"""In which the summary counts what became of documents."""

Quiet = Annotated[bool, typer.Option("--quiet", "-q", metavar="", help="Say only what failed.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", metavar="", help="A line for each document, however many.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", metavar="", help="No progress bar.")]


class Report:
    """Counts what becomes of documents and says it on standard error."""

    def __init__(self, is_quiet: bool = False, is_verbose: bool = False, is_watching: bool = False) -> None:
        """`is_watching`: a line for each document that is new or changed, however many there are."""
        self.outcomes: Counter[str] = Counter()
        self.done = 0
        """How many bytes of the input have been dealt with, where readers tell what they took."""
        self._taken = 0
        self._ends: dict[str, int] = {}
        self._dates: Counter[str] = Counter()
        self._is_quiet = is_quiet
        self._most_lines = sys.maxsize if is_verbose or is_watching else FEW
        self._left_out = "unchanged" if is_watching and not is_verbose else ""
        self.failures = Failures(is_verbose or is_watching)

    def say(self, message: str) -> None:
        """Says something that is no failure, unless only these are wanted."""
        if not self._is_quiet:
            tell(message)

    def take(self, number: int) -> None:
        """Notes that readers have taken so many more bytes of the input."""
        self._taken += number

    def failed(self, failure: Failure) -> None:
        """Says why a text could not be read."""
        self._deal_with(failure.path)
        self.outcomes[failure.outcome] += 1
        self.failures.add(failure)

    def without_failures(self, found: Iterable[Document | Failure]) -> Iterator[Document]:
        """The documents among what readers give."""
        for one in found:
            if isinstance(one, Failure):
                self.failed(one)
            else:
                self._ends[one.id] = self._taken
                yield one

    def counted(self, document: Document, outcome: str) -> None:
        """Counts a document that is not stored, of which nothing more is to be said."""
        self._deal_with(document.id)
        self.outcomes[outcome] += 1

    def _deal_with(self, document_id: str) -> None:
        """Notes that nothing more is to be done with a document, nor with what was read before it."""
        self.done = max(self.done, self._ends.pop(document_id, 0))

    def saved(self, document: Document, saved: Saved) -> None:
        """Says what became of a document, and what is to be known about its date."""
        if saved.outcome == "failed":
            self.failed(Failure(saved.document_id, " ".join(saved.notes)))
            return
        self._deal_with(document.id)
        self.outcomes[saved.outcome] += 1
        self._dates["unknown"] += document.date is None
        self._dates["ahead"] += _is_ahead(document)
        self._dates["noted"] += bool(document.date_notes)
        is_few = self.outcomes.total() <= self._most_lines
        if is_few and not self._is_quiet and saved.outcome != self._left_out:
            self._describe(document, saved)

    def _describe(self, document: Document, saved: Saved) -> None:
        """A line for the document, with lines below it for what is new of it: its date, and what its reader noted."""
        found = ", ".join(_counted(saved.counts[kind], kind) for kind in ("events", "quotes", "facts") if saved.counts)
        tell(f"{WORDS.get(saved.outcome, saved.outcome):9}  {document.id}" + (found and f": {found}"))
        for note in (*(_written(document) if saved.outcome != "unchanged" else ()), *saved.notes):
            tell(f"{'':9}  {note}")

    def __str__(self) -> str:
        return f"{_counted(self.outcomes.total(), 'documents')} read"

    def finish(self) -> int:
        """Says how many of each; the exit code."""
        self.failures.finish()
        total = self.outcomes.total()
        if total > 1 and not self._is_quiet:
            in_order = sorted(self.outcomes.items(), key=lambda one: ORDER.index(one[0]))
            parts = (f"{number} {WORDS.get(outcome, outcome)}" for outcome, number in in_order)
            tell(f"{_counted(total, 'documents')}: {', '.join(parts)}.")
        if total > self._most_lines and not self._is_quiet:
            for kind, number in self._dates.items():
                if number:
                    tell(f"{_counted(number, 'documents')} {SUMMARY[kind]}.")
            if self.outcomes["updated"]:
                tell("`diplo changes ID` shows what became of an updated document.")
        failed = self.outcomes["failed"] + self.outcomes["not English"]
        return 0 if not failed else 1 if failed == total else 3


def _counted(number: int, things: str) -> str:
    return f"{number} {things if number != 1 else things[:-1]}"


def _written(document: Document) -> Iterator[str]:
    """The day of writing and where it comes from; a warning where it is unknown, or lies after today."""
    if document.date is None:
        yield f"day of writing unknown: {OPEN}; {_set(document.id)}"
        return
    yield f"written {document.date} (from: {document.date_from})"
    if _is_ahead(document):
        yield f"That is after today. It was kept; if it is wrong, {_set(document.id)}"


def _is_ahead(document: Document) -> bool:
    return document.date is not None and document.date > days.today().isoformat()


def _set(document_id: str) -> str:
    """What to type for another day."""
    return f"set it with `diplo document set {shlex.quote(document_id)} --date DAY`"

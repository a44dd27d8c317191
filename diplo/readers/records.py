"""Records of documents with their findings, as `diplo extract` wrote them: JSON Lines or Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from diplo import parquet
from diplo.readers.files import Failure, unreadable
from diplo.records import Document, Offsets, from_json


def read_records(paths: Iterable[str]) -> Iterator[Document | Failure]:
    """Yields a document with its findings, or the reason why there is none, for every record of the files."""
    for path in paths:
        try:
            yield from _file(Path(path))
        except OSError as error:
            yield Failure(path, unreadable(error))
        except parquet.NotParquet as error:
            yield Failure(path, str(error))
        except ImportError:
            yield Failure(path, "Parquet needs the extra `parquet`: pip install 'diplo[parquet]'.")


def _file(path: Path) -> Iterator[Document | Failure]:
    with path.open("rb") as file:
        if file.read(4) == b"PAR1":
            file.seek(0)
            for number, document in enumerate(parquet.read(file), 1):
                yield _checked(document, f"{path}, row {number}")
            return
    with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                place = f"{path}, line {number}"
                try:
                    yield _checked(from_json(line), place)
                except (ValueError, KeyError, TypeError, AttributeError):
                    yield Failure(place, "It is no record of `diplo extract`.")


def _checked(document: Document, place: str) -> Document | Failure:
    """The document, if its findings lie within its text and speak of its own entities."""
    numbers = [entity.id for entity in document.entities]
    named: set[int | None] = {p.entity for event in document.events for p in event.participants}
    named |= {event.place for event in document.events} | {quote.speaker for quote in document.quotes}
    named |= {entity for fact in document.facts for entity in (fact.subject, fact.other)}
    if not isinstance(document.text, str) or not isinstance(document.id, str):
        return Failure(place, "It has no text, or no id.")
    if numbers != list(range(len(numbers))) or not named <= {None, *numbers}:
        return Failure(place, "It speaks of entities that it does not hold.")
    if any(not 0 <= start < end <= len(document.text) for start, end in _spans(document)):
        return Failure(place, "It has findings outside its text.")
    return document


def _spans(document: Document) -> Iterator[Offsets]:
    """All words that findings stand on."""
    yield from document.sentences
    for entity in document.entities:
        yield from ((mention.start, mention.end) for mention in entity.mentions)
    for quote in document.quotes:
        yield from quote.spans
    yield from ((time.start, time.end) for time in document.times)
    yield from ((fact.start, fact.end) for fact in document.facts)
    yield from (event.trigger for event in document.events)

"""Documents in, the same documents with their findings out.

`load()` gives the pipeline in its natural order: sentences, grammar, names, times, quotes, facts, entities, events,
circumstances of quotes.
A component that outgrows one file is a folder: its `__init__` reads, the files beside it say how.
To add a component: one module here, one line in COMPONENTS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diplo import knowledge
from diplo.records import Document, Offsets

if TYPE_CHECKING:
    from spacy.language import Language

COMPONENTS = ("repairs", "names", "times", "quotes", "facts", "entities", "events", "circumstances")
"""Modules of this folder that define the component `diplo_NAME`, in the order in which they read."""


class Unread(NamedTuple):
    """Words that may name an event of one of these types, and in whose sentence none was read."""

    start: int
    end: int
    types: tuple[str, ...]
    sentence: Offsets


class ModelError(Exception):
    """The language model cannot be used; the message says why, in one sentence."""


def load(model: str | None = None) -> Language:
    """The pipeline: a trained model, with diplo's components before and after it."""
    import spacy

    from diplo.language import forms, found, sentences

    found.declare()
    try:
        nlp = spacy.load(Path(model) if model and Path(model).is_dir() else model or knowledge.model())
    except OSError as error:
        raise ModelError(f"No language model {model!r} is installed: give a folder or an installed package.") from error
    if "nsubj:pass" not in nlp.pipe_labels.get("parser", []):
        raise ModelError(
            f"The model {model!r} has no parser with Universal Dependencies labels, which diplo's rules read."
        )
    nlp.add_pipe(sentences.NAME, first=True)
    forms.install(nlp)
    for name in COMPONENTS:
        import_module(f"diplo.language.{name}")
        nlp.add_pipe(f"diplo_{name}")
    return nlp


def extract(nlp: Language, documents: Iterable[Document], batch_size: int = 16) -> Iterator[Document]:
    """Reads documents one after the other, in order, and yields them with their findings."""
    from diplo.language.build import build_record
    from diplo.language.layout import lay_out
    from diplo.language.parts import join, parts_of

    prepared = ((lay_out(nlp, part), (whole, total, offset)) for whole, total, offset, part in parts_of(documents))
    read: list[tuple[int, Document]] = []
    for doc, (document, total, offset) in nlp.pipe(prepared, as_tuples=True, batch_size=batch_size):
        read.append((offset, build_record(doc)))
        if len(read) == total:
            yield read[0][1] if total == 1 else join(document, read)
            read = []


def unread(nlp: Language, document: Document) -> Iterator[Unread]:
    """Words of a document that may name an event, in sentences in which none was read, in order."""
    from diplo.language import grammar
    from diplo.language.events.unread import unread as find
    from diplo.language.layout import lay_out
    from diplo.language.parts import split

    for offset, part in split(document):
        for token, types in find(nlp(lay_out(nlp, part))):
            (start, end), (first, last) = grammar.token_offsets(token), grammar.offsets(token.sent)
            yield Unread(start + offset, end + offset, tuple(sorted(types)), (first + offset, last + offset))

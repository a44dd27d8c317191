"""Words that may name an event and were not read as one: what `diplo gaps` asks about."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from diplo.language import grammar
from diplo.language.events.triggers import types_of


def unread(doc: Doc) -> Iterator[tuple[Token, frozenset[str]]]:
    """Triggers, with their types, in sentences of which no event of a type was read; speech is none here."""
    read = {event.trigger.sent.start for event in doc._.events if event.type not in {None, "STATEMENT"}}
    for sent in grammar.sentences(doc):
        if sent.start not in read:
            for token in sent:
                if types := types_of(token):
                    yield token, types

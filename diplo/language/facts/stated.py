"""A role as the rules find it, before anything is read from its words."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class Stated:
    """A role as a text states it: its holder's words, its own words, and the verb that gives or takes it, if any."""

    subject: Span
    words: Span
    noun: Token
    rule: str
    verb: Token | None = None
    tells: str = ""
    """What the verb tells of the role's term, as `data/facts/verbs.tsv` says: start, end, choice."""

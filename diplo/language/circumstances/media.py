"""Through what something was said: "in an interview", "the statement said", "tweeted", "told the newspaper"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.circumstances.beside import Beside
from diplo.language.found import FoundEntity


@dataclass(frozen=True, slots=True)
class Medium:
    """What tells through what something was said; `noun` may have the hearer beside it, behind `hearer`."""

    name: str
    words: Span | None
    noun: Token | None = None
    hearer: str = ""


def medium_of(around: Beside, addressee: Span | None, hearer: FoundEntity | None) -> Medium | None:
    """The medium by the words beside the cue, else by the source, the cue itself, or whoever is told."""
    for noun, must_follow in _nouns(around):
        found = _row(noun)
        if found is None:
            continue
        words, row = found
        if not must_follow or grammar.case(noun) in row["before"].split():
            return Medium(row["medium"], words, noun, row["hearer"])
    by_cue = _rows("verb").get(around.cue.lemma_.lower())
    if by_cue is not None and grammar.is_verb(around.cue):
        return Medium(by_cue["medium"], None)
    return _of_outlet(addressee, hearer) if addressee is not None else None


def _nouns(around: Beside) -> Iterator[tuple[Token, bool]]:
    """Nouns that may name a medium, and whether a preposition must lead to them."""
    yield from ((noun, True) for noun in around.nouns())
    yield from ((noun, False) for noun in around.objects())
    noun = around.cue.head
    is_another = grammar.dep(noun) == "obj" and grammar.is_verb(noun.head)  # "rejected a report saying ..."
    if around.cue.dep_ == "acl" and noun.i < around.cue.i and not is_another:
        yield noun, False
    if around.source is not None and around.source.root.tag_ in {"NN", "NNS"}:
        yield around.source.root, False


def _row(noun: Token) -> tuple[Span, Mapping[str, str]] | None:
    """What the table says of a noun, with the word before it if both are known together ("phone interview")."""
    rows, doc = _rows("noun"), noun.doc
    single = {noun.lemma_.lower(), noun.lower_.rstrip(".")}  # "on X." is one token
    for start in (noun.i - 1, noun.i):
        before = doc[start].lower_ + " " if start < noun.i else ""
        row = next((rows[before + word] for word in sorted(single) if start >= 0 and before + word in rows), None)
        if row is not None:
            return doc[min(start, grammar.phrase_of(noun).start) : noun.i + 1], row
    return None


def _of_outlet(addressee: Span, hearer: FoundEntity | None) -> Medium | None:
    """Whoever tells an outlet something speaks in it."""
    outlets = _rows("outlet")
    names = {hearer.name, hearer.canonical} if hearer is not None else set()
    for words in (*(name.casefold() for name in names if name), addressee.text.casefold(), addressee.root.lower_):
        if words in outlets:
            return Medium(outlets[words]["medium"], addressee)
    if names & knowledge.words("entities/organizations", "name", kind="media"):
        return Medium("interview", addressee)
    return None


@cache
def _rows(how: str) -> Mapping[str, Mapping[str, str]]:
    return {row["words"]: row for row in knowledge.table("quotes/media") if row["how"] == how}

"""Which event of a text came after which, where the text says so: "after", "before", "then", "later", "having met".

One sentence may order its events ("they talked before Berg flew home"), and an adverb orders an event after or before
the one that the sentence before told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from spacy.tokens import Token

from diplo import knowledge
from diplo.calendar import Window
from diplo.language import grammar
from diplo.language.found import FoundEvent

Side = Literal["earlier", "later"]


@cache
def _words(where: str) -> Mapping[str, Side]:
    return {row["word"]: row["says"] for row in knowledge.table("events/order") if row["where"] == where}  # type: ignore[misc]


def orders(word: str | None) -> bool:
    """Whether a preposition or conjunction says that what it governs came first or came next."""
    return word in _words("clause")


def is_of_before(verb: Token) -> bool:
    """Whether an adverb puts a verb before what is told: "the ministry previously said", not "earlier in the day"."""
    return any(
        _words("adverb").get(child.lower_) == "earlier" and child.nbor().tag_ not in {"IN", "DT"}
        for child in grammar.children(verb, "advmod")
        if child.i + 1 < len(child.doc)
    )


def follow(events: Sequence[FoundEvent]) -> dict[int, Token]:
    """The trigger of the event that each one came after, by the place of its own trigger; most have none.

    Events whose windows contradict what the words seem to say are left as they are, and nothing comes after itself.
    """
    by_trigger = {event.trigger.i: event for event in events}
    after: dict[int, Token] = {}
    for later, earlier in _pairs(events, by_trigger):
        is_new = later.i not in after and later.i not in _chain(earlier.i, after)
        if is_new and not _contradicts(by_trigger[later.i], by_trigger[earlier.i]):
            after[later.i] = earlier
    return after


def _pairs(events: Iterable[FoundEvent], by_trigger: Mapping[int, FoundEvent]) -> Iterator[tuple[Token, Token]]:
    """Two triggers, the one that came later first."""
    told: Token | None = None
    for event in events:
        token = event.trigger
        for other, says in _beside(token, by_trigger):
            yield (token, other) if says == "later" else (other, token)
        if not _is_told(token):
            continue
        before = _conjunct_before(token, by_trigger) or told
        if before is not None and (side := _adverb(token)) is not None and _are_close(before, token):
            yield (token, before) if side == "later" else (before, token)
        told = token


def _beside(token: Token, by_trigger: Mapping[int, FoundEvent]) -> Iterator[tuple[Token, Side]]:
    """Events in clauses and phrases that hang on this one by a word of order; "having met" came first, too."""
    for child in grammar.children(token, "advcl", "obl", "nmod"):
        words = [grammar.case(child) or "", *(mark.lower_ for mark in grammar.children(child, "mark", "advmod"))]
        side = next((_words("clause")[word] for word in words if word in _words("clause")), None)
        if child.dep_ == "advcl" and child.tag_ == "VBN" and any(a.lower_ == "having" for a in child.children):
            side = "later"
        if side is not None and child.i in by_trigger:
            yield child, side


def _is_told(token: Token) -> bool:
    """Whether a trigger is the verb of a main clause."""
    return grammar.is_verb(token) and grammar.first_conjunct(token).dep_ in {"ROOT", "parataxis"}


def _conjunct_before(token: Token, by_trigger: Mapping[int, FoundEvent]) -> Token | None:
    """ "Met" in "they met and then flew home"."""
    is_second = grammar.dep(token) == "conj" and token.head.i in by_trigger and token.head.i < token.i
    return token.head if is_second else None


def _adverb(verb: Token) -> Side | None:
    """What an adverb beside a verb says of the order, if no time expression goes with it ("two days later")."""
    for child in grammar.children(verb, "advmod"):
        measure = child.doc[child.i - 1] if child.i else None
        is_measured = measure is not None and measure.tag_.startswith("NN") and measure.i >= verb.sent.start
        if child.lower_ in _words("adverb") and not is_measured:
            return _words("adverb")[child.lower_]
    return None


def _are_close(before: Token, after: Token) -> bool:
    """Whether one sentence follows the other within a paragraph, or both are one."""
    apart = sum(bool(token.is_sent_start) for token in before.doc[before.i + 1 : after.i + 1])
    return apart <= 1 and grammar.paragraph_of(before) == grammar.paragraph_of(after)


def _contradicts(later: FoundEvent, earlier: FoundEvent) -> bool:
    first, last = earlier.window or Window(None, None), later.window or Window(None, None)
    return first.earliest is not None and last.latest is not None and last.latest < first.earliest


def _chain(start: int, after: Mapping[int, Token]) -> Iterator[int]:
    """A trigger and all that it comes after."""
    yield start
    while start in after:
        start = after[start].i
        yield start

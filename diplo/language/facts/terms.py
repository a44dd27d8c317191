"""When a role is held: what "former", "until April 2018" or "was appointed on Friday" tell of its term.

A term is the window of days that the words allow, null where they leave an end open, and whether the role is held on
the day of writing. Where the words do not tell, nothing is taken from the tense: "was the ambassador" may be either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.calendar import Window
from diplo.language import grammar
from diplo.language.facts.stated import Stated
from diplo.language.found import FoundTime
from diplo.records import Holds

CERTAIN = frozenset({"will", "shall", "'ll"})
"""Modals that leave nothing open: "she will become ambassador"."""
_FROM = frozenset({"since", "from", "between"})
_UNTIL = frozenset({"until", "till", "through"})
_RANGE = frozenset({"to", "and"})
_RECENT = timedelta(days=31)
"""An appointment so long before the day of writing is news of that day: whoever got the office has it."""
_LONG_AGO = timedelta(days=366)
"""A sentence about a day so long before the day of writing may give people the roles that they had then."""
_JOINED_WITHIN = 2
"""Tokens before a role's words that may tell of its term: "then-foreign minister", "ex-president"."""


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which a role is held, as far as the words tell, and whether the day of writing is one of them."""

    window: Window | None = None
    holds: Holds | None = None


def of(stated: Stated) -> Term:
    """The term that the words of a role, its verb and the dates beside them tell."""
    cue = _cue(stated.words, stated.noun)
    window = _window(stated)
    written = _written(stated.words.doc)
    if window is not None and written is not None and window.latest is not None and window.latest < written:
        return Term(window, "past")
    if stated.verb is not None:
        return Term(window, cue or _held_by_verb(stated, window, written))
    return Term(window, cue or ("now" if window is not None else of_bare(stated.words)))


def of_bare(words: Span) -> Holds | None:
    """What words without a date of their own tell: they hold now, unless their sentence is about a time long ago."""
    return None if _is_about_the_past(words, _written(words.doc)) else "now"


def suffixes() -> frozenset[str]:
    """Words joined to a role from behind: "elect" of "president-elect"."""
    return knowledge.words("facts/cues", where="behind")


def cues() -> frozenset[str]:
    """All words beside a role that tell when it is held."""
    return knowledge.words("facts/cues")


def undated_end(doc: Doc, start: int, end: int) -> int:
    """Where a role's words end when dates and what stands behind them are left out: before "until April 2018"."""
    for time in doc._.times:
        first = time.span.start
        if start <= first < end:
            has_preposition = first > start and (doc[first - 1].tag_ == "IN" or doc[first - 1].lower_ in _RANGE)
            return int(first) - has_preposition
    return end


def _cue(words: Span, noun: Token) -> Holds | None:
    """What the words beside the noun tell, those behind it before those in front."""
    doc = words.doc
    before = [t.lower_ for t in doc[words.start : noun.i]] + _joined(words)
    behind = [t.lower_ for t in doc[noun.i + 1 : noun.i + 1 + _JOINED_WITHIN] if t.i < len(doc)]
    for row in knowledge.table("facts/cues"):
        if row["word"] in (behind if row["where"] == "behind" else before):
            return row["holds"]  # type: ignore[return-value]  # the table has no other words
    return None


def _joined(words: Span) -> list[str]:
    """The words directly before a role's own, a hyphen between or not."""
    first = max(words.sent.start, words.start - _JOINED_WITHIN)
    before = words.doc[first : words.start]
    if len(before) and before[-1].text in grammar.HYPHENS:
        return [before[0].lower_]
    return [token.lower_ for token in before[-1:]]


def _written(doc: Doc) -> date | None:
    written = doc._.document.date
    return date.fromisoformat(written) if written else None


def _window(stated: Stated) -> Window | None:
    """The days that the dates beside a role allow."""
    begin, end = None, None
    for preposition, time in _dates(stated):
        assert time.window is not None
        if preposition in _FROM or (preposition not in _UNTIL | _RANGE and stated.tells in {"start", "choice"}):
            begin = begin or time.window.earliest
        if preposition in _UNTIL or (preposition not in _FROM | _RANGE and stated.tells == "end"):
            end = end or time.window.latest
        if preposition in _RANGE or (preposition in {"from", "between"} and _is_range(time)):
            end = end or time.window.latest
    return Window(begin, end) if begin or end else None


def _is_range(time: FoundTime) -> bool:
    """ "From 2009 to 2013": both expressions bear the window of the whole."""
    doc, end = time.span.doc, time.span.end
    return end + 1 < len(doc) and doc[end].lower_ in _RANGE and any(t.span.start == end + 1 for t in doc._.times)


def _dates(stated: Stated) -> Iterator[tuple[str, FoundTime]]:
    """The dates of the role's phrase or of its verb, each with the word before it."""
    doc = stated.words.doc
    start = min(stated.words.end, stated.verb.i + 1) if stated.verb is not None else stated.words.end
    end = _clause_end(doc, stated.words.end, stated.words.sent.end)
    if stated.rule == "role.title":
        return
    for time in doc._.times:
        is_beside = start <= time.span.start < end
        is_in_front = bool(stated.tells) and _opens_the_clause(time, stated)
        if time.window is not None and time.type in {"DATE", "TIME"} and (is_beside or is_in_front):
            yield doc[time.span.start - 1].lower_ if time.span.start > 0 else "", time


def _clause_end(doc: Doc, start: int, limit: int) -> int:
    """Where the words end that may date a role: at a mark, a conjunction between clauses, another verb."""
    for i in range(start, limit):
        token = doc[i]
        if token.text in {",", ";", ":", ".", "(", ")", "“", '"'} or token.tag_.startswith(("VB", "W", "MD")):
            return i
        if token.tag_ == "CC" and not any(time.span.start == i + 1 for time in doc._.times):
            return i
    return limit


def _opens_the_clause(time: FoundTime, stated: Stated) -> bool:
    """ "In 2012, she was appointed ...": a date that opens the sentence, with the holder right behind its comma."""
    end = time.span.end
    starts = time.span.start - time.span.sent.start <= 1
    return starts and time.span.doc[end].text == "," and stated.subject.start in {end + 1, end + 2}


def _held_by_verb(stated: Stated, window: Window | None, written: date | None) -> Holds | None:
    """What verb and tense tell of the day of writing."""
    verb = stated.verb
    assert verb is not None
    helpers = {aux.lemma_.lower() for aux in (*grammar.children(verb, "aux"), *grammar.children(verb.head, "aux"))}
    is_future = bool(helpers & CERTAIN)
    if stated.tells == "end":
        return "now" if is_future else "past"
    if is_future:
        return "future"
    is_present = verb.tag_ in {"VBZ", "VBP"} or ("have" in helpers and "had" not in _forms(verb))
    if stated.tells == "choice":
        return None
    if is_present or (window is not None and window.earliest is not None and window.latest is None and _since(stated)):
        return "now"
    begin = window.earliest if window is not None and stated.tells == "start" else None
    return "now" if begin and written and begin <= written <= begin + _RECENT else None


def _since(stated: Stated) -> bool:
    return any(preposition == "since" for preposition, _ in _dates(stated)) and "had" not in _forms(stated.verb)


def _forms(verb: Token | None) -> set[str]:
    """The auxiliaries of a verb, or of the predicate whose copula it is, as they stand."""
    if verb is None:
        return set()
    return {aux.lower_ for aux in (*grammar.children(verb, "aux"), *grammar.children(verb.head, "aux"))}


def _is_about_the_past(words: Span, written: date | None) -> bool:
    """Whether the sentence states a day long before the day of writing, so that a bare title may be that of then."""
    if written is None:
        return False
    sent = words.sent
    windows = [time.window for time in words.doc._.times if time.window and sent.start <= time.span.start < sent.end]
    return any(window.latest is not None and window.latest < written - _LONG_AGO for window in windows)

"""When an event took place: the time expression that governs it, else the day that the text reports on.

`stated` dates come from the event's own words, its clause, the verb it shares a clause with, or an event of the same
name dated before ("the talks"). `narrative` dates are for the main line only: past tense, no date of its own, no
background.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from diplo import knowledge
from diplo.calendar import Window
from diplo.language import grammar
from diplo.language.events import order, status
from diplo.language.events.apart import Apart, find_apart
from diplo.language.events.narrative import Narrative
from diplo.language.events.triggers import Trigger
from diplo.language.found import FoundQuote, FoundTime
from diplo.records import DatedBy, Status

_CLAUSES_SAID = frozenset({"indirect.that-clause", "indirect.clause"})
"""Rules of quotes that are clauses: a time in them is theirs; "condemned the attack Monday" may be either."""
_PRESENT = frozenset({"VBZ", "VBP"})
_SHARED_LABELS = frozenset({"conj", "xcomp", "advcl", "ccomp"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A window with what it stands on; `time` without a window only ranks the event."""

    window: Window | None = None
    by: DatedBy | None = None
    time: FoundTime | None = None
    reason: str | None = None


NOT_DATED = Dated()


class Calendar:
    """The dates of one document's events, as they are found from first to last."""

    def __init__(self, doc: Doc, triggers: list[Trigger]) -> None:
        bearers = {trigger.token.i for trigger in triggers} | {trigger.verb.i for trigger in triggers}
        self.written = date.fromisoformat(doc._.document.date) if doc._.document.date else None
        dated = [time for time in doc._.times if time.window is not None]
        self.times: dict[int, list[FoundTime]] = {}
        for time in dated:
            if time.type in {"DATE", "TIME"} and (bearer := _bearer(time, bearers)) is not None:
                self.times.setdefault(bearer.i, []).append(time)
        self._by_token = {trigger.token.i: trigger for trigger in triggers}
        self._apart = list(find_apart(doc))
        self._narrative = Narrative(doc, dated, self.written) if self.written is not None else None
        self._by_name: dict[str, Dated] = {}

    def date(self, trigger: Trigger, status: Status, said: FoundQuote | None = None) -> Dated:
        """When the event took place, or takes place, and how that is known.

        `said` is what is said where the event is an act of saying: a time in it is not that of the saying.
        """
        found = self._bounded(self._stated(trigger, said), trigger, status) or self._same_name(trigger)
        found = self._counted(trigger, found)
        if found is not None and self._is_ahead(found) and _is_past(trigger):
            found = None
        if found is None and status == "happened":
            found = self._narrated(trigger, said)
        if found is not None and found.by == "stated" and grammar.is_verb(trigger.token) is False:
            self._by_name.setdefault(trigger.token.lemma_.lower(), found)
        return found or NOT_DATED

    def _bounded(self, found: Dated | None, trigger: Trigger, status: Status) -> Dated | None:
        """A plan "by June" lies between the day of writing and June; "has led them since March" began in March.

        What is only ranked by a time ("the first meeting since January") is not dated by it.
        """
        if found is None or found.time is None or found.window is None or self.written is None:
            return found
        last = found.window.latest
        word = found.time.span.doc[found.time.span.start - 1].lower_ if found.time.span.start else ""
        if word in knowledge.words("events/beside", kind="from"):
            return found if _is_perfect(trigger.verb) else Dated(time=found.time)
        is_deadline = word in knowledge.words("events/beside", kind="deadline") and status in {"planned", "possible"}
        if is_deadline and last is not None and last >= self.written:
            return replace(found, window=Window(self.written, last))
        return found

    def _counted(self, trigger: Trigger, found: Dated | None) -> Dated | None:
        """ "A day after the talks broke off, they met": each of the two is dated by the other, and by no other time."""
        for apart in self._apart:
            time = found.time if found is not None else None
            is_own = time is not None and time.span.start in apart.clause
            if trigger.token.i in apart.clause and trigger.verb.tag_ not in _PRESENT and not is_own:
                return self._from(apart, [apart.main.i], 1)
            if trigger.token.i == apart.main.i and found is None:
                return self._from(apart, apart.clause, -1)
        return found

    def _from(self, apart: Apart, others: Iterable[int], sign: int) -> Dated | None:
        """The date that is so many days from that of the first dated event among others."""
        for i in others:
            other = self._by_token.get(i)
            known = self._stated(other, None) if other is not None else None
            if known is None and sign > 0 and other is not None:
                known = self._narrated(other, None)
            if known is not None and known.window is not None:
                reason = f"{known.reason}; “{apart.words.text}” -> {_drawn(window := apart.moved(known.window, sign))}"
                return replace(known, window=window, reason=reason)
        return None

    def _narrated(self, trigger: Trigger, said: FoundQuote | None) -> Dated | None:
        told = self._narrative.tells(trigger, said) if self._narrative is not None else None
        if told is None:
            main = self._by_token.get(trigger.token.head.i) if _accompanies(trigger.token) else None
            return self._narrated(main, None) if main is not None else None
        reason = f"{told.how}, no date of its own -> {told.day:%a %Y-%m-%d}, {told.which}"
        return Dated(Window(told.day, told.day), "narrative", None, reason)

    def _stated(self, trigger: Trigger, said: FoundQuote | None) -> Dated | None:
        carriers = [trigger.token]
        if trigger.verb.i != trigger.token.i and (trigger.is_carried or _is_clause_mate(trigger)):
            carriers.append(trigger.verb)
        carriers += [child for child in grammar.children(trigger.token, "acl") if child.tag_ in {"VBN", "VBD"}]
        for carrier in carriers:
            time = self._nearest(carrier, trigger.token, said)
            if time is not None:
                return Dated(time.window, "stated", time, time.reason)
        if (time := self._of_clause_beside(trigger)) is not None:
            return Dated(time.window, "stated", time, time.reason)
        verb = trigger.verb
        for _ in range(3):
            if grammar.dep(verb) not in _SHARED_LABELS or verb.head.i == verb.i or not _shares_time(verb):
                return None
            verb = verb.head
            time = self._nearest(verb, trigger.token, said)
            if time is not None:
                return Dated(time.window, "stated", time, time.reason)
        return None

    def _of_clause_beside(self, trigger: Trigger) -> FoundTime | None:
        """ "Shortly before Thursday's meeting", "when they met on Friday": at the time of another event."""
        for beside in grammar.children(trigger.token, "advcl", "obl"):
            mark = grammar.case(beside) or next((m.lower_ for m in grammar.children(beside, "mark", "advmod")), None)
            words = {token.lower_ for token in beside.doc[beside.left_edge.i : beside.i]}
            near = knowledge.words("events/beside", kind="near")
            if mark in knowledge.words("events/beside", kind="same") or (
                order.orders(mark) and (words & near or _precedes(beside, near))
            ):
                bearers = (word for word in beside.subtree if word.i in self.times and _is_of_clause(word, beside))
                found = [time for bearer in bearers for time in self.times[bearer.i]]
                if found:
                    return min(found, key=lambda time: abs(time.span.start - beside.i))
        return None

    def _is_ahead(self, dated: Dated) -> bool:
        """Whether a date lies wholly after the day of writing."""
        earliest = dated.window.earliest if dated.window is not None else None
        return earliest is not None and self.written is not None and earliest > self.written

    def _nearest(self, bearer: Token, trigger: Token, said: FoundQuote | None) -> FoundTime | None:
        contents = () if said is None else said.spans if said.rule in _CLAUSES_SAID else said.quoted
        times = [
            time
            for time in self.times.get(bearer.i, [])
            if time.span.start == bearer.i + 1 or not any(span.start <= time.span.start < span.end for span in contents)
        ]
        return min(times, key=lambda time: abs(time.span.start - trigger.i), default=None)

    def _same_name(self, trigger: Trigger) -> Dated | None:
        """ "the talks": a definite noun takes the date of the event that bore its name before."""
        token = trigger.token
        if (
            trigger.rule is None
            or grammar.is_verb(token)
            or not any(c.lower_ in {"the", "that", "those", "these", "this"} for c in grammar.children(token, "det"))
        ):
            return None
        return self._by_name.get(token.lemma_.lower())


def _drawn(window: Window) -> str:
    return " .. ".join(dict.fromkeys(f"{day:%a %Y-%m-%d}" for day in window if day is not None))


def _is_of_clause(bearer: Token, clause: Token) -> bool:
    """Whether a word is a clause's verb, or a noun with no other verb between."""
    if bearer.i == clause.i:
        return True
    return next((a.i for a in grammar.ancestors(bearer) if grammar.is_verb(a)), None) == clause.i


def _is_past(trigger: Trigger) -> bool:
    """Whether the event is told in the past or the perfect, so that no date ahead can be its own."""
    verb = trigger.verb if trigger.is_carried else trigger.token
    auxiliaries = grammar.children(verb, "aux", "aux:pass")
    if any(aux.tag_ == "MD" for aux in auxiliaries):
        return False
    return verb.tag_ == "VBD" or any(aux.tag_ == "VBD" or aux.lemma_.lower() == "have" for aux in auxiliaries)


def _is_perfect(verb: Token) -> bool:
    return any(aux.lemma_.lower() == "have" for aux in grammar.children(verb, "aux"))


def _precedes(clause: Token, words: frozenset[str]) -> bool:
    """Whether one of the words stands directly before a clause ("shortly | before ...")."""
    return clause.left_edge.i > 0 and clause.doc[clause.left_edge.i - 1].lower_ in words


def _bearer(time: FoundTime, bearers: set[int]) -> Token | None:
    """The verb or event noun that a time expression hangs on: by its place, else the nearest one above it."""
    root = grammar.head_of(time.span)
    beside = _verb_beside(time, bearers)
    if beside is not None:
        return beside
    noun = root.head
    if root.i < noun.i and noun.tag_.startswith("NN") and noun.i not in bearers and grammar.dep(noun) == "nmod":
        return None  # "Evidence of the October slaying": it dates the noun, whatever happens in the clause.
    inside = range(time.span.start, time.span.end)
    above = (a for a in grammar.ancestors(root) if a.i not in inside)
    bearer = next((a for a in above if a.i in bearers or grammar.is_verb(a)), None)
    if bearer is None or bearer.i < time.span.end or time.span.start == time.span[0].sent.start:
        return bearer
    # "The visit to China two weeks ago changed the mood": between a noun and its verb, the time is the noun's.
    before = time.span.doc[time.span.start - 1]
    return next((a for a in (before, *grammar.ancestors(before)) if a.i in bearers and a.i <= before.i), bearer)


def _verb_beside(time: FoundTime, bearers: set[int]) -> Token | None:
    """The verb that a time stands right behind ("said Friday that it was over"), or before where a parse mistook it.

    Parsers hang the one on the clause behind it, and make a participle of the other ("the office on Monday called").
    """
    doc, start, end = time.span.doc, time.span.start, time.span.end
    before = doc[start - 1] if start > time.span[0].sent.start else None
    if before is not None and before.i in bearers and before.tag_ in grammar.FINITE:
        return before
    after, noun = doc[end] if end < len(doc) else None, grammar.head_of(time.span).head
    if after is not None and after.i in bearers and after.tag_ in {"VBD", "VBN"} and after.head.i == noun.i:
        return after
    return None


def _accompanies(verb: Token) -> bool:
    """ "He smiled, saying ...", "while introducing her": a gerund tells of the time of the verb that it hangs on."""
    is_earlier = any(aux.lower_ == "having" for aux in grammar.children(verb, "aux"))
    return verb.tag_ == "VBG" and grammar.dep(verb) == "advcl" and verb.head.tag_ == "VBD" and not is_earlier


def _is_clause_mate(trigger: Trigger) -> bool:
    """Whether a noun's verb dates it: "arrived Friday for talks", not "said Friday that the talks ..."."""
    top = grammar.first_conjunct(trigger.token)
    return top.head.i == trigger.verb.i and grammar.dep(top) in {"obj", "obl", "nsubj"}


def _shares_time(verb: Token) -> bool:
    """Whether a dependent verb takes place when the one above it does."""
    label = grammar.dep(verb)
    if label == "conj":  # "... arrives on Sunday, but he may cancel": a clause of its own may lie elsewhere in time.
        is_own = grammar.child(verb, "nsubj") is not None
        return not (is_own and any(aux.tag_ == "MD" for aux in grammar.children(verb, "aux")))
    if label == "advcl":
        return verb.tag_ == "VBG" or (verb.tag_ == "VB" and not status.is_governor(verb.head))
    return label == "xcomp" and verb.tag_ in {"VBG", "VB"} and not status.is_governor(verb.head)

"""The day that a text reports on, and which of its events lie on its main line.

News tells what is new in the past tense without saying when again and again: the day was said once, in the first
sentences, or is that of the text itself. A headline tells it in the present ("Oslo expels envoy"), the first sentences
also in the perfect ("Oslo has expelled"), and present speech ("the ministry says") belongs to it. What a text says of
other days in between, its background, is not on the main line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.calendar import Window
from diplo.language import grammar
from diplo.language.events import order
from diplo.language.events.triggers import Trigger
from diplo.language.found import FoundQuote, FoundTime

_REPORTED_WITHIN = 7
"""A text's first stated day is the day it reports on, if it lies at most so many days before its writing."""
_LEAD = 4
"""The headline and three sentences: where the day is said and the perfect tells news."""
_PRESENT = frozenset({"VBZ", "VBP"})
_SAYS = "present tense of speech"


class Told(NamedTuple):
    """A day, how the text tells that it is the event's, and which day of the text it is."""

    day: date
    how: str
    which: str


class Narrative:
    """The main line of one document."""

    def __init__(self, doc: Doc, times: list[FoundTime], written: date) -> None:
        self._written = written
        self._times: dict[int, list[FoundTime]] = {}
        for time in times:
            self._times.setdefault(time.span[0].sent.start, []).append(time)
        lead = [sent for sent in grammar.sentences(doc) if not _is_date_line(sent, self._in(sent))]
        self._lead = {sent.start for sent in lead[:_LEAD]}
        self._headline = lead[0].start if lead and _is_headline(lead[0]) else None
        self._quoted = {token.i for quote in doc._.quotes for span in quote.quoted for token in span}
        self.day = self._reported(lead[:_LEAD])
        self._elsewhere = dict(self._asides(lead))

    def _reported(self, lead: list[Span]) -> date:
        """The first recent day that a main clause of the lead states for something past."""
        for sent in lead:
            for time in self._in(sent):
                first, last = time.window or (None, None)
                if first is None or first != last or not 0 <= (self._written - first).days <= _REPORTED_WITHIN:
                    continue
                if _is_of_main_clause(time):
                    return first
        return self._written

    def _asides(self, sentences: list[Span]) -> Iterator[tuple[int, date | None]]:
        """Sentences that tell of another time still, as the one before them in their paragraph does, with its day."""
        for before, sent in pairwise(sentences):
            if grammar.paragraph_of(before[0]) != grammar.paragraph_of(sent[0]):
                continue
            windows = [time.window for time in self._in(before) if time.window and _is_of_main_clause(time)]
            other = next((window for window in windows if self._is_other(window)), None)
            if other is not None:
                yield sent.start, other.earliest if other.earliest == other.latest else None

    def _is_other(self, window: Window) -> bool:
        """Whether a window lies before the day reported on, or between it and the day of writing."""
        first, last = window
        return last is not None and (
            last < self.day or (first is not None and self.day < first and last <= self._written)
        )

    def _in(self, sent: Span) -> list[FoundTime]:
        return self._times.get(sent.start, [])

    def tells(self, trigger: Trigger, said: FoundQuote | None) -> Told | None:
        """The day of a trigger's event, if the event is on the main line.

        `said` is what is said where the event is an act of saying; times in it do not date the saying.
        """
        verb = trigger.verb
        if trigger.token.i != verb.i and not trigger.is_carried and not _takes_place_in(trigger.token, verb):
            return None
        main = _main_clause(verb)
        if main is None or trigger.token.i in self._quoted or self._is_barred(main, said):
            return None
        how = self._tense(main, said is not None)
        if how is None:
            return None
        if how == _SAYS:
            return Told(self._written, how, "the day of writing")
        if main.sent.start not in self._elsewhere:
            return Told(self.day, how, "the day reported on")
        day = self._elsewhere[main.sent.start]
        # What somebody said after a sentence about an earlier day may have been said then or now.
        if day is None or (said is not None and day < self.day):
            return None
        return Told(day, how, "as in the sentence before")

    def _tense(self, main: Token, is_speech: bool) -> str | None:
        auxiliaries = grammar.children(main, "aux", "aux:pass")
        if any(aux.tag_ == "MD" for aux in auxiliaries) or order.is_of_before(main):
            return None
        perfect = next((aux for aux in auxiliaries if aux.lemma_.lower() == "have"), None)
        in_lead, in_headline = main.sent.start in self._lead, main.sent.start == self._headline
        if _is_of_long(main, is_perfect=perfect is not None):
            return None
        if perfect is not None:
            return "perfect in the lead" if perfect.tag_ in _PRESENT and in_lead else None
        if main.tag_ == "VBD" or (main.tag_ == "VBN" and any(aux.tag_ == "VBD" for aux in auxiliaries)):
            return "past tense"
        if main.tag_ in _PRESENT and (in_headline or is_speech):
            return "present tense of a headline" if in_headline else _SAYS
        return "participle of a headline" if in_headline and main.tag_ == "VBN" and not auxiliaries else None

    def _is_barred(self, main: Token, said: FoundQuote | None) -> bool:
        """Whether the sentence states a time that may be the clause's own: not ahead, not in what is said in it, nor
        in a relative clause."""
        contents = [_content(clause) for clause in grammar.children(main, "ccomp")]
        contents += [(span.start, span.end) for span in (said.quoted if said is not None else ())]
        return any(
            time.type in {"DATE", "TIME"}
            and not (time.window and time.window.earliest and time.window.earliest > self._written)
            and not any(start <= time.span.start < end for start, end in contents)
            and not _is_of_noun_clause(time)
            for time in self._in(main.sent)
        )


def _is_date_line(sent: Span, times: list[FoundTime]) -> bool:
    """ "July 17, 2010": a sentence that is a time and nothing else."""
    words = sum(token.is_alpha or token.is_digit for token in sent)
    inside = sum(token.is_alpha or token.is_digit for time in times for token in time.span)
    return 0 < words == inside


def _is_headline(sent: Span) -> bool:
    """A first paragraph of one sentence that has no full stop."""
    doc = sent.doc
    is_whole = sent.end == len(doc) or grammar.paragraph_of(doc[sent.end]) != grammar.paragraph_of(sent[0])
    return is_whole and sent.end < len(doc) and sent[-1].text not in {".", "!", '"', "”"}


def _is_of_main_clause(time: FoundTime) -> bool:
    """Whether the nearest verb above a time is that of a main clause, in the past or the perfect."""
    verb = next((a for a in grammar.ancestors(grammar.head_of(time.span)) if grammar.is_verb(a)), None)
    if verb is None or not _is_main(verb):
        return False
    tags = {verb.tag_} | {aux.tag_ for aux in grammar.children(verb, "aux", "aux:pass")}
    return "MD" not in tags and bool(tags & {"VBD", "VBN"})


def _content(clause: Token) -> tuple[int, int]:
    """The words of what is said or thought, from "that" on: what stands before it belongs to the saying."""
    that = grammar.child(clause, "mark")
    return (that or clause.left_edge).i, clause.right_edge.i + 1


def _is_of_noun_clause(time: FoundTime) -> bool:
    """Whether a time belongs to a clause that only tells which person or thing is meant: "who came in 2011"."""
    verb = next((a for a in grammar.ancestors(grammar.head_of(time.span)) if grammar.is_verb(a)), None)
    return verb is not None and grammar.dep(grammar.first_conjunct(verb)) == "acl"


def _is_main(verb: Token) -> bool:
    """A main clause, also one whose reporting clause comes behind it (", officials said")."""
    first = grammar.first_conjunct(verb)
    return first.dep_ in {"ROOT", "parataxis"} or (
        first.dep_ == "ccomp" and first.head.dep_ == "ROOT" and first.i < first.head.i
    )


def _main_clause(verb: Token) -> Token | None:
    """The verb of the main clause that a verb is part of: itself, or the one whose time its own clause shares."""
    if _is_main(verb):
        return verb
    if verb.tag_ == "VBG":
        verb = grammar.first_conjunct(verb)
    above = verb.head
    if grammar.dep(verb) == "advcl":
        marks = {mark.lower_ for mark in grammar.children(verb, "mark", "case")}
        shares = (
            marks <= knowledge.words("events/beside", kind="same")
            if verb.tag_ == "VBG"
            else bool(marks & knowledge.words("events/beside", kind="contrast"))
        )
    else:  # "at a congress, where he promoted it"
        shares = verb.dep_ == "acl:relcl" and any(word.lower_ == "where" for word in grammar.children(verb, "advmod"))
        above = next((a for a in grammar.ancestors(above) if grammar.is_verb(a)), above)
    return above if shares and grammar.is_verb(above) and _is_main(above) else None


def _takes_place_in(noun: Token, verb: Token) -> bool:
    """Whether a noun names something that goes on when its verb says so: "the talks ended", "in a speech he said"."""
    top = grammar.first_conjunct(noun)
    if top.head.i != verb.i:
        return False
    if top.dep_ == "nsubj":
        return True
    return grammar.dep(top) == "obl" and grammar.case(top) in knowledge.words("events/beside", kind="same")


def _is_of_long(main: Token, is_perfect: bool) -> bool:
    """ "Has met twice since", "repeatedly said": words with which a verb tells of no single day."""
    long = knowledge.words("events/beside", kind="long")
    return any(
        (child.dep_ == "advmod" and child.lower_ in long) or (is_perfect and grammar.case(child) in long)
        for child in main.children
    )

"""Direct quotations: quoted stretches and the cue beside them, before, behind or in their middle.

Where a stretch and its cue stand to one another is told by marks and places, since a parser gets lost in sentences
that quotations interrupt; the parse is asked only for the noun phrase that says it.
"""

from __future__ import annotations

from itertools import groupby

from spacy.tokens import Doc, Span, Token

from diplo.language import grammar
from diplo.language.quotes import asides as quote_asides
from diplo.language.quotes import sources as quote_sources
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.bylines import find_byline
from diplo.language.quotes.floating import is_sentence, starts_sentence
from diplo.language.quotes.marks import Stretch
from diplo.language.quotes.saying import COMMAS, DASHES, Run, Saying, cue_span, is_after_comma, last_word

_LEADS = DASHES | {":"}
_OPEN_ENDS = frozenset({",", "?", "!", "—", "–", "-", "--", "…", "...", "?!", "!?", "!!", "....", ";"})
_MAIN = frozenset({"ROOT", "advcl", "conj", "parataxis", "xcomp", "acl"})
"""A verb ahead of a colon leads to it as such; others are within its object or a remark."""
_NAME = 6
"""A name and a verb have fewer words than this."""
_REACH = 14
"""A cue before a quotation stands at most this many words ahead of it."""


def find_direct(doc: Doc, stretches: list[Stretch], hidden: frozenset[int]) -> list[Saying]:
    """Every quotation that stands as one, with its cue and source; fragments inside a clause are left to others."""
    found: list[Saying] = []
    waiting: list[Stretch] = []
    for number, group in groupby(stretches, key=lambda stretch: grammar.paragraph_of(doc[stretch.start])):
        if number in doc._.layout.aside:
            continue
        place, here = doc._.layout.paragraphs[number], list(group)
        sayings = Passage(doc, place, here, hidden).read()
        waiting = _await_cue(doc, waiting, place[0], here, sayings)
        found += sayings
    return found


def _await_cue(
    doc: Doc, waiting: list[Stretch], first: int, here: list[Stretch], sayings: list[Saying]
) -> list[Stretch]:
    """Paragraphs that open with a mark and never close it wait for the cue of the one that does, and join its saying.

    Returns those that wait on: none of them may go on with a saying that began before.
    """
    is_next = bool(waiting) and waiting[-1].end == first
    opening = next((saying for saying in sayings if here[0] in saying.stretches and here[0].outer == first), None)
    if is_next and opening is not None and doc[here[0].outer].text == doc[waiting[0].outer].text:
        opening.content[:0] = [(stretch.start, stretch.end) for stretch in waiting]
        opening.stretches[:0] = waiting
    last = here[-1]
    if last.is_closed or sayings or last.outer != first or any(_ends_speech(token) for token in last.span(doc)):
        return []
    starts_anew = first == 0 or doc[first - 1].text != ":"
    return [*waiting, last] if is_next else [last] if starts_anew else []


def _ends_speech(verb: Token) -> bool:
    """ ""We agree, Berg said.": behind the comma a mark is missing."""
    subject = quote_sources.subject_of(verb) if quote_words.is_reporting(verb) else None
    if subject is None or subject.i > verb.i:
        return False
    return subject.left_edge.text in COMMAS or is_after_comma(subject.left_edge)


class Passage:
    """One paragraph, or the words of a quote, with the quoted stretches in it."""

    def __init__(self, doc: Doc, place: Run, stretches: list[Stretch], hidden: frozenset[int]) -> None:
        self.doc = doc
        self.first, self.last = place
        self.stretches = stretches
        self.hidden = hidden

    def read(self) -> list[Saying]:
        """The sayings of the passage."""
        found: list[Saying] = []
        for k, stretch in enumerate(self.stretches):
            begin = self.stretches[k - 1].after if k else self.first
            end = self.stretches[k + 1].outer if k + 1 < len(self.stretches) else self.last
            current = found[-1] if found and k and self.stretches[k - 1] in found[-1].stretches else None
            if current is not None and self._goes_on_in_sentence(current, stretch, begin):
                current.add(stretch)
                continue
            saying = self._with_cue(stretch, begin, end)
            if saying is not None:
                if saying.source is None and saying.cue is not None and saying.cue.tag_ == "VBG" and found:
                    saying.source = found[-1].source
                found.append(saying)
        return found

    def _with_cue(self, stretch: Stretch, begin: int, end: int) -> Saying | None:
        """A new saying, if a cue stands right behind the stretch or right before it."""
        doc, saying = self.doc, None
        is_first = begin == stretch.outer
        if is_first or starts_sentence(doc, stretch, self.first) or doc[stretch.outer - 1].text in _LEADS:
            saying = self._cue_after(stretch, end)
        if saying is None or (saying.cue is not None and saying.cue.tag_ == "VBG"):
            return self._cue_before(stretch, begin) or saying
        return saying

    def _cue_after(self, stretch: Stretch, end: int) -> Saying | None:
        """ "...," she said on Monday."""
        doc = self.doc
        if (byline := find_byline(doc, stretch, self.hidden)) is not None:
            return byline
        start = self._behind(stretch, end)
        if start is None:
            return None
        end = min(end, next((i for i in range(start, end) if doc[i].text in {".", ";", "?", "!"}), end))
        phrase = quote_words.phrase(doc[start]) if start < end else None
        if phrase is not None:
            source = quote_sources.after(doc, doc[start + len(phrase.words) - 1], end)
            return self._saying(stretch, doc[start], source, "direct.according-to")
        if start + 1 < end and doc[start].tag_ == "CC" and grammar.is_verb(doc[start + 1]):
            return None
        for token in doc[start:end]:
            is_last = start < token.i and self._ends_clause(token, end)
            if is_last or (quote_words.is_reporting(token) and not _is_modifier(token)):
                return self._saying(stretch, token, self._source_beside(token, start, end), "direct.cue-after")
        return self._unknown_verb(stretch, start, end) if last_word(doc, stretch) in _OPEN_ENDS else None

    def _behind(self, stretch: Stretch, end: int) -> int | None:
        """Where the clause begins that may say whose words these are; None where the sentence ends with them."""
        doc, start = self.doc, stretch.after
        if start >= end:
            return None
        if doc[start].text == ",":
            return start + 1
        stop = last_word(doc, stretch)
        if stop == ".":
            is_clause = doc[start].text.islower() and doc[start].tag_ != "IN"
            return start if is_clause or self._is_cue_alone(start, end) else None
        if stop in _OPEN_ENDS or any(quote_words.is_reporting(token) for token in doc[start : start + 2]):
            return start
        return None

    def _ends_clause(self, verb: Token, end: int) -> bool:
        """Whether nothing follows a verb, its particle aside, that has the form of a reporting one."""
        after = verb.i + 1
        if after < end and self.doc[after].tag_ in {"RB", "RP"}:
            after += 1
        return after == end and quote_words.may_report(verb)

    def _is_cue_alone(self, start: int, end: int) -> bool:
        """ ""We agree." Berg said.": nothing but a name or a pronoun and the verb stands behind the full stop."""
        stop = next((i for i in range(start, min(end, start + _NAME)) if self.doc[i].text == "."), None)
        if stop is None or stop - start < 2 or self.doc[start].tag_ not in {"NNP", "PRP"}:
            return False
        return quote_words.is_reporting(self.doc[stop - 1]) and self.doc[stop - 1].tag_ in quote_words.FINITE

    def _source_beside(self, verb: Token, start: int, end: int) -> Span | None:
        between = self.doc[start : verb.i]
        if any(t.tag_[0] in "NPWCDJ" or t.text[0].isupper() for t in between):
            return quote_sources.before(self.doc, start, verb)
        return quote_sources.after(self.doc, verb, end)

    def _unknown_verb(self, stretch: Stretch, start: int, end: int) -> Saying | None:
        """ "...," he thundered: behind a comma within the marks any verb with a subject of its own says it."""
        for token in self.doc[start:end]:
            if token.tag_ in quote_words.FINITE and token.tag_ != "MD":
                subject = grammar.child(token, "nsubj")
                if subject is None or subject.i < start or subject.tag_ in {"WP", "WDT"} or token.lemma_ == "be":
                    return None
                return self._saying(stretch, token, self._source_beside(token, start, end), "direct.verb-after")
        return None

    def _cue_before(self, stretch: Stretch, begin: int) -> Saying | None:
        """She said: "..."; she said, "..."; she said "..."."""
        doc = self.doc
        is_colon = stretch.outer > 0 and doc[stretch.outer - 1].text == ":"
        if stretch.outer <= begin and not (is_colon and stretch.outer == self.first):
            return None
        sentence = doc[stretch.outer - 1].sent.start
        begin = sentence if stretch.outer == self.first else max(min(begin, stretch.outer - 1), sentence)
        for token in reversed(doc[max(begin, stretch.outer - _REACH) : stretch.outer]):
            if token.text in {".", ";"}:
                break
            if quote_words.is_reporting(token) and not _is_modifier(token):
                if not is_colon and quote_sources.is_passive(token) and grammar.child(token, "obl:agent") is None:
                    break
                if not (token.dep_ in _MAIN if is_colon else self._leads_in(token, stretch)):
                    break
                rule = "direct.colon" if is_colon else "direct.cue-before"
                return self._saying(stretch, token, self._source_before(token, begin), rule)
        return self._colon(stretch, begin) if is_colon else None

    def _leads_in(self, verb: Token, stretch: Stretch) -> bool:
        """Whether nothing but the verb's addressee, time, and place stands between it and the quotation."""
        between = self.doc[verb.i + 1 : stretch.outer]
        if not between:
            return is_sentence(self.doc, stretch, self.first, self.last) or self.doc[stretch.start].text[0].isupper()
        if between[-1].text != ",":
            return False
        word = quote_words.verb(verb)
        is_aside = word is not None and quote_asides.is_enclosed(verb, word)
        if is_aside and self.doc[stretch.start].text[0].islower():
            return False
        return not any(t.tag_ in quote_words.FINITE or t.lower_ == "that" for t in between)

    def _source_before(self, verb: Token, begin: int) -> Span | None:
        source = quote_sources.of_the_same(verb, self.hidden) or quote_sources.source_of(verb, self.hidden)
        if source is None and not quote_sources.is_passive(verb) and verb.tag_ in quote_words.FINITE:
            source = quote_sources.before(self.doc, begin, verb)
        return source

    def _colon(self, stretch: Stretch, begin: int) -> Saying | None:
        """ "Ann Lee: "..."", or a sentence about her and a colon: no verb of saying is needed there."""
        doc = self.doc
        colon = doc[stretch.outer - 1]
        lead = doc[begin : colon.i]
        dash = next((t.i for t in reversed(lead) if t.text in DASHES), None)
        if dash is not None and doc[dash + 1].text[0].isupper():
            lead = doc[dash + 1 : colon.i]
        if not len(lead):
            return None
        if len(lead) > 1 and lead.end == colon.i and _is_misread(lead[-1]):
            start = next((t.i + 1 for t in reversed(lead) if t.text in COMMAS or t.tag_ == "IN"), lead.start)
            return self._saying(stretch, lead[-1], quote_sources.trim(doc, start, lead.end - 1), "direct.colon")
        has_verb = any(t.tag_ in quote_words.FINITE for t in lead)
        label = quote_sources.trim(doc, lead.start, lead.end)
        source = quote_sources.source_of(lead.root, self.hidden) if has_verb else label
        return self._saying(stretch, colon, source, "direct.colon") if source is not None and len(source) else None

    def _saying(self, stretch: Stretch, cue: Token, source: Span | None, rule: str) -> Saying:
        if source is not None and not len(source):
            source = None
        phrase = quote_words.phrase(cue)
        span = (
            cue_span(cue, self.last, quote_words.verb(cue))
            if phrase is None
            else self.doc[cue.i : cue.i + len(phrase.words)]
        )
        return Saying(cue, source, [(stretch.start, stretch.end)], True, rule, span, [stretch])

    def _goes_on_in_sentence(self, current: Saying, stretch: Stretch, begin: int) -> bool:
        """ "...," he said, "...": the cue of the saying stands between, and a comma leads on."""
        gap = self.doc[begin : stretch.outer]
        if not len(gap) or current.cue is None or not begin <= current.cue.i < stretch.outer:
            return False
        others = [t for t in gap if t.i > current.cue.i and quote_words.is_reporting(t) and not _is_modifier(t)]
        return gap[-1].text in {",", "—", "–", "--", "-", ":"} and not others


def _is_misread(verb: Token) -> bool:
    """ "The Harbour Times reports: ...": behind a name, before a colon, the plural of a noun is a verb."""
    return verb.tag_ in {"NNS", "NNPS"} and verb.nbor(-1).tag_ == "NNP" and quote_words.may_report(verb)


def _is_modifier(token: Token) -> bool:
    """ "the stated goal", "who is said to": participles that say nothing here."""
    return token.dep_ in {"amod", "compound"} or (token.tag_ == "VBN" and grammar.dep(token) == "acl")

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
from diplo.language.quotes.floating import is_sentence, starts_sentence
from diplo.language.quotes.marks import Stretch
from diplo.language.quotes.saying import DASHES, Run, Saying, cue_span, last_word

_OPEN_ENDS = frozenset({",", "?", "!", "—", "–", "-", "--", "…", "...", "?!", "!?", "!!", "....", ";"})
_MAIN = frozenset({"ROOT", "advcl", "conj", "parataxis", "xcomp", "acl"})
"""A verb ahead of a colon leads to it as such; others are within its object or a remark."""
_BYLINE = 20
"""A line that names who is quoted has at most this many words."""
_REACH = 14
"""A cue before a quotation stands at most this many words ahead of it."""


def find_direct(doc: Doc, stretches: list[Stretch], hidden: frozenset[int]) -> list[Saying]:
    """Every quotation that stands as one, with its cue and source; fragments inside a clause are left to others."""
    found: list[Saying] = []
    for number, here in groupby(stretches, key=lambda stretch: grammar.paragraph_of(doc[stretch.start])):
        if number not in doc._.layout.aside:
            found += Passage(doc, doc._.layout.paragraphs[number], list(here), hidden).read()
    return found


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
        saying = None
        is_first = begin == stretch.outer
        if is_first or starts_sentence(self.doc, stretch, self.first) or self.doc[stretch.outer - 1].text == ":":
            saying = self._cue_after(stretch, end)
        return saying or self._cue_before(stretch, begin)

    def _cue_after(self, stretch: Stretch, end: int) -> Saying | None:
        """ "...," she said on Monday."""
        doc = self.doc
        if (byline := self._byline(stretch)) is not None:
            return byline
        start = self._behind(stretch, end)
        if start is None:
            return None
        end = min(end, next((i for i in range(start, end) if doc[i].text in {".", ";", "?", "!"}), end))
        if start < end and quote_asides.is_according(doc[start]):
            source = quote_sources.after(doc, doc[start + 1], end)
            return self._saying(stretch, doc[start], source, "direct.according-to")
        for token in doc[start:end]:
            is_last = start < token.i == end - 1 and quote_words.may_report(token)
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
            return start if doc[start].text.islower() and doc[start].tag_ != "IN" else None
        if stop in _OPEN_ENDS or any(quote_words.is_reporting(token) for token in doc[start : start + 2]):
            return start
        return None

    def _byline(self, stretch: Stretch) -> Saying | None:
        """ "..." - Ann Lee, at the end of the paragraph or as the next one."""
        doc, i = self.doc, stretch.after
        if i >= len(doc) or doc[i].text not in DASHES:
            return None
        name = doc[i + 1 : doc._.layout.paragraphs[grammar.paragraph_of(doc[i])][1]]
        if not 0 < len(name) <= _BYLINE or not name[0].text[0].isupper():
            return None
        if any(t.tag_ in quote_words.FINITE or t.i in self.hidden for t in name):
            return None
        return self._saying(stretch, doc[i], quote_sources.trim(doc, name.start, name.end), "direct.byline")

    def _source_beside(self, verb: Token, start: int, end: int) -> Span | None:
        between = self.doc[start : verb.i]
        if any(t.tag_[0] in "NPWCDJ" for t in between):
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
        begin = max(min(begin, stretch.outer - 1), doc[stretch.outer - 1].sent.start)
        for token in reversed(doc[max(begin, stretch.outer - _REACH) : stretch.outer]):
            if token.text in {".", ";"}:
                break
            if quote_words.is_reporting(token) and not _is_modifier(token):
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
        if quote_asides.is_enclosed(verb) and self.doc[stretch.start].text[0].islower():
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
        if not len(lead):
            return None
        has_verb = any(t.tag_ in quote_words.FINITE for t in lead)
        label = quote_sources.trim(doc, lead.start, lead.end)
        source = quote_sources.source_of(lead.root, self.hidden) if has_verb else label
        return self._saying(stretch, colon, source, "direct.colon") if source is not None and len(source) else None

    def _saying(self, stretch: Stretch, cue: Token, source: Span | None, rule: str) -> Saying:
        if source is not None and not len(source):
            source = None
        is_phrase = quote_asides.is_according(cue)
        span = self.doc[cue.i : cue.i + 2] if is_phrase else cue_span(cue, self.last, quote_words.verb(cue))
        return Saying(cue, source, [(stretch.start, stretch.end)], True, rule, span, [stretch])

    def _goes_on_in_sentence(self, current: Saying, stretch: Stretch, begin: int) -> bool:
        """ "...," he said, "...": the cue of the saying stands between, and a comma leads on."""
        gap = self.doc[begin : stretch.outer]
        if not len(gap) or current.cue is None or not begin <= current.cue.i < stretch.outer:
            return False
        others = [t for t in gap if t.i > current.cue.i and quote_words.is_reporting(t) and not _is_modifier(t)]
        return gap[-1].text in {",", "—", "–", "--", "-", ":"} and not others


def _is_modifier(token: Token) -> bool:
    """ "the stated goal", "who is said to": participles that say nothing here."""
    return token.dep_ in {"amod", "compound"} or (token.tag_ == "VBN" and grammar.dep(token) == "acl")

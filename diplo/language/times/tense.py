"""The tense in which a time expression stands, and "until" or "since" before it: they say where its day lies."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar

_CLOCK_WORDS = 4
"""In "until 9 a.m. EST Tuesday" so many words at most stand between "until" and the day."""
_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "nobody", "none"})
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})


class Tense(NamedTuple):
    """Where the words look, and by which word or form that is known."""

    name: Literal["past", "present", "future", "either"]
    because: str


_PERFECT = Tense("past", "past perfect")
_MISSED = Tense("either", "a plan in the past perfect")
"""What had been planned may lie ahead: "They had hoped to meet Friday, but that was called off"."""


class Tenses:
    """The tenses of one sentence. Each verb is read once, so that the work grows with the sentence and no faster."""

    def __init__(self, sentence: Span) -> None:
        self.start = sentence.start
        self.root = sentence.root
        self._governing: dict[tuple[int, bool], tuple[Tense, bool] | None] = {}
        self._heads: dict[int, bool] = {}

    def of(self, span: Span, heed_until: bool = True) -> Tense | None:
        """The tense of the nearest verb that governs the words; "until" before them points ahead.

        Inside a noun phrase ("Wednesday's ruling") only the past and a plain "will" say anything.
        """
        said = _said_before(span, self.start) if heed_until else None
        governing = self._above(span.root)
        if governing is None:
            return said
        tense, counts = governing
        if said is not None and tense not in {_PERFECT, _MISSED}:
            return said
        return tense if counts else None

    def _above(self, token: Token) -> tuple[Tense, bool] | None:
        """The tense of the nearest verb with one, from a word up, and whether it counts where the word stands."""
        passed: list[tuple[int, bool]] = []
        in_noun = False
        found: tuple[Tense, bool] | None = None
        while True:
            key = (token.i, in_noun)
            if key in self._governing:
                found = self._governing[key]
                break
            passed.append(key)
            if self._heads_clause(token) and (tense := _of_verb(token)):
                looks_ahead = tense.name == "future" and (_is_ahead(token) or _has_will(token))
                found = (tense, not in_noun or tense.name in {"past", "either"} or looks_ahead)
                break
            if token.head.i == token.i:
                break
            in_noun = in_noun or not self._heads_clause(token.head)
            token = token.head
        self._governing.update(dict.fromkeys(passed, found))
        return found

    def _heads_clause(self, token: Token) -> bool:
        if token.i not in self._heads:
            self._heads[token.i] = _heads_clause(token)
        return self._heads[token.i]

    def tells_main(self, span: Span) -> bool:
        """Whether a time is said of the main clause: "In 2015, ministers met", not "a deal dating to 2015"."""
        before = span.doc[span.start - 1].lower_ if span.start else ""
        return (
            (before in {"in", "during", "on"} or span.start == self.start)
            and span.root.head.i == self.root.i
            and self.root.tag_ in {"VBD", "VBN"}
        )


def _heads_clause(token: Token) -> bool:
    """Whether a word is a verb or has a copula; "ruling" in "Wednesday's ruling" is a noun, whatever its tag."""
    if grammar.child(token, "cop"):
        return True
    return grammar.is_verb(token) and not grammar.children(token, "case", "det", "nmod:poss")


def _said_before(span: Span, begin: int) -> Tense | None:
    """What "until", "since" or "as soon as" before the words tells, a clock time between left out."""
    at = span.start
    while at > max(begin, span.start - _CLOCK_WORDS) and _is_of_clock(span.doc[at - 1]):
        at -= 1
    before = [token.lower_ for token in span.doc[max(begin, at - 3) : at]]
    for words in (before[-1:], before):
        if side := _sides().get(" ".join(words)):
            return Tense("past" if side == "past" else "future", f'"{" ".join(words)}" before it')
    return None


def _is_of_clock(token: Token) -> bool:
    return token.lower_[0].isdigit() or token.lower_.rstrip(".") in _clock_words()


@cache
def _sides() -> dict[str, str]:
    return {row["word"]: row["value"] for row in knowledge.table("times/cues") if row["cue"] == "before"}


def is_since(span: Span) -> bool:
    """Whether "since" stands before the words: such a time opens a span up to now, and the text does not go there."""
    return span.start > 0 and span.doc[span.start - 1].lower_ == "since"


def is_will(auxiliary: Token) -> bool:
    """Whether a word is "will" or "shall", in any form but "would"."""
    return auxiliary.lower_ in _WILL


def _has_will(verb: Token) -> bool:
    return any(is_will(aux) for aux in grammar.children(verb, "aux"))


def _ahead() -> frozenset[str]:
    return _cued("ahead")


@cache
def _clock_words() -> frozenset[str]:
    return frozenset(row["word"] for row in knowledge.table("times/words") if row["class"] in {"AMPM", "ZONE", "HOUR"})


def _of_verb(verb: Token) -> Tense | None:
    """The tense of a verb with its auxiliaries, or what its meaning tells: "schedule" looks ahead in any tense."""
    auxiliaries = grammar.children(verb, "aux", "aux:pass", "cop")
    words, tags = {aux.lower_ for aux in auxiliaries}, {aux.tag_ for aux in auxiliaries}
    if "MD" in tags:
        return _of_modal(verb, words)
    if _is_ahead(verb):
        return _MISSED if "had" in words else Tense("future", f'"{verb.text}" looks ahead')
    if "had" in words:
        return _PERFECT
    to = next((mark for mark in grammar.children(verb, "mark", "aux") if mark.lower_ == "to"), None)
    if to is not None and "VB" in {verb.tag_, *tags}:
        return _of_infinitive(verb, to)
    if verb.tag_ == "VBD" or tags & {"VBD", "VBN"} or words & {"has", "have", "'ve"}:
        return Tense("past", "past tense")
    if tags & {"VBZ", "VBP"}:
        return Tense("future", "present tense of a plan") if verb.tag_ == "VBG" else Tense("present", "present tense")
    if verb.tag_ == "VBN":
        return Tense("past", "past participle")
    return Tense("present", "present tense") if verb.tag_ in {"VBZ", "VBP"} else None


def _of_infinitive(verb: Token, mark: Token) -> Tense | None:
    """ "agreed to meet" looks ahead, "declined to meet" and "had hoped to meet" back; "the last to visit" neither."""
    if grammar.is_ranked(verb):
        return None
    above = grammar.children(verb.head, "aux", "aux:pass", "cop") if verb.head.i < mark.i else []
    lemma = verb.head.lemma_.lower()
    if any(aux.lower_ == "have" for aux in grammar.children(verb, "aux")):
        return _MISSED
    if any(aux.lower_ == "had" for aux in above) and (lemma in _ahead() or lemma in _cued("hope")):
        return _MISSED
    if verb.head.i < mark.i and lemma in _cued("implicative") and (tense := _of_verb(verb.head)):
        return tense
    if lemma in _cued("motion") and verb.head.tag_ == "VBD":
        return Tense("either", f'"{verb.doc[mark.i : verb.i + 1].text}" after "{verb.head.text}"')
    return Tense("future", f'"{verb.doc[mark.i : verb.i + 1].text}" looks ahead')


@cache
def _cued(cue: str) -> frozenset[str]:
    return knowledge.words("times/cues", cue=cue)


def _is_ahead(verb: Token) -> bool:
    return (verb.lemma_.lower() in _ahead() and verb.tag_ != "VB") or _is_due(verb)


def _is_due(verb: Token) -> bool:
    """ "due in Washington on Friday", "talks due to open Friday": some parses make "due" a mere preposition."""
    return any(child.lower_ in _ahead() for child in grammar.children(verb, "case", "mark"))


def _of_modal(verb: Token, words: set[str]) -> Tense:
    """ "will have met" is future, "would have met" past, "could not be reached" past, "could meet" future."""
    if words & _WILL:
        return Tense("future", "future tense")
    subjects = grammar.subjects(verb)
    near = [*verb.children, *subjects, *(child for subject in subjects for child in subject.children)]
    negated = any(child.lower_ in _NOT for child in near)
    if "have" in words or ("could" in words and negated):
        return Tense("past", "past tense")
    return Tense(
        "future", f'"{next(aux.text for aux in grammar.children(verb, "aux") if aux.tag_ == "MD")}" looks ahead'
    )

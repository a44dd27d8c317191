"""How old people are and where and when they were born, as far as a text says it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from diplo.calendar import Window
from diplo.language import grammar, titles
from diplo.language.facts import terms
from diplo.language.found import FoundFact, FoundTime

_AGES = range(10, 111)
"""Ages that texts give of people who act in the news; smaller numbers behind a name are mostly something else."""


def ages(doc: Doc, people: list[Span]) -> Iterator[FoundFact]:
    """ "Anna Berg, 62, left", "Anna Berg, aged 62", "the 62-year-old minister", "she is 62"."""
    for name in people:
        yield from _behind_name(doc, name)
    for token in doc:
        if token.lower_ == "old" and token.i >= 4 and doc[token.i - 2].lower_ == "year":
            yield from _compound(doc, token.i - 4, people)
        elif token.lower_ == "old" and doc[token.i - 1].lower_ == "years":
            yield from _predicate(doc, token.i - 2, people)


def _behind_name(doc: Doc, name: Span) -> Iterator[FoundFact]:
    """A number between a name's comma and the next, with "aged" or without."""
    at = name.end + 1
    if at + 1 >= len(doc) or doc[name.end].text != "," or doc[at].sent != name.sent:
        return
    is_said = doc[at].lower_ == "aged"
    at += is_said
    if at + 1 >= len(doc) or not _is_age(doc[at].text):
        return
    after = doc[at + 1]
    follower = doc[at + 2] if at + 2 < len(doc) else None
    is_list = follower is not None and (follower.like_num or follower.tag_ == "CD")
    if after.text in {",", ".", ";"} and not is_list:
        yield _age(name, doc[at : at + 1], "age.name")


def _compound(doc: Doc, number: int, people: list[Span]) -> Iterator[FoundFact]:
    """ "62-year-old": of the noun behind it, or of the name that this noun stands beside."""
    if not (_is_age(doc[number].text) and doc[number + 1].text in grammar.HYPHENS):
        return
    words, noun = doc[number : number + 1], number + 5
    while noun < len(doc) and doc[noun].tag_ in {"JJ", "NN", "NNP", "VBN"} and not _starts(noun, people):
        noun += 1
    behind = noun + (noun < len(doc) and doc[noun].text == "," and titles.is_role(doc[noun - 1]))
    named = next((name for name in people if name.start == behind), None)
    if named is not None:
        yield _age(named, words, "age.compound")
        return
    article = number - 1
    before = next((name for name in people if name.end == article - 1 and doc[article - 1].text == ","), None)
    if before is not None and doc[article].lower_ in {"a", "an", "the"}:
        yield _age(before, words, "age.compound")
    elif noun - 1 > number + 4 and titles.is_role(doc[noun - 1]) and doc[article].lower_ == "the":
        yield _age(grammar.phrase_of(doc[noun - 1]), words, "age.compound")


def _starts(at: int, people: list[Span]) -> bool:
    return any(name.start == at for name in people)


def _predicate(doc: Doc, number: int, people: list[Span]) -> Iterator[FoundFact]:
    """ "She is 62 years old"."""
    if number < 2 or doc[number - 1].lower_ != "is" or not _is_age(doc[number].text):
        return
    subject = doc[number - 2]
    named = next((name for name in people if name.end == number - 1 and not grammar.is_governed(name)), None)
    if named is None and subject.lower_ in {"he", "she"}:
        named = doc[subject.i : subject.i + 1]
    if named is not None:
        yield _age(named, doc[number : number + 1], "age.predicate")


def _is_age(text: str) -> bool:
    return text.isdecimal() and text.isascii() and int(text) in _AGES


def _age(subject: Span, words: Span, rule: str) -> FoundFact:
    return FoundFact(subject, "age", words, rule, value=words.text, holds=terms.of_bare(words))


def births(doc: Doc, people: list[Span]) -> Iterator[FoundFact]:
    """ "She was born in Aleppo in 1965"; the object is the place, else the date."""
    for token in doc:
        who = _born(doc, token.i, people) if token.lower_ == "born" else None
        if who is None:
            continue
        end = next((t.i for t in doc[token.i + 1 : token.sent.end] if _ends(t.text, t.tag_)), token.sent.end)
        place = _place(doc, token.i, end)
        time = _time(doc, token.i, end)
        words = place if place is not None else time.span if time is not None else None
        if words is not None:
            window: Window | None = time.window if time is not None else None
            yield FoundFact(who, "born", words, "born.verb", place, words.text, window, "now")


def _ends(text: str, tag: str) -> bool:
    return text in {",", ";", ".", ")"} or tag.startswith(("VB", "CC", "W"))


def _born(doc: Doc, at: int, people: list[Span]) -> Span | None:
    """Who was born: the subject right before "was born", or the name right before "born" or ", born"."""
    back = at - 1
    while back >= 0 and doc[back].lower_ in {"was", "were", "who", ","}:
        back -= 1
    gap = [token.lower_ for token in doc[back + 1 : at]]
    if back < 0 or gap not in (["was"], [","], [",", "who", "was"], ["who", "was"]):
        return None
    named = next((name for name in people if name.end == back + 1), None)
    if named is None and gap == ["was"] and doc[back].lower_ in {"he", "she"}:
        return doc[back : back + 1]
    is_other = named is not None and gap == ["was"] and grammar.is_governed(named)
    return None if is_other else named


def _place(doc: Doc, born: int, end: int) -> Span | None:
    """The place behind "in", "at" or "near"; of "in Oslo, Norway" the first."""
    names: list[Span] = doc._.names
    for name in names:
        preposition = doc[name.start - 1].lower_ if name.start > 0 else ""
        if name.label_ == "place" and born < name.start < end and preposition in {"in", "at", "near"}:
            return name
    return None


def _time(doc: Doc, born: int, end: int) -> FoundTime | None:
    """The date behind "in" or "on"."""
    times = (time for time in doc._.times if born < time.span.start < end and time.type == "DATE" and time.window)
    return next((time for time in times if doc[time.span.start - 1].lower_ in {"in", "on"}), None)

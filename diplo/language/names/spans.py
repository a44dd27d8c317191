"""Candidates for names: the recognizer's spans put right, known names, and proper nouns that neither covers."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from diplo.language.names.candidates import Candidate
from diplo.language.names.edges import (
    HYPHENS,
    bare,
    extend,
    extend_body,
    is_capital,
    is_figure,
    is_likely_name,
    is_tag,
    joined_to,
    marked_start,
    parts,
    trim,
)
from diplo.language.names.joints import joined
from diplo.language.names.words import (
    Words,
    family_first,
    gazetteer,
    given_names,
    head_kind,
    is_addressed,
    is_no_name,
    is_surname,
    markers,
    particles,
    roles,
    titles,
)

LABELS = {"PERSON": "person", "ORG": "organization", "LOC": "place"}


def find_spans(
    words: Words, headlines: frozenset[int], titled: frozenset[int], peoples: frozenset[int]
) -> list[Candidate]:
    """All that may be a name, in order, none overlapping.

    `headlines` are tokens of sentences in capitals, where the recognizer is lost, `titled` those of sentences with a
    capital at every word, where capitals tell nothing, `peoples` those of "North Korean" and the like.
    """
    spoken = [
        Candidate(start, end, model=LABELS[ent.label_])
        for ent in words.doc.ents
        if ent.label_ in LABELS and ent.start not in headlines
        for piece in _people_apart(words, ent)
        for start, end in _refined(words, piece)
        if not peoples >= set(range(start, end))
    ]
    found = _merged(words, spoken, list(_known(words, headlines)))
    taken = {i for c in found for i in range(c.start, c.end)}
    for candidate in found:
        if candidate.start not in titled:
            _extend(words, candidate, taken)
    found += _runs(words, taken | headlines | titled | peoples)
    return joined(words, _apart(found))


def _people_apart(words: Words, ent: Span) -> Iterator[Span]:
    """ "Delgado and Park Chol Ho", taken for a firm, is two people when either is one elsewhere in the text."""
    doc = words.doc
    joint = next((t.i for t in ent if t.lower_ == "and"), None) if ent.label_ == "ORG" else None
    if joint is not None and ent.start < joint < ent.end - 1:
        people = {words.key(e.start, e.end) for e in doc.ents if e.label_ == "PERSON"}
        halves = ((ent.start, joint), (joint + 1, ent.end))
        if any(words.key(*half) in people for half in halves):
            yield from (Span(doc, start, end, label="PERSON") for start, end in halves)
            return
    yield ent


def _apart(found: list[Candidate]) -> list[Candidate]:
    """In order, without those that another has grown over."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or kept[-1].end <= candidate.start:
            kept.append(candidate)
    return kept


def _extend(words: Words, candidate: Candidate, taken: set[int]) -> None:
    start = marked_start(words, candidate.start)
    if start < candidate.start and not taken & set(range(start, candidate.start)):
        candidate.start, candidate.known = start, None
    elif candidate.known is not None:
        return
    elif candidate.model == "person" or _is_family_first(words, candidate):
        candidate.start, candidate.end = extend(words, candidate.start, candidate.end, taken)
    else:
        candidate.end = extend_body(words, candidate.start, candidate.end, taken)
    taken.update(range(candidate.start, candidate.end))


def _is_family_first(words: Words, candidate: Candidate) -> bool:
    """ "Choi Tae | -min": a family name and one word, whatever the recognizer takes them for."""
    key = words.key(candidate.start, candidate.end)
    return len(key) == candidate.end - candidate.start == 2 and key[0] in family_first() and head_kind(key) is None


def _refined(words: Words, ent: Span) -> Iterator[tuple[int, int]]:
    """The recognizer's span without what is no part of the name, and in parts where it joined two names."""
    if is_tag(words.doc, ent.start):
        return
    if words.key(ent.start, ent.end) in gazetteer().known:
        yield bare(words, _after_article(words, ent.start, ent.end), ent.end)
        return
    for part in parts(words, ent):
        start, end = trim(words, *part, LABELS[ent.label_])
        if ent.label_ == "PERSON" and words.key(start, end)[-1:] and words.key(start, end)[-1] in roles("plural"):
            continue
        if _is_name(words, start, end) and not is_figure(words.doc[start:end]):
            yield start, end


def _is_name(words: Words, start: int, end: int) -> bool:
    if start >= end:
        return False
    key = words.key(start, end)
    if key in markers("first").known and end < len(words.doc) and words.doc[end].like_num:
        return markers("first").known[key].kind not in {"none", "other"}
    return not is_no_name(key) or (end - start == 1 and key not in titles().known and is_addressed(words, start))


def _known(words: Words, headlines: frozenset[int]) -> Iterator[Candidate]:
    """Names that the tables list, where they are written as names, longest first."""
    doc, i = words.doc, 0
    while i < len(doc):
        token, found = doc[i], None
        if token.text[0].isupper() or token.text[0].isdigit() or token.lower_ in particles("before"):
            found = gazetteer().at(words, i, words.sentence[i][1])
        if found is None or not _is_written_as_name(doc[i : found[0]], found[1].shouted, headlines):
            i += 1
            continue
        yield Candidate(_after_article(words, i, found[0]), found[0], known=found[1].kind)
        i = found[0]


def _after_article(words: Words, start: int, end: int) -> int:
    """The second token of a known name that is as well known without its article: "the | Netherlands"."""
    is_article = words.doc[start].lower_ == "the" and words.key(start + 1, end) in gazetteer().known
    return start + 1 if is_article else start


def _is_written_as_name(span: Span, shouted: bool, headlines: frozenset[int]) -> bool:
    if "$" in span.text or is_tag(span.doc, span.start):
        return False
    if shouted:
        return span.text.isupper() and (span.start not in headlines or len(span.text) > 3)
    if span.start in headlines:
        return True
    if span[-1].text.islower() and span[-2].text not in HYPHENS:
        return False
    return len(span) > 1 or not span[0].is_sent_start or is_likely_name(span[0])


def _merged(words: Words, spoken: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """Of overlapping names the longer; a known name inside a longer one says nothing of the longer one's kind."""
    by_token = {i: c for c in spoken for i in range(c.start, c.end)}
    found = {id(c): c for c in spoken}
    for name in known:
        over = {id(by_token[i]): by_token[i] for i in range(name.start, name.end) if i in by_token}
        for other in over.values():
            if (other.start, other.end) == (name.start, name.end):
                name.model = other.model
                found.pop(id(other), None)
            elif (name.start <= other.start and other.end <= name.end) or _is_of_members(words, name, other):
                found.pop(id(other), None)
            elif not (other.start <= name.start and name.end <= other.end) or _is_two_names(words, name, other):
                _cut(words, other, name)
            elif id(other) in found:
                break
        else:
            found[id(name)] = name
    return [c for c in found.values() if len(words.doc[c.start : c.end].text) > 1]


def _is_of_members(words: Words, name: Candidate, other: Candidate) -> bool:
    """ "Senate | Republicans": those who belong to a known body are no part of its name."""
    if name.known != "organization" or name.start != other.start or name.end != other.end - 1:
        return False
    return words.doc[other.end - 1].tag_ in {"NNS", "NNPS"} and head_kind(words.key(other.start, other.end)) is None


def _is_two_names(words: Words, name: Candidate, other: Candidate) -> bool:
    """ "Netherlands | Anna Visser", "U.S. | VOA", "Lee | White House": a known name beside another."""
    if name.start != other.start:
        is_body = name.known == "organization" and name.end - name.start > 1 and name.end == other.end
        before = words.key(other.start, name.start)
        is_person = len(before) == 1 and (before[0] in given_names() or is_surname(before[0]))
        return is_body and (other.model == "person" or is_person)
    rest = words.key(name.end, other.end)
    if rest in gazetteer().known:
        return other.model != "organization" or name.known != "place"
    is_given = words.key(name.start, name.end)[-1] in given_names()
    return not is_given and len(rest) > 1 and rest[0] in given_names() and head_kind(rest) is None


def _cut(words: Words, other: Candidate, name: Candidate) -> None:
    """Leaves a candidate the words that another does not take; a body's name without its head is none of a body."""
    if name.start <= other.start:
        other.start = min(name.end, other.end)
    else:
        other.end = name.start
        other.model = None if other.model == name.known == "organization" else other.model
    other.start, other.end = trim(words, other.start, other.end, other.model or "other")


def _is_family(words: Words, i: int) -> bool:
    """ "Choi" before a proper noun: a noun that is the first part of a name, whatever the tagger says."""
    doc = words.doc
    if not doc[i].text[0].isupper() or not doc[i].tag_.startswith("NN") or i + 1 == words.sentence[i][1]:
        return False
    return doc[i].lower_ in family_first() and is_capital(doc[i + 1])


def _runs(words: Words, taken: set[int] | frozenset[int]) -> Iterator[Candidate]:
    """Runs of proper nouns that nothing covers; where nothing tells their kind they are dropped later."""
    doc, i = words.doc, 0
    while i < len(doc):
        if i in taken or not (is_capital(doc[i]) or _is_family(words, i)):
            i += 1
            continue
        start, stop = i, words.sentence[i][1]
        i += 1
        while i < stop and i not in taken:
            joint = i if is_likely_name(doc[i]) else joined_to(doc, i, stop)
            if joint is None or joint in taken:
                break
            i = joint + 1
        first, end = trim(words, start, i, "person")
        if _is_name(words, first, end):
            yield Candidate(*extend(words, first, end, {*taken}))

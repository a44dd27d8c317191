"""Candidates beside each other that are parts of one name."""

from __future__ import annotations

from collections.abc import Iterable

from diplo.language.names.candidates import Candidate
from diplo.language.names.edges import HYPHENS, is_capital
from diplo.language.names.words import Words, given_names, head_kind, markers, particles, roles

_LONGEST_SEAM = 3


def joined(words: Words, found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, in order, with parts of one name put together."""
    kept: list[Candidate] = []
    for candidate in found:
        whole = _joint(words, kept[-1], candidate) if kept else None
        if whole is not None:
            kept[-1] = whole
        else:
            kept.append(candidate)
    return kept


def _joint(words: Words, before: Candidate, after: Candidate) -> Candidate | None:
    """The one name that two neighbours make up; None where they are two."""
    if words.sentence[before.start] != words.sentence[after.start]:
        return None
    if before.end == after.start and _is_one_name(words, before, after):
        return Candidate(before.start, after.end, model=after.model or before.model)
    if _is_double_name(words, before, after) or _is_by_particle(words, before, after):
        return Candidate(before.start, after.end, model="person")
    if _is_of_many(words, before, after) or _is_of_two_matters(words, before, after):
        return Candidate(before.start, after.end, model="organization")
    return None


def _is_one_name(words: Words, before: Candidate, after: Candidate) -> bool:
    """ "Karachi | Stock Exchange", "Apple | Computer": what stands before a nameless body belongs to its name."""
    if after.known is not None:
        return False
    key = words.key(after.start, after.end)
    if before.known == "place":
        return head_kind(key) == "organization" and after.model != "person"
    if before.known == "organization":
        return key in markers("last").known and markers("last").known[key].kind == "organization"
    first = words.key(before.start, before.end)
    return after.model == "person" and len(first) == 1 and first[0] in given_names()


def _is_double_name(words: Words, before: Candidate, after: Candidate) -> bool:
    """ "Marie | - | Claire Dupont", "Zoe Hart | - | Smythe"; the hyphen of "Trump-Kim summit" is between two people."""
    doc, hyphen = words.doc, words.doc[before.end]
    if before.end + 1 != after.start or hyphen.text not in HYPHENS or hyphen.whitespace_:
        return False
    if doc[hyphen.i - 1].whitespace_ or before.model != "person":
        return False
    first, second = words.key(before.start, before.end), words.key(after.start, after.end)
    if first[-1] in given_names() and second[0] in given_names():
        return True
    is_noun_behind = after.end < len(doc) and doc[after.end].tag_ in {"NN", "NNS"}
    return len(first) > 1 == len(second) and after.known is None and not is_noun_behind


def _is_by_particle(words: Words, before: Candidate, after: Candidate) -> bool:
    """ "Khalid | bin | Faisal", "Jan van der | Meer": nothing but particles at the seam of two parts of a person."""
    doc = words.doc
    seam = [token.lower_ for token in doc[before.end : after.start]]
    if not seam and doc[before.end - 1].text.islower():
        seam = [doc[before.end - 1].lower_]
    is_person = before.model == "person" and after.known is None and after.model in {"person", None}
    return is_person and 0 < len(seam) < _LONGEST_SEAM and {*seam} <= particles()


def _is_of_many(words: Words, before: Candidate, after: Candidate) -> bool:
    """ "Coastal Workers | ' | Union": a body of people who are named by what they are."""
    doc = words.doc
    key = words.key(before.start, before.end)
    if before.end + 1 != after.start or doc[before.end].tag_ != "POS":
        return False
    if key[-1] not in roles("plural") or not is_capital(doc[before.end - 1]):
        return False
    return markers("last").ending(words.key(after.start, after.end)) == "organization"


def _is_of_two_matters(words: Words, before: Candidate, after: Candidate) -> bool:
    """ "Department of Housing | and | Urban Development": a body that is named by its matters."""
    if before.end + 1 != after.start or words.doc[before.end].lower_ != "and" or before.model != "organization":
        return False
    key = words.key(after.start, after.end)
    is_matter = after.known is None and after.model != "person" and len(key) > 1 and head_kind(key) is None
    first = markers("first").beginning(words.key(before.start, before.end))
    return is_matter and first == "organization" and "of" in words.key(before.start, before.end)

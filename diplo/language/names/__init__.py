"""Component: finds names and their kinds.

The recognizer's spans are right more often than its kinds. Tables of names, titles, given names and heads ("Ministry",
"Treaty"), the words around and the parse vote on the kind, and a name has one kind in one document.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from diplo.language import grammar
from diplo.language.names import echoes as name_echoes
from diplo.language.names import edges as name_edges
from diplo.language.names import kinds as name_kinds
from diplo.language.names import spans as name_spans
from diplo.language.names.candidates import Candidate
from diplo.language.names.words import Key, Words, given_names, in_peoples, is_addressed, is_surname

NAME = "diplo_names"


@Language.component(NAME, requires=["doc.ents", "token.tag", "token.dep"], assigns=["doc._.names"])
def find_names(doc: Doc) -> Doc:
    """Notes the bare spans of all names in `doc._.names`, in order; their label is the kind."""
    words = Words(doc)
    shouted, titled = name_echoes.headlines(doc)
    peoples = frozenset(in_peoples(words))
    candidates = _completed(words, name_spans.find_spans(words, shouted, titled, peoples))
    candidates = [_without_headline(words, c, candidates, titled) for c in candidates if not _is_common(words, c)]
    name_kinds.weigh(words, candidates)
    candidates += name_echoes.abbreviations(words, candidates)
    kinds = name_kinds.settle(words, candidates)
    found = [c for c in candidates if words.key(c.start, c.end) in kinds]
    taken = {i for c in candidates if c.known or words.key(c.start, c.end) in kinds for i in range(c.start, c.end)}
    found += name_echoes.echoes(words, kinds, taken | peoples, shouted | titled)
    found.sort(key=lambda c: c.start)
    doc._.names = [_span(words, c, kinds) for c in found if not _is_aside(doc, c)]
    return doc


def _completed(words: Words, candidates: list[Candidate]) -> list[Candidate]:
    """With their first words back ("Park | Sung Ho") where the whole names stand elsewhere in the text."""
    whole = {words.key(c.start, c.end) for c in candidates}
    joined: list[Candidate] = []
    for candidate in candidates:
        before = joined[-1] if joined and joined[-1].end == candidate.start else None
        start = before.start if before is not None else candidate.start - 1
        if start >= 0 and words.doc[start].text[0].isupper() and words.key(start, candidate.end) in whole:
            candidate.start = start
            joined = joined[:-1] if before is not None else joined
        joined.append(candidate)
    return joined


def _without_headline(
    words: Words, candidate: Candidate, candidates: list[Candidate], titled: frozenset[int]
) -> Candidate:
    """ "Hartwell" of "Hartwell Speaks" in a headline, where the text below has the name without its other words."""
    if candidate.start not in titled or candidate.known is not None or candidate.end - candidate.start == 1:
        return candidate
    below = {words.key(c.start, c.end) for c in candidates if c.start not in titled and (c.model or c.known)}
    surnames = {key[-1:] for key in below if len(key) > 1 and key[0] in given_names()}
    parts = [
        (end - start, start, end)
        for start in range(candidate.start, candidate.end)
        for end in range(start + 1, candidate.end + 1)
        if words.key(start, end) in below | surnames and name_edges.bare(words, start, end) == (start, end)
    ]
    length, start, end = max(parts, default=(0, candidate.start, candidate.end))
    is_given = words.doc[candidate.start].lower_ in given_names()
    if end < candidate.end or (length > 1 and not is_given):
        candidate.start, candidate.end = start, end
    return candidate


def _is_common(words: Words, candidate: Candidate) -> bool:
    """ "Iodine" in a text that writes it in lower case at least as often, where no sentence begins with it."""
    token = words.doc[candidate.start]
    if len(words.key(candidate.start, candidate.end)) != 1 or candidate.known or not token.text[1:].islower():
        return False
    if is_surname(token.lower_) or token.lower_ in given_names() or is_addressed(words, token.i):
        return False
    inside = [other for i in words.places[token.lower_] if not (other := words.doc[i]).is_sent_start]
    lower = sum(other.text.islower() for other in inside)
    return lower > 0 and 2 * lower >= len(inside)


def _span(words: Words, candidate: Candidate, kinds: dict[Key, str]) -> Span:
    kind = kinds.get(words.key(candidate.start, candidate.end)) or max(candidate.votes, key=candidate.votes.__getitem__)
    if kind == "place" and candidate.votes.get("person", 0.0) >= name_kinds.TITLE:
        kind = "person"
    return Span(words.doc, candidate.start, candidate.end, label=kind)


def _is_aside(doc: Doc, candidate: Candidate) -> bool:
    return grammar.paragraph_of(doc[candidate.start]) in doc._.layout.aside

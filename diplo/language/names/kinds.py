"""Person, organization, place or other: votes for the kind of each name, counted per name over the whole document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from spacy.tokens import Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.names.candidates import Candidate
from diplo.language.names.words import (
    Key,
    Words,
    family_first,
    gazetteer,
    given_names,
    head_kind,
    is_surname,
    markers,
    particles,
    roles,
    title_before,
)

MODEL, KNOWN, KNOWN_BUT_A_GIVEN_NAME = 1.2, 3.0, 1.5
HEAD, GIVEN_AND_MORE, GIVEN_BEFORE_HEAD, GIVEN_ALONE, FAMILY_FIRST, SURNAME = 2.5, 2.5, 1.5, 1.5, 1.5, 1.5
INITIALS, NAMESAKE, DETERMINED, BRANDED = 1.5, 4.0, 0.8, 2.0
TITLE, TITLE_BEFORE_HEAD, ROLE_BEFORE, APPOSITION, WHO, SPEAKS = 4.0, 1.5, 2.5, 2.0, 1.5, 1.0
NOUN_BEFORE, NOUN_OF, NOUN_AFTER, LOCATIVE, ARTICLE = 2.0, 3.0, 1.5, 0.5, -0.4
SPEAKS_UNKNOWN = 2.0
SHARED, JOINED, IN_A_LIST, PARTICLE, ENOUGH = 1.5, 1.0, 0.7, 0.8, 0.8
"""Votes: how much each sign counts. Signs add up; less than 1.2 never decides against the recognizer."""
_INITIAL = re.compile(r"(?:[A-Z]\.-?)+")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]\w+")
_JOINING = frozenset({"and", "or", "&", ","})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "throughout", "across"})


@cache
def _saying() -> frozenset[str]:
    verbs = knowledge.table("quotes/verbs")
    return frozenset(row["lemma"] for row in verbs)


def weigh(words: Words, candidates: list[Candidate]) -> None:
    """Votes from each name's own words and neighbours."""
    for candidate in candidates:
        if candidate.model is not None:
            candidate.vote(candidate.model, MODEL)
        _by_words(words, candidate)
        _by_neighbours(words, candidate)
        _by_grammar(words.doc[candidate.start : candidate.end], candidate)
    for first, second in pairwise(candidates):
        if second.start == first.end + 1:
            _by_sibling(first, second, words.doc[first.end].lower_)


def _by_sibling(first: Candidate, second: Candidate, between: str) -> None:
    """ "Kallas, Miller and Ozols": names in a list are of one kind; a known place after a comma has the other in it."""
    if between == "," and second.known == "place":
        first.vote("place", IN_A_LIST)
    elif between in _JOINING:
        kinds = [best(c.votes) for c in (first, second)]
        for candidate, kind in ((first, kinds[1]), (second, kinds[0])):
            if kind is not None:
                candidate.vote(kind, IN_A_LIST if between == "," else JOINED)


def _by_words(words: Words, candidate: Candidate) -> None:
    key = words.key(candidate.start, candidate.end)
    given = key[0] in given_names()
    if candidate.known is not None:
        doubtful = len(key) == 1 and given and candidate.known == "place"
        candidate.vote(candidate.known, KNOWN_BUT_A_GIVEN_NAME if doubtful else KNOWN)
        return
    head = head_kind(key)
    if head is not None:
        candidate.vote(head, HEAD)
    if given:
        candidate.vote("person", GIVEN_ALONE if len(key) < 2 else GIVEN_BEFORE_HEAD if head else GIVEN_AND_MORE)
    elif 1 < len(key) < 4 and key[0] in family_first() and head is None:
        candidate.vote("person", FAMILY_FIRST)
    if head is None and is_surname(key[-1]):
        candidate.vote("person", SURNAME)
    if head is None and particles() & set(key[1:-1]):
        candidate.vote("person", PARTICLE)
    if candidate.model is not None and _BRAND.fullmatch(words.doc[candidate.end - 1].text):
        candidate.vote("other", BRANDED)
    if head is None and _begins_with_initials(words, candidate):
        candidate.vote("person", INITIALS)


def _begins_with_initials(words: Words, candidate: Candidate) -> bool:
    """ "J.D. Carrow", but not "U.S. Carrow" or "H. R."."""
    first, last = words.doc[candidate.start], words.doc[candidate.end - 1]
    if not _INITIAL.fullmatch(first.text) or _INITIAL.fullmatch(last.text):
        return False
    return words.key(first.i, first.i + 1) not in gazetteer().known


def _by_neighbours(words: Words, candidate: Candidate) -> None:
    doc, start, end = words.doc, candidate.start, candidate.end
    first, stop = words.sentence[start]
    before = doc[start - 1] if start > first else None
    after = doc[end] if end < stop else None
    if before is not None:
        title = title_before(words, start)
        if title is not None and (candidate.known is None or doc[title[0]].text[0].isupper()):
            kind = head_kind(words.key(start, end))
            candidate.vote("person", TITLE if kind is None else TITLE_BEFORE_HEAD)
        elif before.tag_ == "NN" and before.lower_ in roles("singular"):
            candidate.vote("person", ROLE_BEFORE)
        elif before.tag_ == "NN":
            _vote_noun(candidate, before, NOUN_BEFORE, {"organization"})
        elif before.lower_ == "of" and start - 1 > first:
            _vote_noun(candidate, doc[start - 2], NOUN_OF, {"place"})
        elif before.lower_ == "the" and end - start == 1:
            candidate.vote("person", ARTICLE)
    if after is not None and after.tag_ in {"NN", "NNS"}:
        _vote_noun(candidate, after, NOUN_AFTER, {"organization", "place"})
    if after is not None and after.text == "," and end + 1 < stop and doc[end + 1].lower_ == "who":
        candidate.vote("person", WHO)


def _vote_noun(candidate: Candidate, noun: Token, weight: float, kinds: set[str]) -> None:
    """ "the airline X", "the city of X", "X province": a common noun beside the name says its kind."""
    kind = markers("beside").ending((noun.lower_,))
    if kind in kinds:
        candidate.vote(kind, weight)


def _by_grammar(span: Span, candidate: Candidate) -> None:
    root = span.root
    label = grammar.dep(root)
    article = grammar.child(root, "det")
    if candidate.model is not None and len(span) == 1 and article is not None and article.i == span.start - 1:
        candidate.vote("person", -DETERMINED)
        candidate.vote("other", DETERMINED)
    apposition = grammar.child(root, "appos")
    if apposition is not None and apposition.tag_ == "NN":
        if apposition.lower_ in roles("singular"):
            candidate.vote("person", APPOSITION)
        _vote_noun(candidate, apposition, APPOSITION, {"organization", "place"})
    if label in {"nsubj", "csubj"} and root.head.lemma_.lower() in _saying():
        candidate.vote("person", SPEAKS if candidate.known or candidate.model != "place" else SPEAKS_UNKNOWN)
        candidate.vote("organization", SPEAKS / 2)
    if label in {"obl", "nmod"} and grammar.case(root) in _LOCATIVE:
        candidate.vote("place", LOCATIVE)


def settle(words: Words, candidates: list[Candidate]) -> dict[Key, str]:
    """The kind of every name: that with most votes over all its mentions; a name without any is left out."""
    mentions: dict[Key, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        mentions[words.key(candidate.start, candidate.end)].append(candidate)
    votes = {key: _sum(found) for key, found in mentions.items()}
    people = [key for key, count in votes.items() if len(key) > 1 and best(count) == "person"]
    for word in {word for key in people for word in (key[0], key[-1])}:
        if (word,) in votes:
            doubt = 0.5 if (word,) in gazetteer().known else 1.0
            for mention in mentions[(word,)]:
                votes[(word,)]["person"] += KNOWN if mention.model == "person" else doubt * SHARED
    for key, count in list(votes.items()):
        if best(count) == "other" and (rest := _namesake(key)) in votes:
            votes[rest]["other"] += NAMESAKE
    return {key: kind for key, count in votes.items() if (kind := best(count)) is not None}


def _namesake(key: Key) -> Key:
    """ "Marlene" of "Hurricane Marlene": what a ship or a storm may be called without its kind."""
    for end in range(1, len(key)):
        found = markers("first").known.get(key[:end])
        if found is not None and found.kind == "other":
            return key[end:]
    return ()


def _sum(candidates: list[Candidate]) -> dict[str, float]:
    votes: dict[str, float] = defaultdict(float)
    for candidate in candidates:
        for kind, weight in candidate.votes.items():
            votes[kind] += weight
    return votes


def best(votes: Mapping[str, float]) -> str | None:
    """The kind with most votes, or None where too little speaks for any."""
    kind = max(votes, key=lambda kind: votes[kind], default=None)
    return kind if kind is not None and kind != "none" and votes[kind] >= ENOUGH else None

"""Where a name begins and ends: what does not belong to it is cut off, what the recognizer left out is taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from diplo.language.names.words import (
    Words,
    demonyms,
    family_first,
    gazetteer,
    given_names,
    head_kind,
    is_no_name,
    markers,
    particles,
    roles,
    titles,
)

_BREAKS = frozenset({";", "(", ")", "[", "]", "|", '"', "“", "”", "``", "''"})
_JOINERS = frozenset({",", "/", "and", "with", "or", "versus", "v.", "vs."})
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|VI|VII|VIII|XI|XII|XIII|XIV|XV|XVI)[.]?")
HYPHENS = frozenset({"-", "–", "‑"})
_GIVEN_PART = 7
"""The second syllable of a given name is shorter than this."""
_NAME_WORDS = frozenset({"NNP", "NNPS", "NN", "NNS"})
_AFTER_NAME = frozenset({"POS", "VBD", "VBZ", "MD"})
_PARTICIPLES = frozenset({"VBN", "VBD"})


def is_capital(token: Token) -> bool:
    """A proper noun that is written as such."""
    return token.tag_ in {"NNP", "NNPS"} and not token.text.islower() and token.text[0].isalpha()


def is_likely_name(token: Token) -> bool:
    """A word with a capital that is known as a name elsewhere: the tagger may err on it, above all in first place."""
    if is_capital(token):
        return True
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    is_noun = token.text[0].isupper() and token.tag_ in {"NN", "NNS", "JJ", "FW"}
    return is_noun and (not token.is_sent_start or (following is not None and following.tag_ in _AFTER_NAME))


def is_tag(doc: Doc, i: int) -> bool:
    """Whether a word is part of a hashtag or a handle, which name nobody by themselves."""
    return doc[i].text[0] in "#@" or (i > 0 and doc[i - 1].text in {"#", "@"} and not doc[i - 1].whitespace_)


def is_unit(doc: Doc, i: int) -> bool:
    """ "GB" of "30GB": a word that is written to its number."""
    return i > 0 and doc[i - 1].text[-1].isdigit() and not doc[i - 1].whitespace_ and doc[i].is_alpha


def is_figure(span: Span) -> bool:
    """ "06-Apr", "US$": one word that is a date or a result, or holds the sign of a currency."""
    return len(span) == 1 and ("$" in span.text or (span.text[0].isdigit() and "-" in span.text))


def parts(words: Words, ent: Span) -> Iterator[tuple[int, int]]:
    """The pieces of a span that joined two names: "Ana Ruiz of France", "EU Commissioner Ana Ruiz"."""
    breaks = _BREAKS if ent.label_ == "ORG" else _BREAKS | _JOINERS
    start = ent.start + is_unit(words.doc, ent.start)
    for token in ent:
        if token.i < start:
            continue
        if token.lower_ in breaks or _ends_name(words, ent, start, token):
            yield start, token.i
            start = token.i + 1
        elif (end := _title_within(words, ent, start, token.i)) is not None:
            yield start, token.i
            start = end
    if start < ent.end:
        yield start, ent.end


def _ends_name(words: Words, ent: Span, start: int, token: Token) -> bool:
    """ "of" or "the" after a full name of a person, and an article that no preposition brings into a name."""
    if token.lower_ == "the" and token.i > start and token.nbor(-1).tag_ in _NAME_WORDS:
        return True
    if token.lower_ not in {"of", "the"} or token.i - start < (2 if token.lower_ == "of" else 1):
        return False
    key = words.key(start, token.i)
    return ent.label_ == "PERSON" or (key[:1] != () and key[0] in given_names() and head_kind(key) is None)


def _title_within(words: Words, ent: Span, start: int, i: int) -> int | None:
    """Where a title ends that begins with a token and that a person's name follows, or that goes on after the span."""
    found = titles().at(words, i, words.sentence[i][1])
    if found is None or not words.doc[i].text[0].isupper():
        return None
    end = found[0]
    if end > ent.end:
        return end
    if found[1].kind == "honorific":
        return end if end < ent.end else None
    if i == start or found[1].kind not in {"office", "rank"} or end == ent.end:
        return None
    key = words.key(end, ent.end)
    return end if key and key[0] in given_names() and head_kind(key) is None else None


def bare(words: Words, start: int, end: int) -> tuple[int, int]:
    """Without marks and possessives at the ends."""
    while start < end and words.first[start] == words.first[start + 1]:
        start += 1
    while start < end and words.first[end - 1] == words.first[end] and words.doc[end - 1].text != ".":
        end -= 1
    return start, end


def trim(words: Words, start: int, end: int, kind: str) -> tuple[int, int]:
    """Without articles, titles, words in lower case and possessives at the ends."""
    start, end = bare(words, start, end)
    while start < end and (cut := _leading(words, start, end, kind)) > start:
        start, end = bare(words, cut, end)
    while end - start > 1 and (cut := _trailing(words, start, end, kind)) < end:
        start, end = bare(words, start, cut)
    return start, end


def _leading(words: Words, start: int, end: int, kind: str) -> int:
    """Where a name begins when the word or title at its beginning is left out; `start` when it is part of the name."""
    token = words.doc[start]
    if token.tag_ in {"DT", "PRP$"} or (_is_lower(token) and token.lower_ not in particles("before")):
        return start + 1
    people = demonyms().at(words, start, end)
    if people is not None and people[0] < end:
        if kind == "person" and token.lower_ not in given_names():
            return people[0]
        rest = words.key(people[0], end)
        if len(rest) > 1 and markers("people").ending(rest) is not None:
            return people[0]
    if kind == "person" and end - start > 1 and _is_beside_name(words, start):
        return start + 1
    if end - start < 2 or (kind != "person" and head_kind(words.key(start, end)) is not None):
        return start
    if kind == "person" and token.text.endswith(".") and is_no_name(words.key(start, start + 1)):
        return start + 1
    title = None if token.lower_ in given_names() else titles().at(words, start, end)
    if title is not None and title[0] < end and words.doc[title[0]].tag_ != "IN":
        return title[0]
    return start


def _trailing(words: Words, start: int, end: int, kind: str) -> int:
    """Where a name ends when the word at its end is left out; `end` when it is part of the name."""
    doc = words.doc
    token = doc[end - 1]
    if _is_lower(token):
        if not _is_hyphened(doc, end - 1):
            is_head = kind != "person" and markers("last").ending((token.lower_,)) and words.key(end - 2, end - 1)
            return end if is_head else end - 1
        if kind != "person" or not _is_given_part(words, start, end - 1):
            return end - 2
    if kind == "person" and _is_beside_name(words, end - 1):
        return end if end - start == 2 and doc[start].lower_ in given_names() else end - 1
    return end


def _is_beside_name(words: Words, i: int) -> bool:
    """ "Thursday" of "met Pompeo Thursday"."""
    key = words.key(i, i + 1)
    return key in markers("alone").known and key not in titles().known and not {*key} & given_names()


def _is_lower(token: Token) -> bool:
    return token.text.islower() or (token.is_punct and token.text != ".")


def _is_hyphened(doc: Doc, i: int) -> bool:
    """ "in" of "Jae-in": joined to the word before by a hyphen."""
    return i > 1 and doc[i - 1].text in HYPHENS and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_


def _is_given_part(words: Words, start: int, i: int) -> bool:
    """Whether a word in lower case after a hyphen ends a Korean or Chinese given name, as "un" of "Kim Jong-un"."""
    token = words.doc[i]
    first = words.key(start, start + 1)
    is_family = bool(first) and first[0] in family_first()
    is_given = token.tag_ in {"NNP", "NN"} or (is_family and token.tag_ not in _PARTICIPLES)
    return is_given and i - start > 2 and token.is_alpha and len(token) < _GIVEN_PART


def _blocks(words: Words, i: int) -> bool:
    """Whether a capitalised word beside a person's name is no part of it."""
    key = words.key(i, i + 1)
    if len(key) == 1 and (key[0] in given_names() or key[0] in family_first()):
        return False
    if is_no_name(key) or key in gazetteer().known or markers("last").ending(key) is not None:
        return True
    return any(word in roles("singular") or word in roles("plural") for word in key)


def extend(words: Words, start: int, end: int, taken: set[int]) -> tuple[int, int]:
    """Takes in proper nouns, initials and particles on both sides of a person's name."""
    first, stop = words.sentence[start]
    while start > first and (not _is_given(words, start) or words.doc[start - 1].text in particles()):
        before = words.doc[_before_particles(words.doc, start, first)]
        if taken & set(range(before.i, start)) or not is_capital(before) or _blocks(words, before.i):
            break
        start = before.i
    while end < stop:
        longer = _longer(words, start, end, stop)
        if longer == end or taken & set(range(end, longer)):
            break
        end = longer
    return start, end


def marked_start(words: Words, start: int) -> int:
    """Where a name begins that a capitalised word before it marks: "USS | Carl Vinson", "Joint Base | Andrews"."""
    first = words.sentence[start][0]
    for begin in range(max(first, start - 3), start):
        kind = markers("first").known.get(words.key(begin, start))
        if kind is not None and kind.kind in {"other", "place"} and is_capital(words.doc[begin]):
            return begin
    return start


def extend_body(words: Words, start: int, end: int, taken: set[int]) -> int:
    """Where the name of a body ends that its complement belongs to: "Court of | Appeal"."""
    doc, stop = words.doc, words.sentence[start][1]
    if end + 1 < stop and doc[end].lower_ == "of" and (*words.key(end - 1, end), "of") in markers("first").known:
        longer = end + 1
        while longer < stop and is_capital(doc[longer]):
            longer += 1
        if longer > end + 1 and not taken & set(range(end + 2, longer)):
            return longer
    return end


def _longer(words: Words, start: int, end: int, stop: int) -> int:
    doc = words.doc
    token = doc[end]
    following = doc[end + 1] if end + 1 < stop else None
    if following is not None and _is_hyphened(doc, end + 1) and token.text in HYPHENS:
        return end + 2 if is_capital(following) or _is_given_part(words, start, end + 1) else end
    is_first = token.text == "I" and following is not None and following.text in {",", "of"}
    if is_first or _SUFFIX.fullmatch(token.text):
        return end + 1
    if not doc[end - 1].whitespace_:
        return end
    joint = _after_particle(doc, end)
    if joint is not None and joint < stop and is_capital(doc[joint]):
        return end if _blocks(words, joint) else joint + 1
    if end - start > 1 and words.key(start, start + 1)[:1] != () and words.key(start, end)[0] not in family_first():
        return end
    return end + 1 if is_capital(token) and not _blocks(words, end) else end


def _after_particle(doc: Doc, i: int) -> int | None:
    """The token after a particle, with the hyphen of "al-Sarraj" or without one; None where no particle stands."""
    if doc[i].lower_ not in particles() or i + 1 >= len(doc):
        return None
    return i + 2 if doc[i + 1].text in HYPHENS and i + 2 < len(doc) else i + 1


def _before_particles(doc: Doc, start: int, first: int) -> int:
    """The token before a name, "Jan" of "Jan van der | Meer": particles in lower case are passed over."""
    i = start - 1
    while i > first and doc[i].text in particles():
        i -= 1
    return i


def _is_given(words: Words, i: int) -> bool:
    key = words.key(i, i + 1)
    return len(key) == 1 and key[0] in given_names()


def joined_to(doc: Doc, i: int, stop: int) -> int | None:
    """The proper noun that a token joins to the one before it: a particle, "of" or a hyphen stands between."""
    joint = _after_particle(doc, i)
    if joint is None and (doc[i].lower_ in {"of", "for"} or (doc[i].text in HYPHENS and _is_hyphened(doc, i + 1))):
        joint = i + 1
    return joint if joint is not None and joint < stop and is_capital(doc[joint]) else None

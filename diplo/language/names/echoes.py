"""Names that were found once and stand elsewhere, too: surnames, headlines, abbreviations in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from diplo.language.names.candidates import Candidate
from diplo.language.names.edges import is_capital, is_likely_name, is_tag
from diplo.language.names.words import Key, Phrases, Words, family_first, gazetteer, given_names, is_no_name

_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la"})


def headlines(doc: Doc) -> tuple[frozenset[int], frozenset[int]]:
    """Tokens of sentences in capitals, and of sentences with a capital at every longer word."""
    shouted: set[int] = set()
    titled: set[int] = set()
    for sent in doc.sents:
        letters = [token for token in sent if token.is_alpha]
        long = [token for token in letters if len(token) > 3]
        if len(letters) > 3 and sum(token.is_upper for token in letters) > 0.8 * len(letters):
            shouted.update(range(sent.start, sent.end))
        elif len(long) > 3 and all(token.text[0].isupper() for token in long):
            titled.update(range(sent.start, sent.end))
    return frozenset(shouted), frozenset(titled)


def abbreviations(words: Words, candidates: list[Candidate]) -> Iterator[Candidate]:
    """ "Free Syrian Army (FSA)": capitals in brackets that are the initials of the name before them."""
    doc = words.doc
    starts = {c.start: c for c in candidates}
    for name in candidates:
        i = name.end + 1
        if i >= len(doc) or doc[i - 1].text != "(" or not doc[i].text.isupper() or len(doc[i].text) < 2:
            continue
        if not _is_initials(doc[i].text, words.key(name.start, name.end)):
            continue
        short = starts.get(i)
        if short is None:
            short = Candidate(i, i + 1)
            yield short
        for kind, weight in name.votes.items():
            short.vote(kind, weight)


def _is_initials(short: str, key: Key) -> bool:
    letters = [c for c in short.lower() if c.isalpha()]
    initials = [word[0] for word in key if word not in _SMALL]
    return (
        len(key) > 1
        and bool(letters)
        and letters[0] == key[0][0]
        and set(letters[:3]) <= set(initials + [word[0] for word in key])
    )


def echoes(words: Words, kinds: dict[Key, str], taken: set[int], shouted: frozenset[int]) -> Iterator[Candidate]:
    """Further mentions of names already found: whole, or a person's family or given name alone."""
    known = {" ".join(key): kind for key, kind in kinds.items()}
    for key, kind in kinds.items():
        if kind == "person" and len(key) > 1:
            for word in _short_forms(key):
                known.setdefault(word, "person")
    phrases, i = Phrases(known.items()), 0
    while i < len(words.doc):
        found = phrases.at(words, i, words.sentence[i][1]) if words.doc[i].text[0].isupper() else None
        if found is None or taken & set(range(i, found[0])) or not _is_named(words, i, found[0], shouted):
            i += 1
            continue
        yield Candidate(i, found[0], votes={found[1].kind: 1.0})
        i = found[0]


def _short_forms(key: Key) -> tuple[str, ...]:
    if key[0] in family_first() and key[0] not in given_names():
        return (key[0],)
    return tuple(word for word in (key[0], key[-1]) if len(word) > 2 or word in family_first())


def _begins_clause(doc: Doc, i: int) -> bool:
    """ "Moon, who ...", "Price told ...": a bare subject at the head of a sentence is no common noun."""
    if doc[i].is_sent_start and doc[i].dep_ in {"nsubj", "nsubj:pass", "nmod:poss"}:
        return True
    if [token.lower_ for token in doc[i + 1 : i + 3]] == [",", "who"]:
        return bool(doc[i].is_sent_start)
    after = doc[i + 1] if i + 1 < len(doc) else None
    is_subject = after is not None and (after.tag_ in {",", "POS", "MD"} or after.tag_.startswith("VB"))
    return bool(doc[i].is_sent_start) and doc[i].tag_ == "NN" and is_subject


def _is_named(words: Words, i: int, end: int, shouted: frozenset[int]) -> bool:
    """Whether words that stand for a name elsewhere do so here, and are no part of a longer name."""
    doc = words.doc
    if i in shouted or end - i > 1:
        return True
    if not (is_likely_name(doc[i]) or _begins_clause(doc, i)) or is_tag(doc, i):
        return False
    if i and doc[i - 1].text == "-" and not doc[i - 1].whitespace_:
        return False
    if end == len(doc) or not is_capital(doc[end]):
        return True
    after = words.key(end, end + 1)
    return is_no_name(after) or after in gazetteer().known

"""Words of time as items with classes and values: "Sept." is MONTH 09, "twenty-five" NUMBER 25, "1990s" DECADE 199.

An item is one word, one number of several words, or one piece of a token such as "mid-1990s". Words that have
nothing to do with time get a class by their tag, so that rules can look at what stands beside an expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.language.times.lexicon import DASHES, NUMBER_WORDS, Classes, lexicon, triggers
from diplo.language.times.numbers import digits, number_words

_PIECES = re.compile(
    r"""\d{1,2}:\d\d | \d\d?\.\d\d?\.\d{4}                # 10:30, 31.05.2018
    | \d+(?:,\d{3})+(?:\.\d+)? | \d+\.\d+ | 1/2          # 1,500, 2.5
    | \d++(?:st|nd|rd|th|s)?(?![^\W\d_]) | \d+           # 12th, 1990s, 2018
    | [^\W\d_][\w.']* | \W                             # mid, Sept., and whatever stands between""",
    re.IGNORECASE | re.VERBOSE,
)
_DIVISIBLE = re.compile(r"[\d/-]")
BY_TAG = {
    "NNS": "PLURAL", "NNPS": "PLURAL", "NN": "NOUN", "NNP": "NAME", "JJ": "ADJ", "$": "MONEY", "CD": "COUNT",
    "IN": "PREP",
}  # fmt: skip
"""Classes of words that are in no list, by their tag; others are VERB or OTHER."""
_BEFORE_MONTHS = frozenset({"IN", "TO", "JJ", "DT", "CC", "CD", "HYPH", "-LRB-"})


@dataclass(frozen=True, slots=True)
class Item:
    """What one or more tokens, first to last, mean for time."""

    word: str
    classes: Classes
    first: int
    last: int


def has_time(sentence: Span) -> bool:
    """Whether any token can belong to a time expression, by its word or its digits."""
    known = triggers()
    for token in sentence:
        lower = token.lower_
        if lower in known or lower.rstrip(".") in known or (_DIVISIBLE.search(lower) and len(lower) >= 3):
            return True
    return False


def read_items(doc: Doc, start: int, end: int, taken: frozenset[int]) -> list[Item]:
    """The items of a sentence, in order; tokens in `taken` (parts of names) tell nothing of time."""
    pieces = [piece for i in range(start, end) for piece in _pieces(doc[i], i in taken)]
    items: list[Item] = []
    at = 0
    while at < len(pieces):
        size, classes = _read(doc, pieces, at)
        word = " ".join(piece.word for piece in pieces[at : at + size])
        items.append(Item(word, classes, pieces[at].token, pieces[at + size - 1].token))
        at += size
    return items


@dataclass(frozen=True, slots=True)
class _Piece:
    word: str
    text: str
    token: int
    known: bool


def _pieces(token: Token, taken: bool) -> Iterator[_Piece]:
    text = token.text
    if "@" in text or "://" in text or token.like_url:
        yield _Piece("", text, token.i, False)
        return
    if taken or (text.isalpha() and text.isascii()):
        yield _Piece(token.lower_, text, token.i, not taken)
        return
    lower = _plain(token.lower_)
    whole = lower in lexicon() or not _DIVISIBLE.search(lower) or len(text) == 1
    for part in [text] if whole else _PIECES.findall(text):
        yield _Piece(_plain(part.lower()), part, token.i, True)


def _plain(lower: str) -> str:
    lower = lower.translate(DASHES)
    return lower.rstrip(".") or lower


def _read(doc: Doc, pieces: list[_Piece], at: int) -> tuple[int, Classes]:
    """How many pieces make the item that begins here, and what it is."""
    piece = pieces[at]
    if not piece.known:
        size, classes = _listed(doc, pieces, at)
        return (size if "NEVER" in classes else 1), {"OTHER": ""}
    if piece.word not in lexicon() and not piece.word[:1].isdigit():
        return 1, {_by_tag(doc[piece.token]): ""}
    size, classes = _listed(doc, pieces, at)
    if _makes_name(pieces, at + size - 1):
        return size, {"OTHER": ""}
    if classes.keys() & NUMBER_WORDS and size == 1:
        return number_words(p.word if p.known else "" for p in _from(pieces, at)) or (size, classes)
    if classes:
        return size, classes
    if piece.word[:1].isdigit() and (number := digits(piece.word)):
        return 1, number
    return 1, {_by_tag(doc[piece.token]): ""}


def _from(pieces: list[_Piece], at: int) -> Iterator[_Piece]:
    return (pieces[k] for k in range(at, len(pieces)))


def _listed(doc: Doc, pieces: list[_Piece], at: int) -> tuple[int, dict[str, str]]:
    """The longest entry of the list that stands here, of which at least one class has what it needs."""
    for words, entries in lexicon().get(pieces[at].word, {}).items():
        if all(at + k < len(pieces) and pieces[at + k].word == word for k, word in enumerate(words)):
            classes = {e.kind: e.value for e in entries if all(_has(need, doc, pieces, at) for need in e.needs)}
            if classes:
                return len(words), classes
    return 1, {}


def _has(need: str, doc: Doc, pieces: list[_Piece], at: int) -> bool:
    """Whether a word has what an entry of the list needs."""
    piece, after = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    tag = doc[piece.token].tag_
    if need == "capital":
        return piece.text[0].isupper()
    if need == "ungiven":
        return not _stands_as_given_name(doc, pieces, at)
    if need == "upper":
        return piece.text.rstrip(".").isupper()
    if need == "common":
        is_name = piece.text.istitle() and (at > 0 or (after is not None and after.word == "'"))
        return tag != "NNPS" and not is_name
    if need == "noun":
        return tag.startswith("NN")
    dated = after is not None and after.word[:1].isdigit()
    if need == "dated":
        return dated or piece.text.endswith(".") or [p.word for p in pieces[at + 1 : at + 3]] == [".", ","]
    return piece.text[0].isupper() and (dated or (tag.startswith("NN") and _stands_as_month(doc, pieces, at)))


def _stands_as_month(doc: Doc, pieces: list[_Piece], at: int) -> bool:
    """Whether a name like "May" stands where months stand: after "in" or "last"; "a March for peace" is none."""
    if at == 0:
        return False
    is_of = at + 1 < len(pieces) and pieces[at + 1].word in {"of", "for"}
    if is_of and pieces[at - 1].word not in knowledge.words("times/cues", cue="month"):
        after = pieces[at + 2] if at < len(pieces) - 2 else None
        return after is not None and (after.word[:1].isdigit() or after.word in lexicon())
    if _stands_as_given_name(doc, pieces, at):
        return False
    token, before = doc[pieces[at].token], doc[pieces[at - 1].token]
    return before.tag_ in _BEFORE_MONTHS and token.ent_type_ != "PERSON" and not token.text.isupper()


def _stands_as_given_name(doc: Doc, pieces: list[_Piece], at: int) -> bool:
    """Whether a name like "June" is followed by a surname, and nothing that stands before months stands before it."""
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is None or not after.text.istitle() or not after.text.isalpha() or after.word in lexicon():
        return False
    return at == 0 or doc[pieces[at - 1].token].tag_ not in _BEFORE_MONTHS - {"CC"}


def _makes_name(pieces: list[_Piece], at: int) -> bool:
    """ "the October Revolution": a word of time with a capital, before one that names groups, wars or papers."""
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    return (
        after is not None
        and pieces[at].text.istitle()
        and after.text[:1].isupper()
        and after.text.lower() in knowledge.words("times/cues", cue="name")
    )


def tells_no_time(name: Span) -> bool:
    """Whether the words of a name tell nothing of time: those of persons, and of several words ("the Sunday Times").

    "In May" is a month, though the text is about Mrs. May; "Yom Kippur" is a feast; and in "World Cup 2018" is a year.
    """
    text = name.text.lower().rstrip(".")
    entries = lexicon().get(text, {})
    if name.label_ == "person":
        return not (any(e.kind == "MONTH" for by in entries.values() for e in by) and _stands_as_date(name))
    known = lexicon().get(name[0].lower_, {})
    return len(name) > 1 and all(token.is_alpha for token in name) and tuple(text.split()) not in known


def _stands_as_date(name: Span) -> bool:
    before = name.doc[name.start - 1].lower_ if name.start else ""
    after = name.doc[name.end].text if name.end < len(name.doc) else ""
    return before in knowledge.words("times/cues", cue="month") or after[:1].isdigit()


def _by_tag(token: Token) -> str:
    tag = token.tag_
    return BY_TAG.get(tag) or ("VERB" if tag[:2] in {"VB", "MD"} else "OTHER")

"""Words of time as items with classes and values: "Sept." is MONTH 09, "twenty-five" NUMBER 25, "1990s" DECADE 199.

An item is one word, one number of several words, or one piece of a token such as "mid-1990s". Words that have
nothing to do with time get a class by their tag, so that rules can look at what stands beside an expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from diplo import knowledge

Classes = Mapping[str, str]

_PIECES = re.compile(
    r"""\d{1,2}:\d\d | \d\d?\.\d\d?\.\d{4}                # 10:30, 31.05.2018
    | \d+(?:,\d{3})+(?:\.\d+)? | \d+\.\d+ | 1/2          # 1,500, 2.5
    | \d+(?:st|nd|rd|th|s)?(?![^\W\d_]) | \d+            # 12th, 1990s, 2018
    | [^\W\d_][\w.']* | \W                             # mid, Sept., and whatever stands between""",
    re.IGNORECASE | re.VERBOSE,
)
_DIVISIBLE = re.compile(r"[\d/-]")
_DASHES = str.maketrans("–—‑−’", "----'")
_NUMBER_WORDS = frozenset({"NUMBER", "SCALE"})
_NO_TIME = frozenset({
    "AGO", "APPROX", "BESIDE", "DIR", "EARLIER", "EDGE", "EDGEOF", "EVERY", "HALF", "LATEST",
    "LONG", "LPAREN", "NUMBER", "NUMBERED", "ORDINAL", "RPAREN", "SCALE", "SINCE", "SPAN", "THAT", "VAGUE",
})  # fmt: skip
"""Classes that tell of time only beside others."""
BY_TAG = {
    "NNS": "PLURAL", "NNPS": "PLURAL", "NN": "NOUN", "NNP": "NAME", "JJ": "ADJ", "$": "MONEY", "CD": "COUNT",
    "IN": "PREP",
}  # fmt: skip
"""Classes of words that are in no list, by their tag; others are VERB or OTHER."""
_BEFORE_MONTHS = frozenset({"IN", "TO", "JJ", "DT", "CC", "CD", "HYPH", "-LRB-"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the word list: a class that a word may have, with its value, and what it takes."""

    kind: str
    value: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What one or more tokens, first to last, mean for time."""

    word: str
    classes: Classes
    first: int
    last: int


@cache
def lexicon() -> Mapping[str, Mapping[tuple[str, ...], tuple[Entry, ...]]]:
    """First word -> all words of an entry -> what they may be; longer entries come first."""
    found: dict[str, dict[tuple[str, ...], list[Entry]]] = {}
    for row in knowledge.table("times/words"):
        words = tuple(re.findall(r"'s|s'(?= )|-|[^\s'-]+(?:'(?!s\b)[^\s'-]+)?|'", row["word"].translate(_DASHES)))
        entry = Entry(row["class"], row["value"], tuple(row["needs"].split()))
        found.setdefault(words[0], {}).setdefault(words, []).append(entry)
    return {
        first: {words: tuple(entries) for words, entries in sorted(by.items(), key=lambda pair: -len(pair[0]))}
        for first, by in found.items()
    }


@cache
def triggers() -> frozenset[str]:
    """Words that can tell of time, the last of each entry; a sentence without any, and without digits, is not read."""
    return frozenset(
        words[-1]
        for by_words in lexicon().values()
        for words, entries in by_words.items()
        if any(entry.kind not in _NO_TIME for entry in entries)
    )


def has_time(sentence: Span) -> bool:
    """Whether any token can belong to a time expression, by its word or its digits."""
    known = triggers()
    for token in sentence:
        lower = token.lower_
        if lower in known or lower.rstrip(".") in known or (_DIVISIBLE.search(lower) and len(lower) >= 3):
            return True
    return False


def read_items(doc: Doc, start: int, end: int, taken: frozenset[int]) -> list[Item]:
    """The items of a sentence, in order; tokens in `taken` (names of persons) tell nothing of time."""
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
    if taken or "@" in text or "://" in text or token.like_url:
        yield _Piece("", text, token.i, False)
        return
    if text.isalpha() and text.isascii():
        yield _Piece(token.lower_, text, token.i, True)
        return
    lower = _plain(token.lower_)
    whole = lower in lexicon() or not _DIVISIBLE.search(lower) or len(text) == 1
    for part in [text] if whole else _PIECES.findall(text):
        yield _Piece(_plain(part.lower()), part, token.i, True)


def _plain(lower: str) -> str:
    lower = lower.translate(_DASHES)
    return lower.rstrip(".") or lower


def _read(doc: Doc, pieces: list[_Piece], at: int) -> tuple[int, Classes]:
    """How many pieces make the item that begins here, and what it is."""
    piece = pieces[at]
    if not piece.known:
        return 1, {"OTHER": ""}
    if piece.word not in lexicon() and not piece.word[:1].isdigit():
        return 1, {_by_tag(doc[piece.token]): ""}
    size, classes = _listed(doc, pieces, at)
    if classes.keys() & _NUMBER_WORDS and size == 1:
        return _number_words(pieces, at) or (size, classes)
    if classes:
        return size, classes
    if piece.word[:1].isdigit() and (number := _digits(piece.word)):
        return 1, number
    return 1, {_by_tag(doc[piece.token]): ""}


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
    if need == "upper":
        return piece.text.rstrip(".").isupper()
    if need == "common":
        return tag != "NNPS" and not (piece.text[0].isupper() and after is not None and after.word == "'")
    if need == "noun":
        return tag.startswith("NN")
    dated = after is not None and after.word[:1].isdigit()
    if need == "dated":
        return dated or piece.text.endswith(".")
    return piece.text[0].isupper() and (dated or (tag.startswith("NN") and _stands_as_month(doc, pieces, at)))


def _stands_as_month(doc: Doc, pieces: list[_Piece], at: int) -> bool:
    """Whether a name like "May" stands where months stand: after "in" or "last", not before "of" or "for"."""
    if at == 0 or (at + 1 < len(pieces) and pieces[at + 1].word in {"of", "for"}):
        after = pieces[at + 2] if 0 < at < len(pieces) - 2 else None
        return after is not None and (after.word[:1].isdigit() or after.word in lexicon())
    token, before = doc[pieces[at].token], doc[pieces[at - 1].token]
    return before.tag_ in _BEFORE_MONTHS and token.ent_type_ != "PERSON" and not token.text.isupper()


def is_month(name: Span) -> bool:
    """Whether what was taken for a person's name is a month after all: "in May", though the text is about Mrs. May."""
    entries = lexicon().get(name.text.lower().rstrip("."), {})
    if not any(entry.kind == "MONTH" for by_words in entries.values() for entry in by_words):
        return False
    before = name.doc[name.start - 1].lower_ if name.start else ""
    after = name.doc[name.end].text if name.end < len(name.doc) else ""
    return before in knowledge.words("times/cues", cue="month") or after[:1].isdigit()


def _number_words(pieces: list[_Piece], at: int) -> tuple[int, Classes] | None:
    """ "twenty-five", "nineteen ninety-six", "two thousand": numbers in words, over hyphens."""
    values: list[int] = []
    size = 0
    for k in range(at, len(pieces)):
        entries = lexicon().get(pieces[k].word, {}).get((pieces[k].word,), ())
        value = next((int(e.value) for e in entries if e.kind in _NUMBER_WORDS), None)
        if value is not None and not (values and value < 1000 and 0 < values[-1] < 10):
            values.append(value)
            size = k + 1 - at
        elif not (pieces[k].word == "-" and values and values[-1] >= 20):
            break
    if not values:
        return None
    number, is_year = _compose(values)
    classes = {"NUMBER": str(number)}
    if is_year and 1000 <= number <= 2100:
        classes["YEAR"] = str(number)
    elif number >= 1900:
        classes["THOUSANDS"] = str(number)
    return size, classes


def _compose(values: list[int]) -> tuple[int, bool]:
    """The number that number words make, and whether they say it as years are said ("nineteen ninety")."""
    total, current, is_year = 0, 0, False
    for value in values:
        if value == 1000:
            total, current = total + (current or 1) * 1000, 0
        elif value == 100:
            current = (current or 1) * 100
        elif 10 <= current < 100 and value >= 10:
            current, is_year = current * 100 + value, True
        else:
            current += value
    return total + current, is_year


def _digits(word: str) -> dict[str, str]:
    """What digits may be: a number, a day of a month, a year, a clock time, a decade, an ordinal."""
    if match := re.fullmatch(r"(\d+)(st|nd|rd|th)", word):
        return {"ORDINAL": match[1]}
    if match := re.fullmatch(r"(\d\d)?(\d0)s", word):
        century = match[1] or ("20" if match[2] < "20" else "19")
        return {"DECADE": f"{century}{match[2][0]}"}
    if match := re.fullmatch(r"([01]?\d|2[0-4]):([0-5]\d)", word):
        return {"CLOCK": f"{int(match[1]):02}:{match[2]}"}
    if re.fullmatch(r"\d\d?\.\d\d?\.\d{4}", word):
        return {"DOTTED": word}
    plain = word.replace(",", "")
    if not re.fullmatch(r"\d+(\.\d+)?", plain) or len(plain) > 12:
        return {}
    found = {"NUMBER": plain}
    if plain.isdigit() and len(plain) <= 2:
        found |= {"TWO": f"{int(plain):02}"} | ({"DAY": f"{int(plain):02}"} if 1 <= int(plain) <= 31 else {})
    if len(word) == 4 and word.isdigit():
        found |= {"YEAR": word} if 1400 <= int(word) <= 2100 else {}
        found |= {"HHMM": f"{word[:2]}:{word[2:]}"} if word[:2] <= "24" and word[2:] < "60" else {}
    return found


def _by_tag(token: Token) -> str:
    tag = token.tag_
    return BY_TAG.get(tag) or ("VERB" if tag[:2] in {"VB", "MD"} else "OTHER")


_SAMPLES = ("1st", "90s", "9:30", "1.1.2018", "45", "5", "1990", "1930", "1130", "2.5", "9999")
NUMBER_KINDS = (
    *(frozenset(_digits(word)) for word in _SAMPLES),
    *(frozenset(kinds) for kinds in ({"NUMBER"}, {"NUMBER", "YEAR"}, {"NUMBER", "THOUSANDS"})),
)
"""Every set of classes that digits and number words can have."""

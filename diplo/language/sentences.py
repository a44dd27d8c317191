"""Component: where sentences begin, by rule. The parser is held to it.

The treebank's web texts lack full stops, and a parser trained on them breaks sentences inside "Secretary of State |
Mike Pompeo"; news has its full stops, so marks decide here.
"""

from __future__ import annotations

from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from diplo import knowledge

_MARKS = frozenset({".", "!", "?", "…", "...", "....", "?!", "!?", "!!", "??", "。"})
_CLOSING = frozenset({'"', "”", "’", "'", "''", "»", ")", "]", "“", "*"})
NAME = "diplo_sentences"
_CUE_WITHIN = 6
"""In `"Why?" Mr. John Smith asked`, this many words at most stand between the mark and the reporting verb."""


@Language.component(NAME, assigns=["token.is_sent_start"])
def find_sentences(doc: Doc) -> Doc:
    """Marks the first token of every sentence and, as such, no other."""
    starts = {first for first, _ in doc._.layout.paragraphs}
    # A dateline is no part of the sentence behind it; parsers take "LONDON" for its subject.
    starts |= {i + 1 for i in doc._.layout.datelines if i + 1 not in doc._.layout.datelines}
    for first, last in doc._.layout.paragraphs:
        for i in range(first, last):
            after = _after_end(doc, i, last)
            if after is not None:
                starts.add(after)
    # All at once: spaCy looks through the whole text at each single setting.
    marks = doc.to_array([SENT_START]).astype("int64")
    marks[:] = [1 if i in starts else -1 for i in range(len(doc))]
    return doc.from_array([SENT_START], marks.view("uint64"))  # type: ignore[arg-type]


def _after_end(doc: Doc, i: int, last: int) -> int | None:
    """The token that begins the next sentence, where the sentence ends with token `i`."""
    token = doc[i]
    if token.text not in _MARKS:
        if token.text.endswith(".") and i + 1 < last and _ends_with_abbreviation(token, doc[i + 1]):
            return i + 1
        return None
    after = i + 1
    while after < last and doc[after].text in _MARKS:
        after += 1
    closed = after
    while closed < last and doc[closed].text in _CLOSING and not doc[closed - 1].whitespace_:
        closed += 1
    if closed >= last or not doc[closed - 1].whitespace_:
        return None
    follower = doc[closed]
    if follower.text[0].islower() or follower.text in {",", ";", ":", "—", "–", "-"}:
        return None
    if token.text == "." and i > 0 and _is_abbreviation(doc[i - 1]):
        return None
    if closed > after and (token.text != ".") and _is_followed_by_cue(doc, closed, last):
        return None
    return closed


def _is_abbreviation(token: Token) -> bool:
    if token.whitespace_:
        return False
    short = token.lower_.rstrip(".")
    return short in knowledge.words("entities/abbreviations") or (len(token.text) == 1 and token.text.isupper())


def _ends_with_abbreviation(token: Token, follower: Token) -> bool:
    """ "... in the U.S. He said": an abbreviation ends a sentence only before a word that begins one."""
    if not token.whitespace_ or not follower.text[0].isupper() or token.is_sent_start:
        return False
    if follower.lower_ not in knowledge.words("entities/openers"):
        return False
    return token.lower_.rstrip(".") not in knowledge.words("entities/abbreviations", kind="title")


def _is_followed_by_cue(doc: Doc, i: int, last: int) -> bool:
    """`"Why?" Smith asked.` is one sentence: a reporting verb comes before the next mark."""
    for token in doc[i : min(i + _CUE_WITHIN, last)]:
        if token.text in _MARKS:
            return False
        if token.lower_ in knowledge.words("quotes/verbs", "past"):
            return True
    return False

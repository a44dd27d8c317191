"""An act of saying while it is being put together, and what its parts look like."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from diplo.language import grammar
from diplo.language.quotes.marks import Stretch
from diplo.language.quotes.words import Word

Run = tuple[int, int]
"""Tokens from the first up to, not including, the second."""
STOPS = frozenset({".", "?", "!", "…", "...", "....", "?!", "!?", "!!"})
DASHES = frozenset({"—", "–", "--", "-", "―"})
COMMAS = frozenset({","}) | DASHES
_BEFORE_CUE = frozenset({"aux", "aux:pass", "advmod", "cop"})
QUOTES = frozenset({'"', "“", "”", "''", "``", "«", "»", "„", "`", "'", "‘", "’"})


def last_word(doc: Doc, stretch: Stretch) -> str:
    """The last word or stop of a quotation; marks that close quotations within it are passed over."""
    i = stretch.end - 1
    while i > stretch.start and doc[i].text in QUOTES:
        i -= 1
    return str(doc[i].text)


def is_after_comma(token: Token) -> bool:
    """Whether a comma or dash stands before a word, a closing quotation mark aside."""
    doc, i = token.doc, token.i - 1
    if i > 0 and doc[i].text in QUOTES:
        i -= 1
    return i >= 0 and doc[i].text in COMMAS


@dataclass(slots=True)
class Saying:
    """A cue, its source and the runs of tokens that are attributed; `cue` is None where a quotation just goes on."""

    cue: Token | None
    source: Span | None
    content: list[Run]
    is_speech: bool
    rule: str
    cue_span: Span | None = None
    stretches: list[Stretch] = field(default_factory=list)

    @property
    def place(self) -> int:
        """The last token of its words, its cue and its source."""
        last = max((end - 1 for _, end in self.content), default=0)
        if self.cue is not None:
            last = max(last, self.cue.i, self.source.end - 1 if self.source is not None else 0)
        return last

    def add(self, stretch: Stretch) -> None:
        """More words of the same act of saying."""
        self.content.append((stretch.start, stretch.end))
        self.stretches.append(stretch)

    def holds(self, token: Token) -> bool:
        """Whether a token stands in the content."""
        return any(start <= token.i < end for start, end in self.content)


def cue_span(cue: Token, until: int, word: Word | None) -> Span:
    """The words of a cue: auxiliaries and adverbs before the verb, particle and addressee behind it."""
    doc = cue.doc
    start, end = cue.i, cue.i + 1
    while start > 0 and doc[start - 1].dep_ in _BEFORE_CUE and doc[start - 1].head.i == cue.i:
        if doc[start - 1].text[0].isupper() and doc[start - 1].is_sent_start is not True:
            break
        start -= 1
    for child in cue.rights:
        is_hearer = word is not None and "hearer" in word.takes and grammar.dep(child) in {"obj", "iobj"}
        if child.left_edge.i == end and child.i < until and (is_hearer or child.dep_ == "compound:prt"):
            end = max(t.i for t in (child, *grammar.children(child, "flat"))) + 1
    if word is not None and word.particle:
        end = max(
            end, next((i + 1 for i in range(cue.i, min(cue.i + 4, len(doc))) if doc[i].lower_ == word.particle), end)
        )
    return doc[start:end]

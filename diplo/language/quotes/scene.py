"""What a finder of indirect speech sees of a sentence: its quoted stretches and the direct quotations in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from diplo.language import grammar
from diplo.language.quotes.marks import Stretch, between
from diplo.language.quotes.saying import Saying


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence. Tokens within quotation marks are `hidden`: no cue and no source is looked for there."""

    sentence: Span
    hidden: frozenset[int]
    stretches: tuple[Stretch, ...]
    direct: tuple[Saying, ...]
    times: frozenset[int]
    """Tokens of time expressions: "on Monday" is never what is spoken on."""

    def opens_at(self, i: int) -> Stretch | None:
        """The stretch whose mark stands at a token."""
        return next((stretch for stretch in self.stretches if stretch.outer == i), None)

    def is_free(self, token: Token) -> bool:
        """Whether a token stands outside quotation marks and is not the cue of a direct quotation."""
        return token.i not in self.hidden and all(
            saying.cue is None or saying.cue.i != token.i for saying in self.direct
        )


def scenes(doc: Doc, stretches: list[Stretch], hidden: frozenset[int], direct: list[Saying]) -> Iterator[Scene]:
    """The sentences of the article, each with what stands in it."""
    times = frozenset(token.i for time in doc._.times for token in time.span)
    spoken: dict[int, list[Saying]] = {}
    for saying in direct:
        for start in sorted(set(_sentences(doc, saying))):
            spoken.setdefault(start, []).append(saying)
    for sent in grammar.sentences(doc):
        yield Scene(
            sent, hidden, tuple(between(stretches, sent.start, sent.end)), tuple(spoken.get(sent.start, ())), times
        )


def _sentences(doc: Doc, saying: Saying) -> Iterator[int]:
    """The first tokens of the sentences that hold the saying's cue or some of its words."""
    if saying.cue is not None:
        yield saying.cue.sent.start
    for start, end in saying.content:
        i = start
        while i < end:
            sent = doc[i].sent
            yield sent.start
            i = sent.end

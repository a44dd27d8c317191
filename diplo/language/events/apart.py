"""Events that lie so many days from another one: "a day after the talks broke off", "two days before he left"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Doc, Span, Token

from diplo.calendar import Window
from diplo.language import grammar
from diplo.language.times.numbers import digits, number_words

_FROM_MAIN = {"after": -1, "before": +1}
"""On which side of the main clause's event the one behind the word lies."""
_ENDS = frozenset({",", ";", ":", ".", '"', "“", "”"})


@dataclass(frozen=True, slots=True)
class Apart:
    """Words such as "a day after", the clause or noun phrase behind them, and the verb that they count from."""

    words: Span
    clause: range
    main: Token
    days: int
    """From the event of the main clause to that behind the words."""

    def moved(self, window: Window, sign: int = 1) -> Window:
        """The window of the one event from that of the other: of the clause's, or with -1 of the main clause's."""
        first, last = window
        shift = timedelta(sign * self.days)
        return Window(first + shift if first else None, last + shift if last else None)


def find_apart(doc: Doc) -> Iterator[Apart]:
    """Yields the words that count days from one event to another."""
    for mark in doc:
        side = _FROM_MAIN.get(mark.lower_)
        if side is None or mark.i < 2 or doc[mark.i - 1].lemma_.lower() != "day":
            continue
        count, clause = _count(doc[mark.i - 2]), range(mark.i + 1, _end(mark))
        main = _main_verb(doc[mark.i - 2], clause)
        if count is not None and main is not None and clause:
            yield Apart(doc[mark.i - 2 : mark.i + 1], clause, main, count * side)


def _count(word: Token) -> int | None:
    """The number that a word is, an article being one."""
    if word.lower_ in {"a", "one", "the"}:
        return 1
    found = number_words([word.lower_])
    number = found[1].get("NUMBER") if found is not None else digits(word.text).get("NUMBER")
    return int(number) if number is not None and number.isdigit() else None


def _end(mark: Token) -> int:
    """Where the words behind "after" end: at the next mark of their sentence."""
    return next((t.i for t in mark.doc[mark.i + 1 : mark.sent.end] if t.text in _ENDS), mark.sent.end)


def _main_verb(first: Token, clause: range) -> Token | None:
    """The last finite verb before the words or, where they open the sentence, the first one behind the clause."""
    finite = [t for t in first.sent if t.tag_ in grammar.FINITE and t.tag_ != "MD"]
    before = [t for t in finite if t.i < first.i]
    return before[-1] if before else next((t for t in finite if t.i >= clause.stop), None)

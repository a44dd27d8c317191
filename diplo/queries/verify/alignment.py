"""Where a quotation stands in a passage: word for word, or its nearest wording with all that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from diplo.queries.verify.words import GAP, Typed, Word, are_same

Change = Literal["same", "left out", "put in", "omitted", "between"]
"""What becomes of words: `omitted` stand where a gap was typed, `between` are the reporter's inside a quotation."""

MOST_OMITTED = 100
"""Words that an ellipsis may stand for: a paragraph; what stands farther apart was not said in one breath."""
MOST_BETWEEN = 40
"""Words of the reporter between two pieces of one quotation: "..., said the foreign minister of X, ..."."""
MOST_BETWEEN_QUOTES = 12
"""The same between two quotations of one speaker."""
STRAY = 0.5
"""What a word that differs takes from the words that stand as typed, when it is asked how far a wording reaches."""

Run = tuple[int, int]
"""From which word to before which."""


class Said(NamedTuple):
    """Of which quotation a word is, and whose, if that is known."""

    quote: str
    speaker: str | None


class Piece(NamedTuple):
    """Words of the quotation and words of the passage that stand for one another, or for nothing."""

    change: Change
    typed: Run
    there: Run


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a piece of text, of which quotation each is, and which of them are those that were looked for."""

    words: Sequence[Word]
    said: Sequence[Said | None]
    core: Run

    def are_between(self, before: int, after: int) -> bool:
        """Whether words that nobody says stand between these two words of one quotation, or of one speaker's two."""
        one, other = self.said[before], self.said[after]
        inside = [said for said in self.said[before + 1 : after] if said is not None]
        if one is None or other is None:
            return False
        if one.quote == other.quote:
            return after - before - 1 <= MOST_BETWEEN and all(said.quote != one.quote for said in inside)
        return (
            not inside
            and one.speaker is not None
            and one.speaker == other.speaker
            and after - before - 1 <= MOST_BETWEEN_QUOTES
        )


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation laid beside the words of a passage."""

    there: Run
    pieces: tuple[Piece, ...]

    @property
    def is_verbatim(self) -> bool:
        """Whether every word that was typed stands there, and no other but what was left out openly."""
        return not (self.count("left out") or self.count("put in"))

    def count(self, change: Change) -> int:
        """How many words became this: of the text, or of the quotation where they were put in."""
        runs = (piece.typed if change == "put in" else piece.there for piece in self.pieces if piece.change == change)
        return sum(end - start for start, end in runs)


def exact(quotation: Typed, passage: Passage) -> Iterator[Alignment]:
    """Every place that touches the core and has all words in their order, with others only where a gap was typed."""
    folded = [word.folded for word in passage.words]
    first, *rest = ([word.folded for word in segment] for segment in quotation.segments)
    for start in _places(folded, first, 0, passage.core[1]):
        there, typed = (start, start + len(first)), (0, len(first))
        pieces = [Piece("same", typed, there)]
        for segment in rest:
            begin = next(_places(folded, segment, there[1], there[1] + MOST_OMITTED + 1), None)
            if begin is None:
                break
            pieces.append(Piece("omitted", (typed[1], typed[1] + 1), (there[1], begin)))
            there, typed = (begin, begin + len(segment)), (typed[1] + 1, typed[1] + 1 + len(segment))
            pieces.append(Piece("same", typed, there))
        else:
            if there[1] > passage.core[0]:
                yield Alignment((start, there[1]), tuple(pieces))


def nearest(quotation: Typed, passage: Passage) -> Alignment | None:
    """The wording of the passage that is most like the quotation, and what differs; None where no word is the same."""
    blocks = _nearest_run(list(_matches(quotation, passage)), quotation, passage)
    if not blocks:
        return None
    pieces = list(_edge(blocks[0], quotation, passage, is_first=True))
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        pieces.append(block)
        if after is not None:
            pieces += _changes((block.typed[1], after.typed[0]), (block.there[1], after.there[0]), quotation, passage)
    pieces += _edge(blocks[-1], quotation, passage, is_first=False)
    there = [at for piece in pieces for at in piece.there if piece.there[0] < piece.there[1]]
    return Alignment((min(there), max(there)), tuple(pieces))


def _matches(quotation: Typed, passage: Passage) -> Iterator[Piece]:
    """The runs of words that are the same: the longest, and before and behind it others, the nearest where several are.

    Of equal runs difflib takes the first, so what comes before the longest is compared from its end.
    """
    there, typed = [word.folded for word in passage.words], [word.folded for word in quotation.words]
    a, b, n = SequenceMatcher(None, there, typed, autojunk=False).find_longest_match()
    if not n:
        return
    slack = MOST_BETWEEN + MOST_OMITTED * typed.count(GAP)
    before = there[max(0, a - slack - 2 * b) : a]
    for i, j, m in reversed(_blocks(before[::-1], typed[:b][::-1])):
        yield Piece("same", (b - j - m, b - j), (a - i - m, a - i))
    yield Piece("same", (b, b + n), (a, a + n))
    for i, j, m in _blocks(there[a + n :][: slack + 2 * (len(typed) - b - n)], typed[b + n :]):
        yield Piece("same", (b + n + j, b + n + j + m), (a + n + i, a + n + i + m))


def _blocks(there: Sequence[str], typed: Sequence[str]) -> list[tuple[int, int, int]]:
    return [(*block,) for block in SequenceMatcher(None, there, typed, autojunk=False).get_matching_blocks()[:-1]]


def _places(words: Sequence[str], wanted: Sequence[str], start: int, stop: int) -> Iterator[int]:
    """Where words stand one after another, at `start` or later but before `stop`."""
    last = min(stop, len(words) - len(wanted) + 1)
    return (at for at in range(start, last) if words[at] == wanted[0] and words[at : at + len(wanted)] == list(wanted))


def _nearest_run(blocks: Sequence[Piece], quotation: Typed, passage: Passage) -> Sequence[Piece]:
    """The blocks, one after another, that have most words more than there are strange words between them."""
    best, chosen, start, worth = 0.0, (0, 0), 0, 0.0
    for at, block in enumerate(blocks):
        worth -= _strange(blocks[at - 1], block, quotation, passage) * STRAY if at > start else 0.0
        if worth < 0:
            start, worth = at, 0.0
        worth += block.there[1] - block.there[0]
        if worth >= best:
            best, chosen = worth, (start, at + 1)
    return blocks[slice(*chosen)]


def _strange(block: Piece, after: Piece, quotation: Typed, passage: Passage) -> int:
    """How many words differ between two blocks."""
    typed = quotation.words[block.typed[1] : after.typed[0]]
    there = after.there[0] - block.there[1]
    gaps = sum(word.folded == GAP for word in typed)
    if gaps:
        there = max(0, there - gaps * MOST_OMITTED)
    elif passage.are_between(block.there[1] - 1, after.there[0]):
        there = 0
    return max(there, len(typed) - gaps)


def _changes(typed: Run, there: Run, quotation: Typed, passage: Passage) -> Iterator[Piece]:
    """What becomes of the words between two blocks."""
    words = quotation.words[slice(*typed)]
    if are_same(words, passage.words[slice(*there)]):
        yield Piece("same", typed, there)
    elif gaps := sum(word.folded == GAP for word in words):
        is_near = there[1] - there[0] <= gaps * MOST_OMITTED
        yield Piece("omitted" if is_near else "left out", typed, there)
        yield from (
            Piece("put in", (at, at + 1), (there[1], there[1]))
            for at, word in enumerate(words, start=typed[0])
            if word.folded != GAP
        )
    else:
        yield from _left_out(there, passage)
        if words:
            yield Piece("put in", typed, (there[1], there[1]))


def _left_out(there: Run, passage: Passage) -> Iterator[Piece]:
    """Words that were not typed: the reporter's own between two pieces of a quotation, and others."""
    if there[0] > 0 and there[1] < len(passage.words) and passage.are_between(there[0] - 1, there[1]):
        yield Piece("between", (0, 0), there)
        return
    start = there[0]
    for is_said, run in groupby(range(*there), lambda at: passage.said[at] is not None):
        end = start + len(list(run))
        is_between = not is_said and start > 0 and end < len(passage.words) and passage.are_between(start - 1, end)
        yield Piece("between" if is_between else "left out", (0, 0), (start, end))
        start = end


def _edge(block: Piece, quotation: Typed, passage: Passage, *, is_first: bool) -> Iterator[Piece]:
    """Words typed before the first block, or behind the last, with those of the speech that stand in their place."""
    typed = (0, block.typed[0]) if is_first else (block.typed[1], len(quotation.words))
    wanted = sum(word.folded != GAP for word in quotation.words[slice(*typed)])
    if not wanted:
        return
    edge = block.there[0] if is_first else block.there[1] - 1
    limits = range(len(passage.words)) if passage.said[edge] else range(*passage.core)
    step, end = (-1 if is_first else 1), edge
    while abs(end + step - edge) <= wanted and end + step in limits and passage.said[end + step] == passage.said[edge]:
        end += step
    there = (end, edge) if is_first else (edge + 1, end + 1)
    yield from _changes(typed, there, quotation, passage)

"""What an edited article no longer says, says now, and says otherwise: its sentences, and the findings in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, Protocol

from diplo.queries import Row
from diplo.queries.differences import differences
from diplo.queries.verify.words import words_of
from diplo.records import Offsets

ALIKE = 0.5
"""Two sentences, or two quotations, are one that was altered when so large a part of their words is the same."""
FARTHEST = 30
"""Sentences among which an altered one is looked for."""
_PLACE = frozenset(("id", "kind", "start", "end"))
"""What of a finding does not say what was read."""

Folded = tuple[str, ...]


class Reading(Protocol):
    """A text with its sentences and findings."""

    @property
    def text(self) -> str:
        """The whole text."""

    @property
    def sentences(self) -> Sequence[Offsets]:
        """Where its sentences are; none where it was not read."""

    @property
    def findings(self) -> Sequence[Mapping[str, Any]]:
        """Findings with `id`, `kind`, `start`, `end`, and what was read."""


def changes(before: Reading, after: Reading) -> Row:
    """Sentences left out, put in, altered or moved, in the order of the texts, and findings gone, new or changed.

    Where one of the texts has not been read, lines are compared in the place of sentences, and findings are not.
    """
    are_read = bool(before.sentences and after.sentences)
    one, other = _Text(before, are_read), _Text(after, are_read)
    pairs = _pairs(one.folded, other.folded)
    return {
        "sentences": list(_sentences(one, other, pairs)),
        "findings": list(_findings(one, other, dict(pairs))) if are_read else [],
    }


class _Text:
    """A text cut into sentences, or into lines."""

    def __init__(self, reading: Reading, is_read: bool) -> None:
        self.text, self.findings = reading.text, reading.findings
        self._offsets = list(reading.sentences if is_read else _lines(reading.text))
        self._starts = [start for start, _ in self._offsets]

    @cached_property
    def said(self) -> list[str]:
        return [" ".join(self.text[start:end].split()) for start, end in self._offsets]

    @cached_property
    def folded(self) -> list[Folded]:
        return [tuple(word.folded for word in words_of(sentence)) for sentence in self.said]

    def sentence_of(self, finding: Mapping[str, Any]) -> int:
        return max(0, bisect_right(self._starts, finding["start"]) - 1)

    def row(self, finding: Mapping[str, Any]) -> Row:
        """A finding with its sentence."""
        start, end = self._offsets[self.sentence_of(finding)]
        return {**finding, "sentence": self.text[start:end], "sentence_start": start}


def _lines(text: str) -> Iterator[Offsets]:
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line)
        at += len(line)


def _pairs(before: Sequence[Folded], after: Sequence[Folded]) -> list[tuple[int, int]]:
    """Which sentence became which, those that stand as they stood and those that were moved or altered."""
    pairs: list[tuple[int, int]] = []
    left, free = [], []
    for change, begin, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change == "equal":
            pairs += zip(range(begin, end), range(start, stop), strict=True)
            continue
        altered = _altered(before, after, range(begin, end), range(start, stop))
        pairs += altered
        left += sorted(set(range(begin, end)) - {one for one, _ in altered})
        free += sorted(set(range(start, stop)) - {other for _, other in altered})
    for one in left:
        moved = next((other for other in free if after[other] == before[one]), None)
        if moved is not None:
            free.remove(moved)
            pairs.append((one, moved))
    return sorted(pairs)


def _altered(before: Sequence[Folded], after: Sequence[Folded], begin: range, start: range) -> list[tuple[int, int]]:
    """Each sentence with the first behind the last one's other that is enough like it."""
    found: list[tuple[int, int]] = []
    at = start.start
    for one in begin:
        other = next((n for n in range(at, start.stop)[:FARTHEST] if _are_alike(before[one], after[n])), None)
        if other is not None:
            found.append((one, other))
            at = other + 1
    return found


def _are_alike(one: Folded, other: Folded) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _sentences(one: _Text, other: _Text, pairs: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """The sentences that are not what they were where they were."""
    stay = set(_in_order(pairs))
    came = {new: old for old, new in pairs}
    behind = _behind(one, pairs)
    yield from (_row("left out", one.said[old], None) for old in behind.get(-1, ()))
    for new, now in enumerate(other.said):
        old = came.get(new)
        if old is None:
            yield _row("put in", None, now)
        elif one.folded[old] != other.folded[new]:
            yield _row("altered", one.said[old], now)
        elif (old, new) not in stay:
            yield _row("moved", one.said[old], now)
        yield from (_row("left out", one.said[old], None) for old in behind.get(new, ()))


def _behind(one: _Text, pairs: Sequence[tuple[int, int]]) -> Mapping[int, list[int]]:
    """The sentences that were left out, by the sentence of the new text behind which they would stand; -1: none."""
    became, last = dict(pairs), -1
    found: dict[int, list[int]] = {}
    for old in range(len(one.said)):
        last = became.get(old, last)
        if old not in became:
            found.setdefault(last, []).append(old)
    return found


def _in_order(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those pairs, as many as there can be, behind which no other one stood before."""
    matcher = SequenceMatcher(None, [new for _, new in pairs], sorted(new for _, new in pairs), autojunk=False)
    for begin, _, length in matcher.get_matching_blocks():
        yield from pairs[begin : begin + length]


def _row(change: str, before: str | None, after: str | None) -> Row:
    return {
        "change": change,
        "before": before,
        "after": after,
        "pieces": list(differences(before or "", after or "")),
    }


def _findings(one: _Text, other: _Text, became: Mapping[int, int]) -> Iterator[Row]:
    """Findings that are gone, and those that are new, or what they are has changed."""
    before, after = ({finding["id"]: finding for finding in text.findings} for text in (one, other))
    now = {id: after[id] for id in before.keys() & after.keys()}
    free = [finding for id, finding in after.items() if id not in now]
    for id, finding in before.items():
        if id in now:
            continue
        same = next((new for new in free if _is_the_same(finding, new, one, other, became)), None)
        if same is not None:
            free.remove(same)
            now[id] = same
    for id, finding in before.items():
        if id not in now:
            yield {"change": "gone", **one.row(finding), "fields": []}
        elif fields := list(_fields(finding, now[id])):
            yield {"change": "changed", **other.row(now[id]), "fields": fields}
    for finding in free:
        yield {"change": "new", **other.row(finding), "fields": []}


def _is_the_same(
    old: Mapping[str, Any], new: Mapping[str, Any], one: _Text, other: _Text, became: Mapping[int, int]
) -> bool:
    """Whether a finding of an altered sentence is what another was before: the same trigger, words or object."""
    if old["kind"] != new["kind"] or became.get(one.sentence_of(old)) != other.sentence_of(new):
        return False
    words, others = (
        tuple(word.folded for word in words_of(text.text[finding["start"] : finding["end"]]))
        for text, finding in ((one, old), (other, new))
    )
    return _are_alike(words, others) if old["kind"] == "quote" else words == others


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Row]:
    """What was read otherwise than before."""
    for name in new:
        if name not in _PLACE and _is_other(old.get(name), new[name]):
            yield {"field": name, "before": old.get(name), "after": new[name]}


def _is_other(before: object, after: object) -> bool:
    """Whether two values differ in more than capitals, which a place at the beginning of a sentence makes."""
    return str(before).casefold() != str(after).casefold()

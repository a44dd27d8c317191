"""Measures which documents are told to be one story, on pairs made from real articles, and on the articles themselves.

    python benchmarks/bench.py stories [SEED [CORPORA]]

From each article pairs are made: a copy that was edited, cut from the end, given another lead, credited to an agency,
or brought up to date is the same story; another article with the same boilerplate below or with the same long quotation
in it is not, nor is a digest that begins with another article. Every two articles of the collections are apart, as
they stand: those that are found alike are listed, to be read. The seed decides everything. Written before the
algorithm that it measures.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import NamedTuple

from diplo.store.stories import alike, sketch

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
ARTICLES = ("timelines/dev/documents.jsonl", "timelines/dev2/documents.jsonl", "people/train.jsonl")
GOAL = 94.0
"""Right decisions in per cent, of each kind of pair."""
SHORT = 40
"""Words of the shortest article that pairs are made from."""
CREDITS = (
    "(Agencies) - ",
    "By Our Foreign Staff\n\n",
    "CAPITAL (Wire Service) - ",
    "With reporting by the news agencies.\n\n",
)
FOOTER = (
    "\n\nSign up for our newsletter and get the stories that matter every morning, chosen by our editors. All rights"
    " reserved. This material may not be published, broadcast, rewritten or redistributed without permission of the"
    " publisher. Follow us on all channels and tell us what you think of this story. Our standards of reporting are"
    " described on our page, with the address of the ombudsman, who answers every letter."
)
WORDS = ("also", "recent", "major", "officials", "however", "reported", "new", "on", "the", "several", "later")


class Pair(NamedTuple):
    """Two texts, how the second was made, and whether they are one story."""

    kind: str
    one: str
    other: str
    is_same: bool


def main(words: Sequence[str]) -> int:
    """Makes the pairs and prints how many of each kind are decided rightly; 1 where a kind misses the goal."""
    seed, corpora = int(words[0]) if words else 1, Path(words[1]) if len(words) > 1 else CORPORA
    texts = articles(corpora)
    made, right = Counter[str](), Counter[str]()
    for pair in pairs(Random(seed), list(texts.values())):
        made[pair.kind] += 1
        right[pair.kind] += alike(sketch(pair.one), sketch(pair.other)) == pair.is_same
    for kind, number in made.items():
        print(f"{kind}: {right[kind]} of {number} right ({100 * right[kind] / number:.1f} %)")
    sketches = {name: sketch(text) for name, text in texts.items()}
    found = [(one, other) for one, other in combinations(texts, 2) if alike(sketches[one], sketches[other])]
    print(f"real articles: {len(texts)}, and of their {len(texts) * (len(texts) - 1) // 2} pairs alike: {len(found)}")
    for one, other in found:
        print(f"  {one} {other}")
    return int(any(100 * right[kind] < GOAL * number for kind, number in made.items()))


def articles(corpora: Path) -> dict[str, str]:
    """The texts of the collections, by their ids."""
    rows = (json.loads(line) for name in ARTICLES for line in (corpora / name).open(encoding="utf-8"))
    return {row["id"]: row["text"] for row in rows if len(row["text"].split()) >= SHORT}


def pairs(rng: Random, texts: Sequence[str]) -> Iterator[Pair]:
    """Pairs of each kind from each of the texts; the other article of a pair is any of them."""
    for text in texts:
        stranger, third = (one for one in rng.sample(texts, 4) if one != text), rng.choice(texts)
        other, another = next(stranger), next(stranger)
        for kind, change in SAME.items():
            yield Pair(kind, text, change(rng, text, other), True)
        yield Pair("the same boilerplate", text + FOOTER, other + FOOTER, False)
        passage = " ".join(_sentences(third)[1:4])
        inserted = [_inserted(rng, one, passage) for one in (text, other) if third not in (text, other)]
        if inserted and _words(passage) < 0.3 * min(_words(text), _words(other)):
            yield Pair("the same quotation", *inserted, False)
        if _words(text) < _words(other) + _words(another):
            yield Pair("digest", f"{other}\n\n{another}\n\n{text}", text, False)


def _edited(rng: Random, text: str, _other: str) -> str:
    """One word in thirty is left out, replaced or added."""
    words = [
        rng.choice(("", rng.choice(WORDS), f"{word} {rng.choice(WORDS)}")) if rng.random() < 1 / 30 else word
        for word in re.split(r"(?<=\s)", text)
    ]
    return " ".join(word for word in words if word)


def _cut(rng: Random, text: str, _other: str) -> str:
    """What is left when an editor cuts a text from its end; one of five sentences within goes, too."""
    sentences = _sentences(text)
    kept = sentences[: max(2, round(len(sentences) * rng.uniform(0.3, 0.8)))]
    return " ".join(one for place, one in enumerate(kept) if place < 2 or rng.random() > 0.2)


def _other_lead(rng: Random, text: str, other: str) -> str:
    """The first sentence is another, and the second has changed."""
    sentences = _sentences(text)
    if len(sentences) < 4:
        return _edited(rng, text, other)
    return " ".join([_sentences(other)[0], _edited(rng, sentences[1], other), *sentences[2:]])


def _credited(rng: Random, text: str, _other: str) -> str:
    """An agency is named, marks and blanks are set otherwise, and the footer of the outlet stands below."""
    text = rng.choice(CREDITS) + text.replace("“", '"').replace("”", '"').replace("’", "'").replace(" - ", " — ")
    return text + FOOTER if _words(text) > 2 * _words(FOOTER) else text


def _brought_up_to_date(rng: Random, text: str, other: str) -> str:
    """One sentence in six is another, and a paragraph is new."""
    new = _sentences(other)
    sentences = [rng.choice(new) if rng.random() < 1 / 6 else one for one in _sentences(text)]
    place = rng.randrange(len(sentences) + 1)
    return " ".join([*sentences[:place], *new[: len(sentences) // 8], *sentences[place:]])


SAME: dict[str, Callable[[Random, str, str], str]] = {
    "edited": _edited,
    "cut": _cut,
    "another lead": _other_lead,
    "credited": _credited,
    "brought up to date": _brought_up_to_date,
}
"""What makes another text of the same story, from it and an article of another."""


def _inserted(rng: Random, text: str, passage: str) -> str:
    sentences = _sentences(text)
    place = rng.randrange(len(sentences) + 1)
    return " ".join([*sentences[:place], passage, *sentences[place:]])


def _sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!?\"”])\s+(?=[A-Z\"“])|\n+", text) if one]


def _words(text: str) -> int:
    return len(text.split())

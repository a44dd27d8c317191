"""Lays a text out for the pipeline: paragraphs, and tokens that know where they stand in the text.

Line breaks and runs of blanks are no tokens, as they were none in the treebank; so a token's offset in the text is
not its `idx`. Layout keeps the offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from spacy.language import Language
from spacy.tokens import Doc

from diplo import knowledge
from diplo.records import Document

_DAY = r"(?:[A-Z][a-z]{2,8}\.?\ \d{1,2}(?:,\ \d{4})?|\d{1,2}\ [A-Z][a-z]{2,8}\.?(?:,?\ \d{4})?)"
_DATELINE = re.compile(
    rf"""
    (?: [A-Z][A-Z.'’-]{{2,}} (?:[ ,]+[A-Z][A-Z.'’-]+)* (?:,\ [A-Z][\w.]+(?:\ [A-Z][\w.]+)?)?   # BAGHDAD, Iraq
      | [A-Z][\w.'’-]+ (?:[ ,]+[A-Z][\w.'’-]+){{0,2}} (?=\ \([A-Z]) )                          # Baghdad (AP)
    (?: ,?\ {_DAY} )?                                                                       # , 6 March 2003
    (?: ,?\ \([^)]{{2,40}}\) )?                                                            # (Reuters)
    (?: ,?\ {_DAY} )?
    \ (?:—|–|--?)\ """,
    re.VERBOSE,
)
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x0b\x0c]")
_GLUED = re.compile(r"(?<=[”\"'’»])(?=[―—–])|(?<=[:.])(?=\*)")
"""A quotation mark and the dash of a byline, a label's colon and the sign that ends bold type, are two tokens each."""
_ENDS_SENTENCE = re.compile(r"""[.!?:;…]["'”’»)\]]*\s*$""")
WRAP_AT_LEAST = 45
"""A line shorter than this is taken to end on purpose, not because a screen or an e-mail was full."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where tokens and paragraphs stand."""

    starts: tuple[int, ...]
    """The offset of each token in the text."""
    paragraphs: tuple[tuple[int, int], ...]
    """Token ranges, end exclusive."""
    datelines: frozenset[int]
    """Tokens of "GENEVA (AP) -" at the beginning of a paragraph: where it was written, not who acts."""
    aside: frozenset[int]
    """Indexes of paragraphs that are no part of the article ("RELATED: ..."); nothing is found in them."""


def lay_out(nlp: Language, document: Document) -> Doc:
    """Tokenizes the paragraphs of a document into one Doc, which keeps the document in `doc._.document`."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    paragraphs: list[tuple[int, int]] = []
    aside: set[int] = set()
    datelines: set[int] = set()
    for pieces in paragraphs_of(document.text):
        first = len(words)
        text = " ".join(document.text[a:b] for a, b in pieces)
        for start, end, space in _tokens(nlp, document.text, pieces):
            words.append(document.text[start:end])
            spaces.append(space)
            starts.append(start)
        if len(words) > first:
            if is_aside(text):
                aside.add(len(paragraphs))
            if (dateline := _DATELINE.match(text)) is not None:
                limit = starts[first] + dateline.end()
                datelines.update(i for i in range(first, len(words)) if starts[i] < limit)
            paragraphs.append((first, len(words)))
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc._.document = document
    doc._.layout = Layout(tuple(starts), tuple(paragraphs), frozenset(datelines), frozenset(aside))
    return doc


def _tokens(nlp: Language, text: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether a blank follows, of each token of a paragraph that may go over several lines."""
    for a, b in pieces:
        for token in nlp.tokenizer(text[a:b]):
            if not token.is_space:
                start, end = a + token.idx, a + token.idx + len(token)
                for joint in _GLUED.finditer(token.text):
                    yield start, a + token.idx + joint.start(), False
                    start = a + token.idx + joint.start()
                yield start, end, end == b or text[end].isspace()


def paragraphs_of(text: str) -> list[list[tuple[int, int]]]:
    """Paragraphs as lists of lines `(start, end)`; lines that were only wrapped belong to one paragraph."""
    blocks: list[list[tuple[int, int]]] = [[]]
    last_end = 0
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        if blocks[-1] and len(_BREAK.findall(text, last_end, line.start())) > 1:
            blocks.append([])
        blocks[-1].append(line.span())
        last_end = line.end()
    if not _is_wrapped(text, blocks):
        return [[line] for block in blocks for line in block]
    return [group for block in blocks for group in _join_wrapped(text, block)]


def _is_wrapped(text: str, blocks: list[list[tuple[int, int]]]) -> bool:
    """Whether lines end because they were full: most lines inside blocks are long, alike, and end mid-sentence."""
    inner = [text[a:b] for block in blocks for a, b in block[:-1]]
    if len(inner) < 3:
        return False
    lengths = [len(line.rstrip()) for line in inner]
    cut = sum(not _ENDS_SENTENCE.search(line) for line in inner)
    return median(lengths) >= WRAP_AT_LEAST and max(lengths) <= 100 and cut >= 0.6 * len(inner)


def _join_wrapped(text: str, block: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    group: list[tuple[int, int]] = []
    for a, b in block:
        group.append((a, b))
        if b - a < WRAP_AT_LEAST:
            yield group
            group = []
    if group:
        yield group


def is_aside(paragraph: str) -> bool:
    """Whether a paragraph is page furniture, by how it begins (`data/entities/asides.tsv`)."""
    folded = paragraph.strip().casefold()
    return any(folded.startswith(start) for start in knowledge.words("entities/asides", "start"))

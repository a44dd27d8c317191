"""The one place that reads the parse: subjects, objects, negation, and offsets of spans.

Labels are those of Universal Dependencies, tags those of the Penn Treebank.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from diplo.records import Offsets

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def offsets(span: Span) -> Offsets:
    """Where a span stands in the text as it was given, in code points."""
    starts = span.doc._.layout.starts
    last = span.end - 1
    return starts[span.start], starts[last] + len(span.doc[last])


def token_offsets(token: Token) -> Offsets:
    """Where a token stands in the text as it was given."""
    start = token.doc._.layout.starts[token.i]
    return start, start + len(token)


def paragraph_of(token: Token) -> int:
    """The index of the token's paragraph in `doc._.layout.paragraphs`."""
    paragraphs = token.doc._.layout.paragraphs
    return bisect_right(paragraphs, (token.i, len(token.doc))) - 1


def dep(token: Token) -> str:
    """The dependency label without its subtype: "nsubj" for "nsubj:pass"."""
    return str(token.dep_).split(":")[0]


def children(token: Token, *deps: str) -> list[Token]:
    """Children whose label, with or without subtype, is one of these."""
    return [child for child in token.children if child.dep_ in deps or dep(child) in deps]


def child(token: Token, *deps: str) -> Token | None:
    """The first such child, or None."""
    return next(iter(children(token, *deps)), None)


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it: A, B and C of "A, B and C"."""
    found = [token]
    for conjunct in children(token, "conj"):
        found += conjuncts(conjunct)
    return found


def first_conjunct(token: Token) -> Token:
    """A of "A, B and C", for any of the three."""
    while dep(token) == "conj":
        token = token.head
    return token


def subtree_span(token: Token) -> Span:
    """All words below a token, as one run."""
    return token.doc[token.left_edge.i : token.right_edge.i + 1]


def case(token: Token) -> str | None:
    """The preposition of a nominal, in lower case; of several ("up to") the first."""
    marker = child(token, "case")
    return marker.lower_ if marker is not None else None


def is_verb(token: Token) -> bool:
    """By its tag, so that copulas and auxiliaries count, too."""
    return str(token.tag_).startswith("VB")


def is_passive(verb: Token) -> bool:
    """ "was met by": an auxiliary or a subject of the passive."""
    return child(verb, "aux:pass", "nsubj:pass") is not None


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first, within its sentence."""
    while token.head.i != token.i:
        token = token.head
        yield token


def sentence(token: Token) -> Span:
    return token.sent


def sentences(doc: Doc) -> list[Span]:
    """The sentences that stand in the article itself; those of asides are left out."""
    aside = doc._.layout.aside
    return [sent for sent in doc.sents if paragraph_of(sent[0]) not in aside]


def head_of(span: Span) -> Token:
    """The token that a mention hangs on: the root of its words."""
    root: Token = span.root
    return root

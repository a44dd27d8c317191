"""Turns the public treebank and name corpora into spaCy training examples.

The corpora live outside the repository (`../shared/corpora`); nothing of their text is kept here. One example is a
run of sentences of one document, so that the parser sees what stands around a sentence. Sentence boundaries and
tokens are given, not learnt: diplo splits paragraphs and sentences by rule and holds the parser to them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

SENTENCES_PER_EXAMPLE = 6
KINDS = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "person": "PERSON",
    "organization": "ORG",
    "place": "LOC",
}

Row = list[str]


def read_conllu(path: Path) -> Iterator[tuple[str, list[Row]]]:
    """Yields each sentence of a CoNLL-U file with the name of its document; contractions stay split."""
    document, rows = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            document = line.split("=")[1].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield document, rows
            rows = []


def _spaces(rows: list[Row]) -> Iterator[tuple[Row, bool]]:
    """Words with whether a blank follows; a contraction's range line ("1-2") says it for its last word."""
    inside_until, range_space = 0, True
    for row in rows:
        if "-" in row[0]:
            inside_until = int(row[0].split("-")[1])
            range_space = "SpaceAfter=No" not in row[9]
        elif "." not in row[0]:
            number = int(row[0])
            if number < inside_until:
                yield row, False
            elif number == inside_until:
                yield row, range_space
            else:
                yield row, "SpaceAfter=No" not in row[9]


def _name_tag(row: Row) -> str | None:
    for feature in row[9].split("|"):
        if feature.startswith("NER="):
            return feature[4:]
    return "O"


def treebank_doc(nlp: Language, sentences: list[list[Row]]) -> Doc:
    """One gold document from consecutive sentences; names that are not annotated are marked as missing."""
    words, spaces, tags, lemmas, heads, deps = [], [], [], [], [], []
    names: list[tuple[int, int, str]] = []
    missing: list[tuple[int, int]] = []
    for rows in sentences:
        offset = len(words)
        pairs = list(_spaces(rows))
        unannotated = _name_tag(pairs[0][0]) == "_"
        for i, (row, space) in enumerate(pairs):
            words.append(row[1])
            spaces.append(space)
            tags.append(row[4])
            lemmas.append(row[2])
            head = int(row[6])
            heads.append(offset + (head - 1 if head else i))
            deps.append("ROOT" if row[7] == "root" else row[7])
            tag = _name_tag(row) or "O"
            if tag.startswith("B-"):
                names.append((offset + i, offset + i + 1, tag[2:]))
            elif tag.startswith("I-") and names and names[-1][1] == offset + i:
                names[-1] = (names[-1][0], offset + i + 1, names[-1][2])
        if unannotated:
            missing.append((offset, offset + len(pairs)))
    doc = Doc(nlp.vocab, words=words, spaces=spaces, tags=tags, lemmas=lemmas, heads=heads, deps=deps)
    spans = [Span(doc, a, b, label=KINDS[kind]) for a, b, kind in names if kind in KINDS]
    doc.set_ents(spans, missing=[Span(doc, a, b) for a, b in missing], default="outside")
    return doc


def name_docs(nlp: Language, path: Path, sentences_per_example: int = SENTENCES_PER_EXAMPLE) -> Iterator[Doc]:
    """Gold documents with names only; everything else in them is missing and teaches nothing."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        doc = nlp.make_doc(record["text"])
        spans = []
        for name in record["gold"]["names"]:
            span = doc.char_span(name["start"], name["end"], label=KINDS[name["kind"]], alignment_mode="contract")
            if span is not None:
                spans.append(span)
        doc.set_ents(spacy.util.filter_spans(spans), default="outside")
        yield from _pieces(doc, 120)


def _pieces(doc: Doc, size: int) -> Iterator[Doc]:
    """Cuts a long document after full stops, so that batches stay small."""
    start = 0
    for token in doc:
        if token.i - start >= size and token.text in {".", "!", "?"} and not token.ent_type_:
            yield doc[start : token.i + 1].as_doc()
            start = token.i + 1
    if start < len(doc):
        yield doc[start:].as_doc()


def treebank_docs(nlp: Language, path: Path) -> Iterator[Doc]:
    for _, group in groupby(read_conllu(path), key=lambda pair: pair[0]):
        sentences = [rows for _, rows in group]
        for i in range(0, len(sentences), SENTENCES_PER_EXAMPLE):
            yield treebank_doc(nlp, sentences[i : i + SENTENCES_PER_EXAMPLE])


def to_example(nlp: Language, gold: Doc) -> Example:
    """The prediction starts from the gold words and, where they are annotated, the gold sentences."""
    predicted = Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])
    if gold.has_annotation("DEP"):
        for mine, given in zip(predicted, gold, strict=True):
            mine.is_sent_start = bool(given.is_sent_start)
    return Example(predicted, gold)


@spacy.registry.readers("diplo.corpora.v1")
def corpora(
    corpora: str, treebank: str, names: Iterable[str], repeat_names: int = 1
) -> Callable[[Language], Iterator[Example]]:
    """Reads `corpora/treebank/TREEBANK.conllu` and `corpora/names/NAME.jsonl`, shuffled with a fixed seed."""

    def read(nlp: Language) -> Iterator[Example]:
        root = Path(corpora)
        docs = list(treebank_docs(nlp, root / "treebank" / f"{treebank}.conllu")) if treebank else []
        for name in names:
            docs += list(name_docs(nlp, root / "names" / f"{name}.jsonl")) * repeat_names
        random.Random(0).shuffle(docs)
        for doc in docs:
            yield to_example(nlp, doc)

    return read

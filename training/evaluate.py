"""Measures a pipeline with spaCy's own scorer, on the dev halves of the corpora, and prints one line of JSON.

    python training/evaluate.py MODEL CORPORA

Grammar is measured on the treebank alone, from its own words and sentences, and once more with the sentences that
diplo's rule finds. The scores that spaCy prints while it trains are of no use for it: gmb-dev, in the same corpus,
has no grammar. Names are measured on gmb-dev.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import corpus
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from diplo.language import found, sentences
from diplo.language.layout import Layout

GRAMMAR = ("tag_acc", "lemma_acc", "dep_uas", "dep_las")
NAMES = ("ents_p", "ents_r", "ents_f")


def evaluate(nlp: Language, corpora: Path) -> dict[str, float]:
    """All figures, in per cent."""
    found.declare()
    gold = list(corpus.treebank_docs(nlp, corpora / "treebank" / "dev.conllu"))
    names = list(corpus.name_docs(nlp, corpora / "names" / "gmb-dev.jsonl"))
    with nlp.select_pipes(disable=["ner"]):
        given = nlp.evaluate([corpus.to_example(nlp, doc) for doc in gold])
        by_rule = nlp.evaluate([with_sentences_by_rule(nlp, doc) for doc in gold])
    named = nlp.evaluate([corpus.to_example(nlp, doc) for doc in names])
    figures = {name: given[name] for name in GRAMMAR}
    figures |= {"sents_f_by_rule": by_rule["sents_f"], "dep_las_by_rule": by_rule["dep_las"]}
    figures |= {name: named[name] for name in NAMES}
    figures |= {f"ents_f_{kind}": score["f"] for kind, score in sorted(named["ents_per_type"].items())}
    return {name: round(100 * value, 2) for name, value in figures.items()}


def with_sentences_by_rule(nlp: Language, gold: Doc) -> Example:
    """Gold words, in one paragraph, with the sentences that diplo finds in it."""
    predicted = Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])
    starts = tuple(token.idx for token in predicted)
    predicted._.layout = Layout(starts, ((0, len(predicted)),), frozenset(), frozenset())
    return Example(sentences.find_sentences(predicted), gold)


def main(words: Iterable[str]) -> dict[str, Any]:
    """The figures of the model in the folder named first, on the corpora in the folder named second."""
    model, corpora = words
    return evaluate(spacy.load(model), Path(corpora))


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))

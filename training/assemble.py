"""Puts the trained pipeline together as it ships: part-of-speech tags and lemmas by rule, the rest as trained.

    python training/assemble.py TRAINED OUTPUT

Lemmas come from spaCy's rule lemmatizer with the tables of `spacy-lookups-data` (MIT; its word lists come from WordNet).
A lemmatizer trained on the treebank was tried and gave "eas" for "eased" and "tortur" for "tortured": what it has not
seen it gets wrong, and rules that look for verbs cannot afford that.
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy
from spacy.language import Language

POS = {
    "NOUN": ("NN", "NNS"),
    "PROPN": ("NNP", "NNPS"),
    "VERB": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    "ADJ": ("JJ", "JJR", "JJS"),
    "ADV": ("RB", "RBR", "RBS", "WRB"),
    "AUX": ("MD",),
    "PRON": ("PRP", "PRP$", "WP", "WP$", "EX"),
    "DET": ("DT", "PDT", "WDT"),
    "ADP": ("IN", "RP"),
    "PART": ("TO", "POS"),
    "NUM": ("CD",),
    "CCONJ": ("CC",),
    "INTJ": ("UH",),
    "PUNCT": (".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"),
    "SYM": ("$", "#", "SYM"),
    "X": ("ADD", "AFX", "FW", "GW", "LS", "XX"),
}
MORPH = {"VB": "VerbForm=Inf", "NN": "Number=Sing", "JJ": "Degree=Pos"}
"""Base forms: the rule lemmatizer leaves them as they are."""


def assemble(trained: Path) -> Language:
    """The pipeline that ships, from the one that was trained."""
    nlp = spacy.load(trained)
    if "lemmatizer" in nlp.pipe_names:
        nlp.remove_pipe("lemmatizer")
    ruler = nlp.add_pipe("attribute_ruler", after="tagger")
    for pos, tags in POS.items():
        for tag in tags:
            ruler.add([[{"TAG": tag}]], {"POS": pos, **({"MORPH": MORPH[tag]} if tag in MORPH else {})})
    lemmatizer = nlp.add_pipe("lemmatizer", after="attribute_ruler", config={"mode": "rule"})
    lemmatizer.initialize(nlp=nlp)
    return nlp


if __name__ == "__main__":
    assemble(Path(sys.argv[1])).to_disk(sys.argv[2], exclude=["tokenizer"] if "--no-tokenizer" in sys.argv else [])

"""Puts the trained pipeline together as it ships: part-of-speech tags and lemmas by rule, the rest as trained.

    python training/assemble.py TRAINED OUTPUT CORPORA

Lemmas come from spaCy's rule lemmatizer with the tables of `spacy-lookups-data` (MIT; its word lists come from
WordNet). A lemmatizer trained on the treebank was tried and gave "eas" for "eased" and "tortur" for "tortured": what it
has not seen it gets wrong, and rules that look for verbs cannot afford that.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import spacy
from corpus import read_conllu
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

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
POS_OF = {tag: pos for pos, tags in POS.items() for tag in tags}
MORPH = {"VB": "VerbForm=Inf", "NN": "Number=Sing", "JJ": "Degree=Pos"}
"""Base forms: the rule lemmatizer leaves them as they are."""


def assemble(trained: Path, corpora: Path) -> Language:
    """The pipeline that ships, from the one that was trained."""
    nlp = spacy.load(trained)
    infixes = [*nlp.Defaults.infixes, r"(?<=[\w,.!?])[\"“”](?=[\w—–])"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    if "lemmatizer" in nlp.pipe_names:
        nlp.remove_pipe("lemmatizer")
    ruler = nlp.add_pipe("attribute_ruler", after="tagger")
    for pos, tags in POS.items():
        for tag in tags:
            ruler.add([[{"TAG": tag}]], {"POS": pos, **({"MORPH": MORPH[tag]} if tag in MORPH else {})})
    lemmatizer = nlp.add_pipe("lemmatizer", after="attribute_ruler", config={"mode": "rule"})
    lemmatizer.initialize(nlp=nlp)
    corrections = nlp.add_pipe("attribute_ruler", name="lemma_corrections", after="lemmatizer")
    verbs = set(lemmatizer.lookups.get_table("lemma_index")["verb"])
    known = treebank_lemmas(corpora)
    for (form, tag), lemma in sorted((verbs_in_e(verbs, known) | known).items()):
        token = Doc(nlp.vocab, words=[form], pos=[POS_OF[tag]])[0]
        if tag in MORPH:
            token.set_morph(MORPH[tag])
        if lemmatizer.rule_lemmatize(token)[0] != lemma:
            corrections.add([[{"LOWER": form, "TAG": tag}]], {"LEMMA": lemma})
    return nlp


def verbs_in_e(verbs: set[str], known: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The forms that two verbs share, such as "staged" of "stag" and "stage": they are the longer one's.

    A short verb of this shape doubles its consonant ("stagged"), so that "staged" is not its form. The treebank decides
    first, since a few do not ("targeted").
    """
    seen = Counter(lemma for (_, tag), lemma in known.items() if tag.startswith("VB"))
    forms = {}
    for long in verbs:
        short = long.removesuffix("e")
        if long.endswith("e") and short in verbs and seen[long] >= seen[short]:
            forms |= {(short + "ed", tag): long for tag in ("VBD", "VBN")} | {(short + "es", "VBZ"): long}
            forms |= {(short + "ing", "VBG"): long}
    return forms


def treebank_lemmas(corpora: Path) -> dict[tuple[str, str], str]:
    """The commonest lemma of every form in the treebank, by its tag, where it was seen more than once.

    The rules alone take "hopes" for a form of "hop", since both "hop" and "hope" are words.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for _, rows in read_conllu(corpora / "treebank" / "train.conllu"):
        for row in rows:
            form, tag = row[1].lower(), row[4]
            if POS_OF.get(tag) in {"VERB", "NOUN", "ADJ"} and form.isalpha():
                counts.setdefault((form, tag), Counter())[row[2].lower()] += 1
    return {key: lemmas.most_common(1)[0][0] for key, lemmas in counts.items() if lemmas.total() > 1}


if __name__ == "__main__":
    assemble(Path(sys.argv[1]), Path(sys.argv[3])).to_disk(sys.argv[2])

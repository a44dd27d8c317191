"""Component: parts of speech, features and lemmas, which follow from a word and its tag and are asked for once.

A model's attribute rulers match each token with all their patterns, and its lemmatizer looks at each token's features,
for the words of a language that come again and again: an eighth of the time that reading takes. Here they are asked for
each pair of word and tag when it first comes; the answers are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy
from spacy.attrs import LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

NAME = "diplo_forms"
_MOST = 100_000
"""Pairs that are kept at most, so that memory stays flat however long the program runs."""
_GIVEN = [POS, MORPH, LEMMA]
_SINGLE = frozenset({"TAG", "LOWER", "ORTH"})
"""What patterns may look at, so that the word and its tag decide."""


def install(nlp: Language) -> None:
    """Puts this component in the place of those of a model whose answers follow from a word and its tag."""
    told = [name for name, component in nlp.pipeline if _follows_from_tag(component)]
    if told:
        nlp.add_pipe(NAME, before=told[0], config={"asked": told})
        for name in told:
            _, component = nlp.remove_pipe(name)
            if isinstance(component, Lemmatizer):
                _look_up_in_sets(component)


def _follows_from_tag(component: object) -> bool:
    if isinstance(component, AttributeRuler):
        entries: Any = component.patterns
        patterns = (pattern for entry in entries for pattern in entry["patterns"])
        return all(len(pattern) == 1 and pattern[0].keys() <= _SINGLE for pattern in patterns)
    return isinstance(component, Lemmatizer) and component.mode == "rule"


def _look_up_in_sets(lemmatizer: Lemmatizer) -> None:
    """Its lists of all known words are read from end to end for each form that it tries."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for part_of_speech, forms in list(index.items()):
        index[part_of_speech] = frozenset(forms)


@Language.factory(NAME, requires=["token.tag"], assigns=["token.pos", "token.morph", "token.lemma"])
def _make(nlp: Language, name: str, asked: list[str]) -> Forms:
    return Forms(nlp.vocab, [nlp.get_pipe(component) for component in asked])


class Forms:
    """What some components say of a word with a tag."""

    def __init__(self, vocab: Vocab, components: Iterable[object]) -> None:
        self._vocab = vocab
        self._components = tuple(components)
        self._known: dict[tuple[int, int], tuple[int, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        pairs = [(word, tag) for word, tag in doc.to_array([ORTH, TAG]).tolist()]
        unknown = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if len(self._known) + len(unknown) > _MOST:
            self._known, unknown = {}, list(dict.fromkeys(pairs))
        if unknown:
            self._ask(unknown)
        given = numpy.array([self._known[pair] for pair in pairs], dtype="uint64")
        return doc.from_array(_GIVEN, given)  # type: ignore[arg-type]

    def _ask(self, pairs: list[tuple[int, int]]) -> None:
        strings = self._vocab.strings
        doc = Doc(self._vocab, [strings[word] for word, _ in pairs], tags=[strings[tag] for _, tag in pairs])
        for component in self._components:
            doc = component(doc)  # type: ignore[operator]
        self._known.update(zip(pairs, map(tuple, doc.to_array(_GIVEN).tolist()), strict=True))

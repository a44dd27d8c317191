"""Parts of speech and lemmas, asked for once a word and tag, are those of the model."""

from __future__ import annotations

import pytest
import spacy
from spacy.attrs import LEMMA, MORPH, POS
from spacy.language import Language
from spacy.tokens import Doc

from diplo import knowledge
from diplo.language import forms

SENTENCE = (
    "The ministers were meeting in Oslo when the ministers' meeting was called off ; she leaves , he left the leaves"
)


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(knowledge.model(), exclude=["parser", "ner"])


@pytest.fixture(scope="module")
def installed() -> Language:
    nlp = spacy.load(knowledge.model(), exclude=["parser", "ner"])
    forms.install(nlp)
    return nlp


def test_a_ruler_that_looks_at_two_words_stays_where_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "so"}, {"LOWER": "called"}]], {"POS": "ADJ"})
    forms.install(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]


def test_a_ruler_that_looks_at_what_another_says_stays_where_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"POS": "ADJ"}]], {"LEMMA": "x"})
    forms.install(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]


def test_a_text_without_words_has_no_forms(installed: Language) -> None:
    assert len(installed(Doc(installed.vocab))) == 0


def test_the_rulers_and_the_lemmatizer_of_the_shipped_model_are_asked_once(installed: Language) -> None:
    assert installed.pipe_names == ["tok2vec", "tagger", forms.NAME]


def test_forms_are_those_of_the_model_when_a_word_comes_first_and_again(plain: Language, installed: Language) -> None:
    read = [nlp(Doc(nlp.vocab, SENTENCE.split())) for nlp in (plain, installed, installed)]
    first, *others = ([(t.pos_, str(t.morph), t.lemma_) for t in doc] for doc in read)
    assert first == others[0] == others[1]
    assert {lemma for *_, lemma in first} >= {"meet", "meeting", "leave", "minister"}


def test_forms_are_those_of_the_model_when_no_more_pairs_can_be_kept(
    installed: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = installed(Doc(installed.vocab, SENTENCE.split())).to_array([POS, MORPH, LEMMA])
    monkeypatch.setattr(forms, "_MOST", 5)
    after = installed(Doc(installed.vocab, [*SENTENCE.split(), "unheard-of"])).to_array([POS, MORPH, LEMMA])
    assert before.tolist() == after[:-1].tolist()

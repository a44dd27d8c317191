"""Repairs of the parse, on parses built by hand, so that no model is asked."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from diplo.language.repairs import repair

NLP = spacy.blank("en")


def parsed(*tokens: tuple[str, str, str, int, str]) -> Doc:
    """A document from (word, lemma, tag, head, dependency) of each token."""
    words, lemmas, tags, heads, deps = (list(column) for column in zip(*tokens, strict=True))
    return Doc(NLP.vocab, words=words, lemmas=lemmas, tags=tags, heads=heads, deps=deps)


def told(hearer_clause: str, relative: bool, verb: str = "tell") -> Doc:
    middle = ("who", "who", "WP", 4, "nsubj") if relative else ("they", "they", "PRP", 4, "nsubj")
    return parsed(
        ("He", "he", "PRP", 1, "nsubj"),
        ("told", verb, "VBD", 1, "ROOT"),
        ("reporters", "reporter", "NNS", 1, "iobj"),
        middle,
        ("agreed", "agree", "VBD", 2, hearer_clause),
    )


@pytest.mark.parametrize(
    "doc",
    [
        told("acl:relcl", relative=True),
        told("acl:relcl", relative=False, verb="meet"),
        told("acl", relative=False),
    ],
)
def test_other_clauses_stay_where_they_are(doc):
    assert repair(doc)[4].head.text == "reporters"


def test_what_reporters_are_told_is_no_relative_clause_of_theirs():
    clause = repair(told("acl:relcl", relative=False))[4]
    assert (clause.head.text, clause.dep_) == ("told", "ccomp")


def test_a_past_form_with_a_subject_is_the_verb_of_its_noun():
    doc = repair(
        parsed(
            ("Ministers", "minister", "NNS", 1, "nsubj"),
            ("opened", "open", "VBN", 2, "amod"),
            ("talks", "talk", "NNS", 2, "ROOT"),
            ("Thursday", "Thursday", "NNP", 2, "nmod:unmarked"),
        )
    )
    assert [(token.head.text, token.dep_) for token in doc[1:3]] == [("opened", "ROOT"), ("opened", "obj")]
    assert len(list(doc.sents)) == 1


def test_a_participle_before_its_noun_stays_one():
    doc = repair(
        parsed(
            ("Elected", "elect", "VBN", 1, "amod"),
            ("leaders", "leader", "NNS", 2, "nsubj"),
            ("met", "meet", "VBD", 2, "ROOT"),
        )
    )
    assert doc[0].dep_ == "amod"


def office(*, before: str = ".", finite: bool = False, participle: str = "VBN") -> Doc:
    return parsed(
        ("The", "the", "DT", 1, "det"),
        ("office", "office", "NN", 1, "ROOT"),
        ("on", "on", "IN", 3, "case"),
        ("Monday", "Monday", "NNP", 1, "nmod"),
        ("called", "call", participle, 1, "acl"),
        ("for", "for", "IN", 6, "case"),
        ("calm", "calm", "NN", 4, "obl"),
        *([("is", "be", "VBZ", 1, "cop")] if finite else []),
        (before, before, ".", 1, "punct"),
    )


@pytest.mark.parametrize("doc", [office(before="!"), office(finite=True), office(participle="VBG")])
def test_participles_stay_where_another_word_may_be_the_verb(doc):
    assert repair(doc)[4].dep_ == "acl"


def test_the_only_past_form_of_a_whole_sentence_is_its_verb():
    doc = repair(office())
    assert [(token.head.text, token.dep_) for token in (doc[1], doc[4])] == [("called", "nsubj"), ("called", "ROOT")]
    assert len(list(doc.sents)) == 1


def guest(*, conjunction: bool) -> Doc:
    return parsed(
        ("Berg", "Berg", "NNP", 0, "ROOT"),
        (",", ",", ",", 3, "punct"),
        ("who", "who", "WP", 3, "nsubj"),
        ("came", "come", "VBD", 0, "acl:relcl"),
        ("early", "early", "RB", 3, "advmod"),
        (",", ",", ",", 6, "punct") if not conjunction else ("and", "and", "CC", 6, "cc"),
        ("greeted", "greet", "VBD", 3, "conj"),
        ("them", "they", "PRP", 6, "obj"),
    )


def test_a_second_verb_of_a_relative_clause_stays_in_it():
    assert repair(guest(conjunction=True))[6].head.text == "came"


def test_behind_a_relative_clause_and_a_comma_the_main_clause_goes_on():
    doc = repair(guest(conjunction=False))
    assert [(token.head.text, token.dep_) for token in (doc[0], doc[6])] == [("greeted", "nsubj"), ("greeted", "ROOT")]


def two_guests(label: str, tag: str = "NNP") -> Doc:
    return parsed(
        ("Lena", "Lena", tag, 5, label),
        ("Ortiz", "Ortiz", "NNP", 0, "flat"),
        ("and", "and", "CC", 3, "cc"),
        ("Pavel", "Pavel", "NNP", 5, "nsubj"),
        ("Novak", "Novak", "NNP", 3, "flat"),
        ("met", "meet", "VBD", 5, "ROOT"),
    )


@pytest.mark.parametrize("doc", [two_guests("obl"), two_guests("advmod", tag="RB")])
def test_what_is_no_stray_name_stays_no_subject(doc):
    assert repair(doc)[3].dep_ == "nsubj"


@pytest.mark.parametrize("label", ["advmod", "nsubj"])
def test_a_name_before_and_is_a_subject_like_the_one_behind_it(label):
    doc = repair(two_guests(label))
    assert [(token.head.text, token.dep_) for token in (doc[0], doc[3])] == [("met", "nsubj"), ("Lena", "conj")]


def named(doc: Doc, *names: tuple[int, int, str]) -> Doc:
    """The document with these stretches as names of a kind."""
    doc.set_ents([Span(doc, start, end, label) for start, end, label in names])
    return doc


def guest_with_title(conjunction: str, label: str = "cc") -> Doc:
    return parsed(
        ("Berg", "Berg", "NNP", 4, "nsubj"),
        (conjunction, conjunction, "CC" if label == "cc" else ",", 2, label),
        ("President", "President", "NNP", 3, "nmod:desc"),
        ("Haddad", "Haddad", "NNP", 0, "appos"),
        ("met", "meet", "VBD", 4, "ROOT"),
    )


def test_an_apposition_behind_a_comma_stays_one():
    assert repair(guest_with_title(",", "punct"))[3].dep_ == "appos"


def test_what_begins_with_and_is_no_apposition():
    doc = repair(guest_with_title("and"))
    assert [(token.head.text, token.dep_) for token in (doc[1], doc[3])] == [("Haddad", "cc"), ("Berg", "conj")]


def of_a_land(land: str, second: str = "PERSON") -> Doc:
    doc = parsed(
        ("Haddad", "Haddad", "NNP", 5, "nsubj"),
        ("of", "of", "IN", 2, "case"),
        (land, land, "NNP", 0, "nmod"),
        ("and", "and", "CC", 4, "cc"),
        ("Berg", "Berg", "NNP", 2, "conj"),
        ("met", "meet", "VBD", 5, "ROOT"),
    )
    return named(doc, (0, 1, "PERSON"), (2, 3, "PERSON"), (4, 5, second))


@pytest.mark.parametrize("doc", [of_a_land("Lena"), of_a_land("Chad", second="LOC")])
def test_what_may_belong_together_stays_together(doc):
    assert repair(doc)[4].head.i == 2


def test_people_are_coordinated_with_people_and_not_with_their_countries():
    assert repair(of_a_land("Chad"))[4].head.text == "Haddad"


def last_met(label: str) -> Doc:
    return parsed(
        ("Berg", "Berg", "NNP", 1, "nsubj"),
        ("last", "last", "RB", 2, label),
        ("met", "meet", "VBD", 2, "ROOT"),
        ("them", "they", "PRP", 2, "obj"),
    )


def test_the_subject_of_a_clause_stays_in_it():
    assert repair(last_met("advcl"))[0].head.text == "last"


def test_the_subject_of_an_adverb_is_that_of_its_verb():
    assert repair(last_met("advmod"))[0].head.text == "met"


def plans(*, label: str = "PERSON", word: str = "plans") -> Doc:
    doc = parsed(
        ("Omar", "Omar", "NNP", 2, "compound"),
        ("Haddad", "Haddad", "NNP", 0, "flat"),
        (word, word[:-1], "NNS", 2, "ROOT"),
        ("to", "to", "TO", 4, "mark"),
        ("meet", "meet", "VB", 2, "acl"),
        ("her", "she", "PRP", 4, "obj"),
    )
    return named(doc, (0, 2, label))


@pytest.mark.parametrize("doc", [plans(label="ORG"), plans(word="ways")])
def test_nouns_that_may_be_meant_stay_nouns(doc):
    assert repair(doc)[2].tag_ == "NNS"


def test_plans_to_behind_a_person_is_a_verb():
    doc = repair(plans())
    assert doc[2].tag_ == "VBZ"
    assert [(token.head.text, token.dep_) for token in (doc[0], doc[4])] == [("plans", "nsubj"), ("plans", "xcomp")]


def test_a_name_that_was_hung_apart_is_one_phrase():
    doc = parsed(
        ("They", "they", "PRP", 1, "nsubj"),
        ("met", "meet", "VBD", 1, "ROOT"),
        ("Lena", "Lena", "NNP", 1, "obj"),
        ("Ortiz", "Ortiz", "NNP", 1, "obl"),
    )
    doc = repair(named(doc, (2, 4, "PERSON")))
    assert [(token.head.text, token.dep_) for token in doc[2:4]] == [("met", "obj"), ("Lena", "flat")]


def with_title(after: str, tag: str) -> Doc:
    doc = parsed(
        ("Berg", "Berg", "NNP", 3, "compound"),
        (after, after, tag, 3, "cc" if tag == "CC" else "compound"),
        ("President", "President", "NNP", 3, "nmod:desc"),
        ("Haddad", "Haddad", "NNP", 4, "nsubj"),
        ("met", "meet", "VBD", 4, "ROOT"),
    )
    return named(doc, (0, 1, "PERSON"), (3, 4, "PERSON"))


def test_a_name_before_a_noun_stays_part_of_it():
    assert repair(with_title("Prize", "NNP"))[0].dep_ == "compound"


def test_people_before_and_are_no_part_of_what_follows_it():
    doc = repair(with_title("and", "CC"))
    assert [(token.head.text, token.dep_) for token in (doc[0], doc[3])] == [("met", "nsubj"), ("Berg", "conj")]


def measured(case: str = "after", measure: str = "days") -> Doc:
    return parsed(
        ("Berg", "Berg", "NNP", 1, "nsubj"),
        ("left", "leave", "VBD", 1, "ROOT"),
        ("two", "two", "CD", 3, "nummod"),
        (measure, measure[:-1], "NNS", 6, "nsubj"),
        (case, case, "IN", 5, "case"),
        ("Haddad", "Haddad", "NNP", 3, "nmod"),
        ("came", "come", "VBD", 1, "parataxis"),
    )


@pytest.mark.parametrize("doc", [measured(case="of"), measured(measure="friends")])
def test_other_subjects_stay_subjects(doc):
    assert repair(doc)[3].dep_ == "nsubj"


def test_what_stands_behind_days_after_is_the_subject():
    doc = repair(measured())
    assert [(token.head.text, token.dep_) for token in (doc[5], doc[4], doc[6])] == [
        ("came", "nsubj"),
        ("came", "mark"),
        ("left", "advcl"),
    ]


def called(particle: str) -> Doc:
    return parsed(
        ("They", "they", "PRP", 1, "nsubj"),
        ("called", "call", "VBD", 1, "ROOT"),
        ("off", "off", "RP", 1, particle),
        ("a", "a", "DT", 4, "det"),
        ("meeting", "meeting", "NN", 1, "xcomp"),
    )


def test_what_something_is_called_is_no_object():
    assert repair(called("advmod"))[4].dep_ == "xcomp"


def test_what_is_called_off_is_an_object():
    assert repair(called("compound:prt"))[4].dep_ == "obj"


def only_verb(*, other: bool) -> Doc:
    return parsed(
        ("Berg", "Berg", "NNP", 0, "ROOT"),
        ("discussed", "discuss", "VBD", 2, "amod"),
        ("trade", "trade", "NN", 0, "appos"),
        *([("is", "be", "VBZ", 0, "cop")] if other else []),
        (".", ".", ".", 0, "punct"),
    )


def test_a_past_form_beside_another_verb_stays_before_its_noun():
    assert repair(only_verb(other=True))[1].dep_ == "amod"


def test_the_only_verb_of_a_sentence_is_its_head():
    doc = repair(only_verb(other=False))
    assert [(token.head.text, token.dep_) for token in doc[:3]] == [
        ("discussed", "nsubj"),
        ("discussed", "ROOT"),
        ("discussed", "obj"),
    ]


def second_verb(tag: str) -> Doc:
    return parsed(
        ("Berg", "Berg", "NNP", 1, "nsubj"),
        ("hoped", "hope", "VBD", 1, "ROOT"),
        ("they", "they", "PRP", 4, "nsubj"),
        ("would", "would", "MD", 4, "aux"),
        ("come", "come", "VB", 1, "ccomp"),
        ("and", "and", "CC", 6, "cc"),
        ("warned", "warn", tag, 4, "conj"),
    )


def test_an_infinitive_stays_beside_an_infinitive():
    assert repair(second_verb("VB"))[6].head.text == "come"


def test_a_past_form_goes_to_the_past_form_above():
    assert repair(second_verb("VBD"))[6].head.text == "hoped"


def told_through(noun: str, verb: str = "reject") -> Doc:
    return parsed(
        ("Berg", "Berg", "NNP", 1, "nsubj"),
        ("rejected", verb, "VBD", 1, "ROOT"),
        ("it", "it", "PRP", 1, "obj"),
        ("in", "in", "IN", 5, "case"),
        ("an", "a", "DT", 5, "det"),
        (noun, noun, "NN", 2, "nmod"),
    )


def test_what_is_no_medium_stays_with_its_noun():
    assert repair(told_through("office"))[5].dep_ == "nmod"


def test_a_medium_is_that_of_the_saying():
    doc = repair(told_through("interview"))
    assert (doc[5].head.text, doc[5].dep_) == ("rejected", "obl")


def test_who_is_coordinated_with_a_name_hangs_on_its_head():
    doc = parsed(
        ("Omar", "Omar", "NNP", 4, "nsubj"),
        ("Haddad", "Haddad", "NNP", 0, "flat"),
        ("and", "and", "CC", 3, "cc"),
        ("Berg", "Berg", "NNP", 1, "conj"),
        ("met", "meet", "VBD", 4, "ROOT"),
    )
    assert repair(doc)[3].head.text == "Omar"

"""Which names of one text name the same person; the names are given, so that no model is asked."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from diplo.language import found
from diplo.language.entities import persons
from diplo.language.layout import lay_out
from diplo.records import Document

NLP = spacy.blank("en")


def people(text: str, *names: str) -> list[tuple[str, list[str]]]:
    """Persons with their mentions as they stand, from a text in which these names are persons, wherever they occur."""
    found.declare()
    doc: Doc = lay_out(NLP, Document(id="x", text=text))
    for token in doc:
        token.is_sent_start = token.i == 0
    spans = []
    for start in range(len(doc)):
        for name in sorted(names, key=len, reverse=True):
            length = len(name.split(" "))
            if doc[start : start + length].text == name and not any(s.start <= start < s.end for s in spans):
                spans.append(Span(doc, start, start + length, label="person"))
    doc._.names = spans
    return [(person.name, [span.text for span, _ in person.mentions]) for person in persons.cluster(doc)]


def test_two_people_with_one_surname_stay_two():
    found_ = people("Kim Jong Un met Andrew Kim and Kim Yong Chol .", "Kim Jong Un", "Andrew Kim", "Kim Yong Chol")
    assert [name for name, _ in found_] == ["Kim Jong Un", "Andrew Kim", "Kim Yong Chol"]


def test_a_surname_alone_is_whoever_bore_it_last_in_full():
    found_ = people(
        "Kim Yong Chol came . Kim spoke . Kim Jong Un stayed . Kim wrote .", "Kim Yong Chol", "Kim Jong Un", "Kim"
    )
    assert found_ == [("Kim Yong Chol", ["Kim Yong Chol", "Kim"]), ("Kim Jong Un", ["Kim Jong Un", "Kim"])]


def test_a_headline_s_surname_is_the_person_named_below():
    assert people("Berg Meets Envoy . Anna Berg met him .", "Berg", "Anna Berg") == [
        ("Anna Berg", ["Berg", "Anna Berg"])
    ]


def test_the_title_of_address_tells_a_couple_apart():
    found_ = people("Bill Clark and Hillary Clark came . Mrs. Clark spoke .", "Bill Clark", "Hillary Clark", "Clark")
    assert dict(found_)["Hillary Clark"] == ["Hillary Clark", "Clark"]


def test_middle_names_and_initials_make_no_second_person():
    found_ = people("Donald J. Trump spoke . Donald Trump left .", "Donald J. Trump", "Donald Trump")
    assert found_ == [("Donald J. Trump", ["Donald J. Trump", "Donald Trump"])]


def test_two_monarchs_of_one_name_are_told_apart_by_their_numbers():
    found_ = people("Harald V followed Olav V . Harald II was another .", "Harald V", "Olav V", "Harald II")
    assert [name for name, _ in found_] == ["Harald V", "Olav V", "Harald II"]


def test_two_given_names_with_no_short_form_in_common_are_two_people():
    found_ = people("Mike Berg met Michelle Berg and Mick Berg .", "Mike Berg", "Michelle Berg", "Mick Berg")
    assert [name for name, _ in found_] == ["Mike Berg", "Michelle Berg"]


@pytest.mark.parametrize(
    ("full", "other"),
    [
        ("Norbert I", "Norbert"),
        ("Joseph R. Berg", "Joe Berg"),
        ("Sakura Hoshino", "Hoshino Sakura"),
        ("Marie Dupont de Villars", "de Villars"),
    ],
)
def test_one_person_has_several_forms(full, other):
    assert [forms for _, forms in people(f"{full} spoke , then {other} left .", full, other)] == [[full, other]]


def test_a_relative_who_is_named_once_does_not_take_over_the_surname():
    text = "Carl Berg came . His mother was the painter Rosa Berg . Berg spoke ."
    assert ("Carl Berg", ["Carl Berg", "Berg"]) in people(text, "Carl Berg", "Rosa Berg", "Berg")


def test_a_surname_that_two_may_bear_and_nobody_bore_before_stays_apart():
    found_ = people("Smith spoke . Anna Smith and Carl Smith left .", "Smith", "Anna Smith", "Carl Smith")
    assert ("Smith", ["Smith"]) in found_


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Mike Pompeo", "pompeo"),
        ("Kim Jong Un", "kim"),
        ("Moon Jae-in", "moon"),
        ("Xi Jinping", "xi"),
        ("Martin Luther King Jr.", "king"),
        ("Andrew Kim", "kim"),
        ("Kim Campbell", "campbell"),
    ],
)
def test_the_family_name_stands_last_or_first_by_custom(name, family):
    assert persons.family_name(name) == family


@pytest.mark.parametrize(("name", "gender"), [("Anna Berg", "f"), ("John Bolton", "m"), ("Kim Jong Un", None)])
def test_a_given_name_tells_the_gender_where_it_can(name, gender):
    assert persons.gender_of(name) == gender


def test_who_bears_the_name_of_a_parent_alone_is_the_parent():
    son, father = "Tariq bin Hamad Al Dosi", "Hamad Al Dosi"
    assert people(f"{son} came . {father} is dead .", son, father) == [(son, [son]), (father, [father])]


def test_a_surname_with_its_particle_is_still_the_bearer_s():
    assert people("Salem bin Dosi came . Mr. bin Dosi spoke .", "Salem bin Dosi", "bin Dosi") == [
        ("Salem bin Dosi", ["Salem bin Dosi", "bin Dosi"])
    ]

"""Names and their kinds, through the shipped model; sentences are our own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from diplo.language import found, layout, names, sentences
from diplo.records import Document

Named = list[tuple[str, str]]
PERSON, ORGANIZATION, PLACE, OTHER = "person", "organization", "place", "other"


@pytest.fixture(scope="module")
def read() -> Callable[[str], Named]:
    """Text to names with kinds, by the names component alone."""
    import spacy

    from diplo import knowledge

    found.declare()
    nlp = spacy.load(knowledge.model())
    nlp.add_pipe(sentences.NAME, first=True)
    nlp.add_pipe(names.NAME)

    def run(text: str) -> Named:
        doc = nlp(layout.lay_out(nlp, Document(id="t", text=text)))
        return [(span.text, span.label_) for span in doc._.names]

    return run


NO_NAME = [
    ("weekday", "The two sides will meet again on Thursday, and perhaps on Friday."),
    ("month", "Talks that began in March ended in June."),
    ("people", "Iranian and Turkish officials met while Palestinians protested."),
    ("religion", "Most of the victims were Sunni Muslims, and the rest were Christians."),
    ("language", "She spoke to them in French and then in Arabic."),
    ("title alone", "The Prime Minister thanked the Foreign Minister."),
    ("title of another", "The President of the council was late, and the Secretary of State waited."),
    ("pronoun like a country", "They told us that they trusted us."),
    ("question word like an agency", "Who will speak to them?"),
    ("currency", "The loan of US$ 40 billion was refused."),
    ("deity", "Thank God it is over."),
]


@pytest.mark.parametrize("text", [text for _, text in NO_NAME], ids=[name for name, _ in NO_NAME])
def test_words_that_look_like_names_are_none(read: Callable[[str], Named], text: str) -> None:
    assert [name for name, kind in read(text) if kind != OTHER] == []


def test_hashtags_and_handles_name_nobody(read: Callable[[str], Named]) -> None:
    kinds = {kind for name, kind in read("A summit is near, wrote @POTUS on Monday. #NorthKorea #DPRK")}
    assert kinds <= {OTHER}


def test_persons_are_not_merged_across_and_or_with(read: Callable[[str], Named]) -> None:
    got = read("Mike Pompeo and Sergei Lavrov dined with Taro Kono, John Kerry and Javad Zarif.")
    assert got == [
        (name, PERSON) for name in ("Mike Pompeo", "Sergei Lavrov", "Taro Kono", "John Kerry", "Javad Zarif")
    ]


def test_adjective_of_a_country_is_not_its_first_word(read: Callable[[str], Named]) -> None:
    got = read("The North refused. The North Korean delegation had left, and North Korea was silent.")
    assert ("North Korea", PLACE) in got
    assert got.count(("North", PLACE)) <= 1


def test_surname_inside_a_longer_name_is_no_mention_of_the_person(read: Callable[[str], Named]) -> None:
    got = read("Donald Trump was not there. The guests met in Trump Tower.")
    assert ("Donald Trump", PERSON) in got
    assert ("Trump", PERSON) not in got


FIRES = [
    ("long title", "Secretary of State Mike Pompeo arrived.", ("Mike Pompeo", PERSON)),
    ("country and title", "South Korean President Moon Jae-in agreed.", ("Moon Jae-in", PERSON)),
    ("country behind", "He called Prime Minister Shinzo Abe of Japan.", ("Shinzo Abe", PERSON)),
    ("title and surname", "Chairman Kim was ready to talk.", ("Kim", PERSON)),
    ("honorific and month", "Reporters asked Mrs. May about it.", ("May", PERSON)),
    ("rank", "Gen. Vincent Brooks saluted.", ("Vincent Brooks", PERSON)),
    ("monarch", "The guests were received by Queen Rania.", ("Rania", PERSON)),
    ("particle bin", "Mohammed bin Salman flew home.", ("Mohammed bin Salman", PERSON)),
    ("particle von der", "Ursula von der Leyen flew home.", ("Ursula von der Leyen", PERSON)),
    ("particle al", "Lebanese Prime Minister Saad al-Hariri resigned.", ("Saad al-Hariri", PERSON)),
    ("hyphens", "Jean-Claude Juncker was in Brussels.", ("Jean-Claude Juncker", PERSON)),
    ("initial", "George W. Bush was there, too.", ("George W. Bush", PERSON)),
    ("family name first", "Nguyen Xuan Phuc hosted the meeting.", ("Nguyen Xuan Phuc", PERSON)),
    ("apposition", "Ri Yong Ho, the foreign minister, was absent.", ("Ri Yong Ho", PERSON)),
    ("possessive", "Iran's Javad Zarif was absent.", ("Javad Zarif", PERSON)),
    ("possessive of a country", "Iran's Javad Zarif was absent.", ("Iran", PLACE)),
    ("country or given name", "Jordan's King Abdullah flew to Amman.", ("Jordan", PLACE)),
    ("given name or country", "Qatar has cut ties with Chad.", ("Chad", PLACE)),
    ("surname or country", "Michael Jordan was never a diplomat.", ("Michael Jordan", PERSON)),
    ("base", "They landed at Joint Base Hartwell.", ("Joint Base Hartwell", PLACE)),
    ("camp", "They slept at Camp Humphreys.", ("Camp Humphreys", PLACE)),
    ("sea", "It fell into the Sea of Japan.", ("Sea of Japan", PLACE)),
    ("ship", "The USS Carl Vinson changed course.", ("USS Carl Vinson", OTHER)),
    ("act", "The Iran Nuclear Agreement Review Act was signed.", ("Iran Nuclear Agreement Review Act", OTHER)),
    ("operation", "It was called Operation Desert Storm.", ("Operation Desert Storm", OTHER)),
    ("ministry", "The Iraqi Foreign Ministry confirmed it.", ("Foreign Ministry", ORGANIZATION)),
    ("seat of a government", "The Kremlin refused to comment.", ("Kremlin", ORGANIZATION)),
    ("agency", "Reuters reported it first.", ("Reuters", ORGANIZATION)),
    ("state in dots", "The U.S. envoy smiled.", ("U.S.", PLACE)),
    ("prepositions in a name", "The Council on Foreign Relations met.", ("Council on Foreign Relations", ORGANIZATION)),
    ("bloc", "ASEAN leaders met in Manila.", ("ASEAN", ORGANIZATION)),
]


@pytest.mark.parametrize(("text", "name"), [row[1:] for row in FIRES], ids=[row[0] for row in FIRES])
def test_name_is_found_bare_and_with_its_kind(read: Callable[[str], Named], text: str, name: tuple[str, str]) -> None:
    assert name in read(text)


def test_surnames_in_a_list_are_persons(read: Callable[[str], Named]) -> None:
    got = read("The leaders, Merkel, Rutte, Macron and Tusk, dined in Oslo.")
    assert got == [*((name, PERSON) for name in ("Merkel", "Rutte", "Macron", "Tusk")), ("Oslo", PLACE)]


def test_surname_is_known_by_its_ending(read: Callable[[str], Named]) -> None:
    assert ("Havrylenko", PERSON) in read("Only Havrylenko refused.")


def test_known_name_at_the_start_of_a_sentence_is_found_whatever_its_tag(read: Callable[[str], Named]) -> None:
    got = read("A Senegalese ferry sank. Senegal’s president mourned. Turkey said it would help.")
    assert got == [("Senegal", PLACE), ("Turkey", PLACE)]


def test_known_name_beside_a_surname_is_no_part_of_it(read: Callable[[str], Named]) -> None:
    got = read("Bill Clinton won. Nobody in the Clinton White House objected.")
    assert got == [("Bill Clinton", PERSON), ("Clinton", PERSON), ("White House", ORGANIZATION)]


def test_abbreviation_in_brackets_is_of_the_kind_of_the_name_before(read: Callable[[str], Named]) -> None:
    got = read("The Free Valley Movement (FVM) left the talks. The FVM gave no reason.")
    assert [kind for name, kind in got if name == "FVM"] == [ORGANIZATION, ORGANIZATION]


def test_surname_alone_is_a_person_once_the_full_name_was_read(read: Callable[[str], Named]) -> None:
    got = read("President Andrej Kovalik arrived. Kovalik talks with the Ukrainian side at noon.")
    assert got == [("Andrej Kovalik", PERSON), ("Kovalik", PERSON)]


def test_headline_in_capitals_takes_names_from_the_body(read: Callable[[str], Named]) -> None:
    got = read("KOVALIK AND HARTWELL TO MEET IN OSLO\n\nPresident Andrej Kovalik will see Mary Hartwell in Oslo.")
    assert got[:3] == [("KOVALIK", PERSON), ("HARTWELL", PERSON), ("OSLO", PLACE)]


def test_name_has_one_kind_in_one_document(read: Callable[[str], Named]) -> None:
    got = read("Mr. Kovalik spoke. Kovalik was tired. The crowd waited for Kovalik.")
    assert got == [("Kovalik", PERSON)] * 3


def test_names_do_not_overlap_and_stand_in_order() -> None:
    import spacy

    from diplo import knowledge

    found.declare()
    nlp = spacy.load(knowledge.model())
    nlp.add_pipe(sentences.NAME, first=True)
    nlp.add_pipe(names.NAME)
    text = "EU Commissioner Anna Berg of Sweden met the Bank of England's John Lee (JL) in St. Louis, Missouri — twice."
    doc = nlp(layout.lay_out(nlp, Document(id="t", text=text)))
    spans = doc._.names
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.text.strip() and not span.text.endswith(("'s", "’s", ",")) for span in spans)


@pytest.mark.parametrize(
    "text", ["", " ", ".", "(", "'s", "-", "A", "#", "The the The", "Mr.", "U.S.", "Kim-", "“”", "\u202e"]
)
def test_scraps_of_text_raise_nothing(read: Callable[[str], Named], text: str) -> None:
    assert all(name.strip() for name, _ in read(text))

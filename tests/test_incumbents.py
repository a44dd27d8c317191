"""What the table of office-holders adds to a text: who is meant, and when it stays silent."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from diplo import database, queries, store
from diplo.language import extract
from diplo.records import Document, Entity

WRITTEN = "2018-06-14"


def read(nlp, text: str, written: str | None = WRITTEN) -> Document:
    return next(iter(extract(nlp, [Document(id="text", text=text, date=written)])))


def entity(document: Document, words: str) -> Entity | None:
    """The entity of the last mention with these words."""
    found = None
    for one in document.entities:
        for mention in one.mentions:
            if document.text[mention.start : mention.end] == words:
                found = one
    return found


def rules(document: Document, words: str) -> set[str]:
    return {
        mention.rule
        for one in document.entities
        for mention in one.mentions
        if document.text[mention.start : mention.end] == words
    }


STAYS = [
    ("The French leader wrote to President Haruka Aida.", "The French leader"),
    ("The former U.S. president spoke in Oslo.", "The former U.S. president"),
    ("The late Iranian president was buried on Monday.", "The late Iranian president"),
    ("The then British prime minister resigned.", "The then British prime minister"),
    ("The ex-French president was questioned.", "The ex-French president"),
    ("The next German chancellor will face a hard winter.", "The next German chancellor"),
    ("The acting Russian president signed the decree.", "The acting Russian president"),
    ("The deputy Russian foreign minister landed in Bern.", "The deputy Russian foreign minister"),
    ("A U.S. president needs patience.", "A U.S. president"),
    ("The U.S. presidents who fought wars are many.", "The U.S. presidents"),
    ("The U.S. president at the time refused to sign.", "The U.S. president"),
    ("The French president who built the museum loved art.", "The French president"),
    ("The president gave a speech.", "The president"),
    ("The Ruritanian president gave a speech.", "The Ruritanian president"),
    ("The Japanese prime minister, Haruka Aida, spoke to reporters.", "The Japanese prime minister"),
    ("The vice president of France spoke.", "The vice president"),
    ("The U.N. envoy for Ruritania resigned.", "The U.N. envoy"),
    ("The U.S. envoy for Afghanistan resigned.", "The U.S. envoy"),
    ("The head of the U.N. mission resigned.", "The head"),
    ("The Iranian leader rejected the talks.", "The Iranian leader"),
]


@pytest.mark.parametrize(("text", "words"), STAYS)
def test_a_look_alike_is_nobody_whom_the_table_knows(nlp, text: str, words: str):
    document = read(nlp, text)
    assert not any(one.canonical for one in document.entities if one.kind == "person")
    assert not any(mention.rule.endswith(".holder") for one in document.entities for mention in one.mentions)


FIRES = [
    ("The North Korean leader wrote to President Moon Jae-in.", "The North Korean leader", "Kim Jong Un"),
    ("The North Korean leader arrived in Hanoi.", "The North Korean leader", "Kim Jong Un"),
    ("The 34-year-old North Korean leader smiled.", "The 34-year-old North Korean leader", "Kim Jong Un"),
    ("Russia's foreign minister rejected the plan.", "Russia's foreign minister", "Sergei Lavrov"),
    ("The German chancellor flew home.", "The German chancellor", "Angela Merkel"),
    ("The U.N. chief called for calm.", "The U.N. chief", "António Guterres"),
    ("The head of the IAEA visited Tehran.", "The head", "Yukiya Amano"),
    ("The president of the European Commission spoke.", "The president", "Jean-Claude Juncker"),
    ("The EU's foreign policy chief said the talks failed.", "The EU's foreign policy chief", "Federica Mogherini"),
    ("The U.S. secretary of state left Doha.", "The U.S. secretary", "Mike Pompeo"),
    ("The Pentagon chief arrived in Kabul.", "The Pentagon chief", "Jim Mattis"),
    ("The U.S. ambassador to the United Nations spoke.", "The U.S. ambassador", "Nikki Haley"),
    ("The U.N. envoy for Syria met rebels.", "The U.N. envoy", "Staffan de Mistura"),
    ("The U.S. special envoy for Ukraine met rebels.", "The U.S. special envoy", "Kurt Volker"),
    ("The embattled British prime minister lost the vote.", "The embattled British prime minister", "Theresa May"),
    ("The American president's lawyer called.", "The American president", "Donald Trump"),
    ("The pope prayed for peace.", "The pope", "Pope Francis"),
    ("In 2003 the U.S. president invaded Iraq.", "the U.S. president", "George W. Bush"),
    ("The U.S. president will meet senators in 2030.", "The U.S. president", "Donald Trump"),
]


@pytest.mark.parametrize(("text", "words", "holder"), FIRES)
def test_a_description_means_the_holder_on_the_day_of_writing(nlp, text: str, words: str, holder: str):
    document = read(nlp, text)
    found = entity(document, words)
    assert found is not None
    assert found.canonical == holder
    assert found.name is None
    assert found.description == words
    assert rules(document, words) == {"description.holder"}


def test_without_a_day_of_writing_nobody_is_meant(nlp):
    assert entity(read(nlp, "The North Korean leader arrived in Hanoi.", None), "The North Korean leader").name is None
    assert not any(one.canonical for one in read(nlp, "The German chancellor flew home.", None).entities)


@pytest.mark.parametrize("written", ["2016-07-13", "2044-05-05"])
def test_on_a_day_of_change_and_beyond_the_table_nobody_is_meant(nlp, written: str):
    assert not any(one.canonical for one in read(nlp, "The British prime minister spoke.", written).entities)


def test_the_same_words_mean_somebody_else_in_another_year(nlp):
    assert (
        entity(read(nlp, "The U.S. president spoke.", "1995-05-05"), "The U.S. president").canonical == "Bill Clinton"
    )


def test_the_text_s_own_holder_overrules_the_table(nlp):
    document = read(nlp, "U.S. President Harriet Vance flew to Seoul. The U.S. president met students there.")
    assert entity(document, "The U.S. president").name == "Harriet Vance"
    assert rules(document, "The U.S. president") == {"description.role"}


def test_a_holder_of_another_state_is_no_rival(nlp):
    document = read(nlp, "President Emmanuel Macron flew to Washington from France. The U.S. president met him there.")
    assert entity(document, "The U.S. president").canonical == "Donald Trump"


def test_who_once_held_the_office_is_no_rival(nlp):
    document = read(nlp, "Former U.S. President Jimmy Carter flew to Seoul. The U.S. president praised him.")
    assert entity(document, "The U.S. president").canonical == "Donald Trump"


def test_a_description_joins_the_holder_named_in_the_text(nlp):
    document = read(nlp, "Donald Trump flew home with Kim Jong-un's letter. The North Korean leader thanked him.")
    assert entity(document, "The North Korean leader").name == "Kim Jong-un"
    assert rules(document, "The North Korean leader") == {"description.holder"}


def test_a_description_joins_the_only_bare_surname_of_the_holder(nlp):
    document = read(nlp, "Merkel met reporters in Berlin. The German chancellor said she was tired.")
    found = entity(document, "The German chancellor")
    assert (found.name, found.canonical) == ("Merkel", "Angela Merkel")


def test_a_namesake_in_another_office_is_not_the_holder(nlp):
    document = read(nlp, "Defense Minister Kim met reporters in Seoul. The North Korean leader was silent.")
    assert entity(document, "The North Korean leader").name is None


def test_two_descriptions_of_one_holder_are_one_entity(nlp):
    document = read(nlp, "The U.N. chief flew to Geneva. Aid groups welcomed the U.N. secretary general warmly.")
    assert entity(document, "The U.N. chief") is entity(document, "the U.N. secretary general")


def test_a_past_year_that_the_paragraph_speaks_of_leaves_it_open(nlp):
    document = read(nlp, "The pact was signed in 1997. The British prime minister praised it.")
    assert entity(document, "The British prime minister").canonical is None


def test_a_titled_surname_is_known_by_its_office(nlp):
    document = read(nlp, "Chinese President Xi landed in Moscow. Xi will meet Foreign Minister Lavrov of Russia.")
    xi, lavrov = entity(document, "Xi"), entity(document, "Lavrov")
    assert (xi.name, xi.key) == ("Xi", "person:xi-jinping")
    assert (lavrov.name, lavrov.key) == ("Lavrov", "person:sergei-lavrov")
    assert rules(document, "Xi") == rules(document, "Lavrov") == {"name.holder"}


@pytest.mark.parametrize(
    "text",
    [
        "President Xi of the chess club resigned.",
        "Former Chinese President Xi landed in Moscow.",
        "Professor Xi of China landed in Moscow.",
        "French President Xi landed in Moscow.",
    ],
)
def test_a_surname_whose_office_state_or_time_differs_stays_itself(nlp, text: str):
    assert entity(read(nlp, text), "Xi").key == "person:xi"


def test_another_spelling_of_the_holder_s_name_is_known_with_the_office(nlp):
    document = read(nlp, "Belarusian President Alyaksandr Lukashenka visited Warsaw.")
    assert entity(document, "Alyaksandr Lukashenka").key == "person:alexander-lukashenko"


def test_an_office_that_is_given_is_no_holder(nlp):
    document = read(nlp, "Ana Duarte hopes to serve as the U.S. president. She was named the prime minister of Japan.")
    assert not any(one.canonical for one in document.entities if one.kind == "person")


def test_a_long_text_s_parts_agree_on_an_unnamed_holder(nlp):
    filler = "Nothing else was reported from the capital on that grey day.\n\n" * 2_000
    document = read(nlp, f"The German chancellor flew home.\n\n{filler}The German chancellor spoke in Berlin.")
    holders = [one for one in document.entities if one.canonical == "Angela Merkel"]
    assert len(holders) == 1
    assert len(holders[0].mentions) == 2


def test_across_documents_a_description_and_a_titled_surname_join_the_whole_name(nlp, tmp_path: Path):
    texts = {
        "described": "The Chinese president visited Lisbon on Monday.",
        "titled": "Chinese President Xi visited Porto on Tuesday.",
        "named": "Xi Jinping visited Berlin on Wednesday.",
    }
    documents = [replace(read(nlp, text), id=id) for id, text in texts.items()]
    for order in permutations(documents):
        with database.write(tmp_path / f"{'-'.join(one.id for one in order)}.db") as db:
            for document in order:
                list(store.save(db, [document]))
            rows = list(queries.select(db, "participants", kind="person"))
        assert [(row["name"], row["events"]) for row in rows] == [("Xi Jinping", 3)]


def test_a_national_in_the_singular_is_no_state(nlp):
    text = "The Canadian met Anna Berg. She thanked the Canadian on Monday."
    assert entity(read(nlp, text), "Canadian") is None


@pytest.mark.parametrize("words", ["Canadians", "Canadian"])
def test_the_people_and_the_adjective_still_name_the_state(nlp, words):
    text = "Anna Berg met the Canadians." if words == "Canadians" else "The Canadian government met Anna Berg."
    found = entity(read(nlp, text), words)
    assert found is not None
    assert found.kind == "place"


def test_a_national_is_the_only_one_whose_role_is_of_that_country(nlp):
    text = "Canadian minister Paul Marsh came to Riga. The Canadian met Anna Berg on Monday."
    found = entity(read(nlp, text), "The Canadian")
    assert found is not None
    assert found.name == "Paul Marsh"

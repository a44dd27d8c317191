"""The project's own gold articles (gold/README.md), written and annotated before the rules that read them."""

from dataclasses import replace
from pathlib import Path

import gold_articles
import gold_scorer
import pytest

from diplo import language
from diplo.records import Document

ARTICLES = gold_articles.articles()
LOADED = {name: gold_articles.load(name) for name in ARTICLES}


@pytest.fixture(scope="module")
def measured(nlp) -> dict[str, dict[str, float]]:
    golds = list(LOADED.values())
    found = language.extract(nlp, [gold.document for gold in golds])
    return gold_scorer.figures(list(zip(golds, found, strict=True)))


def test_words_that_stand_nowhere_are_refused():
    with pytest.raises(ValueError, match="stands 0 times"):
        gold_articles.locate("Anna Berg met him.", "Berga")


def test_words_that_stand_twice_are_refused_unless_numbered():
    text = "He met Berg. Later he met Berg again."
    with pytest.raises(ValueError, match="stands 2 times"):
        gold_articles.locate(text, "Berg")
    assert gold_articles.locate(text, "Berg#2") == [(26, 30)]
    assert gold_articles.locate(text, "met [Berg] again") == [(26, 30)]


def test_there_are_enough_articles_and_half_of_them_are_unseen():
    unseen = [name for name, gold in LOADED.items() if gold.split == "unseen"]
    assert len(ARTICLES) >= 13
    assert len(unseen) * 2 == len(ARTICLES)


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_found_scores_nothing(name: str):
    gold = LOADED[name]
    figures = gold_scorer.score([(gold, Document(id=name, text=gold.document.text))])
    assert [figures[layer] for layer in ("people", "coreference", "names", "times_strict", "events_found")] == [0.0] * 5


@pytest.mark.parametrize("name", ARTICLES)
def test_the_record_of_a_careful_reader_scores_full_marks(name: str):
    gold = LOADED[name]
    misses: list[str] = []
    figures = gold_scorer.score([(gold, gold_articles.as_document(gold))], misses.append)
    assert not misses
    assert figures == {layer: 0.0 if layer == "never" else 100.0 for layer in gold_scorer.LAYERS}


def test_two_persons_taken_for_one_are_a_forbidden_reading():
    gold = LOADED["summit"]
    reader = gold_articles.as_document(gold)
    one, other = (e for e in reader.entities if e.name in {"Ousmane Faye", "Aminata Faye"})
    merged = {one.id: replace(one, mentions=one.mentions + other.mentions), other.id: replace(other, mentions=())}
    wrong = replace(reader, entities=tuple(merged.get(e.id, e) for e in reader.entities))
    figures = gold_scorer.score([(gold, wrong)])
    assert figures["never"] == 1.0
    assert 50.0 < figures["coreference"] < 100.0


def test_an_event_with_another_status_day_or_participant_is_found_but_not_exact():
    gold = LOADED["summit"]
    reader = gold_articles.as_document(gold)
    for change in ({"status": "denied"}, {"earliest": "2001-01-01"}, {"participants": ()}):
        wrong = replace(reader, events=tuple(replace(event, **change) for event in reader.events))
        figures = gold_scorer.score([(gold, wrong)])
        assert figures["events_found"] == 100.0
        assert figures["events_exact"] < 60.0


def test_what_is_not_there_costs_precision():
    gold = LOADED["summit"]
    reader = gold_articles.as_document(gold)
    quote = replace(reader.quotes[0], spans=((0, 30),))
    event = replace(reader.events[0], trigger=(0, 7))
    figures = gold_scorer.score(
        [(gold, replace(reader, quotes=(*reader.quotes, quote), events=(*reader.events, event)))]
    )
    assert 85.0 < figures["quotes_found"] < 100.0
    assert 85.0 < figures["events_found"] < 100.0


def test_floors_only_rise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gold_scorer, "FLOORS", tmp_path / "floors.toml")
    for figure, never, floor, ceiling in ((80.0, 2.0, 79.5, 2.0), (70.0, 3.0, 79.5, 2.0), (90.04, 1.0, 89.5, 1.0)):
        figures = dict.fromkeys(gold_scorer.LAYERS, figure) | {"never": never}
        gold_scorer.raise_floors(dict.fromkeys(gold_scorer.SPLITS, figures))
        floors = gold_scorer.floors()["unseen"]
        assert (floors["people"], floors["never"]) == (floor, ceiling)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_reader_finds_the_day_of_writing(name: str):
    gold = LOADED[name]
    assert (gold.document.date, gold.document.date_from) == (gold.date, gold.date_from)


@pytest.mark.parametrize("layer", gold_scorer.LAYERS)
@pytest.mark.parametrize("split", gold_scorer.SPLITS)
def test_no_figure_falls_below_its_floor(split: str, layer: str, measured):
    figure, floor = measured[split][layer], gold_scorer.floors()[split][layer]
    assert figure <= floor if layer == "never" else figure >= floor

"""What guards quality: floors that only rise, and articles whose names and days are swapped."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

import large_base
import pytest
import score
import swap_names
from swap_dates import Shift

from diplo import database, queries

TEXT = """Chairman Ri Chol Su of North Korea met Foreign Minister Anna Weber of Austria in Vienna on Tuesday.
Ri and his aide Tom Ri will see Weber again on 4 June, North Korean officials said. The Austrian minister flew to the
U.S. in March, and met Prime Minister Park Jin-woo last week."""
GOLD = {
    "date": "2019-05-23",
    "people": [{"name": name, "roles": []} for name in ("Ri Chol Su", "Anna Weber", "Tom Ri", "Park Jin-woo")],
    "events": [
        {
            "id": "Vienna",
            "evidence": "Ri Chol Su of North Korea met Foreign Minister Anna Weber of Austria in Vienna",
            "participants": ["Ri Chol Su", "Anna Weber"],
            "earliest": "2019-05-21",
            "latest": "2019-05-21",
        }
    ],
}


def swapped(seed: int) -> tuple[str, dict]:
    return swap_names.swap(TEXT, GOLD, seed)


@pytest.mark.parametrize("seed", range(8))
def test_no_name_is_left_and_no_other_word_is_touched(seed: int) -> None:
    text, gold = swapped(seed)
    assert not [
        name for name in ("Ri", "Weber", "Korea", "Korean", "Austria", "Austrian", "Vienna") if name in text.split()
    ]
    assert [word for word in text.split() if word.islower()] == [word for word in TEXT.split() if word.islower()]
    assert gold["events"][0]["id"] == "Vienna"


@pytest.mark.parametrize("seed", range(8))
def test_names_keep_their_shape_and_a_shared_surname_stays_shared(seed: int) -> None:
    _, gold = swapped(seed)
    chairman, minister, aide, premier = (person["name"].split() for person in gold["people"])
    assert (len(chairman), len(minister), len(aide), len(premier)) == (3, 2, 2, 2)
    assert chairman[0] == aide[-1]
    assert "-" in premier[1]
    assert minister[0] in swap_names.PEOPLE["women"]


@pytest.mark.parametrize("seed", range(8))
def test_gold_follows_its_text(seed: int) -> None:
    text, gold = swapped(seed)
    (event,) = gold["events"]
    assert event["evidence"] in text
    assert event["participants"] == [person["name"] for person in gold["people"][:2]]
    assert date.fromisoformat(event["earliest"]).weekday() == date(2019, 5, 21).weekday()


def test_gold_that_no_longer_stands_in_the_text_is_refused() -> None:
    broken = {**GOLD, "events": [{"id": "x", "evidence": "Weber met nobody"}]}
    with pytest.raises(ValueError, match="no longer in the text"):
        swap_names.swap(TEXT, broken, 1)


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("May said so, as she may", "May said so, as she may"),
        ("in 2017", "in 2017"),
        ("on 4 June", "on 2 July"),
        ("the (June) 4th", "the (July) 2nd"),
        ("on Dec. 31, 2018", "on Jan. 28, 2019"),
        ("since late April 2019", "since late May 2019"),
        ("2019-05-23", "2019-06-20"),
    ],
)
def test_dates_move_and_other_words_do_not(words: str, moved: str) -> None:
    assert Shift(date(2019, 5, 23), weeks=4).text(words) == moved


def test_whole_months_move_by_months_and_whole_years_stay() -> None:
    shift = Shift(date(2019, 5, 23), weeks=4)
    assert shift.window(date(2019, 4, 1), date(2019, 4, 30)) == (date(2019, 5, 1), date(2019, 5, 31))
    assert shift.window(date(2000, 1, 1), date(2000, 12, 31)) == (date(2000, 1, 1), date(2000, 12, 31))


def test_the_year_of_writing_never_changes() -> None:
    written = date(2019, 12, 20)
    assert {Shift.choose(written, Random(seed)).day(written).year for seed in range(50)} == {2019}


def test_a_floor_never_falls_by_itself() -> None:
    assert score.floor_for("f1", 70.0, 80.0, may_fall=False) == 80.0
    assert score.floor_for("never", 3.0, 0.0, may_fall=False) == 0.0


def test_a_floor_falls_when_that_is_allowed() -> None:
    assert score.floor_for("f1", 70.0, 80.0, may_fall=True) == 69.5
    assert score.floor_for("never", 3.0, 0.0, may_fall=True) == 3.0


def test_a_floor_is_at_most_half_a_point_below_the_figure() -> None:
    assert all(
        n / 100 - 0.5 <= score.floor_for("f1", n / 100, None, may_fall=False) <= n / 100 for n in range(100, 9999, 7)
    )


def test_a_base_that_is_made_to_measure_questions_answers_them(tmp_path: Path) -> None:
    large_base.make(tmp_path / "large.db", large_base.Size(documents=4, events=2, quotes=3, facts=1))
    with closing(database.read(tmp_path / "large.db")) as db:
        counts = [queries.count(db, question) for question in ("quotes", "timeline", "facts")]
        found = list(queries.select(db, "quotes", words=large_base.WORDS[0], context=1))
    assert counts[0] == 12
    assert all(counts)
    for row in found:
        assert {row["passage"][s - row["passage_start"] : e - row["passage_start"]] for s, e in row["matches"]} == {
            "the"
        }

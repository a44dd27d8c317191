"""The table of office-holders: days that can be read, terms that do not overlap, people told apart, facts that hold."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from diplo import knowledge, names
from diplo.calendar import Window
from diplo.language.entities import officeholders

ROWS = knowledge.table("entities/holders")
TERMS = officeholders.terms()
COLUMNS = ["office", "of", "field", "holder", "aliases", "gender", "start", "end", "acting", "known", "source"]
BODIES = {row["name"] for table in ("countries", "organizations") for row in knowledge.table(f"entities/{table}")}
SINCE = date(1990, 12, 31)
GAP = timedelta(92)
"""A gap between two holders that an office without one may have: a caretaker, an election."""


def on(day: str) -> list[Window]:
    return [Window(date.fromisoformat(day), date.fromisoformat(day))]


def forms(row) -> list[str]:
    return [row["holder"], *filter(None, row["aliases"].split(";"))]


def test_every_line_has_all_columns_and_its_source():
    for row in ROWS:
        assert list(row) == COLUMNS
        assert all(row[column] for column in ("office", "of", "holder", "start", "source")), row
        assert (row["gender"], row["acting"]) in {("m", ""), ("f", ""), ("m", "yes"), ("f", "yes")}, row
        assert bool(row["end"]) != bool(row["known"]), row


def test_lines_are_sorted_by_state_office_and_day():
    keys = [(row["of"], row["office"], row["field"], row["start"]) for row in ROWS]
    assert keys == sorted(keys)


def test_no_term_ends_before_it_starts():
    for term in (term for held in TERMS.values() for term in held):
        assert term.possible[0] < term.possible[1], term
        assert term.possible[0] <= min(term.certain) <= max(term.certain) <= term.possible[1], term


def test_no_two_hold_an_office_at_one_time_but_on_a_day_of_change():
    for held in TERMS.values():
        for one, next_one in pairwise(held):
            assert one.certain[1] <= next_one.certain[0], (one, next_one)


def test_two_people_never_share_a_whole_name():
    whose: dict[str, str] = {}
    for row in ROWS:
        for form in forms(row):
            if " " in form:
                assert whose.setdefault(names.fold(form), row["holder"]) == row["holder"]


def test_one_person_is_written_in_one_way_and_of_one_gender():
    known: dict[str, tuple[str, str]] = {}
    for row in ROWS:
        assert known.setdefault(row["holder"], (row["aliases"], row["gender"])) == (row["aliases"], row["gender"])


def test_states_and_organizations_are_those_of_the_other_tables():
    assert {row["of"] for row in ROWS} <= BODIES
    assert {row["field"] for row in ROWS} - {""} <= BODIES
    offices = knowledge.table("entities/offices")
    assert {of for row in offices for of in row["of"].split(";")} - {""} <= BODIES
    assert {row["office"] for row in ROWS} == {row["office"] for row in offices}


def test_no_office_is_named_by_words_twice_for_one_state():
    seen: set[tuple[str, str, str]] = set()
    for row in knowledge.table("entities/offices"):
        for of in row["of"].split(";"):
            for words in row["words"].split(";"):
                assert (row["office"], of, names.fold(words)) not in seen
                seen.add((row["office"], of, names.fold(words)))


def test_words_beside_an_office_have_a_known_meaning_and_stand_once():
    rows = knowledge.table("entities/terms")
    assert {row["term"] for row in rows} == {"former", "next", "acting", "now"}
    assert len({row["word"] for row in rows}) == len(rows)


def test_at_least_sixty_states_have_an_office_without_a_gap():
    countries = {row["name"] for row in knowledge.table("entities/countries")}
    whole = defaultdict(list)
    for (office, of, _), held in TERMS.items():
        is_open = held[-1].possible[1] == date.max
        steps = [next_one.possible[0] - one.possible[1] for one, next_one in pairwise(held)]
        if of in countries and is_open and held[0].possible[0] <= SINCE and max(steps, default=GAP) <= GAP:
            whole[of].append(office)
    assert len(whole) >= 60


def test_on_a_day_of_change_and_after_the_table_was_made_nobody_holds_an_office():
    post = ("prime minister", "United Kingdom", "")
    assert officeholders.holder([post], on("2016-07-13")) is None
    assert officeholders.holder([post], on("2045-01-01")) is None
    assert officeholders.holder([post], []) is None


def test_a_window_that_two_holders_share_has_no_holder():
    post = ("president", "United States", "")
    assert officeholders.holder([post], [Window(date(2017, 1, 1), date(2017, 12, 31))]) is None
    assert officeholders.holder([post], on("2016-05-01") + on("2018-05-01")) is None


def test_a_month_alone_leaves_its_days_open():
    post = ("secretary of state", "United States", "")
    assert officeholders.holder([post], on("2018-03-20")) is None


def test_who_acts_is_no_holder_and_a_holder_does_not_act():
    post = ("president", "Ukraine", "")
    assert officeholders.holder([post], on("2014-04-15")) is None
    assert officeholders.holder([post], on("2014-04-15"), acting=True).holder == "Oleksandr Turchynov"
    assert officeholders.holder([post], on("2016-04-15"), acting=True) is None


@pytest.mark.parametrize(
    ("office", "of", "day", "expected"),
    [
        ("president", "United States", "1995-06-01", "Bill Clinton"),
        ("president", "United States", "2018-06-12", "Donald Trump"),
        ("secretary of state", "United States", "2003-02-05", "Colin Powell"),
        ("defense secretary", "United States", "2003-03-20", "Donald Rumsfeld"),
        ("national security adviser", "United States", "2018-06-12", "John Bolton"),
        ("supreme leader", "North Korea", "2018-06-12", "Kim Jong Un"),
        ("president", "South Korea", "2000-06-13", "Kim Dae-jung"),
        ("president", "Russia", "2010-04-08", "Dmitry Medvedev"),
        ("foreign minister", "Russia", "2018-05-31", "Sergei Lavrov"),
        ("president", "China", "2015-09-25", "Xi Jinping"),
        ("prime minister", "Japan", "2002-09-17", "Junichiro Koizumi"),
        ("foreign secretary", "United Kingdom", "2003-03-17", "Jack Straw"),
        ("chancellor", "Germany", "1990-10-03", "Helmut Kohl"),
        ("president", "France", "2003-03-20", "Jacques Chirac"),
        ("president", "Iran", "2015-07-14", "Hassan Rouhani"),
        ("prime minister", "Israel", "1993-09-13", "Yitzhak Rabin"),
        ("president", "Egypt", "2010-12-31", "Hosni Mubarak"),
        ("president", "Ukraine", "2022-02-24", "Volodymyr Zelenskyy"),
        ("president", "South Africa", "1995-06-24", "Nelson Mandela"),
        ("secretary-general", "United Nations", "2001-12-10", "Kofi Annan"),
        ("director-general", "International Atomic Energy Agency", "2003-03-07", "Mohamed ElBaradei"),
        ("secretary-general", "NATO", "2022-06-29", "Jens Stoltenberg"),
        ("high representative", "European Union", "2015-07-14", "Federica Mogherini"),
    ],
)
def test_who_held_it_is_who_is_known_to_have_held_it(office: str, of: str, day: str, expected: str):
    assert officeholders.holder([(office, of, "")], on(day)).holder == expected


@pytest.mark.parametrize(
    ("name", "whole", "short"),
    [
        ("Kim Jong-un", True, False),
        ("Kim", False, True),
        ("Kim Yong Chol", False, False),
        ("Jong", False, False),
        ("", False, False),
    ],
)
def test_a_holder_is_known_by_the_whole_name_and_by_the_family_name(name: str, whole: bool, short: bool):
    term = officeholders.holder([("supreme leader", "North Korea", "")], on("2018-06-12"))
    assert (term.is_named(name), term.is_called(name)) == (whole, short)


@pytest.mark.parametrize(
    ("name", "whole"),
    [("George H.W. Bush", False), ("Jeb Bush", False), ("George W. Bush", True), ("George Bush", True)],
)
def test_initials_tell_father_and_son_apart(name: str, whole: bool):
    term = officeholders.holder([("president", "United States", "")], on("2003-03-20"))
    assert term.is_named(name) == whole
    assert not term.is_called(name)


@pytest.mark.parametrize(
    ("post", "day", "name"),
    [
        (("president", "Brazil", ""), "2005-05-05", "Lula"),
        (("president", "Syria", ""), "2015-05-05", "al-Assad"),
        (("president", "Syria", ""), "2015-05-05", "Assad"),
        (("crown prince", "Saudi Arabia", ""), "2019-05-05", "bin Salman"),
        (("envoy", "United Nations", "Syria"), "2016-05-05", "de Mistura"),
        (("king", "Jordan", ""), "2016-05-05", "Abdullah"),
        (("president", "Vietnam", ""), "2021-06-01", "Phuc"),
    ],
)
def test_short_forms_are_family_names_with_their_particles_and_what_the_table_gives(post, day: str, name: str):
    term = officeholders.holder([post], on(day))
    assert term.is_called(name)
    assert not term.is_named(name)

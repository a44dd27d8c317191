"""Windows of days: of TIMEX3 values, of templates, and of what a person types."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplo.calendar import Window, fill, in_year, part_of, shift, value_of, value_window, weekday
from diplo.calendar.drawn import drawn
from diplo.calendar.typed import typed_window

FRIDAY = date(2018, 6, 1)
UNITS = ("day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century")
DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))


def days(first, last):
    return Window(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value",
    [
        "PRESENT_REF",
        "P2D",
        "XXXX-05-31",
        "XXXX-WXX-4",
        "2018-13",
        "2018-02-30",
        "2018-Q5",
        "2018-W60",
        "9999-W52",
        "9999-12",
        "1",
        "banana",
        "",
    ],
)
def test_what_is_no_point_in_time_has_no_window(value):
    assert value_window(value) is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018-05-31", "2018-05-31", "2018-05-31"),
        ("2018-05-31TNI", "2018-05-31", "2018-05-31"),
        ("2018-05-31T10:30", "2018-05-31", "2018-05-31"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2018-W22", "2018-05-28", "2018-06-03"),
        ("2018-W22-WE", "2018-06-02", "2018-06-03"),
        ("2018-W22-4", "2018-05-31", "2018-05-31"),
        ("2018-Q2", "2018-04-01", "2018-06-30"),
        ("2018-H1", "2018-01-01", "2018-06-30"),
        ("2018-SU", "2018-06-01", "2018-08-31"),
        ("2018-WI", "2018-12-01", "2019-02-28"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2018-05-03/2018-05-05", "2018-05-03", "2018-05-05"),
    ],
)
def test_window_of_a_value(value, first, last):
    assert value_window(value) == days(first, last)


@given(DAYS, st.sampled_from(UNITS))
def test_a_unit_that_a_day_lies_in_contains_it(day, unit):
    first, last = value_window(value_of(day, unit))
    assert first <= last
    if unit != "weekend":
        assert first <= day <= last


@given(DAYS, st.sampled_from(UNITS), st.sampled_from(["early", "mid", "late", "begin", "end"]))
def test_a_part_lies_within_its_window(day, unit, part):
    whole = value_window(value_of(day, unit))
    first, last = part_of(whole, part)
    assert whole.earliest <= first <= last <= whole.latest


@pytest.mark.parametrize(
    ("value", "part", "first", "last"),
    [
        ("2018-05", "early", "2018-05-01", "2018-05-11"),
        ("2018-06", "mid", "2018-06-11", "2018-06-20"),
        ("2018-05", "late", "2018-05-21", "2018-05-31"),
        ("2018", "early", "2018-01-01", "2018-04-30"),
        ("2018", "end", "2018-10-01", "2018-12-31"),
        ("2018", "begin", "2018-01-01", "2018-03-31"),
    ],
)
def test_parts_of_months_and_years(value, part, first, last):
    assert part_of(value_window(value), part) == days(first, last)


def test_an_open_window_has_no_parts():
    assert part_of(Window(None, FRIDAY), "late") == Window(None, FRIDAY)


def test_the_31st_becomes_the_last_day_of_a_shorter_month():
    assert shift(date(2018, 1, 31), 1, "month") == date(2018, 2, 28)
    assert shift(date(2016, 2, 29), -1, "year") == date(2015, 2, 28)


def test_a_shift_in_hours_is_refused():
    with pytest.raises(ValueError, match="hour"):
        shift(FRIDAY, 1, "hour")


@given(DAYS, st.integers(1, 7), st.sampled_from(["past", "future", "near"]), st.booleans())
def test_weekdays_lie_on_the_side_asked_for(day, number, side, same):
    found = weekday(day, number, side, same)
    assert found.isoweekday() == number
    assert abs(found - day) <= timedelta(7)
    assert same or found != day
    assert side != "past" or found <= day
    assert side != "future" or found >= day


@pytest.mark.parametrize(
    ("template", "side", "same", "expected"),
    [
        ("XXXX-05-31", "past", True, "2018-05-31"),
        ("XXXX-06-12", "future", True, "2018-06-12"),
        ("XXXX-06-12", "past", True, "2018-06-12"),
        ("XXXX-12-25", "past", True, "2017-12-25"),
        ("XXXX-06", "past", False, "2017-06"),
        ("XXXX-06", "future", False, "2019-06"),
        ("XXXX-02-29", "past", True, "2016-02-29"),
        ("XXXX-SU", "near", True, "2018-SU"),
        ("XXXX-EASTER-2", "past", True, "2018-03-30"),
    ],
)
def test_a_template_is_filled_by_side(template, side, same, expected):
    assert fill(template, FRIDAY, side, same) == expected


@pytest.mark.parametrize(
    ("template", "year", "expected"),
    [
        ("XXXX-EASTER", 2019, "2019-04-21"),
        ("XXXX-EASTER+1", 2000, "2000-04-24"),
        ("XXXX-11-4TH-4", 2017, "2017-11-23"),
        ("XXXX-05-LASTTH-1", 2018, "2018-05-28"),
        ("XXXX-12-25", 1991, "1991-12-25"),
    ],
)
def test_feasts_that_move(template, year, expected):
    assert in_year(template, year) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "banana",
        "2018-13-45",
        "2018-02-30",
        "February 30 2018",
        "19",
        "0",
        "two",
        "..",
        "/",
        "99999",
        "march for life",
        "05/06/2018",
        "2018/05",
        "2018-06/2018-05",
        "2018-06..2018-05",
        "2018-05..banana",
        "Friday, 31 May 2018",
        "31 February 2018",
        "summer 2018/19",
        "winter 2018/20",
        "the second",
        "early",
        "late banana",
        "14:00",
        "1995s",
        "q5 2018",
        "three days before yesterday",
        "next second",
        "six minute",
        "h1 four",
        "5 ten",
        "decades",
        "day",
        "the month",
        "thursdays",
    ],
)
def test_what_is_typed_and_is_no_date(text):
    assert typed_window(text, FRIDAY) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-05-31", "2018-05-31", "2018-05-31"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-05", "2018-05-01", "2018-05-31"),
        ("2018-05~", "2018-05-01", "2018-05-31"),
        ("2018-05?", "2018-05-01", "2018-05-31"),
        ("2018-05-XX", "2018-05-01", "2018-05-31"),
        ("2018-21", "2018-03-01", "2018-05-31"),
        ("2018-24", "2018-12-01", "2019-02-28"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2018-W22", "2018-05-28", "2018-06-03"),
        ("2018-05-03/2018-05-05", "2018-05-03", "2018-05-05"),
        ("May 2018", "2018-05-01", "2018-05-31"),
        ("may", "2018-05-01", "2018-05-31"),
        ("31 May 2018", "2018-05-31", "2018-05-31"),
        ("May 31, 2018", "2018-05-31", "2018-05-31"),
        ("yesterday", "2018-05-31", "2018-05-31"),
        ("last week", "2018-05-21", "2018-05-27"),
        ("two weeks ago", "2018-05-14", "2018-05-20"),
        ("a year ago", "2017-01-01", "2017-12-31"),
        ("summer 2018", "2018-06-01", "2018-08-31"),
        ("last friday", "2018-05-25", "2018-05-25"),
        ("31.05.2018", "2018-05-31", "2018-05-31"),
        ("20180531", "2018-05-31", "2018-05-31"),
        ("2018-5-3", "2018-05-03", "2018-05-03"),
        ("2018/05/31", "2018-05-31", "2018-05-31"),
        ("31/05/2018", "2018-05-31", "2018-05-31"),
        ("5/31/2018", "2018-05-31", "2018-05-31"),
        ("05.06.2018", "2018-06-05", "2018-06-05"),
        ("2018?", "2018-01-01", "2018-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2018-05/2018-06", "2018-05-01", "2018-06-30"),
        ("2018-05~/2018-06?", "2018-05-01", "2018-06-30"),
        ("2018-05-28..06-03", "2018-05-28", "2018-06-03"),
        ("2018-05-21..27", "2018-05-21", "2018-05-27"),
        ("Thursday, 31 May 2018", "2018-05-31", "2018-05-31"),
        ("May 31st", "2018-05-31", "2018-05-31"),
        ("Sept. 12, 2017", "2017-09-12", "2017-09-12"),
        ("last May", "2018-05-01", "2018-05-31"),
        ("next May", "2019-05-01", "2019-05-31"),
        ("late May 2018", "2018-05-21", "2018-05-31"),
        ("mid-May 2018", "2018-05-11", "2018-05-21"),
        ("mid-2018", "2018-05-01", "2018-08-31"),
        ("the end of 2018", "2018-10-01", "2018-12-31"),
        ("Q2 2018", "2018-04-01", "2018-06-30"),
        ("2018-Q2", "2018-04-01", "2018-06-30"),
        ("2nd quarter of 2018", "2018-04-01", "2018-06-30"),
        ("the first half of 2018", "2018-01-01", "2018-06-30"),
        ("spring of 2018", "2018-03-01", "2018-05-31"),
        ("spring", "2018-03-01", "2018-05-31"),
        ("winter 2018/19", "2018-12-01", "2019-02-28"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("the nineties", "1990-01-01", "1999-12-31"),
        ("late 1990s", "1996-09-01", "1999-12-31"),
        ("the 19th century", "1800-01-01", "1899-12-31"),
        ("last 10 days", "2018-05-22", "2018-06-01"),
        ("the past two weeks", "2018-05-18", "2018-06-01"),
        ("last Thursday", "2018-05-31", "2018-05-31"),
        ("Thursday", "2018-05-31", "2018-05-31"),
        ("the weekend", "2018-05-26", "2018-05-27"),
        ("this month", "2018-06-01", "2018-06-30"),
        ("the day before yesterday", "2018-05-30", "2018-05-30"),
    ],
)
def test_what_a_person_types(text, first, last):
    assert typed_window(text, FRIDAY) == days(first, last)


def test_typed_intervals_may_be_open():
    assert typed_window("../2018-05", FRIDAY) == Window(None, date(2018, 5, 31))
    assert typed_window("2018-05/..", FRIDAY) == Window(date(2018, 5, 1), None)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("2018-05-31", "2018-05-31"),
        ("2018-05", "2018-05"),
        ("2018", "2018"),
        ("2018-Q2", "Q2 2018"),
        ("2018-H2", "H2 2018"),
        ("2018-SP", "spring 2018"),
        ("2018-FA", "autumn 2018"),
        ("1999-WI", "winter 1999/00"),
        ("199", "1990s"),
        ("18", "19th century"),
        ("20", "21st century"),
        ("2018-W22", "2018-05-28..06-03"),
        ("2018-W22-WE", "2018-06-02..03"),
        ("2017/2018", "2017..2018"),
        ("2018-02/2018-04", "2018-02..04"),
        ("2017-12-25/2018-01-07", "2017-12-25..2018-01-07"),
    ],
)
def test_a_window_is_drawn_by_its_name_or_its_ends(value, name):
    assert drawn(value_window(value)) == name


@pytest.mark.parametrize(
    ("value", "part", "name"),
    [
        ("2018-05", "early", "early May 2018"),
        ("2018-05", "mid", "mid-May 2018"),
        ("2018-02", "end", "late February 2018"),
        ("2018", "mid", "mid-2018"),
        ("2018", "end", "Q4 2018"),
        ("199", "early", "early 1990s"),
        ("18", "late", "late 19th century"),
        ("2018-W22", "late", "2018-06-01..03"),
    ],
)
def test_a_part_is_drawn_as_people_name_it(value, part, name):
    assert drawn(part_of(value_window(value), part)) == name


def test_a_day_less_than_a_third_is_no_part():
    assert drawn(days("2018-05-22", "2018-05-31")) == "2018-05-22..31"


def test_open_windows_are_drawn_by_the_end_they_have():
    assert drawn(Window(None, None)) is None
    assert drawn(Window(None, FRIDAY)) == "..2018-06-01"
    assert drawn(Window(FRIDAY, None)) == "2018-06-01.."


@given(DAYS, st.sampled_from((*UNITS, "season")), st.sampled_from([None, "early", "mid", "late", "begin", "end"]))
def test_a_drawn_period_is_read_back(day, unit, part):
    whole = value_window(value_of(day, unit))
    window = part_of(whole, part) if part else whole
    assert typed_window(drawn(window), FRIDAY) == window


@given(st.none() | DAYS, st.none() | DAYS)
def test_any_drawn_window_is_read_back(first, last):
    if first and last and first > last:
        first, last = last, first
    if first or last:
        assert typed_window(drawn(Window(first, last)), FRIDAY) == Window(first, last)


@given(st.text(max_size=30))
def test_nothing_typed_raises(text):
    window = typed_window(text, FRIDAY)
    assert window is None or window.earliest is not None or window.latest is not None

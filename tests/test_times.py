"""Time expressions in running text: what dates are, what they are not, and what they are counted from."""

from __future__ import annotations

import inspect
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplo import knowledge
from diplo.language import grammar, layout, times
from diplo.language.times import rules as time_rules
from diplo.language.times.numbers import digits
from diplo.records import Document


@pytest.fixture(scope="module")
def read(nlp):
    def read(text, written="2018-06-01"):
        return list(nlp(layout.lay_out(nlp, Document(id="x", text=text, date=written)))._.times)

    return read


@pytest.fixture(scope="module")
def values(read):
    return lambda *args: {time.span.text: time.value for time in read(*args)}


@pytest.fixture(scope="module")
def windows(read):
    def windows(*args):
        return {t.span.text: tuple(str(day) for day in t.window) if t.window else None for t in read(*args)}

    return windows


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "The cat sat down.",
        "She came second.",
        "They march on the capital.",
        "March on, they cried.",
        "The home side won 3-2.",
        "The stamp costs $1990.",
        "Call 555-2018 or +44 20 7946 0958.",
        "Read http://news.example/2018/05/31/talks first.",
        "Write to desk2018@news.example.",
        "The boy is 6 years old.",
        "The Four Days' Battle was bloody.",
        "May said Britain would leave.",
        "Sun was up and the sat nav failed.",
        "They meet four times a week.",
    ],
)
def test_what_is_no_date_stays_none(read, text):
    assert [time.span.text for time in read(text)] == []


def test_weekday_before_the_day_of_writing(read):
    time = read("They met Thursday in New York.")[0]
    assert (time.type, time.value, time.rule) == ("DATE", "2018-05-31", "weekday-past")
    assert time.reason == '"Thursday" + written Fri 2018-06-01 + past tense -> Thu 2018-05-31'


def test_weekday_after_the_day_of_writing(read):
    time = read("They will meet Thursday in New York.")[0]
    assert (time.value, time.rule) == ("2018-06-07", "weekday-future")


def test_same_weekday_is_the_day_of_writing_in_the_past_tense(values):
    assert values("The envoy left on Friday, officials said.") == {"Friday": "2018-06-01"}


@pytest.mark.parametrize(
    "text",
    [
        "They agreed to meet Thursday.",
        "The vote is scheduled for Thursday.",
        "The deadline was extended until Thursday.",
        "They could return as soon as Thursday.",
        "The court gave them until 9 a.m. Thursday.",
    ],
)
def test_what_points_ahead_makes_a_weekday_future(windows, text):
    assert list(windows(text).values()) == [("2018-06-07", "2018-06-07")]


def test_a_past_noun_in_a_future_clause_stays_past(values):
    assert values("They are looking for ways to get around Wednesday's ruling.") == {"Wednesday": "2018-05-30"}


def test_without_a_date_of_writing_nothing_relative_is_known(read):
    found = read("They met Thursday, last week and on May 31; he left yesterday.", None)
    assert [time.value for time in found] == ["XXXX-WXX-4", None, "XXXX-05-31", None]
    assert [time.window for time in found] == [None] * 4


def test_without_a_date_of_writing_full_dates_are_known(windows):
    assert windows("They met on 3 March 2017.", None) == {"3 March 2017": ("2017-03-03", "2017-03-03")}


def test_windows_are_what_the_words_allow(windows):
    assert windows("They met last week and two weeks ago.") == {
        "last week": ("2018-05-21", "2018-05-27"),
        "two weeks ago": ("2018-05-14", "2018-05-20"),
    }
    assert windows("They met in late May.") == {"late May": ("2018-05-21", "2018-05-31")}
    assert windows("They met earlier this year.") == {"earlier this year": ("2018-01-01", "2018-06-01")}
    assert windows("They will meet later this week.") == {"later this week": ("2018-06-01", "2018-06-03")}
    assert windows("They have often met in the past year.") == {"the past year": ("2017-06-01", "2018-06-01")}
    assert windows("They last met nearly two decades ago.") == {"nearly two decades ago": None}
    assert windows("They met recently.") == {"recently": None}


def test_ends_of_a_range_share_its_window(windows):
    assert windows("Between 2012 and 2014 nothing happened.") == {
        "2012": ("2012-01-01", "2014-12-31"),
        "2014": ("2012-01-01", "2014-12-31"),
    }
    assert windows("They talked from May 3 to May 5.") == {
        "May 3": ("2018-05-03", "2018-05-05"),
        "May 5": ("2018-05-03", "2018-05-05"),
    }


def test_a_day_without_a_year_takes_the_year_in_focus(values):
    found = values("In 2015, the rebels fled the town. On June 12 the guns fell silent.")
    assert found["June 12"] == "2015-06-12"


def test_a_year_mentioned_in_passing_is_not_in_focus(values):
    assert values("The firm, founded in 1980, grew. In September it moved.")["September"] == "2017-09"


def test_days_are_counted_from_the_time_in_focus(values):
    found = values("The war began on April 3, 2011. Two days later the city fell. The following day he fled.")
    assert found == {"April 3, 2011": "2011-04-03", "Two days later": "2011-04-05", "The following day": "2011-04-06"}


def test_the_day_after_a_month_is_not_known(values):
    assert values("He fled in April 2011. The following day he was caught.")["The following day"] is None


def test_a_day_in_focus_far_above_is_forgotten(values):
    text = "They met on April 3, 2011. " + "It rained. " * 5 + "That day they wept."
    assert values(text)["That day"] is None


def test_a_clock_time_takes_the_day_of_its_sentence(read):
    times = read("The blast came at 10:35 a.m. local time on Tuesday.")
    assert [(t.span.text, t.type, t.value) for t in times] == [
        ("10:35 a.m. local time", "TIME", "2018-05-29T10:35"),
        ("Tuesday", "DATE", "2018-05-29"),
    ]


def test_a_clock_time_and_a_day_side_by_side_are_one(values):
    assert values("Polls close at 9 p.m. GMT Monday.") == {"9 p.m. GMT Monday": "2018-05-28T21:00Z"} or values(
        "Polls will close at 9 p.m. GMT Monday."
    ) == {"9 p.m. GMT Monday": "2018-06-04T21:00Z"}


def test_month_in_parentheses(values):
    assert values("The summit on the (June) 12th is on.") == {"the (June) 12th": "2018-06-12"}


def test_names_of_persons_are_no_months(read):
    assert [t.span.text for t in read("Theresa May met Boris Johnson in May.")] == ["May"]


def test_impossible_days_are_no_dates(read):
    assert read("It ended on Feb. 30.") == []


def test_times_are_in_order_and_apart(read):
    found = read("On Monday, May 28, at 9 a.m., two days after the talks of May 3-5, 2018, he left for three weeks.")
    spans = [(t.span.start, t.span.end) for t in found]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_the_same_text_reads_the_same_twice(read):
    text = "They met Thursday. A week later, in 2015 and last May, nothing happened."
    assert [(t.value, t.reason) for t in read(text)] == [(t.value, t.reason) for t in read(text)]


WORDS = """02/03/45 45 05 2/3 2018-19 1:30 May 31 2018 Thursday last week the year first quarter 1990s of , - / ago two
    days later ( ) 12th 10:30 a.m. every Easter 99999999999 0 and between from to in 31.31.2018 half 2018-02-30 century
    'S “ mid"""


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25))
def test_no_sequence_of_words_raises(nlp, words):
    text = " ".join(words)
    doc = nlp(layout.lay_out(nlp, Document(id="x", text=text, date="2018-06-01")))
    for time in doc._.times:
        start, end = grammar.offsets(time.span)
        assert 0 <= start < end <= len(text)
        assert time.window is None or time.window.earliest <= time.window.latest


@given(st.one_of(st.integers(0, 99999).map(str), st.from_regex(r"\\A[0-9]{1,4}(st|th|s|:[0-9]{2})?\\Z")))
def test_every_number_can_be_written_for_the_rules(word):
    kinds = frozenset(digits(word))
    assert not kinds or kinds in time_rules.read_rules().symbols


def test_page_furniture_has_no_dates(read):
    assert read("RELATED: What happened on May 3, 2018\n\nThe ministers spoke.\n") == []


def test_two_months_in_one_word_do_not_overlap(read):
    found = read("The Aug.-Sept. session was quiet.")
    assert len(found) <= 1


def test_every_rule_calls_a_known_function_with_all_it_needs():
    for rule in time_rules.read_rules().rules:
        meaning = times._MEANINGS[rule.function]
        inspect.signature(meaning).bind(None, *rule.arguments)


def test_every_class_of_words_is_used():
    told = {"SCALE", "NEVER"}
    used = {name.upper() for rule in time_rules.read_rules().rules for name in rule.regex.groupindex}
    patterns = " ".join(p for rule in knowledge.rules("times/rules", time_rules.Rule) for p in rule.patterns)
    patterns += " ".join(knowledge.toml("times/rules")["macros"].values())
    classes = {row["class"] for row in knowledge.table("times/words")} - told
    assert {name for name in classes if name not in patterns and name not in used} == set()


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("They will meet Thursday.", ['"Thursday" + written Fri 2018-06-01 + future tense -> Thu 2018-06-07']),
        (
            "They agreed to meet Thursday.",
            ['"Thursday" + written Fri 2018-06-01 + "to meet" looks ahead -> Thu 2018-06-07'],
        ),
        ("He stays until Thursday.", ['"Thursday" + written Fri 2018-06-01 + "until" before it -> Thu 2018-06-07']),
        (
            "The vote had been due Thursday.",
            ['"Thursday" + written Fri 2018-06-01 + a plan in the past perfect -> Thu 2018-05-31'],
        ),
        ("They met two weeks ago.", ['"two weeks ago" + written Fri 2018-06-01 -> 2018-W20']),
        (
            "They met in late May.",
            ['"late May" + written Fri 2018-06-01 + past tense + its last part -> 2018-05, 2018-05-21 to 2018-05-31'],
        ),
        (
            "They met earlier this year.",
            ['"earlier this year" + written Fri 2018-06-01 + earlier than it -> 2018, 2018-01-01 to 2018-06-01'],
        ),
        (
            "Between 2012 and 2014 he was away.",
            [
                '"2012" + from 2012 to 2014 -> 2012, 2012-01-01 to 2014-12-31',
                '"2014" + from 2012 to 2014 -> 2014, 2012-01-01 to 2014-12-31',
            ],
        ),
        (
            "They met on May 8. The next day he left.",
            [
                '"May 8" + written Fri 2018-06-01 + past tense -> Tue 2018-05-08',
                '"The next day" + in focus 2018-05-08 -> Wed 2018-05-09',
            ],
        ),
        (
            "They met at 9 a.m. in Oslo on Tuesday.",
            [
                '"9 a.m." + "Tuesday" + written Fri 2018-06-01 + past tense -> Tue 2018-05-29T09:00',
                '"Tuesday" + written Fri 2018-06-01 + past tense -> Tue 2018-05-29',
            ],
        ),
        (
            "They met at 9 a.m. Tuesday.",
            ['"9 a.m. Tuesday" + written Fri 2018-06-01 + past tense -> Tue 2018-05-29T09:00'],
        ),
        ("They met at 9 a.m. in Oslo.", ['"9 a.m." + written Fri 2018-06-01 + no day said -> 2018-06-01T09:00']),
        ("They met nearly two decades ago.", ['"nearly two decades ago" + written Fri 2018-06-01 + about -> 1998']),
        (
            "In 2015, the rebels fled. On June 12 the guns fell silent.",
            ['"2015" -> 2015', '"June 12" + in focus 2015 + past tense -> Fri 2015-06-12'],
        ),
        ("They met on 3 May 2017.", ['"3 May 2017" -> Wed 2017-05-03']),
        ("They met on May 3-5, 2017.", ['"May 3-5, 2017" -> 2017-05-03/2017-05-05']),
        ("They are now friends.", ['"now" -> PRESENT_REF']),
    ],
)
def test_a_reason_tells_all_that_a_date_stands_on(read, text, reasons):
    assert [time.reason for time in read(text)] == reasons

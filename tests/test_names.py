"""Folding and spelling keys of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplo import knowledge, names

SPELLINGS = [
    tuple(spelling.strip() for spelling in group.split("="))
    for row in knowledge.table("entities/sounds")
    for group in row["examples"].split(";")
]


@pytest.mark.parametrize(
    ("one", "other"), [("Kim", "Kimberly"), ("Airbus", "Airbus A380"), ("Lavrov", "Lavrova"), ("Iran", "Iraq")]
)
def test_names_that_only_begin_alike_stay_apart(one: str, other: str) -> None:
    assert names.fold(one) != names.fold(other)
    assert names.spelling_key(one) != names.spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Lee", "Lao"), ("Salman", "Soleimani"), ("A330", "A380"), ("Putin", "Biden")]
)
def test_names_that_sound_unlike_have_other_keys(one: str, other: str) -> None:
    assert names.spelling_key(one) != names.spelling_key(other)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Kim Jong-un", "kim jong un"),
        ("KIM  JONG UN", "kim jong un"),
        ("Nicolás Maduro", "nicolas maduro"),
        ("Łukasz Børsen", "lukasz borsen"),
        ("U.S.", "us"),
        ("North Korea's", "north korea"),
        ("O’Hara", "o hara"),
        ("…", ""),
    ],
)
def test_folding_leaves_letters_and_blanks(name: str, folded: str) -> None:
    assert names.fold(name) == folded


@pytest.mark.parametrize("spellings", SPELLINGS, ids="=".join)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({names.spelling_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Suleymany", "Soleimani"),
        ("Muhammad", "Mohamed"),
        ("Jong Un", "Jongun"),
        ("Husayn", "Hussein"),
        ("Kiev", "Kyiv"),
    ],
)
def test_a_transliteration_finds_another(typed: str, written: str) -> None:
    assert names.spelling_key(typed) == names.spelling_key(written)


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert names.fold(names.fold(name)) == names.fold(name)


@given(st.text())
def test_a_spelling_key_depends_on_the_folded_name_alone(name: str) -> None:
    assert names.spelling_key(names.fold(name)) == names.spelling_key(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_a_name_with_letters_has_a_spelling_key(name: str) -> None:
    assert names.spelling_key(name)

"""The tables of data/entities: no row twice, no stray column, known values only."""

from __future__ import annotations

import pytest

from diplo import knowledge, names

COLUMNS = {
    "countries": ("name", ["name", "aliases", "demonyms", "capital", "code"]),
    "places": ("name", ["name", "kind", "country"]),
    "seats": ("name", ["name", "kind", "of"]),
    "organizations": ("name", ["name", "aliases", "kind", "country"]),
    "titles": ("title", ["title", "kind", "gender"]),
    "roles": ("noun", ["noun", "number", "gender"]),
    "given_names": ("name", ["name", "gender"]),
    "family_first": ("name", ["name", "language"]),
    "surnames": ("name", ["name"]),
    "surname_endings": ("ending", ["ending"]),
    "particles": ("word", ["word", "where", "parent"]),
}
VALUES = {
    ("titles", "kind"): {"office", "honorific", "rank", "nobility", "religious"},
    ("titles", "gender"): {"m", "f", ""},
    ("roles", "number"): {"singular", "plural"},
    ("roles", "gender"): {"m", "f", ""},
    ("given_names", "gender"): {"m", "f", "u"},
    ("seats", "kind"): {"organization"},
    ("particles", "where"): {"before", "inside"},
    ("not_names", "where"): {"alone", "first", "last", "people", "beside"},
    ("not_names", "kind"): {"none", "other", "organization", "place", "person"},
}


@pytest.mark.parametrize("table", COLUMNS)
def test_table_has_its_columns_and_no_row_twice(table: str) -> None:
    key, columns = COLUMNS[table]
    rows = knowledge.table(f"entities/{table}")
    assert all(list(row) == columns for row in rows)
    keys = [row[key] for row in rows]
    assert sorted(set(keys)) == sorted(keys)
    assert all(keys)


@pytest.mark.parametrize(("table", "column"), VALUES)
def test_column_has_known_values_only(table: str, column: str) -> None:
    assert {row[column] for row in knowledge.table(f"entities/{table}")} <= VALUES[table, column]


def test_word_is_listed_once_for_each_place_in_a_name() -> None:
    rows = [(row["word"], row["where"]) for row in knowledge.table("entities/not_names")]
    assert len(set(rows)) == len(rows)


def test_codes_of_countries_are_two_letters_and_unique() -> None:
    codes = [row["code"] for row in knowledge.table("entities/countries") if row["code"]]
    assert all(len(code) == 2 and code.isupper() for code in codes)
    assert len(set(codes)) == len(codes)


def test_no_alias_or_people_belongs_to_two_countries() -> None:
    seen: dict[str, str] = {}
    for row in knowledge.table("entities/countries"):
        for form in {row["name"], *row["aliases"].split(";"), *row["demonyms"].split(";")} - {""}:
            assert seen.setdefault(names.fold(form), row["name"]) == row["name"]


def test_no_alias_belongs_to_two_organizations() -> None:
    seen: dict[str, str] = {}
    for row in knowledge.table("entities/organizations"):
        for form in {row["name"], *row["aliases"].split(";")} - {""}:
            assert seen.setdefault(names.fold(form), row["name"]) == row["name"]


def test_places_lie_in_listed_countries() -> None:
    countries = {row["name"] for row in knowledge.table("entities/countries")}
    assert {row["country"] for row in knowledge.table("entities/places")} - countries == {""}


@pytest.mark.parametrize("table", ["given_names", "surnames", "family_first"])
def test_name_is_listed_once_whatever_its_accents(table: str) -> None:
    folded = [names.fold(row["name"]) for row in knowledge.table(f"entities/{table}")]
    assert len(set(folded)) == len(folded)


def test_surname_that_stands_alone_is_no_place_and_no_given_name() -> None:
    places = {row["name"] for row in knowledge.table("entities/places")}
    places |= {form for row in knowledge.table("entities/countries") for form in (row["name"], row["capital"])}
    given = {names.fold(row["name"]) for row in knowledge.table("entities/given_names")}
    surnames = {names.fold(row["name"]) for row in knowledge.table("entities/surnames")}
    assert not surnames & {names.fold(place) for place in places}
    assert not surnames & given

"""The record as JSON: what is printed can be read back, and nothing is lost."""

import json

import pytest
from store_fixtures import all_read

from diplo.records import from_json


@pytest.mark.parametrize("line", ["", "{}", "[]", "null", '{"id": "x"}', '{"id": "x", "text": "y", "nonsense": 1}'])
def test_what_is_no_record_is_refused(line):
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_json(line)


@pytest.mark.parametrize("document", all_read(), ids=lambda document: document.id)
def test_a_record_read_back_equals_the_one_that_was_written(document):
    assert from_json(document.to_json()) == document
    assert list(json.loads(document.to_json()))[:2] == ["id", "text"]

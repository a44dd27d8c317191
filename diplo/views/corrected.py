"""What a reader sees of a correction: the words it stands on, what it sets, what has become of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diplo.views import days
from diplo.views.text import Cell, cell


def judged(row: Mapping[str, Any]) -> Cell:
    """The words that a correction stands on, or the id of what it judges."""
    return cell(f"“{row['words']}”" if row["words"] else row["target"], "name")


def right(row: Mapping[str, Any]) -> Cell:
    """What it sets, by field."""
    return cell(", ".join(f"{field} {said(one)}" for field, one in row["set"].items()))


def said(value: Any) -> str:
    """What a correction sets a field to: a name, a window of days, a word, or none."""
    if isinstance(value, dict) and "document" in value:
        return f"{value['name']} of {value['document']}"
    if isinstance(value, dict):
        return str(value["name"]) if "name" in value else days.window(value["earliest"], value["latest"]) or "none"
    if isinstance(value, list):
        return ", ".join(map(said, value))
    return "none" if value is None else str(value)


def state(row: Mapping[str, Any]) -> Cell:
    """Why it is not applied, if so."""
    return cell("" if row["state"] == "applied" else row["state"], "vague")

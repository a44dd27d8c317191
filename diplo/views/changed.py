"""Cells that show what became of the sentences and the findings of an edited text."""

from __future__ import annotations

from diplo.views import cells, days
from diplo.views.text import Cell, Mark, Row, cell, cut

_WINDOW = ("earliest", "latest")
_SHOWN = {
    "event": ("type", "mode", "status", *_WINDOW, "who", "place"),
    "quote": ("speaker", "said", *_WINDOW),
    "fact": ("name", "predicate", "object", "of", *_WINDOW),
}
"""What is told of a finding that is gone or new."""


def sentence(row: Row) -> Cell:
    """A sentence as it is or was, and of an altered one the words left out and put in."""
    return cells.drift(row) if row["change"] == "altered" else cell(row["after"] or row["before"])


def read(row: Row) -> Cell:
    """What is read otherwise than before, or else what was read."""
    if row["fields"]:
        before, after = ({one["field"]: one[side] for one in row["fields"]} for side in ("before", "after"))
        if not before.keys().isdisjoint(_WINDOW):
            before, after = (
                {"date": days.window(*(side.get(end, row[end]) for end in _WINDOW))}
                | {name: one for name, one in side.items() if name not in _WINDOW}
                for side in (before, after)
            )
        return cell("; ".join(f"{name}: {_word(before[name])} → {_word(after[name])}" for name in after))
    day = days.window(row["earliest"], row["latest"])
    parts = [day if name == "earliest" else row[name] for name in _SHOWN[row["kind"]] if name != "latest"]
    return cell(", ".join(str(part) for part in parts if part))


def place(row: Row) -> Cell:
    """The sentence of a finding with its words."""
    return cut(row["sentence"], [Mark(row["start"], row["end"], "trigger")], row["sentence_start"])


def _word(value: object) -> str:
    return "unknown" if value is None else str(value)

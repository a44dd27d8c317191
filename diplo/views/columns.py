"""What the columns of a table are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from diplo.views.text import Cell, Row, cell


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands under it; `most` is the width that it never exceeds, `least` what it needs at least."""

    name: str
    cell: Callable[[Row], Cell]
    most: int = 30
    least: int = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, and those that stand on lines of their own below each row, each in so many at most."""

    columns: tuple[Column, ...]
    below: tuple[Column, ...] = ()
    lines: int = 2


def joined(value: Any) -> str:
    """A value as text: lists joined by "; ", pairs of offsets by "-", null empty."""
    if isinstance(value, list):
        is_span = len(value) == 2 and all(isinstance(item, int) for item in value)
        return ("-" if is_span else "; ").join(joined(item) for item in value)
    if isinstance(value, dict):
        return " ".join(joined(item) for item in value.values())
    return "" if value is None else str(value)


def field(name: str, most: int = 30, least: int = 6, style: str | None = None) -> Column:
    """A column that shows a field of the row."""
    return Column(name, lambda row: cell(joined(row[name]), style), most, least)

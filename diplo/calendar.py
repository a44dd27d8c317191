"""Windows of whole days: what a TIMEX3 value, or what a person types, means. Knows no spaCy and reads no clock."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Window(NamedTuple):
    """The tightest run of whole days that words allow, both ends included; None is an open end."""

    earliest: date | None
    latest: date | None

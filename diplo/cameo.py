"""CAMEO codes of events, for those who compare with older event data.

They follow from type, mode and status, by the table that the makers of PLOVER published (`data/events/cameo.tsv`), so
that they are right for corrected events, too; nothing stores them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from diplo import knowledge


@cache
def _codes() -> Mapping[tuple[str, str, str], str]:
    return {(row["type"], row["mode"], row["status"]): row["cameo"] for row in knowledge.table("events/cameo")}


def code(type: str | None, mode: str | None, status: str | None) -> str | None:
    """The code of an event; None for events of no type, and for what was neither done nor planned."""
    key = (type or "", mode or "", status or "")
    return _codes().get(key) or _codes().get((key[0], "", key[2]))

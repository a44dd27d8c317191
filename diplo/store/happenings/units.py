"""What may be one event with what, as far as rows tell: no database, only rows in and pairings out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal, NamedTuple

from diplo import knowledge

Form = Literal["day", "stretch", "plan", "past"]

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of events that all who take part do together: who is actor and who target depends on the sentence."""
STRETCH = 31
"""Days of the longest window that may mean a day that another text states: beyond a month it could be many."""
AHEAD_OF = frozenset({"planned", "cancelled", "possible"})
"""What is said of events to come."""
AHEAD = 60
"""Days after its text within which a plan without a day may be one that has a day."""
MOST = 10
"""Named participants of whom pairs are made: longer lists are of assemblies, and any two of them come first."""
BACK = 6
"""Days before its text within which a meeting at a place may be the one that other texts date."""
STEM = 4
"""Letters that two triggers have in common where the type alone is too wide: "sanctioned", "sanctions"."""
_BEFORE = re.compile(r"(\w+)\s+$")


class Party(NamedTuple):
    """A participant of an event."""

    entity: int
    role: str
    is_named: bool


class Pairing(NamedTuple):
    """Two who take part in an event of a kind, and the days it may have been on; in mutual kinds the smaller first.

    Of a kind that ends in " at" the other is the place: what names one participant only is found by it. What one alone
    did is paired with itself.
    """

    kind: str
    one: int
    other: int
    earliest: str
    latest: str
    form: Form


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one place of a text tells it."""

    number: int
    type: str | None
    mode: str | None
    status: str
    earliest: str | None
    latest: str | None
    is_stated: bool
    """Whether the text states its day."""
    trigger: str
    before: str
    """The words of the text before the trigger."""
    written: str | None
    place: int | None
    is_beside_time: bool
    """Whether a time expression stands in its sentence: it may be of this event, though it was not read so."""
    parties: tuple[Party, ...]

    @property
    def entities(self) -> frozenset[int]:
        """All who take part, named or not."""
        return frozenset(party.entity for party in self.parties)

    @property
    def is_anaphor(self) -> bool:
        """Whether its words point back: "the talks", "their meeting", but not "the king met" or "the next meeting"."""
        found = _BEFORE.search(self.before)
        return found is not None and found[1].lower() in knowledge.words("events/anaphors")


def pairings(told: Told) -> list[Pairing]:
    """By what an event of two or more who are named may be one with others; none: it stands by itself."""
    named = list(dict.fromkeys(party for party in told.parties if party.is_named))
    days = _days(told)
    if days is None or (days[2] == "past" and len({party.entity for party in named}) < 2):
        return []
    if told.type not in MUTUAL:
        kind = f"{told.type or ''} {told.trigger[:STEM].lower()}".lstrip()
        actors = [party.entity for party in named if party.role == "actor"][:MOST]
        targets = [party.entity for party in named if party.role == "target"][:MOST]
        pairs = [(kind, actor, target) for actor in actors for target in targets if actor != target]
        if told.is_stated and days[2] == "day" and all(party.role == "actor" for party in told.parties):
            pairs = [(kind, actor, actor) for actor in actors]
    else:
        who = sorted({party.entity for party in named})[:MOST]
        pairs = [(told.type, one, other) for one, other in combinations(who, 2)]
        if told.place is not None and told.mode == "visit":
            pairs += [(told.type, min(one, told.place), max(one, told.place)) for one in who if one != told.place]
        elif told.place is not None and (len(who) > 1 or len(told.parties) == 1):
            pairs += [(f"{told.type} at", one, told.place) for one in who if one != told.place]
            if len(who) == 1 and days[2] == "day":
                days = (days[0], days[1], "stretch")
    return [Pairing(*pair, *days) for pair in dict.fromkeys(pairs)]


def retold(events: Sequence[Told]) -> dict[int, int]:
    """Of events of a text, in its order, those that tell again of one before, and which: of "the talks" the talks.

    An anaphor tells again of the only event of its type before it in which all who take part in it do; an event that
    was retold stands for those that retell it.
    """
    found: dict[int, int] = {}
    for nth, told in enumerate(events):
        if told.type is not None and told.is_anaphor:
            firsts = {
                found.get(earlier.number, earlier.number)
                for earlier in events[:nth]
                if earlier.entities >= told.entities and _may_be_one(earlier, told)
            }
            if len(firsts) == 1:
                found[told.number] = firsts.pop()
    return found


def _days(told: Told) -> tuple[str, str, Form] | None:
    if told.earliest is not None and told.latest is not None:
        if told.earliest == told.latest:
            return told.earliest, told.latest, "day"
        length = date.fromisoformat(told.latest) - date.fromisoformat(told.earliest)
        return (told.earliest, told.latest, "stretch") if length.days < STRETCH else None
    if told.earliest is not None or told.latest is not None:
        return None
    if told.written and told.status in ("planned", "cancelled"):
        end = date.fromisoformat(told.written) + timedelta(AHEAD)
        return told.written, end.isoformat(), "plan"
    if told.place is not None and not told.is_beside_time and told.written and told.status == "happened":
        begin = date.fromisoformat(told.written) - timedelta(BACK)
        return begin.isoformat(), told.written, "past"
    return None


def _may_be_one(one: Told, other: Told) -> bool:
    """Whether type and status are the same and days and places allow it; what is not known allows everything."""
    if (one.type, one.status) != (other.type, other.status):
        return False
    begins = max(one.earliest or "", other.earliest or "")
    ends = min(one.latest or "~", other.latest or "~")
    return begins <= ends and (one.place is None or other.place is None or one.place == other.place)

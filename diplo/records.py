"""The document record: what every layer of diplo passes on, and what `diplo extract` prints.

All offsets count Unicode code points of `Document.text`, start inclusive, end exclusive. `None` means unknown;
there is no other placeholder. Days are ISO strings (YYYY-MM-DD), so that they compare and sort as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Kind = Literal["person", "organization", "place", "other"]
Form = Literal["name", "nominal", "pronoun"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Status = Literal["happened", "planned", "possible", "cancelled", "denied"]
DatedBy = Literal["stated", "narrative"]
Role = Literal["actor", "target", "companion"]
Predicate = Literal["role", "member", "nationality", "spokesperson", "kin", "age", "born"]
Holds = Literal["past", "now", "future"]
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named or referred to; a name's span is the bare name, without title or 's."""

    start: int
    end: int
    form: Form
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place or other thing that the text names or describes."""

    id: int
    key: str
    kind: Kind
    name: str | None
    description: str | None
    mentions: tuple[Mention, ...]
    canonical: str | None = None
    """The whole name of a person whom the text names otherwise or not at all, by the table of office-holders."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its TIMEX3 type and value and the window of whole days it allows."""

    id: str
    start: int
    end: int
    type: TimeType
    value: str | None
    earliest: str | None
    latest: str | None
    rule: str
    reason: str
    """The arithmetic for `diplo why`: `"Thursday" + written Fri 2018-06-01 + past tense -> Thu 2018-05-31`."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One act of saying: all the words attributed to one source by one cue."""

    id: str
    kind: QuoteKind
    spans: tuple[Offsets, ...]
    quoted: tuple[Offsets, ...]
    speech: bool
    source: Offsets | None
    cue: Offsets | None
    speaker: int | None
    rule: str
    addressee: Offsets | None = None
    """The words that name to whom it was said: "reporters" of "told reporters"."""
    hearer: int | None = None
    """The entity that these words name."""
    medium: str | None = None
    """Through what it was said, as `data/quotes/media.tsv` names it: "interview", "post"."""
    medium_span: Offsets | None = None
    """The words that tell it; None where the cue alone does ("tweeted")."""
    occasion: Offsets | None = None
    """The words that name what it was said at, during or after: "at a summit in Oslo"."""
    earliest: str | None = None
    """The days of the saying, as those of the event that it is."""
    latest: str | None = None
    dated_by: DatedBy | None = None
    reason: str | None = None
    """How the day of the saying was found."""
    within: str | None = None
    """The id of the quote in whose words this one stands: who says that who said."""
    unnamed: bool = False
    """Whether the text holds back who said it: "two officials", "sources", "on condition of anonymity"."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity that takes part in an event, by its index in the record."""

    entity: int
    role: Role


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is planned, is possible, was called off or is denied."""

    id: str
    trigger: Offsets
    type: str | None
    mode: str | None
    status: Status
    earliest: str | None
    latest: str | None
    dated_by: DatedBy | None
    participants: tuple[Participant, ...]
    place: int | None
    rule: str
    time: str | None = None
    """The id of the time expression that dates the event."""
    status_cue: Offsets | None = None
    """The words that make it planned, possible, cancelled or denied."""
    reason: str | None = None
    """How the date was found, as `diplo why` prints it."""
    after: str | None = None
    """The id of the event of this document that it came after, where the text says so ("then", "after the talks")."""
    asserted_by: str | None = None
    """The id of the quote in whose words it stands: what its speaker claims, not what the text tells as a fact."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the text says of an entity, such as a role; `object` is the text from `start` to `end`.

    `earliest`..`latest` are the days on which it holds, as far as the text says: "president since 2012" begins on
    2012-01-01, "until April 2018" ends on 2018-04-30, and an end that the text leaves open is None. Of a birth they are
    the days on which it may have been.
    """

    id: str
    subject: int
    predicate: Predicate
    object: str
    start: int
    end: int
    rule: str
    other: int | None = None
    """The entity that it is about, too: the country or organization of a role, the relative, the place of birth."""
    value: str | None = None
    """What equal facts have in common, in lower case: "director" for "former CIA director"; a country's name."""
    earliest: str | None = None
    latest: str | None = None
    holds: Holds | None = None
    """Whether it holds on the day of writing: no more, now, not yet; None where the text does not tell."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known of it and, once it has been read by the language layer, its findings."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    date_from: str | None = None
    """Where the date came from: "metadata", "option", "file name", "date line" or "dateline"."""
    date_notes: tuple[str, ...] = ()
    """Sentences on its date, such as others that it gives; they are kept with it."""
    notes: tuple[str, ...] = ()
    """Other sentences for the person who ingests it, such as how its text was decoded."""
    sentences: tuple[Offsets, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    nested: tuple[Quote, ...] = ()
    """Quotes in the words of others, which their `within` names: who says that who said."""
    events: tuple[Event, ...] = ()
    facts: tuple[Fact, ...] = field(default=())

    def to_json(self) -> str:
        """One line of JSON, keys in the order of the fields."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def hash(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a document that a correction stands on; where they are no longer to be found, it is not applied."""

    document: str
    sentence: str
    start: int
    """Where the words begin in the sentence, counted in code points; `end` is where they end."""
    end: int
    nth: int = 0
    """Which of equal sentences, counted from 0."""

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.sentence[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's judgement on a finding or an entity: what was set, who said so, when and why."""

    judgement: str
    """The command that made it: "event set"."""
    target: str
    """The id, when it was judged, of the finding or the entity."""
    value: Mapping[str, Any]
    """What was set, by field, as JSON has it; entities are objects with `id` and `name`."""
    made: str
    """The moment, in ISO form and UTC; of two judgements on one field the later counts."""
    author: str | None = None
    reason: str | None = None
    anchors: Mapping[str, tuple[Anchor, ...]] = field(default_factory=dict)
    """The words for "target" and for each field of the value that means an entity."""

    @property
    def id(self) -> str:
        """Twelve base-32 characters from what was judged, by whom and when."""
        value = json.dumps(self.value, ensure_ascii=False, sort_keys=True)
        return finding_id(self.author or "", self.judgement, "\x1f".join((self.target, value, self.made)), 0, 0, 0)

    @property
    def is_of_entity(self) -> bool:
        """Whether an entity is judged, and not a finding."""
        return self.judgement.startswith("entity ")

    @property
    def is_rejection(self) -> bool:
        """Whether it says that there is no such finding."""
        return self.judgement.endswith(" reject")


def from_json(line: str) -> Document:
    """Reads back what `Document.to_json` wrote; raises ValueError, KeyError or TypeError on anything else."""
    return from_dict(json.loads(line))


def from_dict(record: Mapping[str, Any]) -> Document:
    """The same of a record whose JSON has been parsed, or that came from columns; spans may be lists."""
    data = dict(record)
    entities = tuple(
        Entity(**{**e, "mentions": tuple(Mention(**m) for m in e["mentions"])}) for e in data.pop("entities", ())
    )
    quotes, nested = (tuple(Quote(**_tuples(q)) for q in data.pop(name, ())) for name in ("quotes", "nested"))
    events = tuple(
        Event(**{**_tuples(e), "participants": tuple(Participant(**p) for p in e["participants"])})
        for e in data.pop("events", ())
    )
    return Document(
        entities=entities,
        quotes=quotes,
        nested=nested,
        events=events,
        times=tuple(Time(**t) for t in data.pop("times", ())),
        facts=tuple(Fact(**f) for f in data.pop("facts", ())),
        sentences=tuple(tuple(s) for s in data.pop("sentences", ())),
        notes=tuple(data.pop("notes", ())),
        date_notes=tuple(data.pop("date_notes", ())),
        **data,
    )


def _tuples(finding: dict[str, Any]) -> dict[str, Any]:
    """Lists of offsets become tuples again, so that a record equals the one it was written from."""
    return {key: _tuple(value) if isinstance(value, list) else value for key, value in finding.items()}


def _tuple(value: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(v) if isinstance(v, list) else v for v in value)


def finding_id(document: str, kind: str, sentence: str, nth: int, start: int, end: int) -> str:
    """Twelve base-32 characters from what a finding stands on, so that reading again gives the same id.

    `nth` counts equal sentences of the document from 0; `start` and `end` are offsets within the sentence.
    """
    words = "\x1f".join((document, kind, sentence, str(nth), str(start), str(end)))
    return base64.b32encode(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest())[:12].decode().lower()

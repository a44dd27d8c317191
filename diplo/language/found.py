"""What the components pass along in `doc._`: spans of tokens. Records are built from them once, at the end.

Spans, not offsets, because rules ask about heads and neighbours; `grammar.offsets` turns a span into offsets of
the text as it was given.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from diplo.calendar import Window
from diplo.records import DatedBy, Form, Holds, Kind, Predicate, QuoteKind, Role, Status, TimeType


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression, resolved as far as the text and the date of writing allow."""

    span: Span
    type: TimeType
    value: str | None
    window: Window | None
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """One act of saying. `cue_head` is the verb, noun or preposition that the cue's words hang on."""

    kind: QuoteKind
    spans: tuple[Span, ...]
    quoted: tuple[Span, ...]
    speech: bool
    source: Span | None
    cue: Span | None
    cue_head: Token | None
    rule: str
    unsaid: bool = False
    """Whether the cue tells that it was not said, or not yet; such a quote is no speech."""


@dataclass(frozen=True, slots=True)
class FoundCircumstances:
    """To whom, through what, on which occasion and when something was said; one for each quote, nested ones last."""

    addressee: Span | None = None
    hearer: int | None = None
    medium: str | None = None
    medium_span: Span | None = None
    occasion: Span | None = None
    window: Window | None = None
    dated_by: DatedBy | None = None
    reason: str | None = None
    within: int | None = None
    """The place among the quotes of the one in whose words this one stands."""
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class FoundFact:
    """Something said of whoever the subject's words name or describe; `object` is a span of the text.

    `other` are words that name whom else it is about; `window` are the days on which it holds.
    """

    subject: Span
    predicate: Predicate
    object: Span
    rule: str
    other: Span | None = None
    value: str | None = None
    window: Window | None = None
    holds: Holds | None = None


@dataclass(frozen=True, slots=True)
class FoundMention:
    """Words that refer to an entity."""

    span: Span
    form: Form
    rule: str


@dataclass(slots=True)
class FoundEntity:
    """An entity of one document with all its mentions, in the order of the text."""

    id: int
    kind: Kind
    name: str | None
    description: str | None = None
    mentions: list[FoundMention] = field(default_factory=list)
    members: tuple[int, ...] = ()
    """The entities that a plural description stands for ("the two presidents")."""
    canonical: str | None = None
    """The name under which the entity is known beyond this text ("United States" for "U.S.")."""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event with its participants as (entity id, role) pairs."""

    trigger: Token
    type: str | None
    mode: str | None
    status: Status
    status_cue: Token | None
    window: Window | None
    dated_by: DatedBy | None
    time: FoundTime | None
    participants: tuple[tuple[int, Role], ...]
    place: int | None
    rule: str
    reason: str | None
    after: Token | None = None
    """The trigger of the event that it came after, where the text says so."""
    asserted_by: int | None = None
    """The quote in whose words it stands, by its number in the document."""


def declare() -> None:
    """Registers the attributes of `doc._`; harmless when called again."""
    for name in (
        "names",
        "times",
        "quotes",
        "nested",
        "facts",
        "entities",
        "parties",
        "speakers",
        "nested_speakers",
        "events",
        "circumstances",
    ):
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=_getter(name), setter=_setter(name))
    for name in ("document", "layout"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def _getter(name: str):  # type: ignore[no-untyped-def]
    return lambda doc: doc.user_data.get(("diplo", name), [])


def _setter(name: str):  # type: ignore[no-untyped-def]
    return lambda doc, value: doc.user_data.__setitem__(("diplo", name), value)

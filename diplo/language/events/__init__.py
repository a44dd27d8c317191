"""Component: what happened, is planned, may happen, was called off or is denied: with whom, where, when, after what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from diplo.language import grammar
from diplo.language.events.content import without_content
from diplo.language.events.dating import NOT_DATED, Calendar, Dated
from diplo.language.events.implied import implied
from diplo.language.events.mentions import Mentions, is_state, mentions_of
from diplo.language.events.order import follow
from diplo.language.events.participants import participants_of, place_of
from diplo.language.events.status import status_of
from diplo.language.events.triggers import EventRule, Trigger, find_triggers
from diplo.language.found import FoundEvent, FoundQuote
from diplo.language.times.tense import is_will
from diplo.records import Role, Status


@Language.component(
    "diplo_events",
    requires=["doc._.times", "doc._.quotes", "doc._.entities", "doc._.speakers", "token.dep", "token.lemma"],
    assigns=["doc._.events"],
)
def find_events(doc: Doc) -> Doc:
    """Finds events in the order of the text, at most one for each word."""
    mentions = mentions_of(doc)
    triggers = list(find_triggers(doc, mentions))
    calendar = Calendar(doc, triggers)
    said = dict(_spoken(doc))
    claims = _claims(doc)
    deeds = {t.verb.i if t.is_carried else t.token.i: t for t in triggers if t.rule is not None}
    triggers = [_amounting(t, said, deeds, mentions) for t in triggers]
    found = []
    for trigger in without_content(triggers):
        if trigger.token.i in said and (trigger.rule is None or trigger.rule.modals):
            event = _statement(trigger, *said[trigger.token.i], calendar, mentions)
        else:
            event = _event(trigger, calendar, mentions)
        if event is not None:
            found.append(event)
    after = follow(found)
    doc._.events = [
        replace(event, after=after.get(event.trigger.i), asserted_by=claims.get(event.trigger.i)) for event in found
    ]
    return doc


def _amounting(
    trigger: Trigger, said: dict[int, tuple[FoundQuote, int | None]], deeds: dict[int, Trigger], mentions: Mentions
) -> Trigger:
    """A statement with the rule that makes a demand, a promise or a threat of it, if one does."""
    _, speaker = said.get(trigger.token.i, (None, None))
    if trigger.rule is not None or speaker is None:
        return trigger
    return replace(trigger, rule=implied(trigger.token, speaker, deeds, mentions))


def _claims(doc: Doc) -> dict[int, int]:
    """The quote of speech in whose words each token stands, by its number; of quotes within quotes the innermost."""
    sizes = [sum(len(span) for span in quote.spans) for quote in doc._.quotes]
    outermost_first = sorted(enumerate(doc._.quotes), key=lambda pair: -sizes[pair[0]])
    return {
        token.i: number for number, quote in outermost_first if quote.speech for span in quote.spans for token in span
    }


def _spoken(doc: Doc) -> Iterator[tuple[int, tuple[FoundQuote, int | None]]]:
    """Quotes that are speech, or tell that there was none, with their speakers, by the position of the cue's head."""
    for quote, speaker in zip(doc._.quotes, doc._.speakers, strict=True):
        if quote.cue_head is not None and (quote.speech or quote.unsaid):
            yield quote.cue_head.i, (quote, speaker)


def _statement(
    trigger: Trigger, quote: FoundQuote, speaker: int | None, calendar: Calendar, mentions: Mentions
) -> FoundEvent | None:
    """An act of saying: its speaker acts, whoever is told is its target."""
    event = _event(trigger, calendar, mentions, quote)
    if event is None:
        return None
    participants: dict[int, Role] = {} if speaker is None else {speaker: "actor"}
    participants |= {entity: role for entity, role in event.participants if entity != speaker}
    if trigger.rule is not None:
        return replace(event, participants=tuple(participants.items()))
    return replace(
        event,
        type="STATEMENT",
        rule=f"statement.{quote.rule.split('.')[0]}",
        participants=tuple(participants.items()),
    )


def _event(
    trigger: Trigger, calendar: Calendar, mentions: Mentions, said: FoundQuote | None = None
) -> FoundEvent | None:
    participants = participants_of(trigger, mentions)
    status, cue = status_of(trigger)
    dated = calendar.date(trigger, status, said)
    if _is_past_plan(cue, dated, calendar):
        dated = NOT_DATED
    status, cue = _agree(status, cue, dated, calendar)
    place = place_of(trigger, mentions)
    rule = trigger.rule if participants or place is not None or dated.time is not None else None
    if rule is None and not participants and dated.by != "stated" and said is None:
        return None
    type_ = rule.type if rule is not None else None
    if rule is not None and rule.negated is not None and status == "denied":
        type_, status = rule.negated, "happened"
    return FoundEvent(
        trigger=trigger.token,
        type=type_,
        mode=_mode(rule, participants, mentions),
        status=status,
        status_cue=cue,
        window=dated.window,
        dated_by=dated.by,
        time=dated.time if dated.by is not None else None,
        participants=participants,
        place=place,
        rule=rule.name if rule is not None else ("noun" if not grammar.is_verb(trigger.token) else "verb"),
        reason=dated.reason,
    )


def _mode(rule: EventRule | None, participants: tuple[tuple[int, Role], ...], mentions: Mentions) -> str | None:
    """The rule's mode; a meeting of three states or more that has none is multilateral."""
    if rule is None or rule.mode is not None or rule.type != "CONSULT":
        return rule.mode if rule is not None else None
    states = [number for number, _ in participants if is_state(mentions.entities[number])]
    return "multilateral" if len(states) > 2 else None


def _is_past_plan(cue: Token | None, dated: Dated, calendar: Calendar) -> bool:
    """Whether a day before that of writing was read for what "will" happen: one of the two was misread."""
    latest = dated.window.latest if dated.window is not None else None
    return (
        cue is not None
        and is_will(cue)
        and latest is not None
        and calendar.written is not None
        and latest < calendar.written
    )


def _agree(status: Status, cue: Token | None, dated: Dated, calendar: Calendar) -> tuple[Status, Token | None]:
    """What is told as a fact but lies after the day of writing is planned."""
    if status == "happened" and dated.window is not None and calendar.written is not None:
        earliest = dated.window.earliest
        if earliest is not None and earliest > calendar.written:
            return "planned", dated.time.span[0] if dated.time is not None else cue
    return status, cue

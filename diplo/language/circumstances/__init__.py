"""Component: to whom, through what, on which occasion and when each quote was said, and who says that it was.

Only what hangs on the cue counts: "He said that at the summit in Oslo ..." tells nothing of where he said it.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from diplo.language import grammar
from diplo.language.circumstances.addressees import addressee_of, beside_medium
from diplo.language.circumstances.beside import beside, of_kind
from diplo.language.circumstances.media import medium_of
from diplo.language.circumstances.occasions import occasion_of
from diplo.language.circumstances.sources import is_unnamed
from diplo.language.events.mentions import Mentions, mentions_of
from diplo.language.found import FoundCircumstances, FoundEvent, FoundQuote


@Language.component(
    "diplo_circumstances",
    requires=["doc._.times", "doc._.quotes", "doc._.speakers", "doc._.entities", "doc._.events", "token.dep"],
    assigns=["doc._.circumstances"],
)
def find_circumstances(doc: Doc) -> Doc:
    """Sets `doc._.circumstances`, one for each quote, in the same order."""
    mentions = mentions_of(doc)
    events = {event.trigger.i: event for event in doc._.events}
    found: list[FoundCircumstances] = []
    before: tuple[FoundQuote, int | None] | None = None
    for quote, speaker in zip(doc._.quotes, doc._.speakers, strict=True):
        own = _circumstances(quote, events, mentions)
        if before is not None and _goes_on(quote, speaker, *before):
            own = _carried(found[-1], own)
        unnamed = is_unnamed(quote, mentions.entities[speaker] if speaker is not None else None)
        found.append(replace(own, within=_outer(quote, doc._.quotes), unnamed=unnamed))
        before = quote, speaker
    doc._.circumstances = found
    return doc


def _circumstances(quote: FoundQuote, events: dict[int, FoundEvent], mentions: Mentions) -> FoundCircumstances:
    around = beside(quote)
    if around is None or not quote.speech:
        return FoundCircumstances()
    addressee = addressee_of(around, mentions)
    medium = medium_of(quote, around, addressee, mentions.entity(addressee.root) if addressee is not None else None)
    if addressee is None and medium is not None:
        addressee = beside_medium(medium, around, mentions)
    hearer = mentions.entity(addressee.root) if addressee is not None else None
    event = next((events[verb.i] for verb in around.verbs if verb.i in events), None)
    if event is not None and event.status in {"denied", "cancelled"}:
        event = None
    return FoundCircumstances(
        addressee=addressee,
        hearer=hearer.id if hearer is not None else None,
        medium=medium.name if medium is not None else None,
        medium_span=medium.words if medium is not None else None,
        occasion=occasion_of(around),
        window=event.window if event is not None else None,
        dated_by=event.dated_by if event is not None else None,
        reason=event.reason if event is not None else None,
    )


def _goes_on(quote: FoundQuote, speaker: int | None, before: FoundQuote, earlier: int | None) -> bool:
    """Whether a quote is more of the act before it: quoted words without a cue, or "he added" by the same speaker."""
    if quote.rule == "direct.floating":
        return True
    cue, last = quote.cue_head, before.spans[-1][-1]
    if cue is None or speaker is None or speaker != earlier or cue.lower_ not in of_kind("adds"):
        return False
    return abs(grammar.paragraph_of(cue) - grammar.paragraph_of(last)) <= 1


def _carried(before: FoundCircumstances, own: FoundCircumstances) -> FoundCircumstances:
    """What a quote has of its own, and what the one before it has in places where it has nothing."""
    if own.addressee is None:
        own = replace(own, addressee=before.addressee, hearer=before.hearer)
    if own.medium is None:
        own = replace(own, medium=before.medium, medium_span=before.medium_span)
    if own.window is None:
        own = replace(own, window=before.window, dated_by=before.dated_by, reason=before.reason)
    return own if own.occasion is not None else replace(own, occasion=before.occasion)


def _outer(quote: FoundQuote, quotes: list[FoundQuote]) -> int | None:
    """The place of the shortest quote in whose words this one's cue stands."""
    cue: Token | None = quote.cue_head
    if cue is None:
        return None
    holders = [
        (sum(len(span) for span in other.spans), n)
        for n, other in enumerate(quotes)
        if other is not quote and any(span.start <= cue.i < span.end for span in other.spans)
    ]
    return min(holders)[1] if holders else None

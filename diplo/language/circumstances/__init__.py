"""Component: to whom, through what, on which occasion and when each quote was said, and who says that it was.

Only what hangs on the cue counts: "He said that at the summit in Oslo ..." tells nothing of where he said it.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from diplo.language.circumstances.addressees import addressee_of
from diplo.language.circumstances.sources import is_unnamed
from diplo.language.events.mentions import Mentions, mentions_of
from diplo.language.found import FoundCircumstances, FoundEvent, FoundQuote


@Language.component(
    "diplo_circumstances",
    requires=["doc._.quotes", "doc._.speakers", "doc._.entities", "doc._.events", "token.dep"],
    assigns=["doc._.circumstances"],
)
def find_circumstances(doc: Doc) -> Doc:
    """Sets `doc._.circumstances`, one for each quote, in the same order."""
    mentions = mentions_of(doc)
    events = {event.trigger.i: event for event in doc._.events}
    doc._.circumstances = [
        _circumstances(quote, speaker, _outer(quote, doc._.quotes), events, mentions)
        for quote, speaker in zip(doc._.quotes, doc._.speakers, strict=True)
    ]
    return doc


def _circumstances(
    quote: FoundQuote, speaker: int | None, within: int | None, events: dict[int, FoundEvent], mentions: Mentions
) -> FoundCircumstances:
    addressee = addressee_of(quote, mentions)
    event = events.get(quote.cue_head.i) if quote.cue_head is not None else None
    is_told = event is not None and event.status not in {"denied", "cancelled"}
    hearer = mentions.entity(addressee.root) if addressee is not None else None
    return FoundCircumstances(
        addressee=addressee,
        hearer=hearer.id if hearer is not None else None,
        window=event.window if event is not None and is_told else None,
        dated_by=event.dated_by if event is not None and is_told else None,
        reason=event.reason if event is not None and is_told else None,
        within=within,
        unnamed=is_unnamed(quote, mentions.entities[speaker] if speaker is not None else None),
    )


def _outer(quote: FoundQuote, quotes: list[FoundQuote]) -> int | None:
    """The place of the shortest quote in whose words this one's cue stands."""
    cue = quote.cue_head
    if cue is None:
        return None
    holders = [
        (sum(len(span) for span in other.spans), n)
        for n, other in enumerate(quotes)
        if other is not quote and any(span.start <= cue.i < span.end for span in other.spans)
    ]
    return min(holders)[1] if holders else None

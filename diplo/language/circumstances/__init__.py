"""Component: to whom, through what, on which occasion and when each quote was said, and who says that it was.

Only what hangs on the cue counts: "He said that at the summit in Oslo ..." tells nothing of where he said it.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from diplo.language import grammar
from diplo.language.circumstances.addressees import addressee_of, beside_medium
from diplo.language.circumstances.beside import Beside, beside, holds, of_kind
from diplo.language.circumstances.media import medium_of
from diplo.language.circumstances.occasions import occasion_of
from diplo.language.circumstances.sources import is_unnamed
from diplo.language.events.mentions import Mentions, mentions_of
from diplo.language.found import FoundCircumstances, FoundEvent, FoundQuote

_NONE = FoundCircumstances()


@Language.component(
    "diplo_circumstances",
    requires=["doc._.times", "doc._.quotes", "doc._.nested", "doc._.speakers", "doc._.entities", "doc._.events"],
    assigns=["doc._.circumstances"],
)
def find_circumstances(doc: Doc) -> Doc:
    """Sets `doc._.circumstances`, one for each quote and then for each nested one, in the same order."""
    mentions = mentions_of(doc)
    events = {event.trigger.i: event for event in doc._.events}
    quotes: list[FoundQuote] = [*doc._.quotes, *doc._.nested]
    near = _by_sentence(quotes)
    found: list[FoundCircumstances] = []
    unnamed: set[int] = set()
    before: tuple[FoundQuote, int | None] | None = None
    for quote, speaker in zip(quotes, (*doc._.speakers, *doc._.nested_speakers), strict=True):
        others = near.get(quote.cue_head.sent.start, {}) if quote.cue_head is not None else {}
        # What is not said yet has a hearer and a day, too: "Berg will tell the council on Friday that ...".
        is_told = quote.speech or quote.unsaid
        own = _circumstances(beside(quote, others.values()), speaker, events, mentions) if is_told else _NONE
        if before is not None and _goes_on(quote, speaker, *before):
            own = _carried(found[-1], own)
        held_back = is_unnamed(quote, speaker, mentions, unnamed)
        if held_back and speaker is not None and mentions.entities[speaker].kind == "person":
            unnamed.add(speaker)
        found.append(replace(own, within=_outer(quote, others), unnamed=held_back))
        before = quote, speaker
    doc._.circumstances = found
    return doc


def _by_sentence(quotes: list[FoundQuote]) -> dict[int, dict[int, FoundQuote]]:
    """The quotes with words in a sentence, by their places, by the first token of the sentence."""
    found: dict[int, dict[int, FoundQuote]] = {}
    for n, quote in enumerate(quotes):
        for span in quote.spans:
            i = span.start
            while i < span.end:
                found.setdefault(span.doc[i].sent.start, {})[n] = quote
                i = span.doc[i].sent.end
    return found


def _circumstances(
    around: Beside | None, speaker: int | None, events: dict[int, FoundEvent], mentions: Mentions
) -> FoundCircumstances:
    if around is None:
        return _NONE
    addressee = addressee_of(around, mentions)
    medium = medium_of(around, addressee, mentions.entity(addressee.root) if addressee is not None else None)
    if addressee is None and medium is not None:
        addressee = beside_medium(medium, around, mentions)
    hearer = mentions.entity(addressee.root) if addressee is not None else None
    if hearer is not None and hearer.id == speaker:  # "..., asked Berg": the parse took her for whom was asked
        addressee = hearer = None
    told = [events[verb.i] for verb in around.verbs if verb.i in events and events[verb.i].window is not None]
    event = next((event for event in told if event.status not in {"denied", "cancelled"}), None)
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
    """Whether a quote is more of the act before it, by the same speaker: "he added"; "he denied it, saying ..."."""
    cue, last = quote.cue_head, before.spans[-1][-1]
    if cue is None or speaker is None or speaker != earlier:
        return False
    is_within = cue.tag_ == "VBG" and before.cue_head is not None and cue.sent.start == before.cue_head.sent.start
    if cue.lower_ not in of_kind("adds") and not is_within:
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


def _outer(quote: FoundQuote, others: dict[int, FoundQuote]) -> int | None:
    """The place of the shortest quote in whose words this one's cue stands."""
    holders = [
        (sum(len(span) for span in other.spans), n)
        for n, other in others.items()
        if other is not quote and quote.cue_head is not None and holds(other, quote.cue_head)
    ]
    return min(holders)[1] if holders else None

"""Scores what was read from the gold articles: `python tests/gold_scorer.py [--errors] [--raise-floors]`.

All figures are percentages over the articles of one split.

    people         F1 of persons with a name, by exactly that name (case, accents and hyphens aside)
    roles          F1 of roles; two wordings are the same when they share 60% of the longer one's words
    coreference    B-cubed F1 over the mentions of persons (names and pronouns by their exact words, descriptions by
                   their head); a mention that is none counts against the named person it was given to
    names          F1 of names of persons, organizations and places, by words and kind
    times_strict   F1 of time expressions, by exact words
    times_value    F1 of overlapping time expressions with the right value (as in TempEval-3)
    times_window   the same with the right window of days
    quotes_found   F1 of quotations of speech that share 80% of the words (Jaccard)
    quotes_right   the same, and the speaker is right (the source's words where the speaker is no person of the article)
    events_found   F1 of events, by trigger and type; precision counts PLOVER's sixteen types only
    events_exact   share of all events that were found with the right status, window, dating, participants and place
    events_roles   share of the participants of found events that have the right role
    never          forbidden readings, as a number: two persons taken for one, a place taken for a person

`--errors` lists the misses of the split "seen" only, so that nobody writes rules for the others.
"""

from __future__ import annotations

import argparse
import math
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import gold_articles
from gold_articles import FOLDER, Gold, GoldEvent, GoldQuote, Span

from diplo.names import fold
from diplo.records import Document, Entity, Event, Mention, Offsets, Quote, Time

FLOORS = FOLDER / "floors.toml"
SPLITS = ("seen", "unseen")
LAYERS = (
    *("people", "roles", "coreference", "names", "times_strict", "times_value", "times_window"),
    *("quotes_found", "quotes_right", "events_found", "events_exact", "events_roles", "never"),
)
UNTYPED = frozenset({None, "STATEMENT"})
SLACK = 0.5
"""A floor is set this much below the figure that was measured."""

Tell = Callable[[str], None]


class Counts:
    """What was right, of what was found and of what is there; sums, so that long articles count more."""

    def __init__(self) -> None:
        self.right = self.right_found = 0.0
        self.found = self.there = 0

    def add(self, right: float, found: int, there: int, right_found: float | None = None) -> None:
        self.right += right
        self.right_found += right if right_found is None else right_found
        self.found += found
        self.there += there

    def f1(self) -> float:
        """Percentage; 100 where there was nothing to find and nothing was found."""
        if not self.found and not self.there:
            return 100.0
        precision = self.right_found / self.found if self.found else 0.0
        recall = self.right / self.there if self.there else 0.0
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(pairs: Iterable[tuple[Gold, Document]], tell: Tell = lambda line: None) -> dict[str, float]:
    """The figures over some articles, each with what was read from it; `tell` hears of each miss."""
    counts: dict[str, Counts] = defaultdict(Counts)
    never = 0
    for gold, found in pairs:

        def told(line: str, name: str = gold.name) -> None:
            tell(f"{name}: {line}")

        _people(gold, found, counts["people"], told)
        _roles(gold, found, counts["roles"], told)
        _coreference(gold, found, counts["coreference"], told)
        _names(gold, found, counts["names"], told)
        _times(gold, found, counts, told)
        _quotes(gold, found, counts, told)
        _events(gold, found, counts, told)
        for reading in _forbidden(gold, found):
            never += 1
            told(reading)
    return {layer: float(never) if layer == "never" else counts[layer].f1() for layer in LAYERS}


def _people(gold: Gold, found: Document, counts: Counts, tell: Tell) -> None:
    wanted = {fold(person.name) for person in gold.people if not person.optional}
    allowed = {fold(person.name) for person in gold.people}
    got = {fold(entity.name) for entity in found.entities if entity.kind == "person" and entity.name}
    counts.add(len(wanted & got), len(got - (allowed - wanted)), len(wanted))
    for name in sorted(wanted - got):
        tell(f"person missed: {name}")
    for name in sorted(got - allowed):
        tell(f"no person of the article: {name}")


def _roles(gold: Gold, found: Document, counts: Counts, tell: Tell) -> None:
    stated: dict[str, list[str]] = defaultdict(list)
    for stating in found.facts:
        if stating.predicate == "role":
            stated[fold(found.entities[stating.subject].name or "")].append(stating.object)
    for person in gold.people:
        facts = stated[fold(person.name)]
        right = [role for role in person.roles if any(_alike(wording, fact) for wording in role for fact in facts)]
        wordings = [wording for role in person.roles for wording in role] + list(person.optional_roles)
        wrong = [fact for fact in facts if not any(_alike(wording, fact) for wording in wordings)]
        counts.add(len(right), len(right) + len(wrong), len(person.roles))
        for role in set(person.roles) - set(right):
            tell(f"role missed: {person.name}: {role[0]} (stated: {facts})")
        for fact in wrong:
            tell(f"no role of {person.name}: {fact}")


def _alike(one: str, other: str) -> bool:
    a, b = (set(fold(words).split()) - {"the", "a", "an", "of", "s"} for words in (one, other))
    return bool(a and b) and len(a & b) / max(len(a), len(b)) >= 0.6


def _coreference(gold: Gold, found: Document, counts: Counts, tell: Tell) -> None:
    """B-cubed; optional mentions count where they were found, unnamed persons only for mentions that are there."""
    wanted: dict[Offsets, str] = {m.span: person.name for person in gold.people for m in person.mentions}
    required = {m.span for person in gold.people if not person.optional for m in person.mentions if not m.optional}
    clusters: dict[int, set[Offsets]] = defaultdict(set)
    for entity in found.entities:
        for mention in entity.mentions if entity.kind == "person" else ():
            span = _gold_span(gold, mention)
            if span is not None and not any(span in other for other in clusters.values()):
                clusters[entity.id].add(span)
            elif span is None and entity.name is not None:
                clusters[entity.id].add((mention.start, mention.end))
    by_span: dict[Offsets, set[Offsets]] = {span: cluster for cluster in clusters.values() for span in cluster}
    used = required | (wanted.keys() & by_span.keys())
    for there in used:
        same = {other for other in used if wanted[other] == wanted[there]}
        counts.add(len(same & by_span.get(there, set())) / len(same), 0, 1, 0.0)
        if there not in by_span:
            tell(f"mention missed: {wanted[there]}: {_around(found, there)}")
    for at, cluster in by_span.items():
        name = wanted.get(at)
        share = sum(wanted.get(other) == name for other in cluster) / len(cluster) if name else 0.0
        counts.add(0.0, 1, 0, share)
        if share < 0.5:
            what = f"mention of {name} given to somebody else" if name else "no mention"
            tell(f"{what}: {_around(found, at)}")


def _gold_span(gold: Gold, mention: Mention) -> Span | None:
    """The annotated mention that a found one is; a description is told by its head."""
    for person in gold.people:
        for other in person.mentions:
            if (mention.start, mention.end) == other.span:
                return other.span
            if other.form == "nominal" == mention.form:
                start, end = _head(gold.document.text, other.span)
                if mention.start <= start and end <= mention.end and other.span.start <= mention.start + 4:
                    return other.span
    return None


def _head(text: str, span: Span) -> Span:
    """The last word of a description, before "of" if there is one."""
    words = text[slice(*span)].partition(" of ")[0]
    return Span(span.start + words.rfind(" ") + 1, span.start + len(words))


def _names(gold: Gold, found: Document, counts: Counts, tell: Tell) -> None:
    wanted = {(span, name.kind) for name in gold.names if not name.optional for span in name.spans}
    wanted |= {
        (m.span, "person")
        for person in gold.people
        if not person.optional
        for m in person.mentions
        if m.form == "name" and not m.optional
    }
    optional = [span for name in gold.names if name.optional for span in name.spans]
    optional += [m.span for person in gold.people for m in person.mentions if person.optional or m.optional]
    got = {
        (Span(m.start, m.end), entity.kind)
        for entity in found.entities
        for m in entity.mentions
        if m.form == "name" and entity.kind != "other"
    }
    got = {name for name in got if name in wanted or not any(_inside(name[0], span) for span in optional)}
    counts.add(len(wanted & got), len(got), len(wanted))
    for span, kind in sorted(wanted - got):
        tell(f"name missed: {kind} {_around(found, span)}")
    for span, kind in sorted(got - wanted):
        tell(f"no {kind}: {_around(found, span)}")


def _times(gold: Gold, found: Document, counts: dict[str, Counts], tell: Tell) -> None:
    free = sorted(found.times, key=lambda time: (time.start, time.end))
    pairs = []
    for wanted in sorted(gold.times, key=lambda time: (time.optional, time.span)):
        match = next((time for time in free if _overlap((time.start, time.end), wanted.span)), None)
        if match is not None:
            free.remove(match)
        if not wanted.optional:
            pairs.append((wanted, match))
    n_found = len(free) + sum(match is not None for _, match in pairs)
    right = {"times_strict": 0, "times_value": 0, "times_window": 0}
    for wanted, match in pairs:
        wrong = _wrong_time(wanted, match)
        for layer in right:
            right[layer] += layer not in wrong
        if wrong:
            said = f"{match.value} {match.earliest}..{match.latest}" if match else "nothing"
            tell(f"time: {_around(found, wanted.span)}: {wanted.value}, found {said} ({', '.join(wrong)})")
    for time in free:
        tell(f"no time: {_around(found, (time.start, time.end))}")
    for layer, number in right.items():
        counts[layer].add(number, n_found, len(pairs))


def _wrong_time(wanted: gold_articles.GoldTime, match: Time | None) -> list[str]:
    if match is None:
        return ["times_strict", "times_value", "times_window"]
    wrong = []
    if (match.start, match.end) != wanted.span:
        wrong.append("times_strict")
    if wanted.value not in ("?", match.value):
        wrong.append("times_value")
    if wanted.window not in (None, (match.earliest, match.latest)):
        wrong.append("times_window")
    return wrong


def _quotes(gold: Gold, found: Document, counts: dict[str, Counts], tell: Tell) -> None:
    free = [quote for quote in found.quotes if quote.speech]
    n_found = n_right = n_there = 0
    for wanted in sorted(gold.quotes, key=lambda quote: quote.optional):
        best = max(found.quotes, key=lambda quote: _shared(found, quote, wanted), default=None)
        if best is None or _shared(found, best, wanted) < (0.5 if wanted.optional else 0.8):
            best = None
        elif best in free:
            free.remove(best)
        if wanted.optional:
            continue
        n_there += 1
        n_found += best is not None
        is_right = best is not None and _is_speaker(gold, found, best, wanted)
        n_right += is_right
        if not is_right:
            what = "quote missed" if best is None else f"speaker {_speaker(found, best)!r} for {wanted.speaker!r}"
            tell(f"{what}: {_around(found, wanted.spans[0])}")
    for quote in free:
        tell(f"no quote: {' ... '.join(found.text[slice(*span)] for span in quote.spans)!r}")
    counts["quotes_found"].add(n_found, n_found + len(free), n_there)
    counts["quotes_right"].add(n_right, n_found + len(free), n_there)


def _shared(found: Document, quote: Quote, wanted: GoldQuote) -> float:
    """The best Jaccard index of the words, by where they stand: all spans together, one of them, or a quoted part."""
    words = _positions(found.text, wanted.spans)
    candidates = [quote.spans, *((span,) for span in (*quote.spans, *quote.quoted))]
    sets = [_positions(found.text, spans) for spans in candidates]
    return max((len(words & other) / len(words | other) for other in sets if words | other), default=0.0)


def _positions(text: str, spans: Iterable[Offsets]) -> set[int]:
    """Where the words of some spans begin."""
    found = set()
    for start, end in spans:
        found |= {at for at in range(start, end) if text[at].isalnum() and (at == start or not text[at - 1].isalnum())}
    return found


def _is_speaker(gold: Gold, found: Document, quote: Quote, wanted: GoldQuote) -> bool:
    if wanted.speaker is not None:
        return fold(_speaker(found, quote) or "") == fold(wanted.speaker)
    if wanted.source is None:
        return True
    return quote.source is not None and _overlap(quote.source, wanted.source)


def _speaker(found: Document, quote: Quote) -> str | None:
    return found.entities[quote.speaker].name if quote.speaker is not None else None


def _events(gold: Gold, found: Document, counts: dict[str, Counts], tell: Tell) -> None:
    known = {trigger for event in gold.events for trigger in event.triggers}
    wrong = [e for e in found.events if e.type not in UNTYPED and not any(_overlap(e.trigger, t) for t in known)]
    n_found = n_exact = n_there = 0
    for wanted in gold.events:
        at = [event for event in found.events if any(_overlap(event.trigger, t) for t in wanted.triggers)]
        fits = [event for event in at if wanted.types is None or event.type in wanted.types]
        if wanted.optional:
            continue
        n_there += 1
        if not fits:
            wrong += [event for event in at if event.type not in UNTYPED][:1]
            tell(f"event missed: {wanted.evidence!r} {wanted.types}, found {[event.type for event in at]}")
            continue
        n_found += 1
        best = min(fits, key=lambda event: len(list(_wrong_event(gold, found, wanted, event))))
        mistakes = list(_wrong_event(gold, found, wanted, best))
        n_exact += not mistakes
        _event_roles(gold, found, wanted, best, counts["events_roles"])
        if mistakes:
            tell(f"event {wanted.evidence!r}: {'; '.join(mistakes)}")
    for event in wrong:
        tell(f"no such event: {event.type} {_around(found, event.trigger)}")
    counts["events_found"].add(n_found, n_found + len(wrong), n_there)
    counts["events_exact"].add(n_exact, n_there, n_there)


def _wrong_event(gold: Gold, found: Document, wanted: GoldEvent, event: Event) -> Iterator[str]:
    if wanted.statuses is not None and event.status not in wanted.statuses:
        yield f"status {event.status} for {wanted.statuses[0]}"
    if wanted.window is not None and not _is_window(wanted, event):
        yield f"window {event.earliest}..{event.latest} for {wanted.window[0]}..{wanted.window[1]}"
    elif wanted.dated_by is not None and event.dated_by != wanted.dated_by:
        yield f"dated by {event.dated_by} for {wanted.dated_by}"
    need = {_one_name(gold, name) for name, _ in wanted.participants}
    may = need | {_one_name(gold, name) for name in (*wanted.also, wanted.place or "")}
    got = {
        name for participant in event.participants if (name := _entity_name(gold, found.entities[participant.entity]))
    }
    if need - got:
        yield f"without {', '.join(sorted(need - got))}"
    if got - may:
        yield f"with {', '.join(sorted(got - may))}"
    place = _entity_name(gold, found.entities[event.place]) if event.place is not None else None
    if wanted.place is not None and place != _one_name(gold, wanted.place):
        yield f"place {place} for {wanted.place}"


def _is_window(wanted: GoldEvent, event: Event) -> bool:
    if not wanted.loose or wanted.window is None or wanted.window[0] is None or wanted.window[1] is None:
        return (event.earliest, event.latest) == wanted.window
    if event.earliest is None or event.latest is None:
        return False
    days = (date.fromisoformat(event.latest) - date.fromisoformat(event.earliest)).days
    return event.earliest <= wanted.window[1] and wanted.window[0] <= event.latest and days <= 31


def _event_roles(gold: Gold, found: Document, wanted: GoldEvent, event: Event, counts: Counts) -> None:
    got = {(_entity_name(gold, found.entities[p.entity]), str(p.role)) for p in event.participants}
    right = sum((_one_name(gold, name), role) in got for name, role in wanted.participants)
    counts.add(right, len(wanted.participants), len(wanted.participants))


def _one_name(gold: Gold, name: str) -> str:
    """One of the names that the article has for a place or organization, so that they compare equal."""
    for known in gold.names:
        if fold(name) in map(fold, known.names):
            return fold(known.names[0])
    return fold(name)


def _entity_name(gold: Gold, entity: Entity) -> str | None:
    return _one_name(gold, entity.name) if entity.name else None


def _forbidden(gold: Gold, found: Document) -> Iterator[str]:
    for entity in found.entities:
        forms = {fold(found.text[m.start : m.end]) for m in entity.mentions}
        for one, other in gold.never_same:
            if fold(one) in forms and fold(other) in forms:
                yield f"NEVER: {one} and {other} are one person"
        if entity.kind == "person" and fold(entity.name or "") in map(fold, gold.not_people):
            yield f"NEVER: {entity.name} is a person"


def _inside(one: Offsets, other: Offsets) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _around(found: Document, span: Offsets) -> str:
    start, end = span
    before, after = found.text[max(0, start - 20) : start], found.text[end : end + 20]
    return f"{before}[{found.text[start:end]}]{after}".replace("\n", " ")


def read_all() -> list[tuple[Gold, Document]]:
    """Every gold article with what the pipeline that ships reads from it."""
    from diplo import language

    golds = [gold_articles.load(name) for name in gold_articles.articles()]
    return list(zip(golds, language.extract(language.load(), [gold.document for gold in golds]), strict=True))


def figures(pairs: list[tuple[Gold, Document]], tell: Tell = lambda line: None) -> dict[str, dict[str, float]]:
    """The figures of each split."""
    silent: Tell = lambda line: None  # noqa: E731
    return {
        split: score([pair for pair in pairs if pair[0].split == split], tell if split == "seen" else silent)
        for split in SPLITS
    }


def floors() -> dict[str, dict[str, float]]:
    """The figures below which no split may fall; `never` is a ceiling."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def raise_floors(measured: dict[str, dict[str, float]]) -> None:
    """Writes floors a little below the figures; a floor that is higher stays."""
    old = floors()
    lines = ["# No figure of tests/gold_scorer.py may fall below these; `never` may not rise. Floors only rise:", "#"]
    lines[1] = "# python tests/gold_scorer.py --raise-floors"
    for split in SPLITS:
        lines += ["", f"[{split}]"]
        for layer, figure in measured[split].items():
            before = old.get(split, {}).get(layer)
            new = figure if layer == "never" else max(0.0, math.floor((figure - SLACK) * 10) / 10)
            if before is not None:
                new = min(before, new) if layer == "never" else max(before, new)
            lines.append(f"{layer} = {new:.1f}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list what was missed in the seen articles")
    parser.add_argument("--raise-floors", action="store_true", help="write floors.toml, upwards only")
    options = parser.parse_args()
    measured = figures(read_all(), print if options.errors else lambda line: None)
    print(f"{'':14}" + "".join(f"{split:>9}" for split in SPLITS))
    for layer in LAYERS:
        print(f"{layer:14}" + "".join(f"{measured[split][layer]:9.1f}" for split in SPLITS))
    if options.raise_floors:
        raise_floors(measured)


if __name__ == "__main__":
    main()

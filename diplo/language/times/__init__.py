"""Component: time expressions with type, value, window of days, and the arithmetic that led there.

The words are in `data/times/words.tsv`, the patterns in `data/times/rules.toml`; at each word the longest match that
has a meaning is taken, so the work grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from diplo import knowledge
from diplo.calendar import Window
from diplo.language import grammar
from diplo.language.found import FoundTime
from diplo.language.times import dates as time_dates
from diplo.language.times import relative as time_relative
from diplo.language.times import spans as time_spans
from diplo.language.times import words as time_words
from diplo.language.times.context import Context, Focus, Reading
from diplo.language.times.rules import Ready, argument, bindings, read_rules
from diplo.language.times.tense import tells_year
from diplo.language.times.words import Item, is_month

NAME = "diplo_times"
_MEANINGS = time_dates.MEANINGS | time_relative.MEANINGS | time_spans.MEANINGS


@Language.component(NAME, requires=["doc._.names", "token.dep", "token.tag"], assigns=["doc._.times"])
def find_times(doc: Doc) -> Doc:
    """Finds and resolves the time expressions of a text, from first to last."""
    document = doc._.document
    written = date.fromisoformat(document.date) if document is not None and document.date else None
    focus = Focus()
    taken = frozenset(
        token.i for name in doc._.names if name.label_ == "person" and not is_month(name) for token in name
    )
    times: list[FoundTime] = []
    for number, sent in enumerate(grammar.sentences(doc)):
        if time_words.has_time(sent):
            items = time_words.read_items(doc, sent.start, sent.end, taken)
            times += _join_ranges(_join_clocks(_read_sentence(items, doc, focus, number, written)))
    doc._.times = times
    return doc


def _read_sentence(items: list[Item], doc: Doc, focus: Focus, number: int, written: date | None) -> list[FoundTime]:
    rules = read_rules()
    text = rules.write(items)
    found: list[FoundTime] = []
    at = 0
    while match := rules.any_rule.search(text, at):
        at = match.start() + 1
        for longest, rule in _matches(text, match.start()):
            span = doc[items[longest.start()].first : items[longest.end() - 1].last + 1]
            words = bindings(longest, items)
            context = Context(written, focus, number, span)
            reading = _mean(rule, words, context)
            if reading is not None and not (found and span.start < found[-1].span.end):
                focus.note(number, reading, "year" in words and tells_year(span), written)
                found.append(_found(span, reading, rule))
                at = longest.end()
                break
    return found


def _matches(text: str, at: int) -> list[tuple[re.Match[str], Ready]]:
    """The rules that match from an item on, the longest match first; among equals the first rule."""
    found = [(match, rule) for rule in read_rules().rules if (match := rule.regex.match(text, at)) and match.group()]
    return sorted(found, key=lambda pair: -len(pair[0].group()))


def _mean(rule: Ready, words: dict[str, str], context: Context) -> Reading | None:
    """Calls the function that the rule names, and applies the words that any expression may have."""
    try:
        reading = _MEANINGS[rule.function](context, *(argument(a, words) for a in rule.arguments))
    except (ValueError, OverflowError):
        return None
    if reading is None:
        return None
    if "part" in words and reading.type == "DATE":
        reading = time_spans.timed(reading, words["part"])
    if edge := words.get("edge") or words.get("edgeof"):
        reading = time_spans.edged(reading, edge)
    if "approx" in words:
        reading = time_spans.approximate(reading)
    if "earlier" in words:
        reading = time_spans.sooner(reading, words["earlier"], context.written)
    return reading


def _found(span: Span, reading: Reading, rule: Ready) -> FoundTime:
    parts = " + ".join([f'"{span.text}"', *reading.because])
    reason = f"{parts} -> {_shown(reading)}"
    return FoundTime(span, reading.type, reading.value, reading.window, rule.name, reason)


def _shown(reading: Reading) -> str:
    window = reading.window
    if window and window.earliest and window.earliest == window.latest and reading.value:
        return f"{window.earliest:%a} {reading.value}"
    return reading.value or "open"


def _join_clocks(times: list[FoundTime]) -> list[FoundTime]:
    """Clock times take the day that the sentence names; "9 a.m. Tuesday" and "Tuesday, 9 a.m." are one expression."""
    days = [time for time in times if _is_day(time)]
    joined: list[FoundTime] = []
    for time in times:
        day = min(days, key=lambda d: abs(d.span.start - time.span.start), default=None)
        placed = _on_day(time, day) if _is_clock(time) and day is not None else time
        before = joined[-1] if joined else None
        if before is not None and _is_clock(before) != _is_clock(time) and _are_adjacent(before, time):
            span = time.span.doc[before.span.start : time.span.end]
            joined[-1] = replace(placed if _is_clock(time) else _on_day(before, time), span=span)
        else:
            joined.append(placed)
    return joined


def _is_clock(time: FoundTime) -> bool:
    return time.rule.startswith("clock")


def _is_day(time: FoundTime) -> bool:
    return not _is_clock(time) and time.window is not None and time.window.earliest == time.window.latest is not None


def _are_adjacent(first: FoundTime, second: FoundTime) -> bool:
    between = first.span.doc[first.span.end : second.span.start].text
    return between in {"", ","} and _is_day(second if _is_clock(first) else first)


def _on_day(clock: FoundTime, day: FoundTime) -> FoundTime:
    value = f"{(day.value or '')[:10]}{(clock.value or '')[10:]}"
    return replace(clock, value=value, window=day.window, reason=f'{day.reason}, "{clock.span.text}"')


def _join_ranges(times: list[FoundTime]) -> list[FoundTime]:
    """ "between 2012 and 2014", "from Monday to Friday": both expressions get the window of the whole."""
    joined = list(times)
    for k, (first, last) in enumerate(pairwise(times)):
        begin = first.window.earliest if first.window else None
        end = last.window.latest if last.window else None
        if begin and end and begin <= end and _is_range(first, last):
            for place, time in ((k, first), (k + 1, last)):
                reason = f"{time.reason}; from {first.value} to {last.value}"
                joined[place] = replace(time, window=Window(begin, end), reason=reason)
    return joined


def _is_range(first: FoundTime, last: FoundTime) -> bool:
    doc = first.span.doc
    before = doc[first.span.start - 1].lower_ if first.span.start else ""
    return (before, doc[first.span.end : last.span.start].text.lower()) in _ranges()


@cache
def _ranges() -> frozenset[tuple[str, str]]:
    """Words before and between the ends of a range: "between" and "and"."""
    return frozenset((row["word"], row["value"]) for row in knowledge.table("times/cues") if row["cue"] == "range")

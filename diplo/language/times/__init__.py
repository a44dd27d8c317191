"""Component: time expressions with type, value, window of days, and the arithmetic that led there.

The words are in `data/times/words.tsv`, the patterns in `data/times/rules.toml`; at each word the longest match that
has a meaning is taken, so the work grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from diplo.calendar import value_window
from diplo.language import grammar
from diplo.language.found import FoundTime
from diplo.language.quotes.marks import find_stretches
from diplo.language.times import clocks as time_clocks
from diplo.language.times import dates as time_dates
from diplo.language.times import relative as time_relative
from diplo.language.times import spans as time_spans
from diplo.language.times import words as time_words
from diplo.language.times.context import Context, Focus, Reading
from diplo.language.times.joins import Resolved, join_clocks, join_ranges
from diplo.language.times.rules import Ready, argument, bindings, read_rules
from diplo.language.times.tense import Tenses, is_since
from diplo.language.times.words import Item, tells_no_time

NAME = "diplo_times"
_MEANINGS = time_clocks.MEANINGS | time_dates.MEANINGS | time_relative.MEANINGS | time_spans.MEANINGS


@Language.component(NAME, requires=["doc._.names", "token.dep", "token.tag"], assigns=["doc._.times"])
def find_times(doc: Doc) -> Doc:
    """Finds and resolves the time expressions of a text, from first to last."""
    document = doc._.document
    written = date.fromisoformat(document.date) if document is not None and document.date else None
    focus = Focus()
    taken = frozenset(token.i for name in doc._.names if tells_no_time(name) for token in name)
    quoted = frozenset(i for stretch in find_stretches(doc) for i in range(stretch.start, stretch.end))
    times: list[FoundTime] = []
    for number, sent in enumerate(grammar.sentences(doc)):
        if time_words.has_time(sent):
            items = time_words.read_items(doc, sent.start, sent.end, taken)
            read = _read_sentence(items, Context(written, focus, number, Tenses(sent), quoted, sent))
            times += [_found(resolved) for resolved in join_ranges(join_clocks(read))]
    doc._.times = times
    return doc


def _read_sentence(items: list[Item], sentence: Context) -> list[Resolved]:
    rules = read_rules()
    text = rules.write(items)
    found: list[Resolved] = []
    at = 0
    while match := rules.any_rule.search(text, at):
        at = match.start() + 1
        for longest, rule in _matches(text, match.start()):
            span = sentence.span.doc[items[longest.start()].first : items[longest.end() - 1].last + 1]
            words = bindings(longest, items)
            context = replace(sentence, span=span)
            reading = _mean(rule, words, context)
            if reading is not None and not (found and span.start < found[-1].span.end):
                if not is_since(span):
                    context.focus.note(context, reading, "year" in words and context.tenses.tells_main(span))
                found.append(Resolved(span, reading, rule.name))
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
        reading = time_spans.approximate(reading, words["approx"])
    if "earlier" in words:
        reading = time_spans.sooner(reading, words["earlier"], context)
    return reading


def _found(resolved: Resolved) -> FoundTime:
    reading = resolved.reading
    parts = " + ".join([f'"{resolved.span.text}"', *reading.because])
    reason = f"{parts} -> {_shown(reading)}"
    return FoundTime(resolved.span, reading.type, reading.value, reading.window, resolved.rule, reason)


def _shown(reading: Reading) -> str:
    """A value with its weekday, or with the days of its window where they are not all those of the value."""
    value, (first, last) = reading.value or "open", reading.window or (None, None)
    if first is None or last is None:
        return value
    if first == last:
        return f"{first:%a} {value}"
    return value if reading.window == value_window(value) else f"{value}, {first} to {last}"

"""Corrections as a text file: one judgement a line, in the order of the words they stand on, so that git merges it.

Each line is a JSON object: the command, what it sets, the words with sentence and document, who, when and why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from diplo import calendar
from diplo.cli.options import EVENT_TYPES, KINDS, MEDIA, PREDICATES, STATUSES
from diplo.cli.telling import Misuse
from diplo.records import Anchor, Correction
from diplo.views.json import escaped


def line(correction: Correction) -> str:
    """A correction as one line of JSON."""
    return escaped(
        json.dumps(
            {
                "judgement": correction.judgement,
                "value": correction.value,
                "on": {part: [_place(anchor) for anchor in found] for part, found in correction.anchors.items()},
                "author": correction.author,
                "made": correction.made,
                "reason": correction.reason,
                "target": correction.target,
            },
            ensure_ascii=False,
        )
    )


def read(lines: Iterable[str], name: str) -> Iterator[Correction]:
    """The corrections of a file; raises Misuse, which names the line, for what is none."""
    for number, text in enumerate(lines, 1):
        if text.strip():
            try:
                yield _correction(json.loads(text))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise Misuse(f"{name}, line {number}, is no correction: {_why(error)}.") from error


def _why(error: Exception) -> str:
    """What is wrong with a line, in words for whoever wrote it."""
    if isinstance(error, json.JSONDecodeError):
        return "it is no JSON"
    if isinstance(error, KeyError):
        return f"{error} is missing or not known"
    return str(error) if type(error) is ValueError else "a value is of the wrong kind"


def _place(anchor: Anchor) -> dict[str, Any]:
    place = {"document": anchor.document, "words": anchor.words, "sentence": anchor.sentence, "start": anchor.start}
    return place | ({"nth": anchor.nth} if anchor.nth else {})


def _correction(given: Mapping[str, Any]) -> Correction:
    """Raises ValueError, KeyError or TypeError for anything that no command could have made."""
    fields = _FIELDS[given["judgement"]]
    for field, one in given["value"].items():
        if not fields[field](one):
            raise ValueError(f"{one!r} is no {field}")
    datetime.fromisoformat(given["made"])
    anchors = {part: tuple(map(_anchor, found)) for part, found in given["on"].items()}
    who = {name: given[name] for name in ("author", "reason")}
    if not all(one is None or isinstance(one, str) for one in who.values()) or not isinstance(given["target"], str):
        raise ValueError("author, reason and target are texts")
    return Correction(given["judgement"], given["target"], given["value"], given["made"], **who, anchors=anchors)


def _anchor(given: Mapping[str, Any]) -> Anchor:
    start, words, sentence = int(given["start"]), given["words"], given["sentence"]
    if sentence[start : start + len(words)] != words:
        raise ValueError(f"{words!r} does not stand at {start} of its sentence")
    return Anchor(given["document"], sentence, start, start + len(words), int(given.get("nth", 0)))


def _is_text(one: Any) -> bool:
    return isinstance(one, str) and bool(one.strip())


def _is_entity(one: Any) -> bool:
    return isinstance(one, dict) and _is_text(one.get("id")) and _is_text(one.get("name"))


def _is_window(one: Any) -> bool:
    """Both ends of it are days or open, and in order."""
    ends = [None if end is None else date.fromisoformat(end) for end in (one["earliest"], one["latest"])]
    return None in ends or ends == sorted(ends, key=str)


def _are(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda one: isinstance(one, list) and all(map(check, one))


def _or_none(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda one: one is None or check(one)


_EVENT: Mapping[str, Callable[[Any], bool]] = {
    "date": _or_none(_is_window),
    "status": lambda one: one in STATUSES,
    "type": _or_none(lambda one: one in EVENT_TYPES),
    "mode": _or_none(_is_text),
    "place": _or_none(_is_entity),
    "person": _are(_is_entity),
    "target": _are(_is_entity),
}
_FIELDS: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    "event set": {**_EVENT, "not_person": _are(_is_entity)},
    "event add": _EVENT,
    "event reject": {},
    "quote set": {
        "speaker": _or_none(_is_entity),
        "hearer": _or_none(_is_entity),
        "medium": _or_none(lambda one: one in MEDIA),
        "date": _or_none(_is_window),
    },
    "quote reject": {},
    "time set": {"value": _or_none(lambda one: calendar.value_window(one) is not None)},
    "fact set": {"subject": _is_entity, "predicate": lambda one: one in PREDICATES, "object": _is_text},
    "fact reject": {},
    "entity merge": {"other": _is_entity},
    "entity split": {"apart": _are(_is_entity), "never": _are(_is_entity)},
    "entity rename": {"name": _is_text},
    "entity alias": {"name": _is_text},
    "entity kind": {"kind": lambda one: one in KINDS},
    "entity ignore": {},
}
"""The judgements that there are, with what each may set."""

"""Puts other names and days into an article and its gold, consistently, to see whether anything was fitted to it.

    python benchmarks/swap_names.py FOLDER OUT SEED

Full names become others of the same shape (the family first where it stood first), surnames alone follow them;
countries change with their adjectives and capitals, and dates move by whole weeks, so that weekdays and what is said
from the day of writing ("last week") still hold. What no pool knows stays as it is.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from swap_dates import Shift

POOLS = tomllib.loads(Path(__file__).with_name("pools.toml").read_text(encoding="utf-8"))
PEOPLE: dict[str, list[str]] = POOLS.pop("people")
KEPT = frozenset({"id", "type", "status", "kind", "note"})
"""Fields of the gold that hold no words of the article."""

Names = dict[str, str]


def swap(text: str, gold: dict[str, Any], seed: int) -> tuple[str, dict[str, Any]]:
    """The text and its gold with other names and days; raises ValueError where gold no longer stands in the text."""
    random = Random(seed)
    names = {**swap_things(text, random), **swap_people(text, [person["name"] for person in gold["people"]], random)}
    shift = Shift.choose(date.fromisoformat(gold["date"]), random)
    renamed = renamer(names)
    swapped = shift.text(renamed(text))
    changed = change(gold, lambda words: shift.text(renamed(words)), shift)
    for event in changed["events"]:
        if event["evidence"] not in swapped:
            raise ValueError(f"{event['id']}: its evidence is no longer in the text: {event['evidence']}")
    return swapped, changed


def swap_folder(source: Path, target: Path, seed: int) -> None:
    """Writes every article of a folder, and its gold, with other names."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.glob("*.gold.json")):
        article = path.with_name(f"{path.name.removesuffix('.gold.json')}.txt")
        text, gold = swap(article.read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8")), seed)
        (target / article.name).write_text(text, encoding="utf-8")
        (target / path.name).write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")


def swap_things(text: str, random: Random) -> Names:
    """Other names for the countries, places and organizations that stand in the text."""
    names: Names = {}
    for group in POOLS.values():
        here = [row for row in group if any(stands_in(form, text) for form in row)]
        free = [row for row in group if row not in here]
        for row in here:
            other = draw(row, free, random)
            if other is not None:
                free.remove(other)
                names.update((mine, its) for mine, its in zip(row, other, strict=True) if mine not in names)
    return names | {mine.replace(" ", ""): its.replace(" ", "") for mine, its in names.items() if " " in mine}


def draw(row: list[str], free: list[list[str]], random: Random) -> list[str] | None:
    """A free row like this one: as many words, beginning alike with a vowel or not, as far as there is one."""
    for alike in (shape, lambda forms: [len(form.split()) for form in forms], lambda forms: []):
        if candidates := [other for other in free if alike(other) == alike(row)]:
            return random.choice(candidates)
    return None


def shape(row: list[str]) -> list[tuple[int, bool]]:
    """What the words around a name depend on: how many words it has, and whether "a" or "an" goes before it."""
    return [(len(form.split()), form[0] in "AEIO") for form in row]


def swap_people(text: str, people: Iterable[str], random: Random) -> Names:
    """Other names for people, and for their surnames alone; one surname becomes one other, whoever bears it."""
    pools = {name: [w for w in pool if not stands_in(w, text)] for name, pool in PEOPLE.items()}
    for pool in pools.values():
        random.shuffle(pool)
    names: Names = {}
    for name in people:
        given, surname, is_family_first = parts(name)
        pool = pools["families" if surname in PEOPLE["families"] else "surnames"]
        names[surname] = names.get(surname) or pool.pop()
        if given:
            other = take(given, pools, is_family_first)
            names[name] = f"{names[surname]} {other}" if is_family_first else f"{other} {names[surname]}"
    return names


def parts(name: str) -> tuple[str, str, bool]:
    """Given names, surname, and whether the surname comes first."""
    words = name.split()
    if len(words) > 1 and words[0] in PEOPLE["families"]:
        return " ".join(words[1:]), words[0], True
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():
        first -= 1
    return " ".join(words[:first]), " ".join(words[first:]), False


def take(given: str, pools: dict[str, list[str]], is_family_first: bool) -> str:
    """Given names of the same shape and gender that nobody bears yet."""
    if is_family_first:
        alike = [
            w for w in pools["after_families"] if (w.count(" "), w.count("-")) == (given.count(" "), given.count("-"))
        ]
        pools["after_families"].remove(alike[0])
        return alike[0]
    pool = pools["women" if given.split(maxsplit=1)[0] in PEOPLE["women"] else "men"]
    return " ".join(pool.pop() for _ in given.split())


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text as whole words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def renamer(names: Names) -> Callable[[str], str]:
    """A function that puts all the other names into a text, longest names first."""
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{known or '(?!)'})(?!\w)")
    return lambda text: pattern.sub(lambda match: names[match.group()], text)


def change(value: Any, words: Callable[[str], str], shift: Shift) -> Any:
    """The gold with its words changed and its days moved."""
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list):
        return [change(item, words, shift) for item in value]
    if isinstance(value, dict):
        changed = {key: item if key in KEPT else change(item, words, shift) for key, item in value.items()}
        return changed | dict(moved_days(value, shift))
    return value


def moved_days(value: dict[str, Any], shift: Shift) -> Iterator[tuple[str, str]]:
    """The fields of a gold object that hold days."""
    if "date" in value:
        yield "date", str(shift.day(date.fromisoformat(value["date"])))
    if value.get("earliest") and value.get("latest"):
        first, last = shift.window(date.fromisoformat(value["earliest"]), date.fromisoformat(value["latest"]))
        yield from (("earliest", str(first)), ("latest", str(last)))


if __name__ == "__main__":
    swap_folder(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

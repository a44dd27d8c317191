"""The rules of `data/times/rules.toml`, made ready: patterns over words and classes, and a call for the meaning.

A sentence is written as one character per item, so that a pattern becomes a regular expression over characters:
MONTH becomes the set of the characters of all items that are a MONTH. Such an expression finds in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations

from diplo import knowledge
from diplo.language.times import words as time_words
from diplo.language.times.lexicon import lexicon
from diplo.language.times.numbers import NUMBER_KINDS
from diplo.language.times.words import Item

_LEXER = re.compile(
    r"\s+|(?P<name>[A-Z]+)(?P<nth>\d?)|(?P<word>'?[a-z][a-z']*|'|[,/.-])|(?P<sign>\(\?(?:<?[!=]|:)|[()|?*])|(?P<bad>.)"
)
_HOLE = re.compile(r"\{(?:([-T])\|)?(\w+)\}")
_CALL = re.compile(r"(\w+)\((.*)\)")
OUTSIDE = frozenset({"OTHER", "VERB", *time_words.BY_TAG.values()})


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of `rules.toml`; `fires` and `stays` are run by the tests."""

    name: str
    patterns: tuple[str, ...]
    means: str
    fires: tuple[str, ...]
    stays: tuple[str, ...]
    written: str = "2018-05-31"


@dataclass(frozen=True, slots=True)
class Ready:
    """One pattern of a rule, which can be matched: a regular expression, and the function with its arguments."""

    name: str
    regex: re.Pattern[str]
    function: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, with the characters that items are written in."""

    rules: tuple[Ready, ...]
    any_rule: re.Pattern[str]
    """Matches wherever some rule does."""
    symbols: Mapping[frozenset[str], str]
    literals: frozenset[str]

    def write(self, items: Iterable[Item]) -> str:
        """A sentence, one character per item."""
        return "".join(self.symbols.get(self._key(item), " ") for item in items)

    def _key(self, item: Item) -> frozenset[str]:
        return frozenset(item.classes) | ({item.word} if item.word in self.literals else frozenset())


@cache
def read_rules() -> Grammar:
    """Reads the rules; raises ValueError, with the rule's name, where a pattern is none."""
    macros = knowledge.toml("times/rules").get("macros", {})
    rules = knowledge.rules("times/rules", Rule)
    patterns = [(rule, _expand(pattern, macros)) for rule in rules for pattern in rule.patterns]
    literals = frozenset(m["word"] for _, pattern in patterns for m in _LEXER.finditer(pattern) if m["word"])
    symbols = {key: chr(0x4E00 + n) for n, key in enumerate(sorted(_alphabet(literals), key=sorted))}
    ready = tuple(_prepare(rule, pattern, symbols) for rule, pattern in patterns)
    any_rule = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", rule.regex.pattern) for rule in ready))
    return Grammar(ready, any_rule, symbols, literals)


def _prepare(rule: Rule, pattern: str, symbols: Mapping[frozenset[str], str]) -> Ready:
    call = _CALL.fullmatch(rule.means)
    if call is None:
        raise ValueError(f"data/times/rules.toml, rule {rule.name}: {rule.means!r} is no call")
    arguments = tuple(argument.strip() for argument in call[2].split(",")) if call[2] else ()
    return Ready(rule.name, _compile(rule.name, pattern, symbols), call[1], arguments)


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    for name, text in macros.items():
        pattern = pattern.replace(f"<{name}>", text)
    return pattern


def _alphabet(literals: frozenset[str]) -> set[frozenset[str]]:
    """Every set of classes and literal word that an item can have."""
    keys = set(NUMBER_KINDS) | {frozenset({kind}) for kind in OUTSIDE}
    keys |= {frozenset({word, kind}) for word in literals for kind in OUTSIDE}
    for by_words in lexicon().values():
        for words, entries in by_words.items():
            word = " ".join(words)
            own = {word} & literals
            always = {e.kind for e in entries if not e.needs}
            maybe = sorted({e.kind for e in entries if e.needs})
            for some in chain.from_iterable(combinations(maybe, n) for n in range(len(maybe) + 1)):
                if kinds := always.union(some):
                    keys.add(frozenset(kinds | own))
    return keys


def _compile(name: str, pattern: str, symbols: Mapping[frozenset[str], str]) -> re.Pattern[str]:
    parts: list[str] = []
    groups: dict[str, int] = {}
    for match in _LEXER.finditer(pattern):
        if match["bad"]:
            raise ValueError(f"data/times/rules.toml, rule {name}: {match['bad']!r} in the pattern")
        if match["name"]:
            group = match["name"].lower() + match["nth"]
            groups[group] = groups.get(group, 0) + 1
            parts.append(f"(?P<{group}__{groups[group]}>{_set(match['name'], symbols, name)})")
        elif match["word"]:
            parts.append(_set(match["word"], symbols, name))
        elif match["sign"]:
            parts.append("(?:" if match["sign"] == "(" else match["sign"])
    return re.compile("".join(parts))


def _set(element: str, symbols: Mapping[frozenset[str], str], rule: str) -> str:
    characters = "".join(symbol for key, symbol in symbols.items() if element in key)
    if not characters:
        raise ValueError(f"data/times/rules.toml, rule {rule}: no word is a {element}")
    return f"[{characters}]"


def bindings(match: re.Match[str], items: list[Item]) -> dict[str, str]:
    """What the classes of a pattern stand for in a match: {"month": "05", "day": "31"}; DAY2 is "day2"."""
    found: dict[str, str] = {}
    for group, text in match.groupdict().items():
        if text is not None:
            name = group.partition("__")[0]
            found.setdefault(name, items[match.start(group)].classes[name.rstrip("23").upper()])
    return found


def argument(text: str, words: Mapping[str, str]) -> str:
    """What an argument of a rule's call stands for.

    "number|vague|1" is the first of these that the words gave, else a last one that is no name; 'Q{ordinal}' is filled
    in, and in '{month}{-|day}' a sign before a name is left out with it.
    """
    *names, last = text.split("|") if not text.startswith("'") else [text]
    for name in (*names, last):
        if name in words:
            return words[name]
    if last.startswith("'"):
        return _HOLE.sub(lambda m: f"{m[1] or ''}{words[m[2]]}" if m[2] in words else "", last.strip("'"))
    return "" if last.islower() else last

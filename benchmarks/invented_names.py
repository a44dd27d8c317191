"""Invents people's names of several scripts, and the ways in which papers spell them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from diplo import knowledge


@dataclass(frozen=True, slots=True)
class Script:
    """How names are put together where one script is written, and which letters papers exchange in them."""

    starts: str
    vowels: str
    middles: str
    endings: str
    exchanged: tuple[tuple[str, str], ...]
    """Pairs of a pattern and what some write instead."""


SCRIPTS = (
    Script(
        "b d g k l m n p r s t v z br dr kr st vl",
        "a e i o u",
        "b d g k l m n r s t v sh zh",
        "ov enko sky in ich ev uk",
        (("sky$", "skyy"), ("ov$", "off"), ("ev$", "eff"), ("zh", "j"), ("ich$", "itch"), ("y", "i")),
    ),
    Script(
        "b f h j k m n r s t y kh gh z",
        "a i u",
        "b d f h l m n r s z ss ll mm",
        "ani awi ad ah idi ari an",
        (("ou|u", "o"), ("i$", "y"), ("gh|q", "g"), ("kh", "h"), ("ss", "s"), ("ll", "l"), ("a", "e")),
    ),
    Script(
        "b d f g h k l m n r s t v br gr st",
        "a e i o ä ö å é",
        "b d g k l m n r s t v nd ld rk",
        "sen strom berg holm dal mark lund",
        (),
    ),
    Script(
        "b c d f g l m n p r s t v fr gr tr",
        "a e i o é á í ó",
        "b c d l m n r s t v rd nt lv",
        "ez ado eira oso ini ari ón",
        (),
    ),
)
EAST_ASIAN = 0.12
"""The part of those sharing a surname, which is twice this of all others, whose family name stands first."""
_SYLLABLES = "jae min seo hyun woo jun ho sung kyu won tae yong chol su jin hee kyung dong il nam sik"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; in `script` None the family name stands first and the given name is two syllables."""

    given: str
    surname: str
    script: Script | None

    @property
    def full(self) -> str:
        return f"{self.surname} {self.given}" if self.script is None else f"{self.given} {self.surname}"

    def with_initial(self) -> str:
        """ "K. Lund"; those whose family name stands first are never written so."""
        return self.full if self.script is None else f"{self.given[0]}. {self.surname}"

    def respelt(self, rng: Random) -> str:
        """The full name as some other paper writes it; the same where nobody would write it otherwise."""
        if self.script is None:
            first, second = self.given.split("-")
            written = rng.choice((f"{first} {second.title()}", f"{first}{second}"))
            return f"{self.surname} {written}"
        plain = _without_accents(self.full)
        if plain != self.full:
            return plain
        fitting = [pair for pair in self.script.exchanged if re.search(pair[0], self.surname)]
        if not fitting:
            return self.full
        pattern, instead = rng.choice(fitting)
        given = re.sub(pattern, instead, self.given) if rng.random() < 0.3 else self.given
        return f"{given} {re.sub(pattern, instead, self.surname)}"

    def short(self, form: str) -> str:
        """The surname as a document spells it that writes the full name so."""
        return form.split(maxsplit=1)[0] if self.script is None else form.rsplit(maxsplit=1)[-1]


def make(rng: Random, size: int, share_surname: int, share_name: int) -> list[Name]:
    """Names of so many people; the first `share_name` bear a whole name in pairs, and so many more a surname."""
    given = sorted(knowledge.words("entities/given_names", "name"))
    taken: set[str] = set()
    names: list[Name] = []
    while len(names) < share_name:
        name = _name(rng, given, _new_surname(rng, taken))
        names += [name, name]
    while len(names) < share_surname:
        script, surname = _new_surname(rng, taken, EAST_ASIAN * 2)
        bearers = min(rng.choices((2, 3, 4, 8), (6, 3, 2, 1))[0], share_surname - len(names))
        bearers += share_surname - len(names) - bearers == 1
        whole: set[str] = set()
        while len(whole) < bearers:
            name = _name(rng, given, (script, surname))
            if name.full not in whole:
                whole.add(name.full)
                names.append(name)
    names += [_name(rng, given, _new_surname(rng, taken)) for _ in range(size - len(names))]
    return names


def _name(rng: Random, given: list[str], family: tuple[Script | None, str]) -> Name:
    script, surname = family
    if script is None:
        return Name("-".join(rng.sample(_SYLLABLES.split(), 2)).capitalize(), surname, script)
    return Name(rng.choice(given), surname, script)


def _new_surname(rng: Random, taken: set[str], east_asian: float = EAST_ASIAN) -> tuple[Script | None, str]:
    """A surname that nobody has yet."""
    east = sorted(row["name"] for row in knowledge.table("entities/family_first") if "Korean" in row["language"])
    while True:
        script = None if rng.random() < east_asian and not taken.issuperset(east) else rng.choice(SCRIPTS)
        surname = rng.choice(east) if script is None else _surname(rng, script)
        if surname not in taken:
            taken.add(surname)
            return script, surname


def _surname(rng: Random, script: Script) -> str:
    starts, vowels = script.starts.split(), script.vowels.split()
    middles, endings = script.middles.split(), script.endings.split()
    length = rng.choices((1, 2), (2, 3))[0]
    stem = rng.choice(starts) + "".join(rng.choice(vowels) + rng.choice(middles) for _ in range(length))
    return (stem + rng.choice(endings)).capitalize()


def _without_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))

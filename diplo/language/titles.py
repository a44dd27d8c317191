"""Titles and roles as words: which words before a name are a title, which nouns name a role."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from diplo import knowledge

_LONGEST = 6
"""Words in the longest title looked up."""


@cache
def _title_kinds() -> dict[tuple[str, ...], str]:
    return {tuple(row["title"].split()): row["kind"] for row in knowledge.table("entities/titles")}


@cache
def _title_genders() -> dict[tuple[str, ...], str]:
    return {tuple(row["title"].split()): row["gender"] for row in knowledge.table("entities/titles")}


@cache
def _role_nouns() -> frozenset[str]:
    roles = knowledge.words("entities/roles", "noun")
    return roles | frozenset(_head_word(title) for title, kind in _title_kinds().items() if kind == "office")


def _head_word(title: tuple[str, ...]) -> str:
    """ "secretary" of "secretary of state", "minister" of "prime minister"."""
    return title[title.index("of") - 1] if "of" in title[1:] else title[-1]


@cache
def demonyms() -> dict[tuple[str, ...], str]:
    """Adjectives and names of countries, folded words -> the country's name."""
    found = {}
    for row in knowledge.table("entities/countries"):
        for form in (row["name"], *row["aliases"].split(";"), *row["demonyms"].split(";")):
            if form:
                found[tuple(form.casefold().split())] = row["name"]
    return found


def _key(span: Span) -> tuple[str, ...]:
    return tuple(token.lower_.rstrip(".") for token in span)


def before(name: Span) -> Span | None:
    """The title and its modifiers directly before a name: "South Korean President" of "... President Moon Jae-in"."""
    doc, end = name.doc, name.start
    first = name.sent.start
    farthest = max(first, end - _LONGEST)
    words = _key(doc[farthest:end])
    core = next((farthest + i for i in range(len(words)) if words[i:] in _title_kinds()), None)
    if core is None:
        last = doc[end - 1] if end > first else None
        if last is None or not is_role(last) or last.tag_ in {"NNS", "NNPS"}:
            return None
        core = end - 1
    return doc[_extended(doc[core:end], first) : end]


def _extended(title: Span, first: int) -> int:
    """Where the phrase begins that the title ends: "former", "deputy", demonyms and organizations belong to it."""
    doc, start = title.doc, title.start
    while start > first:
        token = doc[start - 1]
        if token.tag_ not in {"JJ", "JJS", "NN", "NNP", "NNPS", "HYPH"} and token.lower_ not in {
            "former",
            "vice",
            "deputy",
            "then",
        }:
            break
        if title.start - start >= _LONGEST or token.lower_ in _OPENERS or _is_taken(token):
            break
        start -= 1
    return start


def _is_taken(token: Token) -> bool:
    """Whether a word belongs to a time or to a person's name."""
    doc = token.doc
    people = (name for name in doc._.names if name.label_ == "person")
    return any(span.start <= token.i < span.end for span in (*(time.span for time in doc._.times), *people))


_OPENERS = frozenset({"as", "with", "and", "said", "told"})


def is_title(phrase: Span) -> bool:
    """Whether the words are a title that the table knows."""
    return _key(phrase) in _title_kinds()


def is_honorific(title: Span) -> bool:
    """Whether a title is a mere form of address ("Mr."), which says nothing of a role."""
    return any(_title_kinds().get(_key(title[i:])) == "honorific" for i in range(len(title)))


def gender(title: Span) -> str | None:
    """ "f" for "Mrs." or "Queen", "m" for "Mr." or "King", else None."""
    for i in range(len(title)):
        found = _title_genders().get(_key(title[i:]))
        if found in {"m", "f"}:
            return found
    return None


def role_of(title: Span) -> Span:
    """The role that a title states: of "South Korean President" it is "President", of others all the words.

    An office of one word, written as a title, stands for itself; "Trade Minister" and "leader" need their country.
    """
    start, country = country_before(title)
    is_one_word = len(title) - start == 1 and title[-1].text[0].isupper()
    return title[start:] if country is not None and is_one_word else title


def country_before(phrase: Span) -> tuple[int, str | None]:
    """How many words of a phrase name a country at its beginning, and the country."""
    if not len(phrase) or not phrase[0].text[0].isupper():
        return 0, None
    words = tuple(token.lower_ for token in phrase[:3])
    for length in range(len(words), 0, -1):
        country = demonyms().get(words[:length])
        if country is not None:
            return length, country
    return 0, None


def countries_in(span: Span) -> frozenset[str]:
    """The countries that a phrase names, by name or adjective."""
    found, i = set(), 0
    while i < len(span):
        length, country = country_before(span[i:])
        if country is not None:
            found.add(country)
        i += max(1, length)
    return frozenset(found)


def is_role(token: Token) -> bool:
    """Whether a noun names a person's role ("minister", "spokeswoman", "secretary-general")."""
    if not token.tag_.startswith("NN"):
        return False
    words = {token.lemma_.lower(), token.lower_}
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_:
        words.add(f"{token.nbor(-2).lower_}-{token.lower_}")
    return bool(words & _role_nouns())


def first_role(span: Span) -> Token | None:
    """The role noun that heads a phrase: the first one whose own phrase is not inside another noun's modifiers."""
    for token in span:
        if is_role(token):
            following = token.doc[token.i + 1] if token.i + 1 < span.end else None
            if following is None or not (following.tag_.startswith("NN") or following.tag_ == "POS"):
                return token
        elif token.tag_ == "IN" and token.lower_ not in {"of"}:
            return None
    return None


@cache
def _role_genders() -> dict[str, str]:
    return {row["noun"]: row["gender"] for row in knowledge.table("entities/roles")}


def gender_of_role(noun: Token) -> str | None:
    """ "f" for "spokeswoman", "m" for "king"; None for most roles."""
    found = _role_genders().get(noun.lemma_.lower())
    return found if found in {"m", "f"} else None


@cache
def _capitals() -> frozenset[str]:
    return frozenset(row["capital"].casefold() for row in knowledge.table("entities/countries") if row["capital"])


def is_capital(name: str) -> bool:
    """Whether a place is the capital of a country."""
    return name.casefold() in _capitals()

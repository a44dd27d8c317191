"""What the table of office-holders adds to a text: who "the North Korean leader" was on the day of writing.

The text's own words come first: this is asked only where they name no holder. In doubt nobody is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Span, Token

from diplo.calendar import Window
from diplo.language import grammar
from diplo.language.entities import officeholders, offices, persons
from diplo.language.entities.officeholders import Term
from diplo.language.entities.offices import Office
from diplo.language.entities.register import Held, Register
from diplo.language.found import FoundTime

DESCRIBED = "description.holder"
NAMED = "name.holder"
_BEHIND = 4
"""Words behind a description that may tell of another time: "the U.S. president at the time"."""


def identify(register: Register) -> None:
    """Gives those whom the text names by surname and office alone the identity that the table knows them by.

    Roles of people whom the table knows learn whose office it is, although the text does not say it.
    """
    written = _written(register)
    if written is None:
        return
    bodies = {name for one in register.entities if one.kind != "person" for name in (one.canonical, one.name)}
    for n, held in enumerate(register.roles):
        entity = register.entities[held.entity]
        term = _term_of(held, entity.name, written, bodies)
        if term is None or entity.name is None:
            continue
        register.roles[n] = replace(held, office=_with_state(held.office, term), countries=frozenset({term.post[1]}))
        if persons.words_of(entity.name) != persons.words_of(term.holder):
            _link(register, held.entity, term)
            entity.mentions = [
                replace(mention, rule=NAMED) if mention.form == "name" else mention for mention in entity.mentions
            ]


def _link(register: Register, number: int, term: Term) -> None:
    register.entities[number].canonical = term.holder
    register.genders.setdefault(number, term.gender)


def _with_state(office: Office | None, term: Term) -> Office | None:
    return replace(office, of=term.post[1], posts=(term.post,)) if office is not None else None


def _term_of(held: Held, name: str | None, written: Window, bodies: set[str | None]) -> Term | None:
    """The one term of which a name and its office tell, of a state or organization that the text names somewhere."""
    office = held.office
    if office is None or name is None or office.when not in {"now", "acting"}:
        return None
    posts = office.posts or [
        post for one in office.names for post in officeholders.posts_of(one) if office.of is None and post[1] in bodies
    ]
    fitting = {
        term.holder: term
        for post in posts
        for term in officeholders.terms()[post]
        if term.holds(written) and term.acting == (office.when == "acting")
        if term.is_named(name) or term.is_called(name)
    }
    return fitting.popitem()[1] if len(fitting) == 1 else None


def described(register: Register, noun: Token) -> int | None:
    """The entity of whoever held the described office at the time, made where the text does not name it."""
    phrase = offices.phrase_of(noun)
    office = offices.read(phrase) if _is_of_one(phrase) else None
    if office is None or not office.posts or office.when not in {"now", "acting"} or _is_of_another_time(phrase):
        return None
    days = _days(register, noun)
    term = officeholders.holder(office.posts, days, office.when == "acting") if days else None
    if term is None or _has_rival(register, office, term) or _is_named_beside(register, noun, phrase):
        return None
    number = _in_text(register, office, term)
    if number is None:
        number = register.add("person", None, [])
        register.entities[number].description = noun.doc[grammar.phrase_of(noun).start : noun.i + 1].text
    _link(register, number, term)
    return number


def _is_of_one(phrase: Span) -> bool:
    """Whether a phrase means whoever holds an office: a relative clause without a comma chooses one of several."""
    is_definite = phrase[0].lower_ == "the" or any(token.tag_ == "POS" for token in phrase)
    behind = phrase.doc[phrase.end : phrase.end + 1]
    return is_definite and not (behind and behind[0].tag_ in grammar.RELATIVE)


def _is_of_another_time(phrase: Span) -> bool:
    behind = phrase.doc[phrase.end : phrase.end + _BEHIND]
    return any(offices.when_of(behind[:length].text) == "former" for length in range(1, len(behind) + 1))


def _is_named_beside(register: Register, noun: Token, phrase: Span) -> bool:
    """Whether a name stands in apposition, which the text's own words would have read, had they fitted."""
    after = noun.doc[phrase.end : phrase.end + 2]
    names = {token.i for name in noun.doc._.names if name.label_ == "person" for token in name}
    return any(token.i in names for token in after) and (after[0].text == "," or after[0].i in names)


def _has_rival(register: Register, office: Office, term: Term) -> bool:
    """Whether the text gives the office to somebody else; who is known to hold another office that day has his own."""
    written = _written(register)
    for held in register.roles:
        name = register.entities[held.entity].name
        is_same_office = held.office is not None and held.office.may_be(office)
        if is_same_office and name is not None and not (term.is_named(name) or term.is_called(name)):
            is_bare = held.office is not None and held.office.of is None
            if not (is_bare and written is not None and _holds_another(name, office, written)):
                return True
    return False


def _holds_another(name: str, office: Office, written: Window) -> bool:
    """Whether the table has a person of this full name in an office that is none of those described."""
    others = (terms for post, terms in officeholders.terms().items() if post not in office.posts)
    return any(term.is_named(name) and term.holds(written) for terms in others for term in terms)


def _in_text(register: Register, office: Office, term: Term) -> int | None:
    """The holder's entity: who is so named, else the only one so called whose roles are no others."""
    people = [entity for entity in register.entities if entity.kind == "person"]
    for entity in people:
        if entity.canonical == term.holder or (entity.name is not None and term.is_named(entity.name)):
            return entity.id
    called = [entity.id for entity in people if entity.name is not None and term.is_called(entity.name)]
    if len(called) != 1:
        return None
    others = [held for held in register.roles if held.entity == called[0] and held.office is not None]
    return called[0] if all(held.office is not None and held.office.may_be(office) for held in others) else None


def _written(register: Register) -> Window | None:
    written = register.doc._.document.date
    return Window(date.fromisoformat(written), date.fromisoformat(written)) if written else None


def _days(register: Register, noun: Token) -> list[Window]:
    """The days on which a description must have one holder: those that its clause states, else the day of writing.

    Times stated before it in its paragraph may still be those that are spoken of, and count, too.
    """
    written = _written(register)
    past = [time for time in _times_before(noun) if _is_past(time, written)]
    clause = _clause(noun)
    own = [time.window for time in past if time.window and _clause(time.span.root).i == clause.i]
    if own:
        return own
    return [written, *(time.window for time in past if time.window)] if written is not None else []


def _times_before(noun: Token) -> Iterator[FoundTime]:
    """Times of the noun's own clause, and those that stand before it in its paragraph."""
    times: list[FoundTime] = noun.doc._.times
    for time in times:
        is_before = time.span.start < noun.i and grammar.paragraph_of(time.span[0]) == grammar.paragraph_of(noun)
        if is_before or _clause(time.span.root).i == _clause(noun).i:
            yield time


def _is_past(time: FoundTime, written: Window | None) -> bool:
    """Whether a time lies wholly before the day of writing; what is to come is told of those in office now."""
    if time.window is None or time.window.latest is None:
        return False
    return written is None or written.earliest is None or time.window.latest < written.earliest


def _clause(token: Token) -> Token:
    """The verb that governs a word, or the head of its sentence."""
    return next((above for above in grammar.ancestors(token) if grammar.is_verb(above)), token.sent.root)

"""What descriptions refer to: "the North Korean leader", "the ministry", "two officials".

A description that names somebody's role refers to its holder; one that nobody fits is an entity of its own, without a
name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from diplo import knowledge, names
from diplo.language import grammar, titles
from diplo.language.entities import incumbents, offices
from diplo.language.entities.register import Held, Register
from diplo.language.found import FoundMention

_INDEFINITE = frozenset({"a", "an", "another", "any", "some", "no", "each", "every"})
_NOBODY = frozenset({"no", "neither"})
_SENTENCES_BACK = 8
"""A description of an organization refers no further back than this."""


_CLOSING = frozenset({",", ".", ";"})


@cache
def _groups() -> dict[str, str]:
    return {row["noun"]: row["generic"] for row in knowledge.table("entities/groups")}


@cache
def _covers() -> dict[str, frozenset[str]]:
    return {row["noun"]: frozenset(row["covers"].split(";")) for row in knowledge.table("entities/role_covers")}


def add_role_words(register: Register) -> None:
    """An apposition or a predicate that states a person's role is one more mention of that person."""
    for fact in register.doc._.facts:
        number = register.at(fact.subject[0])
        noun = titles.first_role(fact.object)
        is_title = fact.object.end == fact.subject.start
        if fact.predicate not in {"role", "kin"} or is_title:
            continue
        if number is None or noun is None or not register.is_free(noun):
            continue
        register.mention(number, grammar.phrase_of(noun), "nominal", fact.rule)


def add_demonyms(register: Register) -> None:
    """ "A South Korean offer" mentions South Korea; the adjective is no name, so a country not named has none."""
    doc, i = register.doc, 0
    known = {entity.canonical or entity.name: entity.id for entity in register.entities if entity.kind == "place"}
    while i < len(doc):
        length, country = titles.country_before(doc[i : i + 3]) if doc[i].is_title else (0, None)
        if country is None or not all(register.is_free(t) for t in doc[i : i + length]):
            i += 1
            continue
        phrase = doc[i : i + length]
        if _is_national(phrase):
            _mention_national(register, phrase, country)
        elif country in known:
            register.mention(known[country], phrase, "nominal", "demonym")
        else:
            known[country] = register.add("place", None, [(phrase, "demonym")], country)
            register.entities[known[country]].description = phrase.text
        i += length


def _is_national(phrase: Span) -> bool:
    """ "The Canadian said": a demonym that has a plural of its own, as the head of a phrase in the singular, is a
    person and no state; "the Canadians" and "the French" may be either."""
    doc, head = phrase.doc, phrase[-1]
    before = doc[phrase.start - 1] if phrase.start > phrase.sent.start else None
    after = doc[phrase.end] if phrase.end < phrase.sent.end else None
    if before is None or before.lower_ not in {"the", "a", "an"} or head.dep_ in {"amod", "compound", "flat"}:
        return False
    if after is not None and (after.tag_[:2] in {"NN", "JJ", "CD"} or after.text in grammar.HYPHENS):
        return False
    many = (*(token.lower_ for token in phrase[:-1]), f"{head.lower_}s")
    return many in titles.demonyms()


def _mention_national(register: Register, phrase: Span, country: str) -> None:
    """ "The Canadian" is whoever holds the only role of that country in the text; else it is left open who it is."""
    holders = {held.entity for held in register.roles if country in held.countries}
    if len(holders) == 1 and phrase.doc[phrase.start - 1].lower_ == "the":
        register.mention(holders.pop(), phrase.doc[phrase.start - 1 : phrase.end], "nominal", "description.role")


def resolve(register: Register, noun: Token) -> None:
    """Adds a description to the entity it refers to, else as an entity of its own; other words are passed over."""
    is_role = titles.is_role(noun)
    if (
        (not is_role and not _is_group(noun))
        or grammar.counted(noun).i != noun.i
        or _is_modifier(noun)
        or _is_title(register, noun)
        or any(det.lower_ in _NOBODY for det in grammar.children(noun, "det"))
    ):
        return
    phrase = grammar.phrase_of(noun)
    number, rule = _referent(register, noun, phrase, is_role)
    if number is None:
        number = register.add("person" if is_role else "organization", None, [(phrase, "description")])
        register.entities[number].description = phrase.text
        if is_role and noun.tag_ == "NNS":
            register.entities[number].members = _members(register, noun, phrase)
        gender = titles.gender_of_role(noun)
        if gender is not None:
            register.genders[number] = gender
    else:
        register.mention(number, phrase, "nominal", rule)


def _referent(register: Register, noun: Token, phrase: Span, is_role: bool) -> tuple[int | None, str]:
    """The entity that a definite description of one refers to, and the rule that says so: the text's words first."""
    if noun.tag_ not in {"NN", "NNP"}:
        return None, ""
    if not is_role and (beside := _beside_its_name(register, noun, phrase)) is not None:
        return beside, "description.apposition"
    if not _is_definite(phrase):
        return None, ""
    if not is_role:
        return _organization(register, noun), "description.organization"
    if _is_office_itself(noun):
        return None, ""
    number = _holder(register, noun, phrase)
    if number is not None:
        return number, "description.role"
    return incumbents.described(register, noun), incumbents.DESCRIBED


def _is_group(noun: Token) -> bool:
    return noun.tag_.startswith("NN") and (noun.lower_ in _groups() or noun.lemma_.lower() in _groups())


def _is_modifier(noun: Token) -> bool:
    """Part of a longer noun ("minister level", "police station"), or a predicate, which refers to nobody new."""
    return noun.dep_ in {"compound", "amod", "flat", "nmod:desc"} or grammar.child(noun, "cop") is not None


def _is_title(register: Register, noun: Token) -> bool:
    """Whether a name follows: "President" of "President Moon"."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    return after is not None and not register.is_free(after) and after.tag_.startswith("NNP")


def _is_definite(phrase: Span) -> bool:
    first = phrase[0].lower_
    return (len(phrase) > 1 and first not in _INDEFINITE) or phrase[-1].text[0].isupper()


def _is_office_itself(noun: Token) -> bool:
    """Whether an office is spoken of, and not its holder: "to serve as president", "she was elected prime minister"."""
    is_given = noun.head.lemma_.lower() in knowledge.words("facts/verbs", "lemma") and noun.i > noun.head.i
    return grammar.case(noun) == "as" or (is_given and grammar.dep(noun) in {"xcomp", "obj"})


def _holder(register: Register, noun: Token, phrase: Span) -> int | None:
    """Who holds the role that a phrase describes: of those whose role and country fit, the one mentioned last."""
    countries = titles.countries_in(_with_complement(noun, phrase))
    fitting = {held.entity for held in _fitting(register, noun, countries)}
    if not fitting:
        return None
    exact = {held.entity for held in _fitting(register, noun, countries) if held.noun == noun.lemma_.lower()}
    latest = [
        (mention.span.start, number) for number in exact or fitting if (mention := register.latest(number, noun.i))
    ]
    if latest:
        return max(latest)[1]
    return fitting.pop() if len(fitting) == 1 and countries else None


def _beside_its_name(register: Register, noun: Token, phrase: Span) -> int | None:
    """ "A state airline, Fjordair, ..." and "Fjordair, a state airline, ...": the name between or before two commas."""
    doc, before, after = noun.doc, phrase.start - 1, noun.i + 1
    if after >= len(doc) or doc[after].text not in _CLOSING:
        return None
    if doc[after].text == "," and after + 1 < len(doc) and (number := register.at(doc[after + 1])) is not None:
        end = after + 1
        while end < len(doc) and register.at(doc[end]) == number:
            end += 1
        behind = doc[end : end + 2]
        is_list = len(behind) == 2 and behind[1].lower_ in {"and", "or"}
        is_closed = len(behind) > 0 and behind[0].text in _CLOSING and not is_list
        return number if is_closed and _is_named_body(register, number) else None
    if before > 0 and doc[before].text == "," and phrase[0].lower_ in {"a", "an", "the"}:
        number = register.at(doc[before - 1])
        return number if number is not None and _is_named_body(register, number) else None
    return None


def _is_named_body(register: Register, number: int) -> bool:
    entity = register.entities[number]
    return entity.kind == "organization" and entity.name is not None


def _is_subject(mention: FoundMention) -> bool:
    """Whether what is mentioned does something in its clause; an apposition does what the noun before it does."""
    head = grammar.head_of(mention.span)
    return grammar.dep(head.head if head.dep_ == "appos" else head) == "nsubj"


def _members(register: Register, noun: Token, phrase: Span) -> tuple[int, ...]:
    """ "The two presidents" are those two who were called president before, if there are just two."""
    if not {"two", "both"} & {token.lower_ for token in phrase}:
        return ()
    holders = {held.entity for held in _fitting(register, noun, frozenset()) if register.latest(held.entity, noun.i)}
    return tuple(sorted(holders)) if len(holders) == 2 else ()


def _with_complement(noun: Token, phrase: Span) -> Span:
    """ "the leader of North Korea": the country may stand behind the noun."""
    of = next((c for c in grammar.children(noun, "nmod") if grammar.case(c) == "of"), None)
    return noun.doc[phrase.start : of.right_edge.i + 1] if of is not None else phrase


def _fitting(register: Register, noun: Token, countries: frozenset[str]) -> Iterator[Held]:
    lemma = noun.lemma_.lower()
    words = names.fold(grammar.phrase_of(noun).text)
    office = offices.read(offices.phrase_of(noun))
    if office is not None and office.when == "next":
        return
    for held in register.roles:
        if office is not None and held.office is not None and not held.office.may_be(office):
            continue
        if countries and held.countries and not countries & held.countries:
            continue
        is_same = held.noun == lemma and (len(words.split()) < 3 or bool(countries) or names.fold(held.words) in words)
        if is_same or (countries & held.countries and _is_covered(lemma, held.words)):
            yield held


def _is_covered(noun: str, role: str) -> bool:
    words = names.fold(role)
    return any(covered in words for covered in _covers().get(noun, ()))


def _organization(register: Register, noun: Token) -> int | None:
    """The organization named last before whose name has the noun; of generic nouns, any that was a subject.

    "The activist group" and "the group of experts" are told apart from the others by their own words.
    """
    lemma = noun.lemma_.lower()
    is_told_apart = grammar.child(noun, "amod", "compound", "nmod", "acl") is not None
    generic = _groups().get(lemma) == "yes" and not is_told_apart
    best: tuple[int, int] | None = None
    for entity in register.entities:
        if entity.kind != "organization" or entity.name is None:
            continue
        mention = register.latest(entity.id, noun.i)
        if mention is None or register.sentences_between(mention.span.start, noun.i) > _SENTENCES_BACK:
            continue
        fits = lemma in names.fold(entity.name).split()
        if (fits or (generic and _is_subject(mention))) and (best is None or mention.span.start > best[0]):
            best = (mention.span.start, entity.id)
    return best[1] if best is not None else None

"""Who takes part in an event, in which role, and where it takes place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.found import FoundEntity
from diplo.language.mentions import Mentions, is_state
from diplo.language.triggers import Trigger
from diplo.records import Role

_LOCATIVE = ("in", "at", "to", "into", "near", "outside", "inside", "across", "on", "from")
_ACTING_PREPOSITIONS = frozenset({"between", "among", "by", "of", "from"})
_TARGET_PREPOSITIONS = frozenset(
    {"with", "against", "to", "on", "at", "for", "toward", "towards", "over", "from", "upon", "of"}
)


def participants_of(trigger: Trigger, mentions: Mentions) -> tuple[tuple[int, Role], ...]:
    """Entities with their roles, each entity once, in the order found: actors, targets, companions."""
    found: dict[int, Role] = {}
    slots = (
        _of_noun(trigger)
        if trigger.token.i != trigger.verb.i or not grammar.is_verb(trigger.token)
        else _of_verb(trigger.token)
    )
    for token, role in slots:
        for one in grammar.conjuncts(token):
            entity = mentions.entity(one)
            if entity is None or (trigger.rule is not None and not _can_act(entity)):
                continue
            found.setdefault(entity.id, role)
    return tuple(found.items())


def _can_act(entity: FoundEntity) -> bool:
    """Whether an entity can be party to a typed event: people, organizations, states; a city or a treaty cannot."""
    return entity.kind in {"person", "organization"} or is_state(entity)


def _of_verb(verb: Token) -> Iterator[tuple[Token, Role]]:
    passive = grammar.is_passive(verb) or (grammar.dep(verb) == "acl" and verb.tag_ == "VBN")
    for subject in grammar.subjects(verb):
        yield subject, "target" if passive else "actor"
    for child in grammar.children(verb, "obj", "iobj"):
        yield child, "target"
    for child in grammar.children(verb, "obl"):
        case = grammar.case(child)
        if child.dep_ == "obl:agent" or (passive and case == "by"):
            yield child, "actor"
        elif case in {"with", "alongside"}:
            yield child, "companion" if grammar.child(verb, "obj") is not None else "target"
        elif case in _TARGET_PREPOSITIONS:
            yield child, "target"
    for child in grammar.children(verb, "xcomp", "ccomp", "advcl"):
        if grammar.is_verb(child) and child.dep_ != "ccomp" and _of_what(verb):
            yield from ((obj, "target") for obj in grammar.children(child, "obj"))


def _of_what(verb: Token) -> bool:
    """Verbs whose target stands in their complement: "threatened to attack Iraq" is a threat against Iraq."""
    return verb.lemma_.lower() in knowledge.words("events/verbs", "lemma", kind="attitude")


def _of_noun(trigger: Trigger) -> Iterator[tuple[Token, Role]]:
    noun, verb = trigger.token, trigger.verb
    yield from _inside_phrase(noun)
    if trigger.is_carried:
        yield from ((token, role) for token, role in _of_verb(verb) if token.i != noun.i)
    elif grammar.is_verb(verb) and _shares_subject(noun, verb):
        for subject in grammar.subjects(verb):
            if subject.i != noun.i and not _is_inside(noun, subject):
                yield subject, "actor"


def _inside_phrase(noun: Token) -> Iterator[tuple[Token, Role]]:
    """ "Trump's letter to Kim", "talks between France and Italy"."""
    for owner in grammar.children(noun, "nmod:poss", "compound"):
        yield owner, "actor"
    for child in grammar.children(noun, "nmod", "obl"):
        case = grammar.case(child)
        if case in _ACTING_PREPOSITIONS:
            yield child, "actor"
        elif case in _TARGET_PREPOSITIONS:
            yield child, "target"


def _shares_subject(noun: Token, verb: Token) -> bool:
    """ "Kim, in a meeting with Lavrov, complained"; "flew to Oslo for talks with her": the subject was there."""
    top = grammar.first_conjunct(noun)
    has_owner = grammar.child(noun, "nmod:poss") is not None
    between = any(grammar.case(child) in {"between", "among"} for child in grammar.children(noun, "nmod"))
    in_phrase = grammar.case(top) in {
        "in",
        "for",
        "during",
        "at",
        "on",
        "after",
        "following",
        "before",
    } and not _is_definite(noun)
    of_verb = grammar.dep(top) in {"obl", "appos"} or (grammar.dep(top) == "nmod" and top.head.dep_.startswith("obl"))
    return not has_owner and not between and ((in_phrase and of_verb) or grammar.dep(top) == "obj")


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that"} for child in grammar.children(noun, "det"))


def _is_inside(inner: Token, outer: Token) -> bool:
    return any(above.i == outer.i for above in grammar.ancestors(inner))


def place_of(trigger: Trigger, mentions: Mentions) -> int | None:
    """Where it took place: the nearest locative phrase, or the place that a visit went to."""
    carriers = [trigger.token] + ([trigger.verb] if trigger.verb.i != trigger.token.i else [])
    for carrier in carriers:
        if trigger.rule is not None and trigger.rule.mode == "visit":
            for child in grammar.children(carrier, "obj"):
                if (found := _place_at(child, mentions)) is not None:
                    return found
        for child in _locatives(carrier, trigger):
            if (found := _place_at(child, mentions)) is not None:
                return found
    return None


def _locatives(carrier: Token, trigger: Trigger) -> list[Token]:
    """Locative phrases of a word, destinations first for visits and otherwise only places proper."""
    found = [c for c in grammar.children(carrier, "obl", "nmod") if grammar.case(c) in _LOCATIVE]
    is_visit = trigger.rule is not None and trigger.rule.mode == "visit"
    if not is_visit:
        found = [c for c in found if grammar.case(c) not in {"to", "from", "on"}]
    return sorted(found, key=lambda c: _LOCATIVE.index(grammar.case(c) or "from") if not is_visit else _visit_rank(c))


def _visit_rank(token: Token) -> int:
    return {"to": 0, "into": 1}.get(grammar.case(token) or "", 2)


def _place_at(token: Token, mentions: Mentions) -> int | None:
    """The place that a phrase names, at its head or below ("at the residence of the envoy in New York")."""
    entity = mentions.entity(token)
    if entity is not None:
        return entity.id if entity.kind == "place" else None
    for child in grammar.children(token, "nmod"):
        if grammar.case(child) in {"in", "at", "near", "of"} and (found := _place_at(child, mentions)) is not None:
            return found
    return None

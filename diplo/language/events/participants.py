"""Who takes part in an event, in which role, and where it takes place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from diplo import knowledge
from diplo.language import grammar, titles
from diplo.language.events.mentions import Mentions, is_state
from diplo.language.events.triggers import ATTITUDES, Trigger
from diplo.language.found import FoundEntity
from diplo.records import Role

_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "across"})
_DESTINATIONS = frozenset({"to", "into", "for"})
_ACTING_PREPOSITIONS = frozenset({"between", "among", "by", "of", "from"})
_TARGET_PREPOSITIONS = frozenset(
    {"with", "against", "to", "on", "at", "for", "toward", "towards", "over", "from", "upon", "of"}
)


_DONE_TO_PLACES = frozenset(
    {"ASSAULT", "COERCE", "THREATEN", "MOBILIZE", "SANCTION", "AID", "CONCEDE", "RETREAT", "REJECT"}
)
"""Types whose target may be a place."""


def participants_of(trigger: Trigger, mentions: Mentions) -> tuple[tuple[int, Role], ...]:
    """Entities with their roles, each entity once, in the order found: actors, targets, companions."""
    found: dict[int, Role] = {}
    slots = (
        _of_noun(trigger)
        if trigger.token.i != trigger.verb.i or not grammar.is_verb(trigger.token)
        else _of_verb(trigger.token)
    )
    for token, role in slots:
        for one in mentions.heads(token):
            for entity in _parties(one, role, trigger, mentions):
                found.setdefault(entity.id, role)
    for number in _between(trigger.token, mentions):
        found.setdefault(number, "actor")
    if trigger.rule is not None and trigger.rule.type != "CONSULT" and "target" not in found.values():
        target = _inside(trigger, mentions, set(found))
        if target is not None:
            found[target] = "target"
    return tuple(found.items())


def _parties(token: Token, role: Role, trigger: Trigger, mentions: Mentions) -> list[FoundEntity]:
    """Whom a word brings into an event: whom it means, or whose it is (of "the army's tanks" the army)."""
    entities = mentions.all(token)
    if trigger.rule is None:
        return entities
    able = [entity for entity in entities if _can_act(entity) or _stands_for_state(entity, role, token)]
    if entities or token.i in mentions.named or token.tag_.startswith("PRP"):
        return able
    owners = grammar.children(token, "nmod:poss", "compound", "amod")
    owners += [child for child in grammar.children(token, "nmod") if grammar.case(child) == "of"]
    return next((found for owner in owners if (found := [e for e in mentions.all(owner) if _can_act(e)])), [])


def _between(noun: Token, mentions: Mentions) -> Iterator[int]:
    """The people named behind "between", directly after the noun, however the parse hangs them together."""
    doc = noun.doc
    if noun.i + 1 >= noun.sent.end or doc[noun.i + 1].lower_ != "between":
        return
    for token in doc[noun.i + 2 : noun.sent.end]:
        if token.tag_.startswith("VB") or token.text in {",", ";", "."}:
            return
        entity = mentions.entity(token)
        if entity is not None and entity.kind == "person" and token.i in mentions.named:
            yield entity.id


def _inside(trigger: Trigger, mentions: Mentions, known: set[int]) -> int | None:
    """ "Rejected a US offer", "threatened to bomb Chad": the first party that the words governed by a trigger name.

    Where none is named, the place that it is done to is its target: "imposed a curfew in Oslo".
    """
    within = sorted(_governed(trigger), key=lambda token: token.i)
    for token in within:
        entity = _whole(token, mentions)
        if entity is not None and entity.id not in known and _can_act(entity):
            return entity.id
    if trigger.rule is not None and trigger.rule.type in _DONE_TO_PLACES:
        for token in within:
            entity = mentions.entity(token)
            if entity is not None and entity.id not in known and entity.kind == "place":
                return entity.id
    return None


def _governed(trigger: Trigger) -> Iterator[Token]:
    """The words below a trigger that say what it is about: its objects and, of an attitude, its clauses."""
    carriers = [trigger.token, trigger.verb] if trigger.is_carried else [trigger.token]
    rule = trigger.rule
    clauses = {"xcomp", "ccomp", "advcl"} if rule is not None and rule.type in ATTITUDES else {"xcomp"}
    for carrier in carriers:
        for child in grammar.children(carrier, "obj", "obl", "nmod", "nsubj:pass", *clauses):
            if grammar.dep(child) not in {"ccomp", "advcl"} or (child.i > carrier.i and not _is_aside(child)):
                yield from child.subtree


def _is_aside(clause: Token) -> bool:
    """Whether an adverbial clause only tells when or why, and not to what end or on what condition."""
    conditions = knowledge.words("events/status", where="mark")
    is_open = clause.tag_ in {"VB", "VBG"} or any(t.lower_ in conditions for t in grammar.children(clause, "mark"))
    return grammar.dep(clause) == "advcl" and not is_open


def _whole(token: Token, mentions: Mentions) -> FoundEntity | None:
    """The party that a word names: of "Chadian" in "the Chadian rebels" the rebels, in "the Chadian embassy" Chad."""
    whole = mentions.entity(token.head) if token.dep_ in {"amod", "compound"} else None
    return whole if whole is not None and whole.kind == "person" else mentions.entity(token)


def _stands_for_state(entity: FoundEntity, role: Role, token: Token) -> bool:
    """ "Beijing called off the visit": a capital that acts is its government; one gone to is a place."""
    is_capital = entity.kind == "place" and titles.is_capital(entity.name or "")
    return role == "actor" and is_capital and token.i not in token.doc._.layout.datelines


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
    """ "Trump's letter to Kim", "talks between France and Italy", "Kim, in a meeting with Lavrov, ..."."""
    if grammar.dep(noun) == "nmod" and grammar.case(noun) in {"in", "at", "during", "on"} and not _is_definite(noun):
        yield noun.head, "actor"
    if (party := _with(noun)) is not None:
        yield party, "target"
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


def _with(noun: Token) -> Token | None:
    """ "The talks with Ann Lee began": who stands behind "with", directly after the noun, whatever the parse says."""
    behind = noun.doc[noun.i + 1 : min(noun.i + 3, noun.sent.end)]
    is_name = len(behind) == 2 and behind[0].lower_ == "with" and behind[1].tag_.startswith("NNP")
    return behind[1] if is_name else None


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that"} for child in grammar.children(noun, "det"))


def _is_inside(inner: Token, outer: Token) -> bool:
    return any(above.i == outer.i for above in grammar.ancestors(inner))


def place_of(trigger: Trigger, mentions: Mentions) -> int | None:
    """Where it took place: the place that a visit went to, else the nearest locative phrase."""
    is_visit = trigger.rule is not None and trigger.rule.mode == "visit"
    carriers = [trigger.token] + ([trigger.verb] if trigger.verb.i != trigger.token.i else [])
    for carrier in carriers:
        for child in grammar.children(carrier, "obj") if is_visit else ():
            entity = mentions.entity(child)
            if entity is not None and entity.kind == "place":
                return entity.id
        found = [(rank, i, entity) for i, (rank, entity) in enumerate(_places(carrier, is_visit, mentions))]
        if found:
            return min(found)[2]
    return None


def _places(carrier: Token, is_visit: bool, mentions: Mentions) -> Iterator[tuple[int, int]]:
    """Places in locative phrases below a word, other clauses left out, with a rank: destinations, then the nearest."""
    for i in range(carrier.left_edge.i, carrier.right_edge.i + 1):
        if i == carrier.i or i not in mentions.at or mentions.entities[mentions.at[i]].kind != "place":
            continue
        token, entity = carrier.doc[i], mentions.entities[mentions.at[i]]
        case, depth = grammar.case(token), _depth(token, carrier)
        if case is None or depth is None:
            continue
        if case in _DESTINATIONS and is_visit and depth == 1:
            yield 0, entity.id
        elif case in _LOCATIVE:
            yield depth, entity.id


def _depth(token: Token, carrier: Token) -> int | None:
    """Steps up the parse, or None where a verb lies between."""
    for steps, above in enumerate(grammar.ancestors(token), 1):
        if above.i == carrier.i:
            return steps
        if grammar.is_verb(above):
            return None
    return None

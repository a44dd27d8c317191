"""Which words name an event: verbs, nouns, and nouns that light verbs carry ("held a meeting").

Rules stand in `data/events/`, one file per type. A rule names verbs and nouns and what must stand beside them:
`needs = ["with", "to place", "object person"]` is met by any one of its conditions, a slot (subject, object, or a
preposition) and, if need be, the kind of entity that fills it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.events.mentions import Mentions

TYPES = (
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject",
    "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
)  # fmt: skip
"""The sixteen types of PLOVER, as the files of `data/events/` are named."""
_NO_HEADS = frozenset({"compound", "flat", "amod", "nmod:desc"})
"""A noun that hangs so on another only qualifies it."""

ATTITUDES = frozenset({"AGREE", "THREATEN", "REJECT", "REQUEST", "ACCUSE", "PROTEST"})
"""Types whose complement says what is agreed to, threatened, refused, asked for or complained of."""


@dataclass(frozen=True, slots=True)
class EventRule:
    """How words name an event of one type. Verbs may have a particle ("call off"); `objects` narrows them."""

    name: str
    fires: tuple[str, ...] | list[str]
    stays: tuple[str, ...] | list[str]
    verbs: list[str] | tuple[str, ...] = ()
    nouns: list[str] | tuple[str, ...] = ()
    objects: list[str] | tuple[str, ...] = ()
    subjects: list[str] | tuple[str, ...] = ()
    """Nouns of which one must be the verb's subject."""
    needs: list[str] | tuple[str, ...] = ()
    unless: list[str] | tuple[str, ...] = ()
    """Conditions like those of `needs`, none of which may be met."""
    mode: str | None = None
    negated: str | None = None
    """The type it becomes when denied: whoever does "not accept" rejects."""
    modals: list[str] | tuple[str, ...] = ()
    """Words that make a statement of it: whoever says that another "must" do something demands it."""
    whose: Literal["own", "other"] | None = None
    """Whether the speaker or another is to do what is said."""
    deeds: list[str] | tuple[str, ...] = ()
    """Types of what is said, of which it must have one."""
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event, with its rule (None for an event of no type) and the verb of its clause."""

    token: Token
    rule: EventRule | None
    verb: Token
    """The verb that carries a noun ("held"), or whose clause a noun stands in, or the trigger itself."""
    is_carried: bool
    """Whether the verb is a light one, whose time, negation and modals are the event's."""


@cache
def all_rules() -> tuple[EventRule, ...]:
    """The rules of all types, in the order of the types and files."""
    return tuple(
        rule
        for type_ in TYPES
        for rule in knowledge.rules(
            f"events/{type_}", lambda type_=type_, **entry: EventRule(type=type_.upper(), **entry)
        )
    )


@cache
def rules() -> dict[str, tuple[EventRule, ...]]:
    """Rules by the lemma (with its particle, if any) that sets them off, those with objects or subjects first."""
    index: dict[str, list[EventRule]] = {}
    for rule in all_rules():
        for word in {*rule.verbs, *(f"{noun}#noun" for noun in rule.nouns)}:
            index.setdefault(word, []).append(rule)
    return {
        word: tuple(sorted(found, key=lambda rule: not (rule.objects or rule.subjects)))
        for word, found in index.items()
    }


@cache
def _event_nouns() -> frozenset[str]:
    return knowledge.words("events/nouns", "noun")


@cache
def _no_events() -> frozenset[str]:
    return knowledge.words("events/verbs", "lemma", kind="none")


@cache
def light_verbs() -> frozenset[str]:
    """Verbs that only carry the noun behind them."""
    return knowledge.words("events/verbs", "lemma", kind="light")


def find_triggers(doc: Doc, mentions: Mentions) -> Iterator[Trigger]:
    """Yields every word that names an event, in the order of the text."""
    for sent in grammar.sentences(doc):
        for token in sent:
            if token.i in mentions.named:
                continue
            if grammar.is_verb(token) and token.dep_ not in {"aux", "aux:pass", "cop", "case", "fixed"}:
                yield from _verb(token, mentions)
            elif token.tag_ in {"NN", "NNS"} or (token.tag_ in {"NNP", "NNPS"} and not token.ent_type_):
                yield from _noun(token, mentions)


def types_of(token: Token) -> frozenset[str]:
    """The types of the events that a word could name, were the conditions of their rules met."""
    if grammar.is_verb(token):
        keys = [*grammar.lemmas(token)]
    else:
        keys = _noun_keys(token) if token.tag_ in {"NN", "NNS"} and token.dep_ not in _NO_HEADS else []
    return frozenset(rule.type for key in keys for rule in rules().get(key, ()) if rule.type is not None)


def _verb(token: Token, mentions: Mentions) -> Iterator[Trigger]:
    lemma = token.lemma_.lower()
    for word in grammar.lemmas(token):
        for rule in rules().get(word, ()):
            if _fits(rule, token, mentions):
                yield Trigger(token, rule, token, is_carried=False)
                return
    if lemma in light_verbs() and _carried_noun(token, mentions) is not None:
        return
    if lemma not in _no_events() and token.dep_ != "amod" and not grammar.is_future_auxiliary(token):
        yield Trigger(token, None, token, is_carried=False)


def _carried_noun(verb: Token, mentions: Mentions) -> Token | None:
    """The noun that a light verb carries: "meeting" of "held a meeting" or of "the meeting took place"."""
    for head in (*grammar.children(verb, "obj"), *grammar.children(verb, "nsubj:pass", "nsubj")):
        noun = grammar.counted(head)
        if noun.i not in mentions.named and is_event_noun(noun):
            return noun
    return None


def _noun_keys(noun: Token) -> list[str]:
    """What a noun is looked up by: with the noun before it ("mediation effort"), its lemma, its form."""
    compound = grammar.child(noun, "compound")
    lemma = noun.lemma_.lower()
    pair = [f"{compound.lower_} {lemma}#noun"] if compound is not None else []
    return [*pair, f"{lemma}#noun", f"{noun.lower_}#noun"]


def _is_listed(noun: Token) -> bool:
    return noun.lemma_.lower() in _event_nouns()


def is_event_noun(noun: Token) -> bool:
    """Whether a noun can name an event."""
    return noun.tag_.startswith("NN") and (_is_listed(noun) or any(key in rules() for key in _noun_keys(noun)))


def _noun(token: Token, mentions: Mentions) -> Iterator[Trigger]:
    if token.dep_ in _NO_HEADS or not is_event_noun(token):
        return
    verb, is_carried = _verb_of(token)
    for word in _noun_keys(token):
        for rule in rules().get(word, ()):
            if _fits(rule, token, mentions) or (is_carried and _has_party(verb)):
                yield Trigger(token, rule, verb, is_carried)
                return
    if _is_listed(token):
        yield Trigger(token, None, verb, is_carried)


def is_carried(noun: Token) -> bool:
    """Whether a light verb carries a noun."""
    head = noun.head
    return grammar.is_verb(head) and head.lemma_.lower() in light_verbs() and grammar.dep(noun) in {"obj", "nsubj"}


def _verb_of(noun: Token) -> tuple[Token, bool]:
    """The nearest verb above a noun, and whether it is a light one that carries the noun."""
    top = grammar.first_conjunct(noun)
    if top.head.i != top.i and grammar.counted(top.head).i == top.i:  # "held a round of talks"
        top = top.head
    if is_carried(top):
        return top.head, True
    if grammar.child(noun, "cop") is not None:
        return noun, False
    for above in grammar.ancestors(noun):
        if grammar.is_verb(above) or grammar.child(above, "cop") is not None:
            return above, False
    return noun, False


def _has_party(verb: Token) -> bool:
    """ "The ministers opened talks": a light verb's subject is party to what its noun names."""
    return bool(grammar.children(verb, "nsubj:pass") or grammar.subjects(verb))


def _fits(rule: EventRule, token: Token, mentions: Mentions) -> bool:
    if rule.objects:
        filling = grammar.children(token, "obj", "iobj", "nsubj:pass", "obl", "xcomp")
        filling += [o for clause in grammar.children(token, "xcomp") for o in grammar.children(clause, "obj")]
        if not any(_is_one_of(noun, rule.objects) for o in filling for noun in grammar.conjuncts(o)):
            return False
    if rule.subjects and not any(_is_one_of(subject, rule.subjects) for subject in grammar.subjects(token)):
        return False
    if any(_is_met(condition, token, mentions) for condition in rule.unless):
        return False
    return not rule.needs or any(_is_met(need, token, mentions) for need in rule.needs)


def _is_one_of(noun: Token, words: Sequence[str]) -> bool:
    """Whether a phrase is about one of some things: "aid" is in "part of an aid programme", too.

    In "held Chad responsible", the adjective behind counts.
    """
    parts = [noun, *grammar.children(noun, "compound")]
    parts += [child for child in grammar.children(noun, "amod") if child.i > noun.i]
    parts += [child for child in grammar.children(noun, "nmod") if grammar.case(child) == "of"]
    parts += [word for part in parts[1:] for word in grammar.children(part, "compound")]
    return any(part.lemma_.lower() in words or part.lower_ in words for part in parts)


def _is_met(need: str, token: Token, mentions: Mentions) -> bool:
    slot, _, kind = need.partition(" ")
    if slot == "case":
        return grammar.case(token) == kind
    found = [head for filler in fillers(token, slot) for head in mentions.heads(filler)]
    return any(not kind or mentions.is_kind(head, kind) for head in found)


def fillers(token: Token, slot: str) -> list[Token]:
    """The words that fill a slot of a trigger, the first one of those that are coordinated."""
    if slot == "subject":
        found = [] if grammar.is_passive(token) else grammar.subjects(token)
    elif slot == "object":
        found = [*grammar.children(token, "obj", "iobj", "nsubj:pass"), *_relativized(token)]
    elif slot == "possessor":
        found = grammar.children(token, "nmod:poss", "compound")
    elif slot == "clause":
        found = grammar.children(token, "xcomp", "ccomp", "advcl")
    else:
        found = [
            c
            for c in grammar.children(token, "obl", "nmod", "advcl", "obj")
            if grammar.case(c) == slot or _mark(c) == slot
        ]
    return found


def _mark(token: Token) -> str | None:
    mark = grammar.child(token, "mark")
    return mark.lower_ if mark is not None else None


def _relativized(verb: Token) -> list[Token]:
    """ "the man whom they met": the noun that a relative clause hangs on, where it has a subject of its own."""
    if verb.dep_ == "acl:relcl" and grammar.child(verb, "obj") is None:
        subject = grammar.child(verb, "nsubj")
        if subject is not None and subject.tag_ not in {"WP", "WDT"}:
            return [verb.head]
    return []

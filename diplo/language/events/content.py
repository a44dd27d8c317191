"""Which events are only what another one is about: one clause gives one event of a type, not five."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from diplo.language import grammar
from diplo.language.events.triggers import ATTITUDES, EventRule, Trigger

_CLAUSES = frozenset({"ccomp", "advcl", "acl"})


def without_content(triggers: Sequence[Trigger]) -> Iterator[Trigger]:
    """Yields all triggers, those of content without their rules: they are events of no type."""
    typed = {i: trigger.rule for trigger in triggers if trigger.rule is not None for i in _carriers(trigger)}
    for trigger in triggers:
        yield replace(trigger, rule=None) if _is_content(trigger, typed) else trigger


def _carriers(trigger: Trigger) -> set[int]:
    """The positions of a trigger and of the light verb that carries it."""
    return {trigger.token.i, trigger.verb.i} if trigger.is_carried else {trigger.token.i}


def _is_content(trigger: Trigger, typed: Mapping[int, EventRule]) -> bool:
    """ "Threatened to break relations" is a threat, not a break: the event inside keeps no type of its own.

    Nor does a second word for the same thing ("killed in an attack", "killed and wounded"), nor what a rule takes for
    its object ("imposed a curfew"). Meetings do: one that was agreed on is a planned meeting; and so do protests.
    """
    rule = trigger.rule
    if rule is None or rule.type == "CONSULT":
        return False
    below = trigger.token
    for above in grammar.ancestors(trigger.token):
        label, outer = grammar.dep(below), typed.get(above.i) if above.i not in _carriers(trigger) else None
        if label == "conj":
            if outer is rule and grammar.child(below, "nsubj", "nsubj:pass") is None:
                return True
        elif not _is_inside(below, outer):
            return False
        elif outer is not None and _covers(outer, below, rule):
            return True
        below = above
    return False


def _covers(outer: EventRule, below: Token, rule: EventRule) -> bool:
    """Whether the event that a rule found above says all that one of another rule, in a phrase below it, would say."""
    if outer.type == rule.type:
        return True
    label = grammar.dep(below)
    is_named = label == "obj" and rule.type != "PROTEST" and below.lemma_ in outer.objects
    return is_named or (outer.type in ATTITUDES and label != "nmod")


def _is_inside(below: Token, outer: EventRule | None) -> bool:
    """Whether a phrase or clause completes the word that it hangs on: "threatened to ...", "accused of ...ing"."""
    label = grammar.dep(below)
    if label in {"xcomp", "obj", "obl", "nmod"}:  # where a parser calls a clause so, it is one all the same
        return below.tag_ not in grammar.FINITE
    if outer is not None and (outer.modals or outer.type == "PROTEST") and label in _CLAUSES and below.tag_ != "VBN":
        return True
    is_of = below.tag_ == "VBG" and any(t.tag_ == "IN" for t in grammar.children(below, "mark", "case"))
    return label in _CLAUSES and (below.tag_ == "VB" or is_of)

"""What a saying amounts to: to say that another must do something is to demand it, to announce an attack a threat.

The rules stand with those of their types in `data/events/`: their `modals` are looked for in what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.events.mentions import Mentions
from diplo.language.events.triggers import EventRule, Trigger, all_rules


@cache
def _rules() -> tuple[EventRule, ...]:
    return tuple(rule for rule in all_rules() if rule.modals)


def implied(cue: Token, speaker: int, deeds: Mapping[int, Trigger], mentions: Mentions) -> EventRule | None:
    """The rule that makes more than a statement of what a speaker says; `deeds` are triggers by their verb."""
    for head in grammar.children(cue, "ccomp"):
        doers = [one for subject in grammar.children(head, "nsubj") for one in mentions.heads(subject)]
        is_own = any(entity.id == speaker for one in doers for entity in mentions.all(one))
        is_another = not is_own and any(mentions.is_kind(one, "actor") for one in doers)
        for word, deed in _intents(head):
            trigger = deeds.get(deed.i)
            type_ = trigger.rule.type if trigger is not None and trigger.rule is not None else None
            for rule in _rules():
                is_whose = is_own if rule.whose == "own" else is_another
                if is_whose and word in rule.modals and (not rule.deeds or type_ in rule.deeds):
                    return _denied(rule) if _is_negated(deed) or _is_negated(head) else rule
    return None


def _denied(rule: EventRule) -> EventRule | None:
    """ "It will not accept the plan": whoever says so rejects it; what is not threatened is no threat."""
    return replace(rule, type=rule.negated) if rule.negated is not None else None


def _is_negated(verb: Token) -> bool:
    negations = knowledge.words("events/status", where="negation")
    return any(child.lower_ in negations for child in grammar.children(verb, "advmod", "neg"))


def _intents(head: Token) -> Iterator[tuple[str, Token]]:
    """Modals with the verbs they bear on: "must" with "go", "ready" with "help" in "is ready to help"."""
    if grammar.child(head, "aux") is not None and not grammar.is_passive(head):
        yield from ((aux.lower_, head) for aux in grammar.children(head, "aux"))
    yield from ((head.lemma_.lower(), below) for below in grammar.children(head, "xcomp") if below.tag_ == "VB")

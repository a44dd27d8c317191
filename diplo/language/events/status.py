"""Whether an event happened, is planned, is possible, was called off or is denied, and the word that says so.

The words stand in `data/events/status.tsv`. Scope follows the parse: a word bears on the event in its own clause or on
the events in the clause or noun it governs, and not through reported speech ("said", "told").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.events.triggers import Trigger, light_verbs
from diplo.records import Status

_STRENGTH: dict[Status, int] = {"happened": 0, "planned": 1, "possible": 2, "denied": 3, "cancelled": 4}
_OPEN_LABELS = frozenset({"xcomp", "ccomp", "advcl", "acl", "obj", "nsubj", "nsubj:pass", "obl", "nmod", "csubj"})
_NEAR = 8
"""Words between two coordinated participles."""


@cache
def _words(where: str) -> dict[str, Status]:
    return {row["word"]: row["status"] for row in knowledge.table("events/status") if row["where"] == where}  # type: ignore[misc]


def status_of(trigger: Trigger) -> tuple[Status, Token | None]:
    """The strongest status that any word in reach gives, with that word; without one, it happened."""
    best: tuple[Status, Token | None] = ("happened", None)
    for status, cue in _signs(trigger):
        if _STRENGTH[status] > _STRENGTH[best[0]]:
            best = (status, cue)
    return best


def _signs(trigger: Trigger) -> Iterator[tuple[Status, Token]]:
    token = trigger.token
    yield from _own(token)
    if token.tag_.startswith("NN"):
        yield from _of_noun(token)
    if trigger.is_carried:
        yield from _own(trigger.verb)
        yield from _above(trigger.verb)
    else:
        yield from _above(token)


def _own(token: Token) -> Iterator[tuple[Status, Token]]:
    """Negation, modals and conditions of the clause that a verb heads."""
    for subject in grammar.children(token, "nsubj"):
        if subject.lower_ in _words("subject"):
            yield _words("subject")[subject.lower_], subject
    is_conditional = any(child.lower_ in _words("mark") for child in grammar.children(token, "mark"))
    for child in token.children:
        word = child.lower_
        if word in _words("negation") and child.i < token.i + 2 and not is_conditional:
            yield _words("negation")[word], child
        elif grammar.dep(child) == "aux" and word in _words("modal"):
            yield "planned" if word in _words("reported") and _is_reported(token) else _words("modal")[word], child
        elif grammar.dep(child) in {"mark", "advmod"} and word in _words("mark"):
            yield _words("mark")[word], child
    if (asked := _asked_whether(token)) is not None:
        yield "possible", asked
    if token.tag_ == "VB" and token.dep_ in {"advcl", "acl"} and not grammar.is_ranked(token):
        to = _infinitive_mark(token)
        if to is not None:
            yield "planned", to


def _asked_whether(verb: Token) -> Token | None:
    """ "Did she meet Petrov?": the auxiliary that opens a question, to which the answer may be no."""
    subject = grammar.child(verb, "nsubj", "nsubj:pass")
    if subject is None or not any(token.text == "?" for token in verb.sent[-3:]):
        return None
    asks_for_part = any(token.tag_ in {"WP", "WP$", "WRB", "WDT"} for token in verb.doc[verb.sent.start : subject.i])
    opening = (aux for aux in grammar.children(verb, "aux", "aux:pass") if aux.i < subject.i)
    return None if asks_for_part else next(opening, None)


def _is_reported(verb: Token) -> bool:
    """ "He said he would visit": after a past tense, "would" is what "will" was when it was said."""
    top = grammar.first_conjunct(verb)
    return (
        top.dep_ in {"ccomp", "parataxis"}
        and _is_speech(top.head)
        and top.head.tag_ in {"VBD", "VBN"}
        and not any(child.lower_ == "if" for below in grammar.children(verb, "advcl") for child in below.children)
    )


def _infinitive_mark(verb: Token) -> Token | None:
    if grammar.child(verb, "aux") is not None:
        return None
    return next((mark for mark in grammar.children(verb, "mark") if mark.lower_ == "to"), None)


def _of_noun(noun: Token) -> Iterator[tuple[Status, Token]]:
    """ "a planned visit", "no meeting", "a meeting, later canceled by Trump", "the summit is off"."""
    for participle in grammar.participles(noun):
        for verb in (*grammar.conjuncts(participle), *_coordinated(participle)):
            if verb.tag_ in {"VBN", "VBD"} and is_governor(verb):
                yield _governs_status(verb), verb
            elif verb.lower_ in _words("adjective"):
                yield _words("adjective")[verb.lower_], verb
    for child in noun.children:
        word, lemma = child.lower_, child.lemma_.lower()
        if word in _words("adjective"):
            yield _words("adjective")[word], child
        if grammar.dep(child) == "compound" and lemma in _words("adjective"):
            yield _words("adjective")[lemma], child


def _coordinated(participle: Token) -> Iterator[Token]:
    """ "Scheduled for June 12 but later canceled by Trump": a participle behind "but" in the same phrase.

    Parsers often lose it, so that the words decide: nothing but a conjunction and adverbs stands before it.
    """
    doc, end = participle.doc, participle.sent.end
    for i in range(participle.i + 1, min(participle.i + _NEAR, end)):
        if doc[i].text in {",", ";"} or doc[i].tag_ in {"VBZ", "VBP", "MD"}:
            return
        if doc[i].tag_ == "CC":
            after = next((t for t in doc[i + 1 : end] if not t.tag_.startswith("RB")), None)
            if after is not None and after.tag_ in {"VBN", "VBD", "JJ"}:
                yield after
            return


def is_governor(token: Token) -> bool:
    """Whether a word says of what it governs that it is planned, possible, called off or denied."""
    return any(key in _words("governor") for key in grammar.lemmas(token))


def _governs_status(token: Token) -> Status:
    return next(_words("governor")[key] for key in grammar.lemmas(token) if key in _words("governor"))


def _above(token: Token) -> Iterator[tuple[Status, Token]]:
    """Words above in the parse that bear on the event, up to the border of its clause or of reported speech."""
    below = token
    for above in grammar.ancestors(token):
        label = grammar.dep(below) if below.dep_ != "acl:relcl" else "acl:relcl"
        if label == "conj":
            if grammar.is_verb(below) and not _has_own_clause(below):
                yield from _own(above)
            below = above
            continue
        if label not in _OPEN_LABELS:
            return
        if _is_speech(above) and label in {"ccomp", "parataxis"}:
            return
        if label == "xcomp" and grammar.is_future_auxiliary(above):
            yield _words("auxiliary")[above.lower_], above
        if is_governor(above) and _bears(above, below):
            yield _governs_status(above), above
        if _is_off(above, below) or (label == "csubj" and _is_finite(below)):
            return
        yield from _own(above)
        if above.tag_.startswith("NN"):
            yield from ((s, cue) for s, cue in _of_noun(above) if s != "cancelled")
        below = above


def _is_finite(verb: Token) -> bool:
    """ "That they had met would surprise nobody": a clause with a tense of its own is under no modal above it."""
    return verb.tag_ in grammar.FINITE or any(aux.tag_ in grammar.FINITE for aux in grammar.children(verb, "aux"))


def _has_own_clause(verb: Token) -> bool:
    """A conjoined verb with its own subject or auxiliary is not under the first verb's modal."""
    return grammar.child(verb, "nsubj", "nsubj:pass", "aux") is not None or verb.tag_ in {"VBD", "VBZ", "VBP"}


def _bears(governor: Token, below: Token) -> bool:
    """Whether a governor speaks of its dependant: "canceled the summit" does, "canceled after talks" does not."""
    label = grammar.dep(below)
    if label in {"xcomp", "ccomp", "csubj", "obj"} or below.dep_ == "nsubj:pass":
        return True
    if f"{governor.lemma_.lower()} {grammar.case(below)}" in _words("governor"):
        return True
    if label in {"obl", "nmod"}:
        return grammar.case(below) in {"for", "to", "of", "on"} and _governs_status(governor) != "cancelled"
    return label in {"advcl", "acl"} and below.tag_ == "VB"


def _is_off(above: Token, below: Token) -> bool:
    """Whether the clause border is passed: what modifies a verb freely is outside the reach of that verb's modals."""
    label = grammar.dep(below)
    if label == "acl":
        return below.dep_ == "acl:relcl" or below.tag_ != "VB"
    if label == "advcl":
        return below.tag_ not in {"VB"} or grammar.child(below, "nsubj") is not None
    if label in {"obl", "nmod"}:
        return (
            grammar.is_verb(above)
            and above.lemma_.lower() not in light_verbs()
            and grammar.case(below) not in {"for", "to"}
        )
    if label == "nsubj":
        return grammar.is_verb(above) and above.lemma_.lower() not in light_verbs()
    return False


def _is_speech(token: Token) -> bool:
    return token.lemma_.lower() in knowledge.words("quotes/verbs", "lemma", kind="speech") and not is_governor(token)

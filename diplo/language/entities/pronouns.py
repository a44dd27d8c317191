"""To whom "he" and "she" refer: the most salient person before them whose gender fits.

Salience adds up what the literature agrees on (Lappin and Leass 1994): nearness, subject before object, the speaker in
whose speech the pronoun stands. The weights were set by hand and checked on `people/train`.
"""

from __future__ import annotations

from math import log

from spacy.tokens import Token

from diplo.language import grammar
from diplo.language.entities.register import Register
from diplo.language.found import FoundMention, FoundQuote

_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_NUMBERS = {
    **dict.fromkeys(("it", "its", "itself"), "singular"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "two"), "plural"),
}
_REFLEXIVE = frozenset({"himself", "herself"})
_SENTENCES_BACK = 4
"""A pronoun whose antecedent stands further back stays unresolved."""
_PER_SENTENCE = 1.0
_SUBJECT, _PASSIVE_SUBJECT, _POSSESSOR = 0.9, 0.7, 0.3
_GOVERNING_SUBJECT = 1.2
"""More for the subject of a verb above the pronoun: "Trump said he ..."."""
_KNOWN_GENDER = 0.4
_OFTEN = 0.15


def is_third_person(token: Token) -> bool:
    """Whether a token is "he", "she" or one of their forms."""
    return token.lower_ in _GENDERS and token.tag_.startswith("PRP")


def resolve(register: Register, pronoun: Token) -> None:
    """Adds a pronoun to the entity it refers to, and teaches the entity its gender; unresolved ones are left."""
    gender = _GENDERS[pronoun.lower_]
    silent = _speakers_of(register, pronoun)
    best: tuple[float, int] | None = None
    for entity in register.entities:
        if entity.kind != "person" or entity.id in silent:
            continue
        if register.genders.get(entity.id, gender) != gender or _is_group(entity.mentions):
            continue
        score = _salience(register, entity.id, pronoun)
        if score is not None and (best is None or score > best[0]):
            best = (score, entity.id)
    if best is not None:
        register.mention(best[1], pronoun.doc[pronoun.i : pronoun.i + 1], "pronoun", "pronoun.salience")
        register.genders.setdefault(best[1], gender)


def _is_group(mentions: list[FoundMention]) -> bool:
    return (
        bool(mentions) and mentions[0].form == "nominal" and grammar.head_of(mentions[0].span).tag_ in {"NNS", "NNPS"}
    )


def _speakers_of(register: Register, pronoun: Token) -> set[int]:
    """Whoever speaks the words in which the pronoun stands inside quotation marks: he would say "I"."""
    found = set()
    quotes: list[FoundQuote] = pronoun.doc._.quotes
    for quote in quotes:
        if quote.source is not None and any(s.start <= pronoun.i < s.end for s in quote.quoted):
            speaker = register.at(quote.source.root)
            if speaker is not None:
                found.add(speaker)
    return found


def _salience(register: Register, number: int, pronoun: Token) -> float | None:
    """How strongly an entity offers itself; None where grammar or distance forbid it."""
    best = None
    mentions = 0
    for mention in register.entities[number].mentions:
        if mention.span.start >= pronoun.i:
            continue
        mentions += 1
        if register.sentences_between(mention.span.start, pronoun.i) > _SENTENCES_BACK:
            continue
        distance = _distance(register, mention, pronoun)
        head = grammar.head_of(mention.span)
        if distance > _SENTENCES_BACK:
            continue
        if distance == 0 and _is_co_argument(head, pronoun):
            return None
        score = _rank(head, pronoun) - _PER_SENTENCE * distance
        best = score if best is None else max(best, score)
    if best is None:
        return None
    return best + (_KNOWN_GENDER if number in register.genders else 0) + _OFTEN * log(1 + mentions)


def _distance(register: Register, mention: FoundMention, pronoun: Token) -> int:
    """Sentences between, a paragraph's end counting as one more."""
    starts = register.sentences_between(mention.span.start, pronoun.i)
    paragraphs = grammar.paragraph_of(pronoun) - grammar.paragraph_of(mention.span[0])
    return starts + (1 if paragraphs else 0)


def _rank(head: Token, pronoun: Token) -> float:
    if any(head.head.i == above.i and grammar.dep(head) == "nsubj" for above in grammar.ancestors(pronoun)):
        return _GOVERNING_SUBJECT
    label = head.dep_ if grammar.dep(head) != "conj" else grammar.first_conjunct(head).dep_
    return {"nsubj": _SUBJECT, "nsubj:pass": _PASSIVE_SUBJECT, "nmod:poss": _POSSESSOR}.get(label, 0.0)


def _is_co_argument(head: Token, pronoun: Token) -> bool:
    """ "Trump met him": two arguments of one verb are two persons, unless the pronoun is reflexive or a possessive."""
    if pronoun.lower_ in _REFLEXIVE or grammar.dep(pronoun) == "nmod":
        return False
    return head.head.i == pronoun.head.i and grammar.dep(pronoun) in {"obj", "iobj", "obl", "nsubj"}


def is_neuter_or_plural(token: Token) -> bool:
    """Whether a token is "it", "they" or one of their forms, or "the two", which stands for two as "they" does."""
    return (token.tag_.startswith("PRP") and token.lower_ in _NUMBERS) or _is_the_two(token)


def _is_the_two(token: Token) -> bool:
    return token.lower_ == "two" and grammar.dep(token) == "nsubj" and token.i > 0 and token.nbor(-1).lower_ == "the"


def resolve_to_subject(register: Register, pronoun: Token) -> None:
    """ "Iraq said it would ...": "it" and "they" refer to the subject above them, if it can act and number agrees.

    A plural subject of a sentence may go back to the subject of the sentence before; others further back are left.
    """
    for above in grammar.ancestors(pronoun):
        if grammar.is_verb(above) and _takes(register, pronoun, grammar.subjects(above)):
            return
    is_subject = grammar.dep(pronoun) == "nsubj" and pronoun.head.dep_ == "ROOT"
    if is_subject and _NUMBERS[pronoun.lower_] == "plural" and pronoun.sent.start > 0:
        before = pronoun.doc[pronoun.sent.start - 1].sent
        if grammar.is_verb(before.root) and not _takes(register, pronoun, grammar.subjects(before.root)):
            _takes_pair(register, pronoun, before.root)


def _takes_pair(register: Register, pronoun: Token, verb: Token) -> None:
    """ "Berg met Petrov. They agreed": "they" are the one person who does it and the one to whom, or with whom."""
    others = [*grammar.children(verb, "obj"), *(c for c in grammar.children(verb, "obl") if grammar.case(c) == "with")]
    heads = [*grammar.subjects(verb)[:1], *others[:1]]
    numbers = {n for head in heads if (n := register.at(head)) is not None and register.entities[n].kind == "person"}
    if len(numbers) == 2 and all(head.tag_ == "NNP" and len(grammar.conjuncts(head)) == 1 for head in heads):
        register.parties[pronoun.i] = tuple(sorted(numbers))


def _takes(register: Register, pronoun: Token, subjects: list[Token]) -> bool:
    """Links a pronoun to a subject, or to all of a coordinated one; whether the search is over."""
    is_plural = _NUMBERS[pronoun.lower_] == "plural"
    for subject in subjects:
        numbers = [n for one in grammar.conjuncts(subject) if (n := register.at(one)) is not None]
        if _is_the_two(pronoun) and len(numbers) != 2:
            continue
        if subject.i >= pronoun.i or not numbers or register.entities[numbers[0]].kind == "other":
            continue
        if len(numbers) > 1:
            if is_plural:
                register.parties[pronoun.i] = tuple(numbers)
            return is_plural
        is_many = subject.tag_ in {"NNS", "NNPS"}
        if register.entities[numbers[0]].kind != "person" or is_many:
            if is_many == is_plural:
                register.mention(numbers[0], pronoun.doc[pronoun.i : pronoun.i + 1], "pronoun", "pronoun.subject")
            return True
    return False

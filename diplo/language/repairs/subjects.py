"""Subjects that a parser hung on an adverb, on a clause before the verb, or took for something else."""

from __future__ import annotations

from spacy.tokens import Token

from diplo.language import grammar

_STRAY = frozenset({"advmod", "nsubj", "nsubj:pass", "nmod:unmarked", "vocative", "dep"})
"""What parsers call the first of two subjects when they miss the second."""
_LOOSE = frozenset({"parataxis", "appos", "obj", "dep", "conj", "list", "vocative", "nmod", "obl"})
"""What parsers call a subject that they hung on the clause before it."""
_MEASURES = frozenset({"day", "week", "month", "year", "hour"})


def repair_subject(token: Token) -> None:
    """Gives a verb the subject that stands before it."""
    if grammar.dep(token) == "nsubj" and _is_subject_of_adverb(token):
        token.head.dep_ = "advmod"
        token.head = token.head.head
    if (subject := _subject_behind_measure(token)) is not None:
        _make_clause_of_time(token, subject)
    if token.dep_ == "advcl" and _opens_before_subject(token):
        token.head = token.head.head
    if (subject := _subject_behind_clause(token)) is not None:
        subject.head, subject.dep_ = token, "nsubj"
    if (first := _first_of_two(token)) is not None:
        first.head, first.dep_ = token.head, token.dep_
        token.head, token.dep_ = first, "conj"


def _is_subject_of_adverb(subject: Token) -> bool:
    """ "Berg and Haddad last met in Oslo": the subject hung on "last" is that of the verb."""
    adverb = subject.head
    verb = adverb.head
    is_before_verb = grammar.is_verb(verb) and subject.i < adverb.i == verb.i - 1
    if adverb.dep_ in {"nsubj", "advmod"} and adverb.tag_ in {"JJ", "RB"}:
        return is_before_verb and grammar.child(verb, "nsubj", "nsubj:pass") in {None, adverb}
    return False


def _subject_behind_measure(verb: Token) -> Token | None:
    """ "Two days after the guard seized it": "days" is no subject, but what stands behind "after" is."""
    measure = grammar.child(verb, "nsubj")
    if measure is None or measure.lemma_.lower() not in _MEASURES or verb.tag_ not in grammar.FINITE:
        return None
    subject = next((noun for noun in grammar.children(measure, "nmod") if measure.i < noun.i < verb.i), None)
    return subject if subject is not None and grammar.case(subject) in {"after", "before"} else None


def _make_clause_of_time(verb: Token, subject: Token) -> None:
    """Makes an adverbial clause of "two days after the guard seized it"."""
    measure, mark = subject.head, grammar.child(subject, "case")
    subject.head, subject.dep_ = verb, "nsubj"
    measure.dep_ = "obl:unmarked"
    if mark is not None:
        mark.head, mark.dep_ = verb, "mark"
    if verb.dep_ in {"parataxis", "conj"}:
        verb.dep_ = "advcl"


def _opens_before_subject(clause: Token) -> bool:
    """ "Asked about it, Berg said ...": a clause that opens the sentence is the verb's, and not its subject's."""
    subject, verb = clause.head, clause.head.head
    opens = clause.left_edge.i == clause.sent.start and clause.i < subject.i
    return opens and grammar.dep(subject) == "nsubj" and grammar.is_verb(verb) and subject.i < verb.i


def _subject_behind_clause(verb: Token) -> Token | None:
    """ "Asked about it, the envoy, Ana Berg, said ...": the noun that a parse hung on the clause before the verb."""
    if verb.tag_ not in grammar.FINITE or grammar.child(verb, "nsubj", "expl", "csubj") is not None:
        return None
    clause = next((c for c in verb.lefts if c.dep_ == "advcl" and c.left_edge.i == verb.sent.start), None)
    if clause is None:
        return None
    for noun in clause.rights:
        first, last = noun.left_edge, noun.right_edge
        is_last = last.i == verb.i - 1 or (last.i == verb.i - 2 and verb.nbor(-1).text == ",")
        is_apart = "," in {first.text, first.nbor(-1).text}
        if noun.dep_ in _LOOSE and noun.tag_.startswith("NN") and is_last and is_apart:
            return noun
    return None


def _first_of_two(second: Token) -> Token | None:
    """ "Lena" of "Lena Ortiz and Novak met": a name before "and" that a parse hung on the verb is a subject, too."""
    cc = next((c for c in second.lefts if c.dep_ == "cc"), None) if grammar.dep(second) == "nsubj" else None
    if cc is None or cc.i == second.sent.start or cc.lower_ != "and":
        return None
    first = cc.nbor(-1)
    while first.head.i < first.i and first.dep_ == "flat":
        first = first.head
    is_bare = first.tag_.startswith("NN") and first.dep_ in _STRAY and grammar.case(first) is None
    return first if is_bare and first.head.i == second.head.i else None

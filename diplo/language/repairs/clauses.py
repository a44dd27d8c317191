"""Clauses that a parser hung on the wrong word: what somebody is told, main clauses, second verbs."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from diplo import knowledge
from diplo.language import grammar

_STOPS = frozenset({".", '"', "”"})


def repair_clause(token: Token) -> None:
    """Hangs what somebody was told on the verb of telling, and a second or only verb where it belongs."""
    if token.dep_ == "acl:relcl" and _tells_content(token):
        token.head, token.dep_ = token.head.head, "ccomp"
    if token.dep_ == "conj" and (verb := _finite_above(token)) is not None:
        token.head = verb
    if token.dep_ == "conj" and _follows_relative(token):
        _make_root(token, token.head.head)
    elif token.dep_ in {"acl", "parataxis"} and _is_only_verb(token):
        _make_root(token, _top_of(token.head))
    elif token.dep_ == "amod" and (top := _root_before(token)) is not None:
        thing = token.head
        _make_root(token, top)
        thing.head, thing.dep_ = token, "obj"


def _root_before(verb: Token) -> Token | None:
    """ "Berg and Haddad discussed trade.", with "discussed" hung on "trade": the noun before, on which all was hung."""
    root = verb.sent.root
    is_alone = not any(token.tag_ in grammar.FINITE for token in verb.sent if token.i != verb.i)
    is_past = verb.tag_ == "VBD" and verb.head.i > verb.i and verb.sent[-1].text in _STOPS
    return root if is_past and is_alone and root.i < verb.i and root.tag_.startswith("NN") else None


def _finite_above(verb: Token) -> Token | None:
    """ "He hoped that they would come, and warned them": a past form is not coordinated with an infinitive, but with
    the nearest past form above it, which has its subject."""
    first = verb.head
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or first.tag_ != "VB" or grammar.children(verb, "nsubj", "expl", "aux"):
        return None
    return next((above for above in grammar.ancestors(first) if above.tag_ == verb.tag_ and above.i < first.i), None)


def _follows_relative(verb: Token) -> bool:
    """ "Berg, who came in March, greeted them": behind the comma, with no "and", the main clause goes on."""
    clause = verb.head
    return (
        clause.dep_ == "acl:relcl"
        and clause.head.dep_ == "ROOT"
        and verb.tag_ in grammar.FINITE
        and verb.doc[verb.i - 1].text == ","
        and not grammar.children(verb, "cc", "nsubj", "nsubj:pass")
        and not grammar.children(clause, "conj")[1:]
    )


def _is_only_verb(participle: Token) -> bool:
    """ "The office on Monday called for calm.": in a whole sentence, the only past form is its verb.

    Clauses below it, or beside it and opened by a conjunction, may have verbs of their own.
    """
    top = _top_of(participle.head)
    return (
        participle.tag_ in {"VBN", "VBD"}
        and top.dep_ == "ROOT"
        and top.tag_.startswith("NN")
        and participle.head.i < participle.i
        and participle.sent[-1].text in _STOPS
        and grammar.child(participle, "obl:agent") is None
        and not any(
            token.tag_ in grammar.FINITE and not _is_subordinate(token, participle)
            for token in participle.sent
            if token.i != participle.i
        )
    )


def _top_of(noun: Token) -> Token:
    """ "A group of diplomats": the noun that the whole phrase hangs on."""
    while noun.dep_ == "nmod" and noun.head.i < noun.i and grammar.case(noun) == "of":
        noun = noun.head
    return noun


def _is_subordinate(verb: Token, main: Token) -> bool:
    """Whether a verb stands behind the main one and in a clause that a conjunction or a relative opens."""
    clauses = (up for up in (verb, *grammar.ancestors(verb)) if grammar.dep(up) in {"advcl", "acl"})
    opened = any(
        grammar.child(clause, "mark") is not None or clause.dep_ == "acl:relcl" for clause in clauses if clause != main
    )
    return verb.i > main.i and opened


def _make_root(verb: Token, noun: Token) -> None:
    """Makes a verb the head of its sentence, with the noun that was it as its subject; what follows is the verb's."""
    behind = [child for child in noun.children if child.i > verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, "nsubj"
    for child in behind:
        child.head = verb


def _tells_content(clause: Token) -> bool:
    """Whether a clause stands behind the hearer of a verb, has a subject of its own, and nothing relative in it."""
    hearer = clause.head
    verb = hearer.head
    subject = grammar.child(clause, "nsubj", "nsubj:pass")
    return (
        grammar.dep(hearer) in {"obj", "iobj"}
        and verb.lemma_.lower() in _hearing()
        and grammar.child(verb, "ccomp") is None
        and subject is not None
        and subject.i > hearer.i
        and not any(token.tag_ in grammar.RELATIVE for token in clause.doc[hearer.i : clause.i])
    )


@cache
def _hearing() -> frozenset[str]:
    """Verbs whose object is whoever is spoken to."""
    return frozenset(row["lemma"] for row in knowledge.table("quotes/verbs") if "hearer" in row["takes"].split())

"""Component: puts right what the parser is known to get wrong, where the words leave no doubt.

Each repair is a pattern of the parse that news never means: "told reporters | the talks were going well" is no relative
clause of the reporters.
"""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from diplo import knowledge
from diplo.language import grammar

NAME = "diplo_repairs"
_STRAY = frozenset({"advmod", "nsubj", "nsubj:pass", "nmod:unmarked", "vocative", "dep"})
"""What parsers call the first of two subjects when they miss the second."""
_STOPS = frozenset({".", '"', "”"})


@Language.component(NAME, requires=["token.dep", "token.lemma"], assigns=["token.head", "token.dep"])
def repair(doc: Doc) -> Doc:
    """Hangs what somebody was told on the verb of telling, and makes verbs of past forms that have a subject."""
    for token in doc:
        if token.dep_ == "amod" and _is_verb_of(token):
            _promote(token)
        if token.dep_ == "acl:relcl" and _tells_content(token):
            token.head, token.dep_ = token.head.head, "ccomp"
        if (first := _first_of_two(token)) is not None:
            first.head, first.dep_ = token.head, token.dep_
            token.head, token.dep_ = first, "conj"
        if token.dep_ == "conj" and _follows_relative(token):
            _make_root(token, token.head.head)
        elif token.dep_ == "acl" and _is_only_verb(token):
            _make_root(token, _top_of(token.head))
    return doc


def _is_verb_of(participle: Token) -> bool:
    """ "The ministers opened talks": a past form with a subject before it is a verb, and the noun its object."""
    noun = participle.head
    return (
        participle.tag_ in {"VBN", "VBD"}
        and participle.i < noun.i
        and any(child.i < participle.i for child in grammar.children(participle, "nsubj"))
    )


def _promote(verb: Token) -> None:
    """Lets a verb change places with the noun on which it was hung."""
    noun = verb.head
    label, above = noun.dep_, noun.head
    verb.head = verb if above.i == noun.i else above
    verb.dep_ = label
    noun.head, noun.dep_ = verb, "obj"


def _first_of_two(second: Token) -> Token | None:
    """ "Lena" of "Lena Ortiz and Novak met": a name before "and" that a parse hung on the verb is a subject, too."""
    cc = next((left for left in second.lefts if left.dep_ == "cc"), None)
    if grammar.dep(second) != "nsubj" or cc is None or cc.i == second.sent.start or cc.lower_ != "and":
        return None
    first = cc.nbor(-1)
    while first.head.i < first.i and first.dep_ == "flat":
        first = first.head
    is_bare = first.tag_.startswith("NN") and first.dep_ in _STRAY and grammar.case(first) is None
    return first if is_bare and first.head.i == second.head.i else None


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

"""Component: puts right what the parser is known to get wrong, where the words leave no doubt.

Each repair is a pattern of the parse that news never means: "told reporters | the talks were going well" is no relative
clause of the reporters.
"""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.quotes import words as quote_words

NAME = "diplo_repairs"
_STRAY = frozenset({"advmod", "nsubj", "nsubj:pass", "nmod:unmarked", "vocative", "dep"})
"""What parsers call the first of two subjects when they miss the second."""
_LOOSE = frozenset({"parataxis", "appos", "obj", "dep", "conj", "list", "vocative", "nmod", "obl"})
"""What parsers call a subject that they hung on the clause before it."""
_BEFORE_NOUNS = frozenset({"nmod:poss", "amod", "compound", "nmod:desc"})
_STOPS = frozenset({".", '"', "”"})


@Language.component(NAME, requires=["token.dep", "token.lemma"], assigns=["token.head", "token.dep"])
def repair(doc: Doc) -> Doc:
    """Lets names hold together, then hangs words where they belong: first those of nouns, then those of verbs."""
    for name in doc.ents:
        if name.label_ == "PERSON" and len(name) > 1:
            _hold_together(name)
    for token in doc:
        _repair_coordination(token)
    for token in doc:
        _repair_clause(token)
    return doc


def _repair_coordination(token: Token) -> None:
    """Hangs "and", what it begins, and subjects on the words that they belong to."""
    if token.dep_ == "cc" and token.head.dep_ in _BEFORE_NOUNS and token.head.head.i > token.head.i:
        token.head = token.head.head
    if token.dep_ == "appos" and _is_coordinated(token):
        token.dep_ = "conj"
    if token.dep_ == "nmod" and (verb := _said_through(token)) is not None:
        token.head, token.dep_ = verb, "obl"
    if token.dep_ == "conj" and (holder := _holder_before(token)) is not None:
        token.head = holder
    if grammar.dep(token) == "nsubj" and _is_subject_of_adverb(token):
        token.head = token.head.head


def _repair_clause(token: Token) -> None:
    """Hangs what somebody was told on the verb of telling, and makes verbs of forms that have a subject."""
    if token.dep_ == "ROOT" and token.tag_ == "NNS" and (subject := _person_before(token)) is not None:
        _make_verb(token, subject)
    if token.dep_ == "amod" and _is_verb_of(token):
        _promote(token)
    if token.dep_ == "acl:relcl" and _tells_content(token):
        token.head, token.dep_ = token.head.head, "ccomp"
    if (first := _first_of_two(token)) is not None:
        first.head, first.dep_ = token.head, token.dep_
        token.head, token.dep_ = first, "conj"
    if token.dep_ == "advcl" and _opens_before_subject(token):
        token.head = token.head.head
    if (subject := _subject_behind_clause(token)) is not None:
        subject.head, subject.dep_ = token, "nsubj"
    if token.dep_ == "conj" and (verb := _finite_above(token)) is not None:
        token.head = verb
    if token.dep_ == "conj" and _follows_relative(token):
        _make_root(token, token.head.head)
    elif token.dep_ == "acl" and _is_only_verb(token):
        _make_root(token, _top_of(token.head))


def _hold_together(name: Span) -> None:
    """A name is one phrase: of two words that a parse hung apart the first bears the other."""
    heads = [token for token in name if token.head.i == token.i or not name.start <= token.head.i < name.end]
    for stray in heads[1:]:
        if stray.dep_ != "ROOT" and all(child.i > stray.i for child in stray.children):
            stray.head, stray.dep_ = heads[0], "flat"


def _is_coordinated(token: Token) -> bool:
    """ "Ana Berg and Chadian President Omar Haddad": what begins with "and" is no apposition."""
    first = token.left_edge
    return first.dep_ == "cc" and first.lower_ == "and" and token.head.i < first.i and token.head.tag_.startswith("NN")


def _said_through(medium: Token) -> Token | None:
    """ "She rejected the charge in an interview": the medium is that of the saying, not of what it is about."""
    thing = medium.head
    verb = thing.head
    is_said = grammar.dep(thing) == "obj" and quote_words.is_speech(verb)
    return verb if is_said and quote_words.is_medium(medium) else None


def _holder_before(token: Token) -> Token | None:
    """ "Haddad" of "Omar Haddad of Chad and Ana Berg": people are coordinated with people, not with their countries."""
    land = token.head
    holder = land.head
    is_land = (
        land.dep_ == "nmod" and grammar.case(land) == "of" and (land.ent_type_ != "PERSON" or land.text in _lands())
    )
    is_of_people = token.ent_type_ == holder.ent_type_ == "PERSON" and holder.tag_.startswith("NNP")
    return holder if is_land and is_of_people else None


def _is_subject_of_adverb(subject: Token) -> bool:
    """ "Berg and Haddad last met in Oslo": the subject hung on "last" is that of the verb."""
    adverb = subject.head
    return (
        adverb.dep_ == "advmod"
        and grammar.is_verb(adverb.head)
        and subject.i < adverb.i < adverb.head.i
        and not grammar.children(adverb.head, "nsubj", "nsubj:pass")
    )


def _person_before(noun: Token) -> Token | None:
    """ "Haddad" of "Omar Haddad plans to meet her", where "plans" was taken for a noun: its subject."""
    following = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    infinitive = next((c for c in noun.rights if c.tag_ == "VB" and grammar.dep(c) in {"acl", "advcl"}), None)
    if noun.i == noun.sent.start or following is None or following.tag_ != "TO" or infinitive is None:
        return None
    before = noun.nbor(-1)
    if before.ent_type_ != "PERSON" or noun.lower_ not in _plans():
        return None
    while before.head.i < noun.i and before.head.i != before.i:
        before = before.head
    return before if before.head.i == noun.i else None


def _make_verb(noun: Token, subject: Token) -> None:
    """Makes the verb that it is of a noun, with its subject and what it plans."""
    noun.tag_, noun.pos_ = "VBZ", "VERB"
    subject.dep_ = "nsubj"
    for child in noun.rights:
        if child.tag_ == "VB" and grammar.dep(child) in {"acl", "advcl"}:
            child.dep_ = "xcomp" if child.i == noun.i + 2 else "advcl"


@cache
def _lands() -> frozenset[str]:
    """The last words of countries' names."""
    return frozenset(name.split()[-1] for name in knowledge.words("entities/countries", "name"))


@cache
def _plans() -> frozenset[str]:
    """Third persons of verbs that take an infinitive and are spelt as nouns are: "plans", "hopes"."""
    return frozenset(f"{row['lemma']}s" for row in knowledge.table("quotes/verbs") if "to" in row["takes"].split())


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


def _subject_behind_clause(verb: Token) -> Token | None:
    """ "Asked about it, the envoy, Ana Berg, said ...": the noun that a parse hung on the clause before the verb."""
    clause = next((c for c in verb.lefts if c.dep_ == "advcl" and c.left_edge.i == verb.sent.start), None)
    if clause is None or verb.tag_ not in grammar.FINITE or grammar.children(verb, "nsubj", "expl", "csubj"):
        return None
    for noun in clause.rights:
        first, last = noun.left_edge, noun.right_edge
        is_last = last.i == verb.i - 1 or (last.i == verb.i - 2 and verb.nbor(-1).text == ",")
        is_apart = "," in {first.text, first.nbor(-1).text}
        if noun.dep_ in _LOOSE and noun.tag_.startswith("NN") and is_last and is_apart:
            return noun
    return None


def _opens_before_subject(clause: Token) -> bool:
    """ "Asked about it, Berg said ...": a clause that opens the sentence is the verb's, and not its subject's."""
    subject, verb = clause.head, clause.head.head
    opens = clause.left_edge.i == clause.sent.start and clause.i < subject.i
    return opens and grammar.dep(subject) == "nsubj" and grammar.is_verb(verb) and subject.i < verb.i


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

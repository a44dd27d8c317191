"""The one place that reads the parse: subjects, objects, negation, and offsets of spans.

Labels are those of Universal Dependencies, tags those of the Penn Treebank.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.records import Offsets

HYPHENS = frozenset({"-", "‑", "–"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_PREMODIFIERS = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "advmod", "det:predet", "goeswith"})
RELATIVE = frozenset({"WP", "WDT", "WP$"})


def offsets(span: Span) -> Offsets:
    """Where a span stands in the text as it was given, in code points."""
    starts = span.doc._.layout.starts
    last = span.end - 1
    return starts[span.start], starts[last] + len(span.doc[last])


def token_offsets(token: Token) -> Offsets:
    """Where a token stands in the text as it was given."""
    start = token.doc._.layout.starts[token.i]
    return start, start + len(token)


def paragraph_of(token: Token) -> int:
    """The index of the token's paragraph in `doc._.layout.paragraphs`."""
    paragraphs = token.doc._.layout.paragraphs
    return bisect_right(paragraphs, (token.i, len(token.doc))) - 1


def dep(token: Token) -> str:
    """The dependency label without its subtype: "nsubj" for "nsubj:pass"."""
    return str(token.dep_).split(":")[0]


def children(token: Token, *deps: str) -> list[Token]:
    """Children whose label, with or without subtype, is one of these."""
    return list(_children(token, deps))


def child(token: Token, *deps: str) -> Token | None:
    """The first such child, or None."""
    return next(_children(token, deps), None)


def _children(token: Token, deps: tuple[str, ...]) -> Iterator[Token]:
    for child in token.children:
        label = child.dep_
        if label in deps or label.partition(":")[0] in deps:
            yield child


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it: A, B and C of "A, B and C"."""
    found = [token]
    for conjunct in children(token, "conj"):
        found += conjuncts(conjunct)
    return found


def first_conjunct(token: Token) -> Token:
    """A of "A, B and C", for any of the three."""
    while dep(token) == "conj":
        token = token.head
    return token


def subtree_span(token: Token) -> Span:
    """All words below a token, as one run."""
    return token.doc[token.left_edge.i : token.right_edge.i + 1]


def case(token: Token) -> str | None:
    """The preposition of a nominal, in lower case; of several ("up to") the first."""
    marker = child(token, "case")
    if marker is None:
        # "spoke to Prime Minister Aydin": the preposition may hang on the title instead.
        marker = next((c for title in children(token, "nmod:desc", "compound") for c in children(title, "case")), None)
    return marker.lower_ if marker is not None and marker.i < token.i else None


def is_verb(token: Token) -> bool:
    """By its tag, so that copulas and auxiliaries count, too."""
    return str(token.tag_).startswith("VB")


def lemmas(verb: Token) -> list[str]:
    """What a verb is looked up by: with its particle ("call off"), if it has one, and without."""
    lemma: str = verb.lemma_.lower()
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    particle = child(verb, "compound:prt")
    if particle is None and after is not None and after.tag_ in {"RP", "IN", "RB"}:
        particle = after
    return [f"{lemma} {particle.lower_}", lemma] if particle is not None else [lemma]


def participles(noun: Token) -> list[Token]:
    """Participles and relative clauses of a noun, or of the names in its phrase, on which parsers often hang them:
    "a meeting between Trump and Kim, originally scheduled for June 12"."""
    found = []
    for child in noun.children:
        if is_verb(child) and child.dep_ in {"acl", "acl:relcl", "conj", "parataxis"}:
            found.append(child)
        elif child.dep_ in {"nmod", "conj", "appos"}:
            found += [verb for verb in participles(child) if verb.tag_ == "VBN"]
    return found


def is_ranked(infinitive: Token) -> bool:
    """Whether an infinitive tells what was done: "the last official to visit" did, "the first round to be held" not."""
    noun, ranks = infinitive.head, knowledge.words("events/ranks")
    return child(infinitive, "aux:pass", "cop") is None and any(
        t.tag_ in {"JJS", "RBS"} or t.lower_ in ranks for t in noun.doc[noun.left_edge.i : noun.i]
    )


def is_governed(span: Span) -> bool:
    """Whether a preposition stands right before: "the ship of Ivan Petrov", which the parse may miss."""
    return bool(span.start > span.sent.start and span.doc[span.start - 1].tag_ == "IN")


def is_hyphenated(span: Span) -> bool:
    """Whether a hyphen makes the words part of a longer one: "pro-Beijing", "French-born"."""
    doc = span.doc
    before = doc[span.start - 1].text if span.start > 0 and not doc[span.start - 1].whitespace_ else ""
    return before in HYPHENS or (span.end < len(doc) and doc[span.end].text in HYPHENS)


def is_future_auxiliary(verb: Token) -> bool:
    """ "Is going to meet": a participle with no meaning of its own before an infinitive."""
    return (
        verb.tag_ == "VBG"
        and verb.lower_ in knowledge.words("events/status", where="auxiliary")
        and child(verb, "aux") is not None
        and any(below.tag_ == "VB" for below in children(verb, "xcomp"))
    )


def is_passive(verb: Token) -> bool:
    """ "was met by": an auxiliary or a subject of the passive."""
    return child(verb, "aux:pass", "nsubj:pass") is not None


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first, within its sentence."""
    while token.head.i != token.i:
        token = token.head
        yield token


def sentences(doc: Doc) -> list[Span]:
    """The sentences that stand in the article itself; those of asides are left out."""
    aside = doc._.layout.aside
    return [sent for sent in doc.sents if not aside or paragraph_of(sent[0]) not in aside]


def antecedent(token: Token) -> Token:
    """The noun that "who" or "whom" stands for; any other token itself."""
    if token.tag_ in RELATIVE:
        clause = next((above for above in ancestors(token) if above.dep_ == "acl:relcl"), None)
        return clause.head if clause is not None else token
    return token


def counted(token: Token) -> Token:
    """ "refugees" of "scores of refugees": what a counting word counts; else the token itself."""
    if token.lower_ in knowledge.words("entities/quantities", "noun"):
        of = next((c for c in children(token, "nmod", "obl") if case(c) == "of"), None)
        if of is not None:
            return of
    return token


def phrase_of(noun: Token) -> Span:
    """A noun with what stands before it and belongs to it: "the North Korean leader"."""
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in _PREMODIFIERS:
            start = min(start, child.left_edge.i)
    return noun.doc[start : noun.i + 1]


def head_of(span: Span) -> Token:
    """The token that a mention hangs on: the root of its words."""
    root: Token = span.root
    return root


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who does what a verb says: its own subject, or the one it shares with the verb above it."""
    # Parsers sometimes hang the subject on the auxiliary ("Qatar has | cut ties").
    own = children(verb, "nsubj", "nsubj:pass") or [s for aux in children(verb, "aux") for s in children(aux, "nsubj")]
    label = dep(verb)
    if own or depth > 4:
        return own
    if label == "acl" and verb.dep_ != "acl:relcl":
        if verb.tag_ in {"VBG", "VBN"} and not (verb.tag_ == "VBG" and _is_issued(verb.head)):
            return [verb.head]
        return _owner(verb.head, depth)
    if label in {"conj", "xcomp", "advcl", "ccomp"} and verb.head.i != verb.i:
        if label == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
            return []
        # "Accused Chad of shelling", "kept them from meeting": the object does it, whatever the clause is called.
        is_controlled = label == "xcomp" or any(t.lower_ in {"of", "from"} for t in children(verb, "mark", "case"))
        if is_controlled and (controller := child(verb.head, "obj", "iobj")) is not None:
            return [controller]
        return subjects(verb.head, depth + 1)
    return []


def _is_issued(noun: Token) -> bool:
    """ "Issued a statement demanding an inquiry": whoever issues it demands."""
    lights = knowledge.words("events/verbs", "lemma", kind="light")
    is_event = noun.lemma_.lower() in knowledge.words("events/nouns", "noun")
    return dep(noun) == "obj" and noun.head.lemma_.lower() in lights and is_event


def _owner(noun: Token, depth: int) -> list[Token]:
    """ "Trump's decision to meet Kim": whoever owns the noun, else the subject of its verb."""
    owners = children(noun, "nmod:poss")
    if owners:
        return owners
    return subjects(noun.head, depth + 1) if is_verb(noun.head) else []

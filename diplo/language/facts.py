"""Component: who holds which role, from titles, appositions, copulas and verbs of office.

Each rule is a function from a document to facts; `data/facts/rules.toml` names them, with their examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.language import grammar, titles
from diplo.language.found import FoundFact

_STRIPPED = frozenset({"the", "a", "an", "late", "its", "his", "her", "their", "our", "my", "your"})
_DASHES = frozenset({"—", "–", "--", "-"})
_CERTAINLY_FINITE = frozenset({"VBZ", "VBP", "MD"})
_MARKS = frozenset({",", ";", ".", ":", "(", '"', "“", *(_DASHES - {"-"})})
_CLOSING = frozenset({",", ".", ";", ")", ":"})
_ROLE_WITHIN = 9
"""Words in the longest role between its noun and the name behind it."""
_REDUCED_BEFORE = frozenset({"to", "by", "in", "as", "with", "on", "for", "from", "of"})
"""Words after a past form that make it a participle ("a unit assigned to ..."), whatever the tagger says."""


@Language.component(
    "diplo_facts",
    requires=["doc._.names", "doc._.times", "token.dep", "token.lemma"],
    assigns=["doc._.facts"],
)
def find_facts(doc: Doc) -> Doc:
    """Finds role facts; of two with the same subject and the same words, the first rule's stays."""
    seen: set[tuple[int, int]] = set()
    facts = []
    people = [span for span in doc._.names if span.label_ == "person"]
    for rule in RULES:
        for fact in rule(doc, people):
            key = (fact.subject.start, fact.object.end)
            if key not in seen:
                seen.add(key)
                facts.append(fact)
    doc._.facts = sorted(facts, key=lambda fact: (fact.object.start, fact.object.end))
    return doc


def _titles(doc: Doc, people: list[Span]) -> Iterator[FoundFact]:
    """ "Secretary of State Mike Pompeo", "North Korean leader Kim Jong Un"."""
    for name in people:
        title = titles.before(name)
        if title is not None and not titles.is_honorific(title):
            yield FoundFact(name, "role", titles.role_of(title), "role.title")


def _appositions(doc: Doc, people: list[Span]) -> Iterator[FoundFact]:
    """ "Andrew Kim, the head of a CIA unit, ..."; the comma that opens an apposition is closed by another."""
    for name in people:
        i = name.end
        if i + 1 >= len(doc) or doc[i].text not in {",", *_DASHES} or doc[i + 1].sent != name.sent:
            continue
        span = _until_closed(doc, i + 1, name.sent.end)
        role = _role_in(span) if span is not None else None
        if role is not None:
            yield FoundFact(name, "role", role, "role.apposition")


def _until_closed(doc: Doc, start: int, limit: int) -> Span | None:
    """The words up to the closing mark or to a second role, unless a finite verb shows that they are a clause."""
    closing = next((i for i in range(start, limit) if doc[i].text in _MARKS), limit)
    for token in doc[start:closing]:
        if token.tag_ in _CERTAINLY_FINITE or (token.tag_ == "VBD" and not _is_reduced(token)):
            return None
        if token.tag_ == "CC" and titles.first_role(doc[token.i + 1 : closing]) is not None:
            return doc[start : token.i]
    return doc[start:closing] if closing > start else None


def _is_reduced(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.lower_ in _REDUCED_BEFORE


def _role_in(span: Span) -> Span | None:
    """The role that a noun phrase states: its words without article and possessor, when its head names a role."""
    head = titles.first_role(span)
    if head is None or head.tag_ in {"NNS", "NNPS"}:
        return None
    start = span.start
    for token in span.doc[span.start : head.i]:
        if token.tag_ == "CC":
            return None
        if token.tag_ in {"POS", "WRB", "WP", "WP$", "WDT", "IN"} or token.lower_ in _STRIPPED:
            start = token.i + 1
        elif token.tag_.startswith("VB") and token.tag_ not in {"VBN", "VBG"}:
            return None
    return span.doc[start : span.end]


def _named_roles(doc: Doc, people: list[Span]) -> Iterator[FoundFact]:
    """ "The president of Mali, Amadou Sangare, said ...": a name set off by commas after the role it holds."""
    for name in people:
        comma, end = name.start - 1, name.end
        if comma <= name.sent.start or doc[comma].text != "," or end >= len(doc) or doc[end].text not in _CLOSING:
            continue
        if doc[end].text == "," and end + 1 < len(doc) and doc[end + 1].lower_ in {"and", "or"}:
            continue
        noun = _role_before(doc, comma, name.sent.start)
        role = _role_in(doc[grammar.phrase_of(noun).start : comma]) if noun is not None else None
        if role is not None:
            yield FoundFact(name, "role", role, "role.named")


def _role_before(doc: Doc, comma: int, first: int) -> Token | None:
    """The role noun whose phrase, with "of Mali" behind it, ends at a comma; a bare noun begins no such phrase."""
    for i in range(comma - 1, max(first, comma - _ROLE_WITHIN), -1):
        noun, behind = doc[i], doc[i + 1 : comma]
        if any(token.text == "," or token.tag_.startswith("VB") for token in doc[i:comma]):
            return None
        if titles.is_role(noun) and (not len(behind) or behind[0].lower_ in {"of", "for", "to"}):
            return noun if len(grammar.phrase_of(noun)) > 1 else None
    return None


def _copulas(doc: Doc, people: list[Span]) -> Iterator[FoundFact]:
    """ "Kim Yong Chol is a vice chairman of the party's central committee."."""
    for token in doc:
        verb = grammar.child(token, "cop")
        subject = grammar.child(token, "nsubj")
        if verb is None or subject is None or not titles.is_role(token) or subject.i > verb.i:
            continue
        if grammar.child(token, "aux", "mark", "expl") is not None or _is_negated(token):
            continue
        if any(
            child.dep_ in {"acl", "xcomp"} and child.i > token.i and grammar.child(child, "mark")
            for child in token.children
        ):
            continue
        who = _subject(subject, people)
        role = _role_in(doc[verb.i + 1 : _phrase_end(token)])
        if who is not None and role is not None:
            yield FoundFact(who, "role", role, "role.copula")


def _phrase_end(noun: Token) -> int:
    """Where a role's own words end: before a relative clause, a comma or a conjoined verb."""
    end: int = noun.i + 1
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        if token.text in {",", ";", ".", ":"} or token.tag_ in {"WP", "WDT", "CC"}:
            break
        end = token.i + 1
    doc, prepositions = noun.doc, {"of", "to", "for"}
    while end < noun.sent.end - 1 and prepositions & {doc[end].lower_, doc[end - 1].lower_}:
        end = _noun_phrase_end(doc, end + 1)
    return end


def _noun_phrase_end(doc: Doc, i: int) -> int:
    """Where the words of a noun phrase end, whatever the parse hangs them on."""
    while i < len(doc) and doc[i].tag_ in {"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "PRP$"}:
        i += 1
    return i


def _is_negated(token: Token) -> bool:
    return any(child.lower_ in {"not", "n't", "never", "no"} for child in token.children)


def _offices(doc: Doc, people: list[Span]) -> Iterator[FoundFact]:
    """ "She was appointed ambassador to Chad", "Lee, who served as prime minister, ..."."""
    verbs = {row["lemma"]: row for row in knowledge.table("facts/verbs")}
    for token in doc:
        row = verbs.get(token.lemma_.lower()) if grammar.is_verb(token) else None
        if row is None or _is_negated(token) or _is_open(token):
            continue
        noun = _complement(token)
        holder = grammar.child(token, "obj") if row["rule"] == "appointed" and _is_active(token) else _holder(token)
        if noun is None or holder is None:
            continue
        who = _subject(holder, people)
        role = _role_in(doc[grammar.phrase_of(noun).start : _phrase_end(noun)])
        if who is not None and role is not None:
            yield FoundFact(who, "role", role, f"role.{row['rule']}")


def _is_open(verb: Token) -> bool:
    """Whether a modal leaves it open: somebody who "may serve as" holds no office yet."""
    return any(aux.tag_ == "MD" for aux in grammar.children(verb, "aux"))


def _is_active(verb: Token) -> bool:
    """ "Trump named Smith ambassador": here the object holds the office."""
    return grammar.child(verb, "nsubj", "csubj") is not None and not grammar.is_passive(verb)


def _complement(verb: Token) -> Token | None:
    """The role noun behind the verb: its complement, or what "as" governs."""
    for child in grammar.children(verb, "xcomp", "obj", "obl", "advcl"):
        is_oblique = grammar.dep(child) in {"obl", "advcl"} and grammar.case(child) != "as"
        if child.i > verb.i and titles.is_role(child) and not is_oblique:
            return child
    return None


def _holder(verb: Token) -> Token | None:
    """Who holds the office: the subject, of a passive or of a relative clause, too."""
    subject = grammar.child(verb, "nsubj", "nsubj:pass")
    if subject is not None and subject.tag_ in {"WP", "WDT"} and grammar.dep(verb) == "acl":
        return verb.head
    if subject is None and grammar.dep(verb) == "acl":
        return verb.head
    return subject


def _subject(token: Token, people: list[Span]) -> Span | None:
    """The person's name or pronoun at a token."""
    for name in people:
        if name.start <= token.i < name.end:
            return name
    if token.tag_ == "PRP" and token.lower_ in {"he", "she", "i"}:
        return token.doc[token.i : token.i + 1]
    return None


RULES: tuple[Callable[[Doc, list[Span]], Iterator[FoundFact]], ...] = (
    _titles,
    _appositions,
    _named_roles,
    _copulas,
    _offices,
)

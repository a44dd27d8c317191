"""Component: what a text says of people, organizations and places beside what they do.

Roles come first, from titles, appositions, copulas and verbs of office (roles.py), each with whom it is held for
(offices.py) and when (terms.py). What a role's words say besides is read from them: kinship (kin.py), membership,
nationality and for whom somebody speaks (belonging.py). Age and birth have words of their own (life.py).
`data/facts/rules.toml` names every rule, with its examples.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from diplo.language.facts import belonging, kin, life, offices, roles, terms
from diplo.language.facts.stated import Stated
from diplo.language.found import FoundFact


@Language.component(
    "diplo_facts",
    requires=["doc._.names", "doc._.times", "token.dep", "token.lemma"],
    assigns=["doc._.facts"],
)
def find_facts(doc: Doc) -> Doc:
    """Finds facts; of two of one kind with the same subject and the same last word, the first rule's stays."""
    seen: set[tuple[str, int, int]] = set()
    facts = []
    for fact in _every(doc):
        key = (fact.predicate, fact.subject.start, fact.object.end)
        if key not in seen:
            seen.add(key)
            facts.append(fact)
    doc._.facts = sorted(facts, key=lambda fact: (fact.object.start, fact.object.end))
    return doc


def _every(doc: Doc) -> Iterator[FoundFact]:
    people = [span for span in doc._.names if span.label_ == "person"]
    for stated in roles.find(doc, people):
        if kin.is_kin(stated):
            yield from kin.find(stated)
            continue
        yield _role(stated)
        yield from belonging.find(stated)
    bodies = belonging.may_be_members(doc)
    for stated in roles.find(doc, bodies) if bodies else ():
        yield from belonging.memberships(stated)
    yield from belonging.parties(doc, people)
    yield from belonging.origins(doc, people)
    yield from life.ages(doc, people)
    yield from life.births(doc, people)


def _role(stated: Stated) -> FoundFact:
    office, term = offices.of(stated), terms.of(stated)
    return FoundFact(
        subject=stated.subject,
        predicate="role",
        object=stated.words,
        rule=stated.rule,
        other=office.other,
        value=office.value,
        window=term.window,
        holds=term.holds,
    )

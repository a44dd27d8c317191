"""Who is whose relative: "Petrov's sister, Olga Petrova", "his wife", "the son of the late president Omar Haddad"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from diplo import knowledge
from diplo.language import grammar
from diplo.language.facts import terms
from diplo.language.facts.stated import Stated
from diplo.language.found import FoundFact


def is_kin(stated: Stated) -> bool:
    """Whether the role is that of a relative."""
    return stated.noun.lemma_.lower() in knowledge.words("entities/kinship", "noun")


def find(stated: Stated) -> Iterator[FoundFact]:
    """The kinship that a role's words state, if they say with whom."""
    relative = _owner(stated) or _named_behind(stated)
    if relative is not None and relative.start != stated.subject.start:
        words, holds = _compound(stated), terms.of(stated).holds
        yield FoundFact(stated.subject, "kin", words, "kin.role", relative, words.text.lower(), None, holds)


def _compound(stated: Stated) -> Span:
    """The noun with what hyphens join to it: "great-uncle", "brother-in-law"; but not "ex-wife", which tells when."""
    doc, start, end = stated.words.doc, stated.noun.i, stated.noun.i + 1
    while start >= 2 and doc[start - 1].text in grammar.HYPHENS and doc[start - 2].lower_ not in terms.cues():
        start -= 2
    while end + 1 < len(doc) and doc[end].text in grammar.HYPHENS and not doc[end].whitespace_:
        end += 2
    return doc[start:end]


def _owner(stated: Stated) -> Span | None:
    """Whoever stands before the words as a possessor: a name, "the minister", or "his" and "her"."""
    doc, start = stated.words.doc, stated.words.start
    if start == stated.words.sent.start:
        return None
    before = doc[start - 1]
    if before.tag_ == "PRP$":
        return doc[before.i : before.i + 1]
    if before.tag_ != "POS":
        return None
    return next((name for name in doc._.names if name.end == before.i), doc[before.i - 1 : before.i])


def _named_behind(stated: Stated) -> Span | None:
    """The one person whom the words behind "of" name."""
    doc, noun, end = stated.words.doc, stated.noun, stated.words.end
    if noun.i + 1 >= end or doc[noun.i + 1].lower_ != "of":
        return None
    inside = [name for name in doc._.names if name.label_ == "person" and noun.i < name.start < end]
    is_possessor = len(inside) == 1 and inside[0].end < len(doc) and doc[inside[0].end].tag_ == "POS"
    return inside[0] if len(inside) == 1 and not is_possessor else None

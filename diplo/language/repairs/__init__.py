"""Component: puts right what the parser is known to get wrong, where the words leave no doubt.

Each repair is a pattern of the parse that news never means: "told reporters | the talks were going well" is no relative
clause of the reporters. Noun phrases come first, then verbs, their subjects, and their clauses.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from diplo.language.repairs.clauses import repair_clause
from diplo.language.repairs.phrases import hold_together, repair_phrase
from diplo.language.repairs.subjects import repair_subject
from diplo.language.repairs.verbs import repair_verb

NAME = "diplo_repairs"


@Language.component(NAME, requires=["token.dep", "token.lemma"], assigns=["token.head", "token.dep"])
def repair(doc: Doc) -> Doc:
    """Changes heads and labels, and the tag of a noun that is a verb."""
    for name in doc.ents:
        if name.label_ == "PERSON" and len(name) > 1:
            hold_together(name)
    for step in (repair_phrase, repair_verb, repair_subject, repair_clause):
        for token in doc:
            step(token)
    return doc

"""Words that were not said: "did not say", "refused to say", "would say", "if she says".

Who "declined to say whether" the road is open said nothing of the kind. Such a finding stays in the record, as
annotators keep it, but is no speech.
"""

from __future__ import annotations

from spacy.tokens import Token

from diplo import knowledge
from diplo.language import grammar
from diplo.language.quotes import sources as quote_sources
from diplo.language.quotes import words as quote_words

_FIRST = frozenset({"i", "we"})
_ONLY = frozenset({"only", "just", "merely", "simply"})


def is_unsaid(cue: Token, is_verbatim: bool) -> bool:
    """Whether the cue's own clause, or the word that governs it, says that nothing was said, or not yet.

    Of words in quotation marks a modal says no such thing: "he would say, "Go home"" tells what he used to say.
    """
    if not grammar.is_verb(cue):
        return False
    if _is_denied(cue) or _is_supposed(cue) or (not is_verbatim and _is_modal(cue)):
        return True
    return governor(cue) is not None


def _is_denied(cue: Token) -> bool:
    """Negation, of the cue or of whoever would say it."""
    denying = _words("negation")
    for child in cue.children:
        if child.lower_ in denying and child.i < cue.i and cue.doc[child.i + 1].lower_ not in _ONLY:
            return True
    subject = quote_sources.subject_of(cue)
    if subject is None:
        return False
    opening = subject.doc[subject.left_edge.i]
    return opening.lower_ in denying or opening.lower_ in _words("subject")


def _is_supposed(cue: Token) -> bool:
    """ "If she says so", "Did she say so?"."""
    marks = {child.lower_ for child in cue.children if child.dep_ in {"mark", "advmod"}}
    subject = quote_sources.subject_of(cue)
    asks = subject is not None and cue.sent[-1].text == "?" and cue.dep_ == "ROOT"
    auxiliary = grammar.child(cue, "aux")
    return bool(marks & knowledge.words("events/status", where="mark", status="possible")) or (
        asks and subject is not None and auxiliary is not None and auxiliary.i < subject.i
    )


def _is_modal(cue: Token) -> bool:
    """ "Would say", "will say"; but who writes "I must say" says it."""
    subject = quote_sources.subject_of(cue)
    if cue.tag_ != "VB" or (subject is not None and subject.lower_ in _FIRST):
        return False
    return any(child.lower_ in _words("modal") for child in grammar.children(cue, "aux"))


def governor(cue: Token) -> Token | None:
    """ "Refused to say", "avoided saying": the verb above, which tells that the one below was not done."""
    above = cue.head
    if cue.tag_ not in {"VB", "VBG"} or cue.dep_ != "xcomp" or not grammar.is_verb(above):
        return None
    governs = not quote_words.is_speech(above) and any(key in _words("governor") for key in grammar.lemmas(above))
    return above if governs else None


def _words(where: str) -> frozenset[str]:
    return knowledge.words("events/status", where=where)

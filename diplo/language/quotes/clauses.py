"""Indirect and mixed speech by verbs: "she said that ...", "he criticized ...", "it was criticized by ..."."""

from __future__ import annotations

from spacy.tokens import Span, Token

from diplo.language import grammar
from diplo.language.quotes import sources as quote_sources
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.content import end_of, start_of
from diplo.language.quotes.saying import Run, Saying, cue_span, is_after_comma
from diplo.language.quotes.scene import Scene
from diplo.language.quotes.words import Word

_NEUTER = frozenset({"it", "them", "this", "that", "these", "those"})


def of_verb(verb: Token, word: Word, scene: Scene) -> Saying | None:
    """What stands behind a verb as its content, if that has a source and names an act of its own."""
    if quote_sources.is_passive(verb) and "hearer" not in word.takes:
        return _of_passive(verb, word, scene)
    found = start_of(verb, word, scene)
    if found is None or _is_within(verb):
        return None
    start, rule = found
    end = end_of(verb, start, scene)
    if start >= end or (rule == "indirect.object" and (_is_no_deed(verb) or _is_bare(verb.doc[start:end], scene))):
        return None
    if _only_names(verb):
        return None
    source = _source(verb, scene)
    if source is None and not quote_sources.is_passive(verb):
        return None
    if source is not None and len(source) == 1 and source[0].tag_ == "WDT":
        return None
    return Saying(verb, source, [(start, end)], word.is_speech, rule, cue_span(verb, start, word))


def of_rest(verb: Token, word: Word, scene: Scene) -> Saying | None:
    """Behind a verb that takes nothing but a clause the rest of the sentence is one, whatever the parse says."""
    start, end = quote_words.particle_of(verb, word) + 1, scene.sentence.end
    is_title = quote_words.is_headline_verb(verb)
    is_finite = is_title or verb.tag_ in quote_words.FINITE
    if word.takes != {"clause"} or word.quote != "yes" or not is_finite or start >= end:
        return None
    first = verb.doc[start]
    if first.tag_[0] not in "NPDWJCE" or start in scene.hidden or quote_sources.is_passive(verb):
        return None
    source = quote_sources.source_of(verb, scene.hidden) or quote_sources.before(verb.doc, scene.sentence.start, verb)
    if source is None or not (is_title or any(t.tag_ in quote_words.FINITE for t in verb.doc[start:end])):
        return None
    return Saying(verb, source, [(start, end)], word.is_speech, "indirect.clause", cue_span(verb, start, word))


def _source(verb: Token, scene: Scene) -> Span | None:
    """Who says it: by the parse, else by place, else whoever said what stands before ", adding that ..."."""
    source = quote_sources.of_the_same(verb, scene.hidden) or quote_sources.source_of(verb, scene.hidden)
    if source is None and verb.tag_ in quote_words.FINITE and not quote_sources.is_passive(verb):
        source = quote_sources.before(verb.doc, scene.sentence.start, verb)
    if source is None and verb.tag_ == "VBG":
        sources = [s.source for s in scene.direct if s.cue is not None and s.cue.i < verb.i]
        source = sources[-1] if sources else None
    return source


def _is_within(verb: Token) -> bool:
    """Whether a verb stands in a clause that something else reports or supposes: "that she said", "for saying"."""
    return any(child.dep_ == "mark" and child.lower_ in {"that", "for", "in"} for child in verb.lefts)


def _is_no_deed(verb: Token) -> bool:
    """Infinitives and gerunds that name no act of saying of their own: "to attack the plan", "by attacking it"."""
    if verb.tag_ == "VB":
        return verb.dep_ in {"acl", "advcl", "ccomp", "conj", "csubj"} and not any(c.tag_ == "MD" for c in verb.lefts)
    if verb.tag_ == "VBG":
        return grammar.dep(verb) == "acl" or any(child.dep_ == "mark" for child in verb.lefts)
    return grammar.dep(verb) == "ccomp"


def _only_names(verb: Token) -> bool:
    """ "A program, called Power": behind a comma, in no series of verbs, a participle says what a thing is named."""
    if verb.tag_ not in {"VBD", "VBN"} or not is_after_comma(verb) or quote_sources.subject_of(verb) is not None:
        return False
    if grammar.dep(verb) not in {"conj", "parataxis", "acl"} or grammar.child(verb, "aux", "cc") is not None:
        return False
    series = [*grammar.children(verb, "conj"), *(c for c in grammar.children(verb.head, "conj") if c.i != verb.i)]
    return not any(grammar.child(other, "cc") is not None for other in series)


def _is_bare(content: Span, scene: Scene) -> bool:
    """ "Announced it on Monday": a pronoun and a time tell nothing of what was said."""
    is_pronoun = content[0].tag_ in {"PRP", "DT"} and content[0].lower_ in _NEUTER
    return is_pronoun and all(token.i in scene.times or token.tag_ in {"IN", "RB"} for token in content[1:])


def _of_passive(verb: Token, word: Word, scene: Scene) -> Saying | None:
    """ "The plan was criticized by ...", "he is expected to ...": the subject is part of the content."""
    subject = grammar.child(verb, "nsubj:pass")
    agent = grammar.child(verb, "obl:agent")
    clause = next((c for c in verb.rights if grammar.dep(c) in {"xcomp", "ccomp"}), None)
    can = word.is_speech and "thing" in word.takes if agent is not None else bool(word.takes & {"clause", "whom"})
    if subject is None or not can or (agent is None and clause is None):
        return None
    if agent is not None and clause is None and not quote_sources.may_speak(agent):
        return None
    content: list[Run] = [(subject.left_edge.i, subject.right_edge.i + 1)]
    if clause is not None and clause.left_edge.i > verb.i:
        start = clause.left_edge.i
        content = [*(content if clause.dep_ == "xcomp" else []), (start, end_of(verb, start, scene))]
    elif agent is not None and agent.right_edge.i + 1 < (end := end_of(verb, agent.left_edge.i, scene)):
        content.append((agent.right_edge.i + 1, end))
    source = quote_sources.source_of(verb, scene.hidden)
    return Saying(verb, source, content, word.is_speech, "indirect.passive", cue_span(verb, verb.right_edge.i, word))

"""Cues that stand aside from what they report: "..., the ministry said, ..." and "according to ..."."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from diplo.language import grammar
from diplo.language.quotes import sources as quote_sources
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.saying import COMMAS, Run, Saying, cue_span
from diplo.language.quotes.scene import Scene
from diplo.language.quotes.words import Phrase, Word

_LONGEST = 10
"""A title before a name has at most this many words."""
_BREAKS = COMMAS | {".", ";", ":", "?", "!"}


def is_enclosed(verb: Token, word: Word) -> bool:
    """Whether a mark stands right behind the verb and one before its subject: "Oslo, she said, is ready"."""
    doc, first, subject = verb.doc, verb.sent.start, quote_sources.subject_of(verb)
    if subject is None:
        return False
    if subject.i > verb.i:
        return verb.i > first and doc[verb.i - 1].text == ","
    left = subject.left_edge.i
    last = quote_words.particle_of(verb, word)
    is_closed = last + 1 < verb.sent.end and doc[last + 1].text in COMMAS
    return is_closed and left > first and doc[left - 1].text in COMMAS and verb.i - subject.i <= 3


def of_verb(verb: Token, word: Word, scene: Scene) -> Saying | None:
    """The clause around "..., she said, ..." or before "..., she said" is what she said."""
    if "clause" not in word.takes or word.quote == "near" or not _is_active(verb):
        return None
    thing = grammar.child(verb, "obj")
    is_thing = thing is not None and thing.lower_ != word.particle and thing.i not in scene.times
    if "hearer" not in word.takes and is_thing:
        return None
    aside = _aside(verb, word, scene)
    if aside is None:
        return None
    source, left, right = aside
    content = _around(verb.doc, left, right, scene)
    is_clause = any(_is_predicate(token) for start, end in content for token in verb.doc[start:end])
    if not is_clause and not quote_words.is_title_case(scene.sentence):
        return None
    return Saying(verb, source, content, word.is_speech, "indirect.aside", cue_span(verb, scene.sentence.end, word))


def _is_active(verb: Token) -> bool:
    """Whether a verb is finite, or a participle with "have"."""
    if verb.tag_ == "VBN":
        return not quote_sources.is_passive(verb) and grammar.child(verb, "aux") is not None
    return verb.tag_ in quote_words.FINITE and not quote_sources.is_passive(verb)


def _is_predicate(token: Token) -> bool:
    """Whether a verb may be that of a whole sentence rather than of a clause that only qualifies another."""
    return token.tag_ in quote_words.FINITE | {"VBN"} and token.dep_ not in {"acl:relcl", "advcl"}


def _around(doc: Doc, left: int, right: int, scene: Scene) -> list[Run]:
    """What stands before `left` and, if the sentence goes on behind the next comma, what stands there."""
    first, last = scene.sentence.start, scene.sentence.end
    stop = next((i for i in range(right, last) if doc[i].text in COMMAS), last)
    if left == first:
        return [(stop + 1, last)] if stop + 1 < last else []
    if doc[left - 1].text not in COMMAS and left - 1 not in scene.hidden:
        return []
    return [(first, left), *([(stop + 1, last)] if stop + 1 < last and _goes_on(doc, stop + 1, last) else [])]


def _goes_on(doc: Doc, start: int, end: int) -> bool:
    """Whether the clause goes on behind the aside, rather than a remark on the saying."""
    if doc[start].tag_ in {"VBG", "WDT", "WP"}:
        return False
    return any(t.tag_ in quote_words.FINITE or t.tag_ in {"VBG", "VBN", "VB"} for t in doc[start:end])


def _aside(verb: Token, word: Word, scene: Scene) -> tuple[Span, int, int] | None:
    """The source, where the aside begins, and where the search for the comma that ends it begins."""
    doc, first, last = verb.doc, scene.sentence.start, scene.sentence.end
    subject = quote_sources.subject_of(verb)
    if subject is None or subject.i > verb.i:
        if verb.i == first or (doc[verb.i - 1].text not in COMMAS and verb.i - 1 not in scene.hidden):
            return None
        source = quote_sources.after(doc, verb, last)
        return (source, verb.i, source.end) if source is not None and len(source) else None
    if subject.tag_ in grammar.RELATIVE:
        return _misread(verb)
    source = _back_to_comma(quote_sources.phrase(subject, scene.hidden), scene)
    if len(source) and source[0].lower_ == "as":
        source = source[1:]
    if not len(source) or source[0].tag_ in grammar.RELATIVE or verb.i - source.end > 4 or source.start == first:
        return None
    left = source.start - 1 if doc[source.start - 1].lower_ == "as" else source.start
    return source, left, quote_words.particle_of(verb, word) + 1


def _back_to_comma(span: Span, scene: Scene) -> Span:
    """A title that the parser cut off a name goes back to it: the phrase begins behind a comma, if one is near."""
    doc, first = span.doc, scene.sentence.start
    for i in range(span.start - 1, max(first, span.start - _LONGEST) - 1, -1):
        if doc[i].text in COMMAS or i in scene.hidden:
            return doc[i + 1 : span.end]
        if grammar.is_verb(doc[i]) or (doc[i].tag_ in {"IN", "CC"} and i == span.start - 1):
            break
    return span


def _misread(verb: Token) -> tuple[Span, int, int] | None:
    """ "Ann Lee, who is a lawyer, said": behind a comma the verb is not that of the relative clause."""
    if grammar.dep(verb) != "acl" or verb.doc[verb.i - 1].text != ",":
        return None
    source = quote_sources.trim(verb.doc, verb.head.left_edge.i, verb.i)
    return (source, source.start, verb.i + 1) if len(source) and source.start > verb.sent.start else None


def of_phrase(token: Token, phrase: Phrase, scene: Scene) -> Saying | None:
    """The sentence that "according to" stands in, without the phrase itself."""
    doc, first, last = token.doc, scene.sentence.start, scene.sentence.end
    begin = token.i + len(phrase.words)
    end = next((i for i in range(begin + 1, last) if doc[i].text in _BREAKS or i in scene.hidden), last)
    source = quote_sources.trim(doc, begin, end)
    if not len(source):
        return None
    leads = all(t.tag_ in {"CC", "RB"} or t.text in COMMAS for t in doc[first : token.i])
    content: list[Run] = [] if leads else [(first, token.i)]
    begin = source.end + 1
    is_more = begin < last and doc[source.end].text in COMMAS
    if is_more and (leads or scene.opens_at(begin) is not None or _goes_on(doc, begin, last)):
        content.append((begin, last))
    if not any(t.tag_ in quote_words.FINITE for start, stop in content for t in doc[start:stop]):
        return None
    cue = doc[token.i : token.i + len(phrase.words)]
    return Saying(token, source, content, phrase.is_speech, "indirect.according-to", cue)

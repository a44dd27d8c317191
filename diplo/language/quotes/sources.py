"""Who says it: the words that name the source of a reporting verb, by the parse, else by their place.

The parse of news is often wrong about who is the subject, so a noun phrase between a quotation and its verb wins
over what the parse says.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.language import grammar, titles
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.saying import is_after_comma

_CLAUSES = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis"})
_REMARKS = frozenset({"IN", "TO", "VBG", "RB", "CC", "PRP", "MD"})
"""What begins with such a word behind a comma says where or when, not who."""
_EDGES = frozenset({"•", "*", ">", ",", ";", ":", "-", "--", "—", "–", ".", "(", '"', "“", "”", "''", "'", "‘", "’"})


def source_of(verb: Token, hidden: frozenset[int]) -> Span | None:
    """The subject of a verb, its own or the one it shares with the verb above it; of a passive verb the agent."""
    if is_passive(verb):
        agent = grammar.child(verb, "obl:agent")
        return _without_case(agent, hidden) if agent is not None else None
    for clause in _clauses(verb):
        subject = subject_of(clause) if clause is verb else grammar.child(clause, "nsubj")
        if subject is not None and subject.i not in hidden:
            return phrase(subject, hidden)
        if grammar.dep(clause) == "acl":
            return None if clause.head.i in hidden else _modified(clause)
    return None


def of_the_same(verb: Token, hidden: frozenset[int]) -> Span | None:
    """ "She said ..., adding ...": behind a comma the gerund has the source of the saying before it."""
    if verb.tag_ != "VBG" or not is_after_comma(verb):
        return None
    for token in reversed(verb.doc[verb.sent.start : verb.i - 1]):
        if token.i not in hidden and token.tag_ in quote_words.FINITE | {"VBN"} and quote_words.is_speech(token):
            return source_of(token, hidden)
    return None


def _clauses(verb: Token) -> list[Token]:
    """The verb and the verbs above it whose subject it shares: those it is coordinated with or depends on."""
    chain = [verb]
    while grammar.dep(chain[-1]) in _CLAUSES and chain[-1].head.i != chain[-1].i and len(chain) < 6:
        above = chain[-1].head
        if grammar.dep(chain[-1]) == "ccomp" and chain[-1].tag_ != "VBG":
            break
        chain.append(above)
    return chain


def _modified(clause: Token) -> Span | None:
    """ "a statement saying ...": whoever made the statement, if the clause says so, else the statement."""
    noun = clause.head
    verb = noun.head
    if grammar.dep(noun) in {"obj", "obl"} and grammar.is_verb(verb):
        return source_of(verb, frozenset())
    return trim(noun.doc, noun.left_edge.i, clause.left_edge.i)


def subject_of(verb: Token) -> Token | None:
    """The subject of an active verb; of several that the parser found, the one right before it."""
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubj:outer"}]
    return max(subjects, key=lambda child: (child.i < verb.i, -abs(child.i - verb.i)), default=None)


def is_passive(verb: Token) -> bool:
    """Also a participle alone: "Asked about it, he left"."""
    if subject_of(verb) is not None:
        return False
    opens = verb.tag_ == "VBD" and verb.is_sent_start is True
    if opens or (verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl", "ROOT"}):
        return not any(child.dep_ == "aux" for child in verb.children) and not _is_misread(verb)
    return grammar.is_passive(verb)


def _is_misread(verb: Token) -> bool:
    """ "The premier called for talks", read as a noun with a participle: a sentence has a verb."""
    return verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and not grammar.is_verb(verb.head) and verb.head.i < verb.i


def phrase(noun: Token, hidden: frozenset[int]) -> Span:
    """A noun phrase in full, appositions and relative clauses with it, as far as it stands in one piece."""
    doc = noun.doc
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    for i in range(noun.i, end):
        if i in hidden and i - 1 not in hidden and not _within(i, noun, hidden):
            end = i
            break
        if i > noun.i + 1 and doc[i - 1].text == "," and doc[i].tag_ in _REMARKS:
            end = i - 1
            break
    for i in range(noun.i, start - 1, -1):
        if i in hidden:
            start = i + 1
            break
    while start < noun.i and doc[start].tag_ == "CC":
        start += 1
    return trim(doc, start, end)


def _within(i: int, noun: Token, hidden: frozenset[int]) -> bool:
    """A short quoted fragment inside a noun phrase ("the so-called "dreamers" group") does not end it."""
    j = i
    while j in hidden:
        j += 1
    return j <= noun.right_edge.i and j - i <= 6


def may_speak(noun: Token) -> bool:
    """Whether a noun is a name, a pronoun, or the word for a person or a body of people: what is "explained by the
    fact" is explained by nobody."""
    if noun.tag_ in {"NNP", "NNPS", "PRP", "WP"} or titles.is_role(noun):
        return True
    return noun.lemma_.lower() in knowledge.words("entities/groups", "noun") or noun.lower_ in knowledge.words(
        "entities/groups", "noun"
    )


def _without_case(noun: Token, hidden: frozenset[int]) -> Span:
    """The agent without its "by"."""
    span = phrase(noun, hidden)
    marker = grammar.child(noun, "case")
    return span.doc[marker.i + 1 : span.end] if marker is not None and marker.i == span.start else span


def trim(doc: Doc, start: int, end: int) -> Span:
    """A run of words without the marks at its edges."""
    while start < end and doc[start].text in _EDGES:
        start += 1
    while end > start and doc[end - 1].text in _EDGES:
        end -= 1
    return doc[start:end]


def before(doc: Doc, first: int, verb: Token) -> Span | None:
    """The noun phrase between `first` and a verb: "Mr. Smith, a lawyer," of "Mr. Smith, a lawyer, also said"."""
    subject = grammar.child(verb, "nsubj")
    end = verb.i
    while end > first and _is_loose(doc[end - 1]):
        end -= 1
    start = _behind_remark(doc, first, end)
    if subject is not None and start <= subject.i < end:
        start = max(start, subject.left_edge.i)
    span = trim(doc, start, end)
    if _is_clause(span):
        return None
    return span if len(span) and any(t.tag_[0] in "NPDWCJ" or t.text[0].isupper() for t in span) else None


def _is_clause(span: Span) -> bool:
    """Whether a verb stands among the words that is not that of a relative clause: they name nobody."""
    relative = next((t.i for t in span if t.tag_ in grammar.RELATIVE or t.lower_ == "that"), span.end)
    return any(t.tag_ in {"VBD", "VBP", "VBZ"} and t.i < relative and grammar.dep(t) != "acl" for t in span)


def _behind_remark(doc: Doc, start: int, end: int) -> int:
    """Where the subject begins: behind "as", or behind "In a letter," and the like."""
    while start < end and doc[start].text in _EDGES:
        start += 1
    if start < end and doc[start].tag_ == "IN":
        comma = next((i for i in range(start, end) if doc[i].text == ","), None)
        if comma is not None and doc[start].lower_ != "as":
            return comma + 1
        return start + 1 if doc[start].lower_ == "as" else start
    if start + 1 < end and doc[start + 1].dep_ == "fixed":
        return next((i + 1 for i in range(start, end) if doc[i].text == ","), start)
    return start


def _is_loose(token: Token) -> bool:
    """Adverbs, auxiliaries and commas before the verb do not belong to its subject; a name read as such does."""
    if token.text[0].isupper() and token.is_sent_start is not True:
        return False
    return (
        token.tag_ in {"RB", "RBR", "MD", ",", "TO"}
        or token.dep_ in {"aux", "aux:pass", "advmod"}
        or token.text in _EDGES
    )


def after(doc: Doc, verb: Token, last: int) -> Span | None:
    """The noun phrase behind a verb: "Ann Lee, a lawyer" of "said Ann Lee, a lawyer, on Friday"."""
    start = verb.i + 1
    while start < last and (doc[start].tag_ == "RB" or doc[start].text in _EDGES):
        start += 1
    if start >= last or not (doc[start].tag_[0] in "NPDWCJ$" or doc[start].text[0].isupper()):
        return None
    head = _nominal_head(doc, start, last)
    is_whole = head.left_edge.i > verb.i or grammar.dep(head) == "nsubj"
    return trim(doc, start, min(head.right_edge.i + 1, last) if is_whole else head.i + 1)


def _nominal_head(doc: Doc, start: int, last: int) -> Token:
    """The head of the noun phrase that begins at `start`."""
    token = doc[start]
    while start <= token.head.i < last and token.head.i != token.i and not grammar.is_verb(token.head):
        token = token.head
    return token

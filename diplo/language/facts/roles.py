"""Who holds which role, from titles, appositions, copulas and verbs of office.

Each rule is a function from a document and the names that may hold roles to the roles it states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Doc, Span, Token

from diplo import knowledge
from diplo.language import grammar, titles
from diplo.language.facts import terms
from diplo.language.facts.stated import Stated

_STRIPPED = frozenset({"the", "a", "an", "late", "its", "his", "her", "their", "our", "my", "your"})
_DASHES = frozenset({"—", "–", "--", "-"})
_CERTAINLY_FINITE = frozenset({"VBZ", "VBP", "MD"})
_MARKS = frozenset({",", ";", ".", ":", "(", '"', "“", *(_DASHES - {"-"})})
_CLOSING = frozenset({",", ".", ";", ")", ":"})
_ROLE_WITHIN = 9
"""Words in the longest role between its noun and the name behind it."""
_OPEN_MARKS = frozenset({"to", "if", "unless", "whether"})
_REDUCED_BEFORE = frozenset({"to", "by", "in", "as", "with", "on", "for", "from", "of"})
"""Words after a past form that make it a participle ("a unit assigned to ..."), whatever the tagger says."""


def find(doc: Doc, names: list[Span]) -> Iterator[Stated]:
    """The roles that names and pronouns hold, rule by rule."""
    for rule in RULES:
        yield from rule(doc, names)


def _stated(
    subject: Span | None, words: Span | None, rule: str, verb: Token | None = None, tells: str = ""
) -> Iterator[Stated]:
    """What is stated, where there are a holder and words headed by a role's noun."""
    noun = titles.first_role(words) if words is not None else None
    if subject is not None and words is not None and noun is not None:
        yield Stated(subject, words, noun, rule, verb, tells)


def _titles(doc: Doc, names: list[Span]) -> Iterator[Stated]:
    """ "Secretary of State Mike Pompeo", "North Korean leader Kim Jong Un", "President-elect Anna Berg"."""
    for name in names:
        start = _without_suffix(doc, name.start)
        title = titles.before(doc[start : name.end])
        if title is not None and not titles.is_honorific(title):
            role = titles.role_of(title)
            words = doc[_whole(doc, role.start) : name.start]
            yield Stated(name, words, titles.first_role(words) or doc[start - 1], "role.title")


def _without_suffix(doc: Doc, end: int) -> int:
    """Where a role's words end before "-elect" and the like, if they stand before this token."""
    is_suffix = end >= 2 and doc[end - 1].lower_ in terms.suffixes()
    return end - 1 - (doc[end - 2].text in grammar.HYPHENS) if is_suffix else end


def _whole(doc: Doc, start: int) -> int:
    """Where a word begins of which a hyphen has cut off the first part: "co-founder"."""
    return start - 1 if start > 0 and doc[start].text in grammar.HYPHENS and not doc[start - 1].whitespace_ else start


def _appositions(doc: Doc, names: list[Span]) -> Iterator[Stated]:
    """ "Andrew Kim, the head of a CIA unit, ..."; the comma that opens an apposition is closed by another."""
    for name in names:
        i = _behind_age(doc, name.end)
        if i + 1 >= len(doc) or doc[i].text not in {",", *_DASHES} or doc[i + 1].sent != name.sent:
            continue
        span = _until_closed(doc, i + 1, name.sent.end)
        role = _role_in(span) if span is not None else None
        yield from _stated(name, role, "role.apposition")


def _behind_age(doc: Doc, comma: int) -> int:
    """The comma that an apposition may follow: the next one where an age stands first ("Anna Berg, 62, a lawyer")."""
    has_age = comma + 2 < len(doc) and doc[comma].text == doc[comma + 2].text == "," and doc[comma + 1].text.isdecimal()
    return comma + 2 if has_age else comma


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
    """The role that a noun phrase states: its words without article, possessor, age and dates; its head names it."""
    head = titles.first_role(span)
    if head is None or head.tag_ in {"NNS", "NNPS"}:
        return None
    start, doc = span.start, span.doc
    for token in doc[span.start : head.i]:
        if token.tag_ == "CC":
            return None
        is_age = token.lower_ == "old" and doc[token.i - 1].text in grammar.HYPHENS
        if token.tag_ in {"POS", "WRB", "WP", "WP$", "WDT", "IN"} or token.lower_ in _STRIPPED or is_age:
            start = token.i + 1
        elif token.tag_.startswith("VB") and token.tag_ not in {"VBN", "VBG"}:
            return None
    return doc[_whole(doc, start) : terms.undated_end(doc, head.i + 1, span.end)]


def _named_roles(doc: Doc, names: list[Span]) -> Iterator[Stated]:
    """ "The president of Mali, Amadou Sangare, said ...": a name set off by commas after the role it holds."""
    for name in names:
        comma, end = name.start - 1, name.end
        if comma <= name.sent.start or doc[comma].text != "," or end >= len(doc) or doc[end].text not in _CLOSING:
            continue
        is_list = doc[end].text == "," and end + 1 < len(doc) and doc[end + 1].lower_ in {"and", "or"}
        end = _without_suffix(doc, comma)
        noun = doc[comma - 1] if end < comma else _role_before(doc, comma, name.sent.start)
        if noun is not None and not (is_list and not _is_one_office(noun)):
            yield from _stated(name, _role_in(doc[grammar.phrase_of(noun).start : comma]), "role.named")


def _is_one_office(noun: Token) -> bool:
    """ "Mali's president, Amadou Sangare, and ...": an office of one country has one holder, so that its name follows;
    "the president, Amadou Sangare, and ..." may be three people, and behind a comma the office is another's.
    """
    phrase = grammar.phrase_of(noun)
    before = noun.doc[phrase.start - 1] if phrase.start > noun.sent.start else None
    is_possessed = any(child.tag_ == "POS" for child in noun.doc[phrase.start : noun.i])
    is_of = noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].lower_ == "of"
    return (is_possessed or is_of) and (before is None or (before.text not in _MARKS and before.tag_ != "CC"))


def _role_before(doc: Doc, comma: int, first: int) -> Token | None:
    """The role noun whose phrase, with "of Mali" behind it, ends at a comma; a bare noun begins no such phrase."""
    for i in range(comma - 1, max(first, comma - _ROLE_WITHIN), -1):
        noun, behind = doc[i], doc[i + 1 : comma]
        if any(token.text == "," or token.tag_.startswith("VB") for token in doc[i:comma]):
            return None
        if titles.is_role(noun) and (not len(behind) or behind[0].lower_ in {"of", "for", "to"}):
            return noun if len(grammar.phrase_of(noun)) > 1 else None
    return None


def _copulas(doc: Doc, names: list[Span]) -> Iterator[Stated]:
    """ "Kim Yong Chol is a vice chairman of the party's central committee."."""
    for verb in (token for token in doc if token.dep_ == "cop"):
        token = verb.head
        if not titles.is_role(token):
            continue
        subject = grammar.child(token, "nsubj")
        if subject is None or subject.i > verb.i:
            continue
        if grammar.child(token, "expl") is not None or _is_negated(token) or _is_open(token):
            continue
        if any(
            child.dep_ in {"acl", "xcomp"} and child.i > token.i and grammar.child(child, "mark")
            for child in token.children
        ):
            continue
        role = _role_in(doc[verb.i + 1 : _phrase_end(token)])
        who = grammar.antecedent(subject) if subject.lower_ == "who" else subject
        yield from _stated(_subject(who, names), role, "role.copula", verb)


def _phrase_end(noun: Token) -> int:
    """Where a role's own words end: before a relative clause, a comma or a conjoined verb."""
    end: int = noun.i + 1
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        if token.text in {",", ";", ".", ":"} or token.tag_ in {"WP", "WP$", "WDT", "CC", "TO"}:
            break
        end = token.i + 1
    doc, prepositions = noun.doc, {"of", "to", "for"}
    while end < noun.sent.end - 1 and doc[end].tag_ != "TO" and prepositions & {doc[end].lower_, doc[end - 1].lower_}:
        end = _noun_phrase_end(doc, end + 1)
    return end


def _noun_phrase_end(doc: Doc, i: int) -> int:
    """Where the words of a noun phrase end, whatever the parse hangs them on."""
    while i < len(doc) and doc[i].tag_ in {"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "PRP$"}:
        i += 1
    return i


def _is_negated(token: Token) -> bool:
    return any(child.lower_ in {"not", "n't", "never", "no"} for child in token.children)


def _offices(doc: Doc, names: list[Span]) -> Iterator[Stated]:
    """ "She was appointed ambassador to Chad", "Lee, who resigned as prime minister, ..."."""
    verbs = {row["lemma"]: row for row in knowledge.table("facts/verbs")}
    for token in doc:
        lemmas = grammar.lemmas(token) if grammar.is_verb(token) else []
        row = next((verbs[lemma] for lemma in lemmas if lemma in verbs), None)
        if row is None or _is_negated(token) or _is_open(token):
            continue
        noun = _complement(token, needs_as=row["rule"] in {"left", "removed", "replaced"})
        end = _phrase_end(noun) if noun is not None else 0
        is_clause = noun is not None and any(t.tag_ in grammar.FINITE for t in doc[noun.i + 1 : end + 1])
        if noun is None or (is_clause and grammar.case(noun) == "as"):
            continue
        role = _role_in(doc[grammar.phrase_of(noun).start : end])
        for holder, tells in _holders(token, row):
            who = _subject(holder, names)
            yield from _stated(who, role, f"role.{row['rule']}", token, tells)


def _holders(verb: Token, row: Mapping[str, str]) -> Iterator[tuple[Token, str]]:
    """Who holds the office that a verb speaks of, and what the verb's day is to that."""
    rule, tells = row["rule"], row["tells"]
    doer, done_to = _holder(verb), grammar.child(verb, "obj")
    if rule == "replaced":
        if done_to is not None and doer is not None and _is_active(verb):
            yield from ((doer, tells), (done_to, "end"))
        return
    holder = done_to if rule in {"appointed", "removed"} and _is_active(verb) else doer
    if holder is not None:
        yield holder, tells


def _is_open(predicate: Token) -> bool:
    """Whether it is left open: who "may serve as" or "hopes to become" holds no office by that; "will" is clear."""
    is_modal = any(aux.tag_ == "MD" and aux.lemma_.lower() not in terms.CERTAIN for aux in _auxiliaries(predicate))
    is_marked = any(mark.lower_ in _OPEN_MARKS for mark in grammar.children(predicate, "mark"))
    return is_modal or is_marked or (predicate.tag_ == "VB" and not _auxiliaries(predicate))


def _auxiliaries(predicate: Token) -> list[Token]:
    return grammar.children(predicate, "aux")


def _is_active(verb: Token) -> bool:
    """ "Trump named Smith ambassador": here the object holds the office."""
    return grammar.child(verb, "nsubj", "csubj") is not None and not grammar.is_passive(verb)


def _complement(verb: Token, needs_as: bool) -> Token | None:
    """The role noun behind the verb: its complement, or what "as" governs."""
    for child in grammar.children(verb, "xcomp", "obj", "obl", "advcl"):
        has_as = grammar.case(child) == "as"
        is_bare = grammar.dep(child) not in {"obl", "advcl"} and not needs_as
        if child.i > verb.i and titles.is_role(child) and (has_as or is_bare):
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


def _subject(token: Token, names: list[Span]) -> Span | None:
    """The person's name or pronoun at a token."""
    for name in names:
        if name.start <= token.i < name.end:
            return name
    if token.tag_ == "PRP" and token.lower_ in {"he", "she", "i"}:
        return token.doc[token.i : token.i + 1]
    return None


RULES: tuple[Callable[[Doc, list[Span]], Iterator[Stated]], ...] = (
    _titles,
    _appositions,
    _named_roles,
    _copulas,
    _offices,
)

"""What a reporting verb governs: where its content begins, to the right of it, and where it ends."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from diplo.language import grammar
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.saying import COMMAS, is_after_comma
from diplo.language.quotes.scene import Scene
from diplo.language.quotes.words import Word

Start = tuple[int, str]
"""The first token of the content, and the rule that found it."""
_REACH = 16
"""A "that" stands at most this many words behind its verb."""
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl"})
_CLAUSE_MARKS = frozenset({"that", "whether", "if", "how", "why", "what", "who", "when", "where", "which"})


def start_of(verb: Token, word: Word, scene: Scene) -> Start | None:
    """Where the content of a verb begins and by which rule; None if it has none to its right."""
    found = _by_parse(verb, word, scene)
    if "clause" in word.takes and (found is None or "hearer" in word.takes or found[1] == "indirect.object"):
        that = _that(verb, scene)
        return found if that is None else (that, "indirect.that-clause")
    return found


def _by_parse(verb: Token, word: Word, scene: Scene) -> Start | None:
    """The first dependent behind the verb, and its particle, that the verb takes for its content."""
    particle = quote_words.particle_of(verb, word)
    for child in verb.rights:
        left = child.left_edge.i
        is_apart = any(token.text == ";" for token in child.doc[verb.i : left + 1])
        if child.i <= particle or child.i in scene.times or child.doc[left].text == "," or is_apart:
            continue
        if left <= particle:
            left = particle + 1
            if grammar.dep(child) == "obl" and "thing" in word.takes:
                return left, "indirect.object"
        for rule in _RULES:
            if (found := rule(verb, child, word, left)) is not None:
                return found
    return None


def _clause(verb: Token, child: Token, word: Word, left: int) -> Start | None:
    label = grammar.dep(child)
    is_clause = label in {"ccomp", "csubj"} or (label in {"advcl", "xcomp", "parataxis"} and is_clause_like(child))
    if not is_clause or "clause" not in word.takes:
        return None
    return left, "indirect.that-clause" if child.doc[left].lower_ == "that" else "indirect.clause"


def _infinitive(verb: Token, child: Token, word: Word, left: int) -> Start | None:
    """ "vowed to leave"; but of "refused to comment on it" the inner verb is the one that reports."""
    if grammar.dep(child) not in _COMPLEMENTS or not has_to(child) or not word.takes & {"to", "whom"}:
        return None
    return None if not word.is_speech and quote_words.is_speech(child) else (left, "indirect.infinitive")


def _gerund(verb: Token, child: Token, word: Word, left: int) -> Start | None:
    is_gerund = grammar.dep(child) in _COMPLEMENTS and child.tag_ == "VBG" and "ing" in word.takes
    return (left, "indirect.gerund") if is_gerund else None


def _object(verb: Token, child: Token, word: Word, left: int) -> Start | None:
    if grammar.dep(child) not in {"obj", "iobj"}:
        return None
    takes = word.takes
    if "thing" in takes:
        return left, "indirect.object"
    later = [c for c in verb.rights if c.i > child.i]
    if "whom" in takes and any(has_to(c) for c in later if grammar.dep(c) in _COMPLEMENTS):
        return left, "indirect.infinitive"
    reach = max(child.right_edge.i, child.i + 1) + 2
    if "as" in takes and any(t.lower_ == "as" for t in child.doc[child.i + 1 : reach]):
        return left, "indirect.as"
    is_misread = any(t.tag_ in quote_words.FINITE for t in grammar.subtree_span(child))
    return (left, "indirect.clause") if is_misread and "clause" in takes and "hearer" not in takes else None


def _preposition(verb: Token, child: Token, word: Word, left: int) -> Start | None:
    """ "Warned of a war", "warned them against going"."""
    for governed in (child, *grammar.children(child, "acl")):
        marker = grammar.child(governed, "case", "mark")
        is_governed = grammar.dep(governed) == "obl" or (governed.tag_ == "VBG" and "hearer" in word.takes)
        if is_governed and marker is not None and marker.lower_ in word.takes:
            return marker.right_edge.i + 1, "indirect.preposition"
    return None


_RULES: tuple[Callable[[Token, Token, Word, int], Start | None], ...] = (
    _clause,
    _infinitive,
    _gerund,
    _object,
    _preposition,
)


def _that(verb: Token, scene: Scene) -> int | None:
    """A "that" behind the verb and its addressee, time and place, which a parser may hang on the addressee."""
    if (that := _behind_remark(verb, scene)) is not None:
        return that
    is_aside = False
    for token in verb.doc[verb.i + 1 : min(verb.i + _REACH, scene.sentence.end)]:
        if token.text in {"—", "–", "--"}:
            is_aside = not is_aside
        elif token.lower_ == "that" and token.tag_ in {"IN", "WDT"} and not is_aside:
            return token.i if token.i > verb.i + 1 or token.tag_ == "IN" else None
        elif not is_aside and (token.i in scene.hidden or _ends_search(token)):
            return None
    return None


def _behind_remark(verb: Token, scene: Scene) -> int | None:
    """ "Said, among other things, that ...": a remark between commas right behind the verb."""
    doc, last = verb.doc, min(verb.i + _REACH, scene.sentence.end - 1)
    if verb.i + 1 >= last or doc[verb.i + 1].text != "," or verb.tag_ not in quote_words.FINITE:
        return None
    comma = next((i for i in range(verb.i + 2, last) if doc[i].text == ","), None)
    if comma is None or doc[comma + 1].lower_ != "that" or any(i in scene.hidden for i in range(verb.i, comma)):
        return None
    is_clause = any(token.tag_ in quote_words.FINITE for token in doc[verb.i + 2 : comma])
    return None if is_clause else comma + 1


def _ends_search(token: Token) -> bool:
    return grammar.is_verb(token) or token.text in {",", ";", ":"} or token.tag_ in {"WP", "TO", "CC"}


def end_of(verb: Token, start: int, scene: Scene) -> int:
    """Where the content ends: with the verb's last dependent that is part of it, or a quotation it runs into."""
    doc, last = verb.doc, scene.sentence.end
    end = start + 1
    for child in verb.rights:
        if child.right_edge.i < start or child.dep_ == "punct":
            continue
        if child.left_edge.i > start and _leaves(child):
            break
        end = max(end, child.right_edge.i + 1)
    end = _cut(verb, start, _coordinated(doc, min(end, last), scene))
    for stretch in scene.stretches:
        if stretch.outer == start and doc[stretch.end - 1].text in {",", "."}:
            return stretch.after
        runs_into = stretch.outer == end < last and doc[end - 1].text[-1].isalnum()
        if stretch.outer < end < stretch.after or runs_into:
            end = stretch.after
    return end


def _coordinated(doc: Doc, end: int, scene: Scene) -> int:
    """Content goes on with ", and that ..." and with "but "..."", whatever the parser makes of it."""
    i, last = end, scene.sentence.end
    while i < last and doc[i].text == ",":
        i += 1
    if i + 1 >= last or doc[i].tag_ != "CC":
        return end
    that = doc[i + 1]
    if that.lower_ == "that" and that.dep_ == "mark" and that.head.i > that.i:
        return _coordinated(doc, min(that.head.right_edge.i + 1, last), scene)
    stretch = scene.opens_at(i + 1)
    return end if stretch is None else stretch.after


def _leaves(child: Token) -> bool:
    """Whether a dependent behind the content's beginning is no part of it: another deed, a remark on the saying."""
    label, first = grammar.dep(child), child.left_edge
    is_apart = is_after_comma(first) or first.text in COMMAS
    if label == "conj":
        has_subject = grammar.child(child, "nsubj", "nsubj:pass", "mark") is not None
        return not has_subject or (is_apart and not any(t.lower_ == "that" for t in child.doc[first.i : first.i + 2]))
    return (label == "obl" and quote_words.is_medium(child)) or (is_apart and label in {"advcl", "parataxis", "obl"})


def _cut(verb: Token, start: int, end: int) -> int:
    """Cuts before ", adding ..." or "and called ...", which are other sayings, wherever the parser hangs them."""
    doc = verb.doc
    for i in range(start + 1, end - 1):
        token = doc[i + 1]
        if token.tag_ == "VBG" and quote_words.is_speech(token) and is_after_comma(token):
            return i if doc[i].text in COMMAS else i + 1
        if doc[i].tag_ == "CC" and verb.tag_ in quote_words.FINITE:
            token = doc[i + 2] if token.tag_ == "RB" and i + 2 < end else token
            if token.tag_ == verb.tag_ and quote_words.is_speech(token) and grammar.child(token, "nsubj") is None:
                return i
            if doc[i - 1].text == "," and token.tag_ == "PRP" and i + 2 < end and quote_words.is_speech(doc[i + 2]):
                return i - 1
    return end


def is_clause_like(token: Token) -> bool:
    """Whether a dependent has a subject or a clause mark of its own, as a clause has that the parser mislabelled."""
    first = token.left_edge
    if first.tag_ == "VBG" or first.text in COMMAS | {";", ":"}:
        return False
    if first.lower_ in _CLAUSE_MARKS:
        return True
    return grammar.child(token, "nsubj", "nsubj:pass", "expl") is not None and grammar.child(token, "mark") is None


def has_to(token: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(child.lower_ == "to" and child.dep_ == "mark" for child in token.lefts)

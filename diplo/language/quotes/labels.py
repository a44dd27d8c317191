"""Speech behind a label and a colon: the turns of a conversation, and headlines such as "Berg: We will not yield"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from diplo import knowledge, names
from diplo.language import grammar, titles
from diplo.language.quotes import sources as quote_sources
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.marks import Stretch, between
from diplo.language.quotes.saying import DASHES, STOPS, Run, Saying

_LONGEST = 7
"""A label has at most this many words."""
_TRAILING = 4
"""A label at the end of a headline has at most this many words."""
_SIGNS = frozenset({"*", "**", "_", "•", "-", "–", "—", ">", "#"})
"""What Markdown and lists set before a label, and around it."""


@dataclass(frozen=True, slots=True)
class _Label:
    """The words before a colon at the beginning of a paragraph, and the run of words behind it."""

    span: Span
    sign: Token | None
    """The colon; None where a full stop does its work ("Q. ...")."""
    words: Run

    @property
    def key(self) -> str:
        return names.fold(self.span.text)

    @property
    def paragraph(self) -> int:
        return grammar.paragraph_of(self.span[0])


def find_labelled(doc: Doc, stretches: list[Stretch]) -> list[Saying]:
    """Paragraphs that begin with a speaker's label; the whole rest of such a paragraph is what is said."""
    labels = list(_labels(doc, stretches))
    turns = _turns(doc, labels)
    found = [_saying(label, "direct.post" if _is_handle(label) else "direct.transcript", stretches) for label in turns]
    _go_on(doc, turns, found, stretches)
    heads = [label for label in labels[:1] if label.paragraph == 0 and label not in turns and _names_source(label.span)]
    headline = [_saying(label, "direct.headline", stretches) for label in heads]
    return [*(headline or _trailing(doc, stretches)), *found]


def _saying(label: _Label, rule: str, stretches: list[Stretch]) -> Saying:
    inside = between(stretches, label.span.start, label.words[1])
    sign = label.sign
    cue = label.span.doc[sign.i : sign.i + 1] if sign is not None else None
    return Saying(sign, label.span, [label.words], True, rule, cue, inside)


def _labels(doc: Doc, stretches: list[Stretch]) -> Iterator[_Label]:
    """The words before a colon near the beginning of a paragraph, unless they make a clause.

    What is quoted in full behind the colon is no label's business. A transcript that is a quotation opens each of its
    paragraphs with a mark, before the label.
    """
    for number, (first, last) in enumerate(doc._.layout.paragraphs):
        if number in doc._.layout.aside:
            continue
        here = between(stretches, first, last)
        begin = _first_word(doc, first, last, here)
        if (initial := _initial(doc, begin, last)) is not None:
            yield initial
            continue
        colon = next((i for i in range(begin + 1, min(begin + _LONGEST + 1, last - 1)) if doc[i].text == ":"), None)
        if colon is None or any(s.outer == colon + 1 and (number or s.after + 1 >= last) for s in here):
            continue
        label = doc[begin:colon]
        start = next((i for i in range(colon + 1, last) if doc[i].text not in _SIGNS), last)
        if start < last and not any(t.tag_ in quote_words.FINITE and t.text.islower() for t in label):
            yield _Label(label, doc[colon], (start, last))


def _first_word(doc: Doc, first: int, last: int, here: list[Stretch]) -> int:
    """Where the words of a paragraph begin: behind a mark that nothing closes, and behind signs of a list."""
    begin = here[0].start if here and here[0].outer == first and not here[0].is_closed else first
    return next((i for i in range(begin, last) if doc[i].text not in _SIGNS), begin)


def _initial(doc: Doc, begin: int, last: int) -> _Label | None:
    """ "Q. Will she come?", with the full stop in the token or behind it."""
    known = knowledge.words("quotes/labels", "word", where="initial")
    if doc[begin].lower_.rstrip(".") not in known or not doc[begin].text[0].isupper():
        return None
    start = begin + 1 if doc[begin].text.endswith(".") else begin + 2
    if start >= last or doc[start - 1].text[-1] != ".":
        return None
    return _Label(doc[begin : begin + 1], None, (start, last))


def _turns(doc: Doc, labels: list[_Label]) -> list[_Label]:
    """Those labels that begin the turns of a conversation."""
    known = _names(doc)
    counts = Counter(label.key for label in labels if _is_capital(label.span))
    shouts = any(n > 1 or key.rpartition(" ")[2].title() in known for key, n in counts.items())
    # A title may look like a turn, and so may links to other titles; a conversation goes on in the next paragraph.
    has_title = all(label.paragraph != 1 for label in labels)
    again = Counter(label.key for label in labels if _is_spoken(label) and (label.paragraph or not has_title))
    speakers = {label.key for label in labels if again[label.key] > 1 and _is_speaker(label, known)}
    initials = {label.key for label in labels if label.sign is None}
    answers = {label.paragraph + 1 for label in labels if _is_transcript_word(label)}
    turns = []
    for label in labels:
        is_one = label.key in speakers or (speakers and (again[label.key] > 1 or _is_speaker(label, known)))
        if label.sign is None:
            is_turn = len(initials) > 1
        else:
            is_capital = _is_capital(label.span) and (shouts or label.paragraph in answers)
            is_turn = _is_handle(label) or _is_transcript_word(label) or is_capital
        if is_turn or (label.sign is not None and is_one and _is_spoken(label)):
            turns.append(label)
    return turns


def _names(doc: Doc) -> set[str]:
    """The last words of persons' names in the text, as they are usually written."""
    found = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    found += [name for name in doc._.names if name.label_ == "person"]
    return {name[-1].text for name in found if not name[-1].text.isupper()}


def _is_handle(label: _Label) -> bool:
    """ "@annaberg: ...", as posts are quoted."""
    return len(label.span) == 1 and label.span[0].text[0] == "@" and len(label.span[0]) > 1


def _is_transcript_word(label: _Label) -> bool:
    word = label.span[-1].lower_
    return len(label.span) == 1 and word in knowledge.words("quotes/labels", "word", where="transcript")


def _is_speaker(label: _Label, known: set[str]) -> bool:
    """Whether a label is a person's name or a person's role."""
    last = label.span[-1]
    return last.text in known or _is_transcript_word(label) or titles.is_role(last)


def _is_spoken(label: _Label) -> bool:
    """Whether what stands behind the colon ends as sentences do."""
    start, last = label.words
    closing = label.span.doc[start:last]
    return label.span[0].text[0].isupper() and any(token.text in STOPS for token in closing[-3:])


def _is_capital(label: Span) -> bool:
    letters = [token.text for token in label if token.text.isalpha()]
    return len("".join(letters)) > 2 and all(word.isupper() for word in letters)


def _go_on(doc: Doc, turns: list[_Label], found: list[Saying], stretches: list[Stretch]) -> None:
    """Adds to a turn the paragraphs behind it up to the next, where most of the text is a conversation of several."""
    if len(turns) < 4 or len({turn.key for turn in turns}) < 2:
        return
    paragraphs = doc._.layout.paragraphs
    if 2 * len(turns) < turns[-1].paragraph - turns[0].paragraph:
        return
    for turn, after, saying in zip(turns, turns[1:], found, strict=False):
        for number in range(turn.paragraph + 1, after.paragraph):
            first, last = paragraphs[number]
            here = between(stretches, first, last)
            begin = here[0].start if here and here[0].outer == first and not here[0].is_closed else first
            if number in doc._.layout.aside or doc[begin].text in _SIGNS | {"(", "["}:
                break
            saying.content.append((begin, last))
            saying.stretches += here


def _names_source(label: Span) -> bool:
    """Whether a label in a title is whoever says the rest of it: somebody named in the text, or "police"."""
    word = label[-1].lower_
    return label[-1].text in _names(label.doc) or word in knowledge.words("quotes/labels", "word", where="headline")


def _trailing(doc: Doc, stretches: list[Stretch]) -> Iterator[Saying]:
    """ "We will not yield: Berg" and "Border to open - ministry", as the first of several paragraphs."""
    paragraphs = doc._.layout.paragraphs
    if len(paragraphs) < 2:
        return
    first, last = paragraphs[0]
    sign = next((i for i in range(last - 2, max(first, last - _TRAILING - 2), -1) if _parts(doc[i])), None)
    if sign is None or sign < first + 2:
        return
    label = quote_sources.trim(doc, sign + 1, last)
    if len(label) and label.end == last and _names_source(label):
        here = between(stretches, first, sign)
        cue = doc[sign : sign + 1]
        yield Saying(doc[sign], label, [(first, sign)], True, "direct.headline", cue, here)


def _parts(token: Token) -> bool:
    """Whether a sign parts a headline from whose words it is."""
    return token.text == ":" or (token.text in DASHES and token.i > 0 and bool(token.nbor(-1).whitespace_))

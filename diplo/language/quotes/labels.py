"""Speech behind a label and a colon: the turns of a transcript, and headlines such as "Berg: We will not yield"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from diplo import knowledge
from diplo.language import grammar
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.marks import Stretch, between
from diplo.language.quotes.saying import Saying

_LONGEST = 7
"""A label has at most this many words."""


def find_labelled(doc: Doc, stretches: list[Stretch]) -> list[Saying]:
    """Paragraphs that begin with a speaker's label; the whole rest of such a paragraph is what is said."""
    labels = list(_labels(doc, stretches))
    known = _names(doc)
    counts = Counter(label.text for label, _ in labels if _is_capital(label))
    is_conversation = any(n > 1 or label.split()[-1].title() in known for label, n in counts.items())
    found = []
    for label, last in labels:
        rule = _rule(label, known, is_conversation)
        if rule is not None:
            colon, inside = label.end, between(stretches, label.start, last)
            found.append(Saying(doc[colon], label, [(colon + 1, last)], True, rule, doc[colon : colon + 1], inside))
    return found


def _labels(doc: Doc, stretches: list[Stretch]) -> Iterator[tuple[Span, int]]:
    """The words before a colon near the beginning of a paragraph, unless they make a clause, and where it ends.

    What is quoted in full behind the colon is no label's business. A transcript that is a quotation opens each of its
    paragraphs with a mark, before the label.
    """
    for number, (first, last) in enumerate(doc._.layout.paragraphs):
        here = between(stretches, first, last)
        begin = here[0].start if here and here[0].outer == first and not here[0].is_closed else first
        colon = next((i for i in range(begin + 1, min(begin + _LONGEST + 1, last - 1)) if doc[i].text == ":"), None)
        if colon is None or number in doc._.layout.aside or any(stretch.outer == colon + 1 for stretch in here):
            continue
        label = doc[begin:colon]
        if not any(token.tag_ in quote_words.FINITE and token.text.islower() for token in label):
            yield label, last


def _names(doc: Doc) -> set[str]:
    """The last words of persons' names in the text, as they are usually written."""
    names = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    names += [name for name in doc._.names if name.label_ == "person"]
    return {name[-1].text for name in names if not name[-1].text.isupper()}


def _is_capital(label: Span) -> bool:
    letters = [token.text for token in label if token.text.isalpha()]
    return len("".join(letters)) > 2 and all(word.isupper() for word in letters)


def _rule(label: Span, known: set[str], is_conversation: bool) -> str | None:
    """Which kind of label it is, if it is one."""
    word = label[-1].lower_
    is_title = grammar.paragraph_of(label[0]) == 0
    if word in knowledge.words("quotes/labels", "word", where="transcript") and len(label) == 1:
        return "direct.transcript"
    if _is_capital(label) and is_conversation:
        return "direct.transcript"
    is_known = label[-1].text in known or word in knowledge.words("quotes/labels", "word", where="headline")
    return "direct.headline" if is_title and is_known else None

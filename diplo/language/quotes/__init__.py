"""Finds quotations: direct, indirect and mixed, with their words, cue and source.

Direct quotations come first, by their marks. Then every other reporting word is asked for its content. What stands in
the content is the speaker's; reports of what others said are looked for there last, and are kept apart.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from diplo.language.found import FoundQuote
from diplo.language.quotes.blocks import find_blocks
from diplo.language.quotes.direct import find_direct
from diplo.language.quotes.finishing import finish
from diplo.language.quotes.floating import float_on
from diplo.language.quotes.indirect import find_indirect
from diplo.language.quotes.labels import find_labelled
from diplo.language.quotes.marks import Stretch, find_stretches, outermost
from diplo.language.quotes.nested import find_nested

NAME = "diplo_quotes"


@Language.component(NAME, requires=["doc._.names"], assigns=["doc._.quotes", "doc._.nested"])
def find_quotes(doc: Doc) -> Doc:
    """Sets `doc._.quotes`, and `doc._.nested`, the reports within their words, in the order of the text."""
    every = [stretch for stretch in find_stretches(doc) if not _is_nickname(doc, stretch)]
    stretches = outermost(every)
    hidden = frozenset(i for s in stretches for i in range(s.outer, s.after))
    labelled = find_labelled(doc, stretches)
    labelled += find_blocks(doc, stretches, labelled)
    taken = {stretch.outer for saying in labelled for stretch in saying.stretches}
    free = [stretch for stretch in stretches if stretch.outer not in taken]
    direct = labelled + find_direct(doc, free, hidden)
    sayings = direct + find_indirect(doc, stretches, hidden, direct)
    sayings += float_on(doc, stretches, sayings)
    found = [quote for saying in sayings if (quote := finish(doc, saying)) is not None]
    doc._.quotes = sorted(found, key=_place)
    doc._.nested = sorted(find_nested(doc, doc._.quotes, every), key=_place)
    return doc


def _is_nickname(doc: Doc, stretch: Stretch) -> bool:
    """John "Jack" Smith."""
    if stretch.end - stretch.start > 1 or not 0 < stretch.outer < stretch.after < len(doc):
        return False
    return doc[stretch.outer - 1].tag_ == doc[stretch.after].tag_ == "NNP"


def _place(quote: FoundQuote) -> tuple[int, int]:
    return quote.spans[0].start, quote.spans[-1].end

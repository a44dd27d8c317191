"""Indirect and mixed speech: every reporting word outside quotation marks is asked for its content.

Of sayings within sayings only the outermost is kept: what stands in its content is the speaker's words.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from diplo.language.quotes import asides as quote_asides
from diplo.language.quotes import words as quote_words
from diplo.language.quotes.clauses import of_rest, of_verb
from diplo.language.quotes.marks import Stretch
from diplo.language.quotes.nouns import of_adjective, of_noun
from diplo.language.quotes.saying import Run, Saying
from diplo.language.quotes.scene import Scene, scenes

_LONGEST = 500
"""A sentence of more words is a table or a list; reading it would take time that grows with its square."""


def find_indirect(doc: Doc, stretches: list[Stretch], hidden: frozenset[int], direct: list[Saying]) -> list[Saying]:
    """Every attribution whose cue stands outside quotation marks and outside the content of another."""
    found: list[Saying] = []
    for scene in scenes(doc, stretches, hidden, direct):
        found += read_scene(scene)
    return found


def read_scene(scene: Scene) -> list[Saying]:
    """The attributions of one sentence, or of part of one."""
    if len(scene.sentence) > _LONGEST:
        return []
    words = (token for token in scene.sentence if quote_words.is_listed(token))
    read = [_read(token, scene) for token in words if scene.is_free(token)]
    return _outermost([saying for saying in read if saying is not None], scene)


def _read(token: Token, scene: Scene) -> Saying | None:
    """What one word reports, if it reports anything."""
    saying = None
    if (word := quote_words.verb(token)) is not None:
        if token.dep_ not in {"amod", "compound"} or token.tag_ == "VBZ" or quote_words.is_headline_verb(token):
            saying = quote_asides.of_verb(token, word, scene) if quote_asides.is_enclosed(token, word) else None
            saying = saying or of_verb(token, word, scene)
            saying = saying or quote_asides.of_verb(token, word, scene) or of_rest(token, word, scene)
    elif (phrase := quote_words.phrase(token)) is not None:
        saying = quote_asides.of_phrase(token, phrase, scene)
    elif (word := quote_words.noun(token)) is not None:
        saying = of_noun(token, word, scene)
    elif (word := quote_words.adjective(token)) is not None:
        saying = of_adjective(token, word, scene)
    if saying is not None:
        saying.content = [_whole(run, token, scene) for run in saying.content]
    return saying


def _whole(run: Run, cue: Token, scene: Scene) -> Run:
    """A run that ends within a quotation goes on to the quotation's end."""
    start, end = run
    for stretch in scene.stretches:
        if start < stretch.start < end < stretch.after and not stretch.start <= cue.i < stretch.end:
            end = stretch.after
    return start, end


def _outermost(candidates: list[Saying], scene: Scene) -> list[Saying]:
    """Drops what stands within the content of another, and what only repeats a direct quotation."""
    kept: list[Saying] = []
    for saying in sorted(candidates, key=_size, reverse=True):
        if any(_commands(other, saying) for other in candidates):
            continue
        if any(_overlap(saying, other) for other in (*scene.direct, *kept)):
            continue
        saying.stretches = [s for s in scene.stretches if any(a < s.end and s.start < b for a, b in saying.content)]
        kept.append(saying)
    return kept


def _commands(one: Saying, other: Saying) -> bool:
    """Whether the cue of the other stands in what the one says, and not the other way round."""
    return one is not other and _holds(one, other) and not _holds(other, one)


def _holds(one: Saying, other: Saying) -> bool:
    return other.cue is not None and one.holds(other.cue)


def _size(saying: Saying) -> int:
    return sum(end - start for start, end in saying.content)


def _overlap(one: Saying, other: Saying) -> bool:
    """Whether two contents share words."""
    return any(a < d and c < b for a, b in one.content for c, d in other.content)

"""What is to be said of a place in which a quotation stands: who said it, inside marks or not, and what differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Any

from diplo import knowledge
from diplo.queries import Row
from diplo.queries.verify.alignment import Piece
from diplo.queries.verify.places import Place, nearness, quoted
from diplo.queries.verify.words import Typed, Word

VERDICTS = ("verbatim", "altered", "not found")
HOW = {
    "quoted": "",
    "partly quoted": "only some of these words are inside quotation marks",
    "in marks": "these words are inside quotation marks, but it is not known whose they are",
    "reported": "these words stand in an indirect report, not as a quotation",
    "running text": "these words stand in running text, not as a quotation",
}
"""How words stand in a text, and what is to be said of it."""
WHO = ("speaker", "source words", "unnamed", "within", "reported by")
"""What is told of who said a quote, with those of the quotes in whose words it stands."""
_TRAILING = re.compile(r"[^\w\s\"“”„«»‘’(\[]*")
"""Signs that belong to the word before."""
_MARKS = {"”": "“", "»": "«"}
_SIDES = ("left out", "put in")
_CONTRACTED = ("n't", "cannot")
FEW = 12
"""Words that may be left out before a negation among them is no longer remarkable."""


def row(place: Place, speakers: Mapping[str, str]) -> Row:
    """What is to be said of a place; of those who should have said it, names by ids, it tells others."""
    quote, how = _standing(place)
    pieces = [piece for piece in _pieces(place) if piece["words"]]
    verdict = VERDICTS[not place.aligned.is_verbatim]
    return {
        "verdict": verdict,
        "confirmed": verdict == "verbatim" and how == "quoted" and (not speakers or _speaker_id(quote) in speakers),
        "asked": place.asked.text.strip(),
        "pieces": pieces,
        "nearness": round(nearness(place.asked, place.aligned), 3),
        "how": how,
        **{name: quote and quote[name] for name in WHO},
        "speaker_id": _speaker_id(quote),
        "note": _notes(place, pieces, how, quote, speakers),
        "written": place.found["written"],
        "source": place.found["source"],
        "document": place.found["document"],
        "copies": place.found["copies"],
        "start": place.span[0],
        "end": place.span[1],
        "id": quote and quote["id"],
    }


def nowhere(asked: Typed) -> Row:
    """The row of a quotation that stands nowhere."""
    unknown: Row = dict.fromkeys(
        (
            *("nearness", "how", *WHO, "speaker_id", "note"),
            *("written", "source", "document", "copies", "start", "end", "id"),
        )
    )
    pieces = [{"change": "put in", "words": asked.text.strip(), "negation": False}]
    known = {"verdict": "not found", "confirmed": False, "asked": asked.text.strip(), "pieces": pieces}
    return known | unknown | {"note": "not in your sources"}


def rank(row: Row) -> tuple[Any, ...]:
    """The order of rows: the best verdict first, then how it stands, then the nearest and oldest."""
    return (
        VERDICTS.index(row["verdict"]),
        not row["confirmed"],
        list(HOW).index(row["how"]) if row["verdict"] == "verbatim" else 0,
        -row["nearness"],
        row["written"] or "~",
        row["document"],
        row["start"],
    )


def _standing(place: Place) -> tuple[Row | None, str]:
    """The quote that most of the words are of, and how they stand there."""
    offset, words = place.found["start"], place.passage.words
    at = [n for piece in place.aligned.pieces if piece.change == "same" for n in range(*piece.there)]
    counts = Counter(said.speaker or said.quote for n in at if (said := place.passage.said[n]) is not None)
    if not counts:
        return None, "in marks" if _are_in_marks(place) else "running text"
    ((whose, count),) = counts.most_common(1)
    quotes = [quote for quote in place.quotes if whose in (quote["speaker_id"], quote["id"])]
    inside = [run for quote in quotes for run in quoted(quote)]
    are_inside = [any(start <= words[n].start + offset < end for start, end in inside) for n in at]
    main = Counter(said.quote for n in at if (said := place.passage.said[n])).most_common()
    quote = next(quote for one, _ in main for quote in quotes if quote["id"] == one)
    if all(are_inside):
        return quote, "quoted"
    return quote, "partly quoted" if any(are_inside) or count < len(at) else "reported"


def _are_in_marks(place: Place) -> bool:
    """Whether a mark is open where the words begin, and in which no quote was found: the mark of its paragraph."""
    text, start = place.found["text"], place.span[0] - place.found["start"]
    begin = text.rfind("\n", 0, start) + 1
    before = text[begin:start]
    if begin == 0 and place.found["start"]:
        return any(before.rfind(opening) > before.rfind(closing) for closing, opening in _MARKS.items())
    return before.count('"') % 2 == 1 or any(before.count(o) > before.count(c) for c, o in _MARKS.items())


def _pieces(place: Place) -> Iterator[Row]:
    """The words of the text at the place, with the rest of its sentence, and those typed, as a person reads them.

    The text is whole: what stands between and around the words that were looked for has an empty `change`.
    """
    text, words, asked = place.found["text"], place.passage.words, place.asked
    offset, first = place.found["start"], words[place.aligned.there[0]].start
    at, before = min(place.found["sentence_start"] - offset, first - len(_opening(text, first))), ""
    for piece, is_negated in _with_negations(place):
        begin = words[piece.there[0]].start if piece.there[0] < len(words) else len(text)
        if piece.change == "put in":
            said = asked.text[asked.words[piece.typed[0]].start : asked.words[piece.typed[1] - 1].end]
            around, end = (text[at:begin], begin) if begin <= first else (" ", at)
        else:
            around, end = text[at:begin], _end(text, words[piece.there[1] - 1])
            around = around or (" " if before == "put in" else "")
            said = text[begin:end]
        yield {"change": "", "words": around, "negation": False}
        yield {"change": piece.change, "words": said, "negation": is_negated}
        at, before = end, piece.change
    yield {"change": "", "words": text[at : place.found["sentence_end"] - offset], "negation": False}


def _opening(text: str, start: int) -> str:
    """The signs that stand right before a word."""
    return text[:start][len(text[:start].rstrip("\"“„«‘'([")) :]


def _end(text: str, word: Word) -> int:
    """Where a word ends, with the signs behind it that are its own."""
    signs = _TRAILING.match(text, word.end)
    return signs.end() if signs else word.end


def _with_negations(place: Place) -> Iterator[tuple[Piece, bool]]:
    """The pieces that have words, and whether there is a negation on one side alone."""
    for is_same, run in groupby(place.aligned.pieces, lambda piece: piece.change == "same"):
        pieces = list(run)
        sides = [sum(_negations(place, piece) for piece in pieces if piece.change == side) for side in _SIDES]
        for piece in pieces:
            if piece.change == "put in" or piece.there[0] < piece.there[1]:
                is_one_sided = not is_same and piece.change in _SIDES and sides[0] != sides[1]
                yield piece, is_one_sided and _negations(place, piece) > 0


def _negations(place: Place, piece: Piece) -> int:
    """How many negations there are among its words."""
    words = (
        place.asked.words[slice(*piece.typed)] if piece.change == "put in" else place.passage.words[slice(*piece.there)]
    )
    return sum(_is_negation(word.folded) for word in words)


def _is_negation(word: str) -> bool:
    return word in _negative() or word.endswith(_CONTRACTED)


@cache
def _negative() -> frozenset[str]:
    known = (knowledge.words("events/status", where=where, status="denied") for where in ("negation", "subject"))
    return frozenset().union(*known)


def _notes(place: Place, pieces: Iterable[Row], how: str, quote: Row | None, speakers: Mapping[str, str]) -> str | None:
    """What a person has to know of a place, the gravest first."""
    notes = [f"A NEGATION WAS {piece['change'].upper()}: “{piece['words']}”" for piece in pieces if piece["negation"]]
    omitted = [piece for piece in place.aligned.pieces if piece.change == "omitted" and _negations(place, piece)]
    if any(piece.there[1] - piece.there[0] <= FEW for piece in omitted):
        notes.append("THE WORDS LEFT OUT HOLD A NEGATION")
    return "; ".join(filter(None, [*notes, _by(quote, speakers), HOW[how]])) or None


def _by(quote: Row | None, speakers: Mapping[str, str]) -> str | None:
    """Whether somebody else said it than should have, or it is not known who did."""
    if not quote or not speakers or quote["speaker_id"] in speakers:
        return None
    wanted = " or ".join(dict.fromkeys(speakers.values()))
    if quote["speaker"]:
        return f"said by {quote['speaker']}, not by {wanted}"
    if quote["source words"]:
        return f"said by “{quote['source words']}”: whether that is {wanted} is not known"
    return f"it is not known who said this, and whether {wanted} did"


def _speaker_id(quote: Row | None) -> str | None:
    return quote["speaker_id"] if quote else None

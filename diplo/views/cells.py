"""What stands under each heading of a table that is not a field of the row as it is: cells made of rows."""

from __future__ import annotations

from diplo.views import days
from diplo.views.text import Cell, Mark, Piece, Row, cell, cut, plain

_SIGNS = {"left out": ("[-", "-]"), "put in": ("{+", "+}"), "omitted": ("[…", "…]")}
_DRAWN_AS = {"same": "words", "left out": "left out", "put in": "put in", "omitted": "left out"}
_SHOWN = 100
"""Characters at each end of a long stretch of words that are the same."""


def day(row: Row) -> Cell:
    """The days of an event, or "then" where it only came after the one before."""
    return cell(f"then {days.event_day(row)}" if row["then"] else days.event_day(row), "date")


def event(row: Row) -> Cell:
    """The type of an event with its mode, or the word that names it."""
    if row["type"] is None:
        return cell(row["trigger"].lower(), "untyped")
    return cell(f"{row['type']} {row['mode'] or ''}".rstrip(), "type")


def status(row: Row) -> Cell:
    """Whether it happened; whatever did not stands in capitals."""
    status = row["status"]
    return cell(status if status == "happened" else status.upper(), status)


def event_day(row: Row) -> Cell:
    """The days of an event as one report gives them."""
    return cell(days.event_day(row), "date")


def turn(row: Row) -> Cell:
    """What became of an event."""
    return cell(row["turn"], row["status"])


def sentence(row: Row) -> Cell:
    """An event's sentence with the word that names it; ahead of it who says so, where the text does not."""
    mark = Mark(row["trigger_start"], row["trigger_end"], "trigger")
    words = cut(row["sentence"] or "", [mark], row["sentence_start"] or 0)
    if row["asserted_by"] is None:
        return words
    return (*cell(f"{row['asserter'] or 'somebody'} SAYS: ", "claim"), *words)


def said(row: Row) -> Cell:
    """The words of a quote with those that were searched for; in their sentences, where these are to be seen.

    Words that are verbatim throughout stand in marks.
    """
    if "passage" in row:
        return _in_passage(row)
    within = getattr(row.get("matches"), "within", ())
    words = cut(row["said"] or "", (Mark(start, end, "match") for start, end in within))
    return (Piece("“"), *words, Piece("”")) if row["kind"] == "direct" else words


def _in_passage(row: Row) -> Cell:
    """The sentences that a quote is in: its own words stand out, and of these the ones that were searched for."""
    matches = [Mark(start, end, "own match") for start, end in row["matches"]]
    own = [
        Mark(start, end, "own")
        for first, last in row["spans"]
        for start, end in zip(
            [first, *(match.end for match in matches if first <= match.start < last)],
            [*(match.start for match in matches if first <= match.start < last), last],
            strict=True,
        )
    ]
    pieces = cut(row["passage"] or "", [*matches, *own], row["passage_start"])
    return tuple(piece if piece.style else piece._replace(style="around") for piece in pieces)


def quoted_source(row: Row) -> Cell:
    """A source by name and role, or by what the text says instead, and what that is."""
    if row["known"] == "named":
        return cell(", ".join(part for part in (row["name"], row["role"]) if part), "name")
    return cell(f"{row['name']} ({row['known']})" if row["name"] else row["known"], "vague")


def share(row: Row) -> Cell:
    """The share of all words that are quoted."""
    return cell(f"{row['share']:.1f} %")


def all_said(row: Row) -> Cell:
    """All that one source says in a document."""
    return cell(" | ".join(row["sayings"]))


def whose(row: Row) -> Cell:
    """Who said what was verified, where it is a quote."""
    return speaker({"unnamed": 0, "within": None} | row) if row["id"] else cell("")


def line(row: Row) -> Cell:
    """On which line of several quotations one stood."""
    return cell(str(row["line"]) if "line" in row else "")


def verdict(row: Row) -> Cell:
    """Whether a quotation stands as it was typed; whatever does not stands in capitals."""
    found = row["verdict"]
    return cell(found if found == "verbatim" else found.upper(), found)


def laid_beside(row: Row) -> Cell:
    """The words of a text with those typed, in the signs of wdiff: what was [-left out-] or {+put in+}.

    Long stretches of what is the same are cut in their middle, so that all that differs is seen.
    """
    pieces: list[Piece] = []
    for piece in row["pieces"]:
        change, words = piece["change"], plain(piece["words"])
        before, behind = _SIGNS.get(change, ("", ""))
        style = "negation" if piece["negation"] else _DRAWN_AS.get(change)
        pieces.append(Piece(f"{before}{words if before else _cut_in_the_middle(words)}{behind}", style))
    return tuple(pieces)


def _cut_in_the_middle(words: str) -> str:
    """Words of which only the beginning and the end are shown, where they are many."""
    if len(words) <= 3 * _SHOWN:
        return words
    return f"{words[:_SHOWN].rpartition(' ')[0]} … {words[-_SHOWN:].partition(' ')[2]}"


def gap_sentence(row: Row) -> Cell:
    """The sentence of a gap with its words."""
    return cut(row["sentence"] or "", [Mark(row["start"], row["end"], "trigger")], row["sentence_start"] or 0)


def speaker(row: Row) -> Cell:
    """Who said it, as far as that is known."""
    return cell(row["speaker"] or row["source words"] or "unknown", "name" if row["speaker"] else "vague")


def said_by(row: Row) -> Cell:
    """Who said it, and who says so, where that is somebody who is quoted; whoever has no name stands out less."""
    said = cell(row["source words"] or row["speaker"], "vague") if row["unnamed"] else speaker(row)
    return (*said, *cell(f", says {row['reported by'] or 'another'}")) if row["within"] else said


def said_on(row: Row) -> Cell:
    """The days of a saying: where they are not known, it was said by the day of writing."""
    by = f"by {days.spoken(row['written'])}" if row["written"] else ""
    return cell(days.said_day(row) or by, "date")


def told(row: Row) -> Cell:
    """To whom it was said, and through what, as far as that is known."""
    hearer, medium = row["hearer"] or row["addressee"], row["medium"]
    if not hearer:
        return cell(medium or "")
    return (*cell(hearer, "name"), *cell(f" ({medium})" if medium else ""))


def speaker_here(row: Row) -> Cell:
    """Who said it in one of several reports; one that most of them do not name is said to be named here."""
    return cell(f"attributed to {row['speaker'] or 'another'} here", "elsewhere") if row["elsewhere"] else speaker(row)


def reports(row: Row) -> Cell:
    """How many texts report it, and how many of these are independent; nothing where it is one."""
    texts, stories = row["reports"], row["independent"]
    return cell("" if texts == 1 else str(texts) if texts == stories else f"{texts} ({stories} independent)")


def drift(row: Row) -> Cell:
    """A wording beside the fullest one, in the signs of wdiff: what was [-left out-] or {+put in+}; `…`: not quoted."""
    drawn: list[Piece] = []
    for piece in row["pieces"]:
        before, behind = _SIGNS.get(piece["change"], ("", ""))
        words = "…" if piece["change"] == "not quoted" else f"{before}{plain(piece['words'])}{behind}"
        drawn += [Piece(" ")] * bool(drawn) + [Piece(words, piece["change"] if before else None)]
    return tuple(drawn)


def how(row: Row) -> Cell:
    """The kind of a quote, or that it was not said but thought."""
    return cell(row["kind"] if row["speech"] else "not said", None if row["speech"] else "vague")


def object(row: Row) -> Cell:
    """A fact's words, with the country or organization of a role where they do not name it."""
    other = row["other"]
    is_shown = other is not None and not row["names it"]
    joint = {"role": ", ", "kin": " of "}.get(row["predicate"])
    return cell(f"{row['object']}{joint}{other}" if is_shown and joint else row["object"])


def known(row: Row) -> Cell:
    """How the days of a fact are known."""
    begin, end = row["begin"], row["end"]
    how = (
        begin
        if begin == end
        else ", ".join(words for words in (begin and f"start {begin}", end and f"end {end}") if words)
    )
    over, ahead = row["over by"], row["ahead on"]
    parts = (how, f"over by {over}" if over else None, f"still ahead on {ahead}" if ahead else None)
    return cell("; ".join(part for part in parts if part))


def term(row: Row) -> Cell:
    """The days on which a fact holds, by all texts."""
    return cell(days.window(row["first"], row["last"]) or "", "date")


def held(row: Row) -> Cell:
    """What a single text tells of the time of a fact."""
    window = days.window(row["earliest"], row["latest"])
    return cell(" ".join(part for part in (row["holds"], window) if part), "date")

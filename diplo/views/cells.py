"""What stands under each heading of a table that is not a field of the row as it is: cells made of rows."""

from __future__ import annotations

from diplo.views import days
from diplo.views.text import Cell, Mark, Piece, Row, cell, cut


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


def gap_sentence(row: Row) -> Cell:
    """The sentence of a gap with its words."""
    return cut(row["sentence"] or "", [Mark(row["start"], row["end"], "trigger")], row["sentence_start"] or 0)


def speaker(row: Row) -> Cell:
    """Who said it, as far as that is known."""
    return cell(row["speaker"] or row["source words"] or "unknown", "name" if row["speaker"] else "vague")


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

"""All reports of the words of a quote: who gives them to whom, and how their wordings differ."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from diplo.queries import Row, select
from diplo.queries.differences import differences


def of(db: sqlite3.Connection, quote_id: str) -> Row:
    """The reports, each with the pieces of its wording as the fullest has them, and how many there are of what.

    `reports` counts texts and `independent` stories, since copies and edited copies of one text are one source. A
    report that gives the words to somebody else than most stories do is `elsewhere`.
    """
    rows = list(select(db, "wordings", id=quote_id))
    fullest = max(rows, key=lambda row: len(row["said"].split()))["said"]
    speaker = _usual_speaker(rows)
    wordings = [
        row
        | {
            "elsewhere": row["speaker_id"] not in (None, speaker),
            "pieces": list(pieces(fullest, row["said"], is_in_parts=row["kind"] == "mixed")),
        }
        for row in rows
    ]
    return {
        "reports": len({row["document"] for row in rows}),
        "independent": len({row["story"] for row in rows}),
        "wordings": [{key: value for key, value in row.items() if key != "story"} for row in wordings],
    }


def pieces(fullest: str, said: str, *, is_in_parts: bool = False) -> Iterator[Row]:
    """What became of the words of the fullest wording: they are the same, left out, put in, or not quoted.

    Not quoted are those before the first and behind the last that are, and those between where only parts are quoted.
    """
    found = list(differences(fullest, said))
    for nth, piece in enumerate(found):
        is_cut = piece["change"] == "left out" and [one["change"] for one in found[nth + 1 : nth + 2]] != ["put in"]
        if is_cut and (is_in_parts or nth in (0, len(found) - 1)):
            yield piece | {"change": "not quoted"}
        else:
            yield piece


def _usual_speaker(rows: Sequence[Row]) -> str | None:
    """To whom most stories give the words, then most texts; of several the one that the earliest text names."""
    given = [row for row in rows if row["speaker_id"] is not None]
    stories = Counter(speaker for speaker, _ in {(row["speaker_id"], row["story"]) for row in given})
    texts = Counter(row["speaker_id"] for row in given)
    return max(texts, key=lambda speaker: (stories[speaker], texts[speaker]), default=None)

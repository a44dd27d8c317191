"""Why a finding was made and where it stands: its words in their sentence or paragraph, what was read from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from diplo.views import days
from diplo.views.columns import joined
from diplo.views.corrected import said
from diplo.views.layouts import Look
from diplo.views.table import STYLES, drawn, open_console, show_table, write
from diplo.views.text import Cell, Mark, Row, cell, cut, plain_lines

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLE_OF: Mapping[str, str] = {
    "trigger": "trigger",
    "words": "words",
    "subject": "who",
    "other": "who",
    "object": "words",
    "status": "status",
    "time": "time",
    "actor": "who",
    "target": "who",
    "companion": "who",
    "source": "who",
    "cue": "cue",
    "place": "where",
}
"""How the words of each mark are drawn; the label beside what was read from them is drawn alike."""
INDENT = 10
DONE = {"reject": "rejected", "ignore": "ignored"}
"""What a person did who set nothing."""
ENDS = ("earliest", "latest")
BY_HAND = "by hand"
"""The rule of an event that a person added."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def show_why(row: Row, out: TextIO) -> None:
    """Prints the sentence of a finding, what was read from which of its words, and by which rule."""
    console = open_console(out)
    sentence = cut(row["sentence"] or "", _marks(row), row["sentence_start"] or 0)
    lines = [*_block(sentence, console), *_block((), console)]
    for label, style, words in _readings(row):
        lines += labelled(label, style, words, console)
    write(lines, console)


def show_place(row: Row, out: TextIO) -> None:
    """Prints the paragraphs in which a finding stands, its words marked, and its offsets in the document."""
    console = open_console(out)
    start, end = _paragraphs(row["text"], row["start"], row["end"])
    paragraphs = cut(row["text"][start:end], _marks(row), start, plain_lines)
    where = f"{row['kind']} {row['id']}, characters {row['start']} to {row['end']} of {_document(row)}"
    write([*_block(cell(where, "heading"), console), *_block((), console), *_block(paragraphs, console)], console)


def show_reports(reported: Row, out: TextIO) -> None:
    """Prints who else reports the words of a quote; nothing where nobody does."""
    if len(reported["wordings"]) > 1:
        console = open_console(out)
        write([*_block((), console), *_block(cell(_reports(reported), "heading"), console)], console)
        show_table(reported["wordings"], out, Look("wordings"))


def _reports(reported: Row) -> str:
    """How many reports there are, how many of them independent, and of several speakers how often each is named."""
    head = f"{reported['reports']} reports, {reported['independent']} independent"
    speakers = Counter(one["speaker"] for one in reported["wordings"] if one["speaker_id"])
    given = ", ".join(f"{name or 'somebody unnamed'} in {number}" for name, number in speakers.most_common())
    return f"{head}; given to {given}" if len(speakers) > 1 else head


def show_tellings(reports: Sequence[Row], out: TextIO) -> None:
    """Prints the reports of one event."""
    console = open_console(out)
    sources, documents = (len({row[key] for row in reports}) for key in ("story", "document"))
    heading = f"{len(reports)} mentions in {documents} reports, {sources} independent"
    write([*_block((), console), *_block(cell(heading, "heading"), console)], console)
    show_table(reports, out, Look("tellings"))


def _marks(row: Row) -> list[Mark]:
    """The words to mark: those of the finding itself first, since of marks that overlap the first stays."""
    marks = [Mark(m["start"], m["end"], STYLE_OF.get(m["what"], "words")) for m in row["marks"]]
    return marks or [Mark(row["start"], row["end"], "trigger")]


def _readings(row: Row) -> Iterator[tuple[str, str | None, str]]:
    """Label, style and words of each line below the sentence; lines without words are left out."""
    lines = {"event": _event, "quote": _quote, "fact": _fact, "time": _time, "rejected": _rejected}[row["kind"]](row)
    yield from ((label, style, words) for label, style, words in lines if words)
    yield from (("set", "status", judgement(one)) for one in row["corrections"])
    if row["read"] and row["kind"] != "rejected":
        yield "read", None, _read(row["read"], row["finding"])
    yield "rule", None, row["rule"]
    yield "document", None, _named(row)
    yield "written", None, _written(row)
    yield from (("", None, note) for note in row["notes"])
    yield "id", None, row["id"]


def _event(row: Row) -> Iterator[tuple[str, str | None, str]]:
    event = row["finding"]
    what = f"{event['type']} {event['mode'] or ''}".rstrip() if event["type"] else "no type"
    cameo = f" (CAMEO {event['cameo']})" if event["cameo"] else ""
    yield "event", "trigger", f"{what}{cameo}: “{event['trigger']}”"
    if event["asserted_by"]:
        yield "claim", "claim", f"{event['asserter'] or 'somebody'} says so ({event['asserted_by']}); the text does not"
    cue = _words(row, "status")
    yield "status", "status", f"{event['status']}: “{cue}”" if cue else event["status"]
    yield "when", "time", _when(row)
    if event["after"]:
        yield "order", None, f"after “{event['after']['words']}” ({event['after']['id']})"
    yield "who", "who", "; ".join(_participant(who) for who in event["participants"])
    yield "where", "where", event["place"]


def _participant(who: Row) -> str:
    """A participant with the role, and whether the text or the table of office-holders tells who is meant."""
    by_table = " (from the table of office-holders)" if who["by_table"] else ""
    return f"{who['name'] or '?'} ({who['role']}){by_table}"


def _when(row: Row) -> str:
    """When an event was, how that is known, and the arithmetic of the time that dates it."""
    event, time = row["finding"], row["time"]
    drawn_day = days.event_day({**event, "written": row["written"]})
    if any("date" in one["set"] for one in row["corrections"]) or row["rule"] == BY_HAND:
        return drawn_day
    if time and time["by_hand"]:
        return f"{drawn_day}: “{time['words']}” is {time['value'] or 'not known'}, as set by hand"
    how = {"stated": "the text says so", "narrative": "the day that the report is about"}.get(event["dated_by"], "")
    own = event["reason"] if not time or event["reason"] != time["reason"] else None
    why = "; ".join(reason for reason in (own, _arithmetic(time) if time else None) if reason) or how
    by = f" ({event['dated_by']})" if event["dated_by"] else ""
    return f"{drawn_day}{by}: {why}" if why else drawn_day


def _arithmetic(time: Row) -> str:
    """How a time expression was resolved, and by which rule."""
    reason = time["reason"]
    return f"{reason} ({time['rule']})" if reason else ""


def _quote(row: Row) -> Iterator[tuple[str, str | None, str]]:
    quote = row["finding"]
    note = "" if quote["speech"] else ", of what somebody thinks, wants or did not say"
    yield "quote", "words", f"{quote['kind']}{note}"
    source, speaker = _words(row, "source"), quote["speaker"]
    yield "speaker", "who", f"{speaker or 'not known'}: “{source}”" if source else speaker or "not known"
    yield "unnamed", None, "the text holds back who said it" if quote["unnamed"] else ""
    yield "cue", "cue", _marked(row, "cue")
    yield "to", "who", ": ".join(part for part in (quote["hearer"], _marked(row, "addressee")) if part)
    yield "medium", None, ": ".join(part for part in (quote["medium"], _marked(row, "medium")) if part)
    yield "occasion", None, _marked(row, "occasion")
    yield "when", "time", _said_when(row)
    yield "inside", None, f"the quote {quote['within']}" if quote["within"] else ""


def _said_when(row: Row) -> str:
    """When something was said, and how that is known."""
    quote = row["finding"]
    day = days.said_day(quote)
    return f"{day} ({quote['dated_by']}): {quote['reason']}" if day and quote["reason"] else day or ""


def _marked(row: Row, what: str) -> str:
    """The words that bear a mark, in quotation marks."""
    words = _words(row, what)
    return f"“{words}”" if words else ""


def _fact(row: Row) -> Iterator[tuple[str, str | None, str]]:
    fact = row["finding"]
    yield "fact", "words", fact["predicate"]
    yield "who", "who", fact["subject"]
    yield "what", "words", fact["object"]
    yield "of", "who", fact["other"]
    window = days.window(fact["earliest"], fact["latest"])
    yield "when", "time", " ".join(part for part in (fact["holds"], window) if part)


def _time(row: Row) -> Iterator[tuple[str, str | None, str]]:
    time = row["finding"]
    yield "time", "trigger", f"{time['type']} {joined(time['value'])}".rstrip()
    yield "days", "time", days.window(time["earliest"], time["latest"]) or ""
    yield "because", None, _arithmetic({**time, "rule": row["rule"]})


def _rejected(row: Row) -> Iterator[tuple[str, str | None, str]]:
    yield "rejected", "status", f"this is no {row['read']['kind']}"
    yield "read", None, _read(row["read"], {})


def judgement(correction: Row) -> str:
    """What a person said: `status cancelled, by ana on 2026-11-25: the statement of 3 June`."""
    what = (
        ", ".join(f"{field} {said(one)}" for field, one in correction["set"].items())
        or DONE[correction["judgement"].split()[1]]
    )
    who = f"by {correction['author'] or 'somebody'} on {correction['day']}"
    why = f": {correction['reason']}" if correction["reason"] else ""
    state = f" ({correction['state']})" if correction["state"] != "applied" else ""
    return f"{what}, {who}{why}{state}; `diplo undo {correction['id'][:6]}`"


def _read(read: Row, finding: Row) -> str:
    """What was read before people put it right: what differs from the finding as it is."""
    read = {name: one for name, one in read.items() if name != "value" or read["kind"] == "time"}
    read = read | {"who": sorted(read["who"], key=str)}
    if finding:
        now = {**finding, "who": sorted((one["name"] for one in finding.get("participants", ())), key=str)}
        fields = {name: one for name, one in read.items() if name in now and name != "kind" and one != now[name]}
    else:
        fields = {name: one for name, one in read.items() if name != "kind" and one}
    if fields.keys() & {*ENDS}:
        fields["date"] = days.window(read["earliest"], read["latest"])
    return (
        ", ".join(f"{name} {joined(one) or 'none'}" for name, one in fields.items() if name not in ENDS) or "the same"
    )


def _words(row: Row, what: str) -> str:
    """The words of the text that bear a mark."""
    return " … ".join(row["text"][m["start"] : m["end"]] for m in row["marks"] if m["what"] == what)


def _document(row: Row) -> str:
    """A document with its title, its outlet, its day of writing and where that came from."""
    return f"{_named(row)}, {'written' if row['written'] else 'day of writing'} {_written(row)}"


def _named(row: Row) -> str:
    """A document with its title and its outlet."""
    title = f"“{row['title']}”" if row["title"] else None
    return ", ".join(part for part in (row["document"], title, row["source"]) if part)


def _written(row: Row) -> str:
    return f"{row['written']} (from: {row['date from']})" if row["written"] else "unknown"


def _paragraphs(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraphs of these offsets begin and end: at blank lines, or at line breaks where no line is blank."""
    breaks = list(_BLANK_LINE.finditer(text)) or list(re.finditer("\n", text))
    first = max((found.end() for found in breaks if found.end() <= start), default=0)
    return first, min((found.start() for found in breaks if found.start() >= end), default=len(text))


def _block(pieces: Cell, console: Console) -> list[Text]:
    return list(drawn(pieces, console).wrap(console, console.width))


def labelled(label: str, style: str | None, words: str, console: Console) -> list[Text]:
    """Words beside their label, wrapped so that the label stands alone."""
    from rich.text import Text

    lines = drawn(cell(words), console).wrap(console, max(20, console.width - INDENT))
    margin = Text().append(label.ljust(INDENT), STYLES[style or "heading"])
    return [(Text(" " * INDENT) if n else margin).append_text(line) for n, line in enumerate(lines)]

"""Mail, one message (.eml) or many (.mbox): the plain text of a message or, where there is none, that of its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from diplo.readers.dates import described_date
from diplo.readers.encoding import check
from diplo.readers.files import Failure, File, Unreadable
from diplo.readers.html import article
from diplo.records import Document

_FORWARDED = re.compile(r"^-{3,} ?(?:Forwarded|Original) message ?-{3,}|^Begin forwarded message:", re.I | re.M)


def read_eml(file: File) -> Iterator[Document]:
    """Yields one document."""
    yield _document(file.read(), file.id)


def read_mbox(file: File) -> Iterator[Document | Failure]:
    """Yields a document, or what is wrong, for every message; its id is its Message-ID, or else its place."""
    number = 0
    for number, message in enumerate(_messages(file.lines), start=1):
        try:
            yield _document(message, None, f"{file.id}:{number}")
        except Unreadable as error:
            yield Failure(file.path, f"Message {number} was left out: {error}")
    if not number:
        raise Unreadable("It holds no messages: none begins with a line “From ...”.")


def _messages(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Messages one by one: the module `mailbox` wants a file that it can go back in."""
    message: list[bytes] | None = None
    is_after_blank = True
    for line in lines:
        if is_after_blank and line.startswith(b"From "):
            if message is not None:
                yield b"".join(message)
            message = []
        elif message is not None:
            message.append(line[1:] if re.match(rb">+From ", line) else line)
        elif line.strip() and b"\x00" in line:
            raise Unreadable("It is binary data, not text.")
        is_after_blank = not line.strip()
    if message is not None:
        yield b"".join(message)


def _document(data: bytes, id: str | None, place: str = "") -> Document:
    check(data.decode("utf-8", "replace"))
    message = message_from_bytes(data, policy=policy.default)
    if not message.keys():
        raise Unreadable("It is no mail: it has no header.")
    text = _text(message)
    day, notes = described_date(getattr(message["date"], "datetime", None) or str(message["date"] or ""))
    if _FORWARDED.search(text):
        notes += ("It forwards another message, which has a date of its own.",)
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    key = str(message["message-id"] or "").strip(" \t<>")
    return Document(
        id=id or key or place,
        text=text,
        title=str(message["subject"] or "").strip() or None,
        date=day,
        date_from="metadata" if day else None,
        date_notes=notes,
        notes=(f"What is attached was not read: {', '.join(names)}.",) if names else (),
    )


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        raise Unreadable("The mail has no text of its own.")
    try:
        content = str(body.get_content())
    except (LookupError, ValueError) as error:
        raise Unreadable("The text of the mail is in an encoding that is not known.") from error
    return check(article(content).text if body.get_content_subtype() == "html" else content.replace("\r\n", "\n"))

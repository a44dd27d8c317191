"""Every format that articles come in: what is refused, and what is read of specimens made here."""

from __future__ import annotations

import gzip
import io
import json
import mailbox
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from diplo.readers import FORMATS, Failure, Options, read
from diplo.readers.contents import seems
from diplo.readers.english import other_language
from diplo.readers.pdf import paragraphs
from diplo.records import Document

BODY = (
    "The foreign ministers of Norland and Sudria met in the harbour town of Vik on Monday and talked for three hours"
    " about fish, according to a spokesman for the host."
)
GERMAN = (
    "Der Außenminister von Nordland hat am Montag seinen Amtskollegen getroffen und mit ihm drei Stunden lang über die"
    " Fischerei gesprochen, wie ein Sprecher des Ministeriums am Abend vor der Presse sagte."
)
PAGE = f"<!doctype html><html><head><title>Talks in Vik</title></head><body><article><h1>Talks</h1><p>{BODY}</p>" + (
    f"<p>{BODY} They will meet again.</p></article></body></html>"
)


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def found(*paths: Path, options: Options | None = None) -> list[Document | Failure]:
    return list(read(map(str, paths), options or Options()))


def texts(*paths: Path, options: Options | None = None) -> list[Document]:
    documents = found(*paths, options=options)
    assert all(isinstance(one, Document) for one in documents), documents
    return [one for one in documents if isinstance(one, Document)]


def reasons(*paths: Path) -> list[str]:
    failures = [one for one in found(*paths) if isinstance(one, Failure)]
    assert all(one.reason.endswith((".", '"diplo[formats]".')) and "\n" not in one.reason for one in failures)
    return [one.reason for one in failures]


def pdf(*lines: str, password: str | None = None) -> bytes:
    """A page with these lines, as a printer sets them."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    kind = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in kind.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream.set_data(f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*lines: str) -> bytes:
    from docx import Document as Word

    word = Word()
    for line in lines:
        word.add_paragraph(line)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def mail(content: str = BODY, subtype: str = "plain", **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {
        "From": "Anna Berg <anna@news.example>",
        "Subject": "Talks in Vik",
        "Date": "Thu, 31 May 2018 23:30:00 +0200",
        "Message-ID": "<one@news.example>",
        **headers,
    }.items():
        message[name] = value
    message.set_content(content, subtype=subtype)
    return message


def packed(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def answer(url: str, page: str, kind: str = "text/html", status: str = "200 OK") -> bytes:
    """A record of a web archive."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{page}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2018-06-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{url}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


NEXIS = """
                               1 of 2 DOCUMENTS


                              The Harbour Post

                             May 31, 2018 Thursday
                              Late Edition - Final

Talks in Vik

BYLINE: By ANNA BERG

SECTION: Section A; Pg. 4

LENGTH: 212 words

DATELINE: VIK

{body}

LOAD-DATE: May 31, 2018

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS


                              The Harbour Post

                             June 1, 2018 Friday

HEADLINE: Talks go on
in Vik

LENGTH: 98 words

BODY:
{body}

LOAD-DATE: June 1, 2018
"""
NEW_NEXIS = (
    *("Talks in Vik", "The Harbour Post", "May 31, 2018 Thursday 8:00 PM GMT", "Copyright 2018 Harbour Press"),
    *("Section: WORLD", "Length: 212 words", "Byline: Anna Berg", "Body", BODY, "Load-Date: May 31, 2018"),
    *("End of Document", "Talks go on", "The Harbour Post", "June 1, 2018 Friday", "Length: 98 words", "Body", BODY),
    *("Classification", "Language: ENGLISH", "End of Document"),
)
FACTIVA = """Talks in Vik
By Anna Berg
212 words
31 May 2018
08:00
The Harbour Post
HARPOS
English
(c) 2018 Harbour Press. All rights reserved.

{body}

Document HARPOS0020180531ee5v0001k

Talks go on
98 words
1 June 2018
The Harbour Post
HARPOS
English
Copyright 2018. Harbour Press.

{body}

Document HARPOS0020180601ee6100002
"""
PROQUEST = """____________________________________________________________

Talks in Vik

Author: Berg, Anna

Publication info: The Harbour Post ; Vik [Vik]31 May 2018.

ProQuest document ID: 2047000001

Full text: {body}

Title: Talks in Vik

Publication title: The Harbour Post; Vik

Publication date: May 31, 2018
____________________________________________________________

Talks go on

ProQuest document ID: 2047000002

Full text: {body}

Title: Talks go on

Publication title: The Harbour Post; Vik

Publication date: Jun 1, 2018
____________________________________________________________
"""
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Harbour Post</title>
<item><title>Talks in Vik</title><link>https://post.example/1</link><pubDate>Thu, 31 May 2018 23:30:00 +0200</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>{BODY}</p><p>{BODY} Again.</p>]]></content:encoded></item>
<item><title>Talks go on</title><link>https://post.example/2</link><description>{BODY}</description></item>
<item><title>Nothing</title><link>https://post.example/3</link></item>
</channel></rss>"""


# What is refused


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_of_no_bytes_is_refused(tmp_path: Path, suffix: str):
    assert len(reasons(put(tmp_path, f"a{suffix}", b""))) == 1


@pytest.mark.parametrize("suffix", FORMATS)
def test_noise_is_refused(tmp_path: Path, suffix: str):
    failures = reasons(put(tmp_path, f"a{suffix}", bytes(range(256)) * 30))
    assert failures
    assert len(found(tmp_path / f"a{suffix}")) == len(failures)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", pdf(BODY)),
        ("a.docx", docx(BODY)),
        ("a.zip", packed({"a.txt": BODY * 50})),
        ("a.txt.gz", gzip.compress(BODY.encode() * 50)),
        ("a.rtf", b"{\\rtf1\\ansi " + BODY.encode() + b"}"),
        ("a.json", json.dumps([{"text": BODY}]).encode()),
    ],
)
def test_a_file_whose_end_is_missing_is_refused(tmp_path: Path, name: str, data: bytes):
    (why,) = reasons(put(tmp_path, name, data[: len(data) * 2 // 3]))
    assert "damaged" in why or "missing" in why


def test_a_pdf_of_pictures_is_told(tmp_path: Path):
    assert "no text" in reasons(put(tmp_path, "a.pdf", pdf()))[0]


def test_a_pdf_with_a_password_is_told(tmp_path: Path):
    assert reasons(put(tmp_path, "a.pdf", pdf(BODY, password="x"))) == ["It is locked with a password."]


def test_an_archive_that_unpacks_to_no_end_is_refused(tmp_path: Path):
    zeros = b"0" * 40_000_000
    why = "It unpacks to more than 200 times its size, as no text does."
    assert reasons(put(tmp_path, "a.txt.gz", gzip.compress(zeros))) == [why]
    assert reasons(put(tmp_path, "b.zip", packed({"a.txt": zeros}))) == [why]


def test_archives_within_archives_are_opened_four_deep(tmp_path: Path):
    data = BODY.encode()
    for _ in range(4):
        data = gzip.compress(data)
    assert len(texts(put(tmp_path, "a.gz", data))) == 1
    assert "no more are opened" in reasons(put(tmp_path, "b.gz", gzip.compress(data)))[0]


def test_a_text_in_another_language_is_refused_by_name(tmp_path: Path):
    (failure,) = found(put(tmp_path, "a.txt", GERMAN))
    assert isinstance(failure, Failure)
    assert (failure.reason, failure.outcome) == (
        "Its language seems to be German; diplo reads English alone.",
        "not English",
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "El ministro de Exteriores de Norlandia se reunió el lunes con su homólogo de Sudria y habló con él durante"
            " tres horas sobre la pesca, según un portavoz.",
            "Spanish",
        ),
        (
            "Le ministre des Affaires étrangères de Norlande a rencontré lundi son homologue de Sudrie et a parlé avec"
            " lui pendant trois heures de la pêche, selon un porte-parole.",
            "French",
        ),
        (
            "Министр иностранных дел Норландии встретился в понедельник со своим коллегой из Судрии и три часа говорил"
            " с ним о рыболовстве, сообщил вечером представитель министерства журналистам.",
            "Russian",
        ),
        ("外交部长星期一在北京会见了来访的外国客人，双方就渔业问题进行了三个小时的会谈。" * 6, "Chinese"),
    ],
)
def test_other_languages_are_named(text: str, language: str):
    assert other_language(text) == f"Its language seems to be {language}; diplo reads English alone."


@pytest.mark.parametrize("text", [BODY, "Talks in Vik.", "Kim, Moon, Abe and Xi: names alone say little."])
def test_english_and_what_is_too_short_to_tell_are_not_refused(text: str):
    assert other_language(text) is None


def test_a_web_archive_without_pages_is_told(tmp_path: Path):
    data = answer("https://a.example/x.png", "x", "image/png") + answer("https://a.example/", PAGE, status="404 No")
    assert "no web page" in reasons(put(tmp_path, "a.warc", data))[0]


def test_a_mail_without_a_text_is_told(tmp_path: Path):
    message = EmailMessage()
    message["Message-ID"] = "<a@b>"
    message.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    assert reasons(put(tmp_path, "a.eml", bytes(message))) == ["The mail has no text of its own."]


# What is recognised


@pytest.mark.parametrize(
    ("head", "named", "suffix"),
    [
        (b"%PDF-1.7", ".txt", ".pdf"),
        (b"\x1f\x8b\x08", "", ".gz"),
        (b"<!DOCTYPE html><html>", ".txt", ".html"),
        (b"<html>", ".md", ".md"),
        (b"{\\rtf1", ".doc", ".rtf"),
        (b'{"a": 1}\n{"a": 2}', "", ".jsonl"),
        (b'{\n  "articles": [', ".jsonl", ".json"),
        (b"[Harbour talks]\n\nThe", ".txt", ".txt"),
        (b"From: Anna\nDate: 31 May 2018\n\nThe", ".txt", ".txt"),
        (b"From: Anna\nReceived: by\n\nThe", ".txt", ".eml"),
        (b"From the harbour at 10:30\nnote: the", ".log", ".log"),
    ],
)
def test_the_content_tells_the_format_where_it_can(head: bytes, named: str, suffix: str):
    assert seems(head, named) == suffix


def test_the_format_that_is_named_overrules_the_content(tmp_path: Path):
    path = put(tmp_path, "a.html", PAGE)
    assert texts(path, options=Options(format="txt"))[0].text == PAGE


# What is read


def test_a_pdf_gives_paragraphs_and_words_that_are_whole(tmp_path: Path):
    lines = (
        *("Talks in Vik", "The foreign ministers of Norland and Sudria met in the har-"),
        *("bour town of Vik on Monday and talked about the new fishe-", "ries.", "They will meet again in the autumn."),
    )
    (document,) = texts(put(tmp_path, "2018-05-31.pdf", pdf(*lines)))
    assert "met in the harbour town of Vik on Monday and talked about the new fisheries." in document.text
    assert (document.title, document.date) == ("Talks in Vik", "2018-05-31")


def test_running_heads_and_page_numbers_are_no_part_of_the_text():
    pages = [f"THE POST\n{BODY}\n{number}" for number in (1, 2, 3)]
    assert paragraphs(pages).split() == (BODY + " ").split() * 3 or "THE POST" not in paragraphs(pages)
    assert "THE POST" not in paragraphs(pages)


def test_a_word_document_keeps_insertions_and_drops_deletions(tmp_path: Path):
    (document,) = texts(put(tmp_path, "a.docx", docx("Talks in Vik", BODY)))
    assert (document.title, document.text) == ("Talks in Vik", f"Talks in Vik\n\n{BODY}")


def test_rich_text_is_read(tmp_path: Path):
    (document,) = texts(put(tmp_path, "a.rtf", "{\\rtf1\\ansi " + BODY + "\\par \\u8220?Yes\\u8221?\\par}"))
    assert document.text.startswith(BODY)
    assert "“Yes”" in document.text


def test_a_mail_keeps_its_head_apart_and_tells_what_is_attached(tmp_path: Path):
    message = mail()
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="talks.pdf")
    (document,) = texts(put(tmp_path, "a.eml", bytes(message)))
    assert (document.title, document.date, document.text.strip()) == ("Talks in Vik", "2018-05-31", BODY)
    assert document.notes == ("What is attached was not read: talks.pdf.",)


def test_a_mail_of_html_gives_its_text(tmp_path: Path):
    (document,) = texts(put(tmp_path, "a.eml", bytes(mail(PAGE, "html"))))
    assert BODY in document.text
    assert "<p>" not in document.text


def test_a_mailbox_gives_its_messages_by_their_ids(tmp_path: Path):
    box = mailbox.mbox(tmp_path / "a.mbox")
    box.add(mail())
    box.add(mail(BODY + "\n\nFrom the harbour.", **{"Message-ID": "<two@news.example>"}))
    box.flush()
    first, second = texts(tmp_path / "a.mbox")
    assert (first.id, second.id) == ("one@news.example", "two@news.example")
    assert "\nFrom the harbour." in second.text


@pytest.mark.parametrize(
    "data",
    [
        {
            "articles": [
                {"source": {"name": "Post"}, "title": "T", "publishedAt": "2018-05-31T10:00:00Z", "content": BODY}
            ]
        },
        {"articles": {"results": [{"source": {"title": "Post"}, "title": "T", "date": "2018-05-31", "body": BODY}]}},
        {
            "response": {
                "results": [
                    {
                        "webTitle": "T",
                        "webPublicationDate": "2018-05-31T10:00:00Z",
                        "fields": {"bodyText": BODY},
                        "publication": "Post",
                    }
                ]
            }
        },
        {
            "response": {
                "docs": [
                    {"headline": {"main": "T"}, "pub_date": "2018-05-31T10:00:00+0000", "source": "Post", "text": BODY}
                ]
            }
        },
        [{"media_name": "Post", "title": "T", "publish_date": "2018-05-31 10:00:00", "text": BODY}],
    ],
)
def test_the_answers_of_news_services_are_read(tmp_path: Path, data: object):
    (document,) = texts(put(tmp_path, "a.json", json.dumps(data)))
    assert (document.title, document.date, document.source, document.text) == ("T", "2018-05-31", "Post", BODY)


def test_a_text_that_a_service_has_cut_is_told(tmp_path: Path):
    (document,) = texts(put(tmp_path, "a.json", json.dumps([{"content": BODY + "… [+1234 chars]"}])))
    assert document.notes == ("The service has cut its text: 1234 characters are missing.",)


def test_a_table_without_texts_is_refused(tmp_path: Path):
    assert "no column" in reasons(put(tmp_path, "a.csv", "title,date\nT,2018-05-31\n"))[0]


def test_the_rows_of_a_table_are_documents(tmp_path: Path):
    data = f'Title;publishedAt;Content\nT;2018-05-31;"{BODY}\n\nMore of it."\nU;2018-06-01;\n'
    document, failure = found(put(tmp_path, "a.csv", data))
    assert isinstance(document, Document)
    assert (document.id, document.title, document.date) == ("a.csv:1", "T", "2018-05-31")
    assert document.text == f"{BODY}\n\nMore of it."
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("Row 2 was left out")


def test_a_feed_gives_articles_and_tells_what_is_a_summary(tmp_path: Path):
    first, second, failure = found(put(tmp_path, "a.xml", FEED))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.source, first.date) == ("https://post.example/1", "The Harbour Post", "2018-05-31")
    assert BODY in first.text
    assert second.notes == ("The feed gives a summary of this article, not the article.",)
    assert isinstance(failure, Failure)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_web_archive_gives_its_pages_by_their_addresses(tmp_path: Path, pack):
    data = answer("https://a.example/x.png", "x", "image/png") + answer("https://a.example/talks", PAGE)
    (document,) = texts(put(tmp_path, "a.warc", pack(data)))
    assert (document.id, document.url) == ("https://a.example/talks", "https://a.example/talks")
    assert BODY in document.text
    assert document.date is None


def test_an_archive_gives_its_files_and_tells_the_bad_ones(tmp_path: Path):
    files = {"2018/a.txt": BODY, "b.pdf": b"nothing", "c.md.gz": gzip.compress(BODY.encode()), ".hidden": "x"}
    one, bad, other = found(put(tmp_path, "all.zip", packed(files)))
    assert isinstance(one, Document)
    assert isinstance(bad, Failure)
    assert isinstance(other, Document)
    assert (one.id, other.id) == ("all.zip/2018/a.txt", "all.zip/c.md")
    assert bad.path.endswith("all.zip: b.pdf")


def test_a_folder_gives_what_shows_its_format_and_passes_over_the_rest(tmp_path: Path):
    put(tmp_path, "Makefile", "all: talks")
    put(tmp_path, "book.epub", packed({"a.html": PAGE}))
    put(tmp_path, "picture.png", b"\x89PNG")
    put(tmp_path, "saved", PAGE)
    assert [document.id for document in texts(tmp_path)] == ["saved"]


def test_an_archive_of_pictures_is_told(tmp_path: Path):
    assert reasons(put(tmp_path, "a.zip", packed({"a.png": b"x"}))) == ["It holds no texts."]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nexis.txt", NEXIS.format(body=BODY).encode()),
        ("nexis.docx", docx(*NEW_NEXIS)),
        ("factiva.txt", FACTIVA.format(body=BODY).encode()),
        ("factiva.rtf", b"{\\rtf1 " + FACTIVA.format(body=BODY).replace("\n", "\\par\n").encode() + b"}"),
        ("proquest.txt", PROQUEST.format(body=BODY).encode()),
    ],
)
def test_exports_of_press_archives_give_their_articles(tmp_path: Path, name: str, data: bytes):
    first, second = texts(put(tmp_path, name, data))
    assert (first.title, second.title) == ("Talks in Vik", "Talks go on" + (" in Vik" if name == "nexis.txt" else ""))
    assert (first.date, second.date) == ("2018-05-31", "2018-06-01")
    assert first.source == second.source == "The Harbour Post"
    assert first.text == second.text == BODY
    assert first.id != second.id

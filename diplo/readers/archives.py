"""Archives: the files within a .gz, a .zip or a .warc, each of which is read as if it lay there by itself."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from diplo.readers.files import Failure, File, Unreadable, library, recognised

DEPTH = 4
"""Archives within archives that are opened."""
_ALWAYS = 16_000_000
_RATIO = 200
"""Bytes that may always be unpacked, and how many times as long as the packed ones more of them may be; news packs to
a tenth, and what packs to less than a hundredth is no text."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_DAMAGES = (OSError, EOFError, zlib.error, BadZipFile)


class _Stream(io.RawIOBase):
    """Lines of bytes as a stream that counts what has been read of them."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._rest, self.count = lines, b"", 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._rest = self._rest or next(self._lines, b"")
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        self.count += len(part)
        return len(part)


def unpack_gz(file: File) -> Iterator[File | Failure]:
    """Yields the one file within."""
    packed = _Stream(file.lines)
    stream = cast(BinaryIO, gzip.GzipFile(fileobj=io.BufferedReader(packed)))
    id = file.id[:-3] if file.id.lower().endswith(".gz") else file.id
    lines = _unpacked(stream, lambda: packed.count)
    yield recognised(file.path, id, lines, PurePosixPath(id).suffix.lower() if id != file.id else "")


def unpack_zip(file: File) -> Iterator[File | Failure]:
    """Yields the files within, in the order of their names; what cannot be unpacked is told, and the others go on."""
    with file.seekable() as copy:
        try:
            archive = ZipFile(copy)
        except _DAMAGES as error:
            raise Unreadable("It is no whole .zip file: it is damaged, or its end is missing.") from error
        with archive:
            for member in sorted(archive.infolist(), key=lambda info: info.filename):
                if not member.is_dir() and not _is_hidden(member.filename):
                    yield _member(file, archive, member)


def unpack_warc(file: File) -> Iterator[File | Failure]:
    """Yields the web pages within, by their addresses; answers that are no pages, and failed ones, are passed over."""
    warc = library("fastwarc.warc", "Web archives")
    found = False
    with file.seekable() as copy:
        for record in warc.ArchiveIterator(copy, record_types=warc.WarcRecordType.response, parse_http=True):
            url, http = record.headers.get("WARC-Target-URI") or record.record_id, record.http_headers
            if http and http.status_code == 200 and record.http_content_type in _PAGES:
                found = True
                yield File(f"{file.path}: {url}", url, ".html", iter([record.reader.read()]), url)
    if not found:
        raise Unreadable("It holds no web page: no answer of the kind text/html with the status 200.")


def _member(file: File, archive: ZipFile, member: ZipInfo) -> File | Failure:
    path, id = f"{file.path}: {member.filename}", f"{file.id}/{member.filename}"
    try:
        lines = _unpacked(cast(BinaryIO, archive.open(member)), lambda: member.compress_size)
        return recognised(path, id, lines, PurePosixPath(member.filename).suffix.lower())
    except Unreadable as error:
        return Failure(path, str(error))
    except RuntimeError:
        return Failure(path, "It is locked with a password.")
    except (*_DAMAGES, NotImplementedError):
        return Failure(path, "It cannot be unpacked: it is damaged, or packed in a way that is not known.")


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _unpacked(stream: BinaryIO, packed: Callable[[], int]) -> Iterator[bytes]:
    """The lines of a stream that is unpacked; raises Unreadable where it is damaged or unpacks to no end."""
    return iter(io.BufferedReader(_Stream(_parts(stream, packed))))


def _parts(stream: BinaryIO, packed: Callable[[], int]) -> Iterator[bytes]:
    total = 0
    try:
        while part := stream.read(65536):
            total += len(part)
            if total > max(_ALWAYS, _RATIO * packed()):
                raise Unreadable(f"It unpacks to more than {_RATIO} times its size, as no text does.")
            yield part
    except _DAMAGES as error:
        raise Unreadable("It cannot be unpacked: it is damaged, or its end is missing.") from error

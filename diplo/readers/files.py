"""What is read, before its format is: files, the files of folders, and standard input, as lines of bytes.

A file that lies in a given folder has its path below that folder as its id (`2018/talks.txt`), so that files of the
same name do not collide; a file given by itself has its name.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

from diplo.readers.contents import HEAD, seems
from diplo.readers.days import read_day

IN_MEMORY = 32_000_000
"""Bytes of a file that is not read in order which are kept in memory; what is more waits on the disk."""
STDIN = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Options:
    """What the person says of all documents of one reading. Raises ValueError if `date` is no ISO day."""

    date: str | None = None
    source: str | None = None
    format: str | None = None
    """The format of standard input and of files given by themselves, whatever they hold: a suffix without its dot."""

    def __post_init__(self) -> None:
        if self.date is not None and (not _ISO_DAY.fullmatch(self.date) or read_day(self.date) is None):
            raise ValueError(f"{self.date!r} is no date: write it as YYYY-MM-DD, such as 2018-05-31.")


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read, and why, in one sentence."""

    path: str
    reason: str
    outcome: str = "failed"
    """What it is counted as: "failed", or "not English"."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Whoever follows the reading: is told of bytes as they are taken, and asked which files of folders are wanted."""

    take: Callable[[int], object] = bool
    wants: Callable[[Path], bool] | None = None


class Unreadable(Exception):
    """A text cannot be read; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class File:
    """One input in one format; of what lies on a disk no more than the head has been read."""

    path: str
    id: str
    suffix: str
    lines: Iterator[bytes]
    url: str | None = None
    """The address that it was fetched from, where an archive says so."""

    def read(self) -> bytes:
        """Everything that has not been read yet."""
        return b"".join(self.lines)

    def seekable(self) -> BinaryIO:
        """The same as a file for libraries that go back and forth; it is gone when it is closed."""
        copy: Any = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the reader closes it)
        copy.writelines(self.lines)
        copy.seek(0)
        return copy  # type: ignore[no-any-return]


def library(module: str, what: str) -> Any:
    """A library that only some formats need; raises Unreadable where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise Unreadable(f'{what} need the extra "formats": pip install "diplo[formats]".') from error


def recognised(path: str, id: str, lines: Iterator[bytes], named: str, url: str | None = None) -> File:
    """A file in the format that its content shows, or else its name."""
    head: list[bytes] = []
    while sum(map(len, head)) < HEAD and (line := next(lines, b"")):
        head.append(line)
    return File(path, id, seems(b"".join(head), named), chain(head, lines), url)


def find_files(
    paths: Iterable[str], options: Options, suffixes: Collection[str], listener: Listener
) -> Iterator[File | Failure]:
    """Yields what the paths lead to, in order; a file that several of them lead to is read once."""
    seen: set[Path] = set()
    for path in paths:
        if path == STDIN:
            yield _standard_input(options, suffixes)
        elif _ADDRESS.match(path):
            yield Failure(path, "diplo works offline and reads files: save the page, and name its file.")
        elif not os.path.exists(path):
            yield Failure(path, "There is no such file or folder.")
        elif os.path.isdir(path):
            yield from _folder(Path(path), suffixes, seen, listener)
        elif _is_new(Path(path), seen):
            yield _single(Path(path), options, suffixes, listener)


def _standard_input(options: Options, suffixes: Collection[str]) -> File | Failure:
    return _file(
        STDIN, STDIN, iter(sys.stdin.buffer), f".{options.format}" if options.format else "", options, suffixes
    )


def size(paths: Iterable[str], suffixes: Collection[str]) -> int | None:
    """The bytes of the files that the paths lead to, as far as names tell which are read; None: nobody knows."""
    whole = 0
    for path in paths:
        if path == STDIN:
            return None
        is_folder = os.path.isdir(path)
        for file in _walk(Path(path), set()) if is_folder else [Path(path)]:
            if isinstance(file, Path) and (not is_folder or file.suffix.lower() in suffixes):
                with suppress(OSError):
                    whole += file.stat().st_size
    return whole


def _single(path: Path, options: Options, suffixes: Collection[str], listener: Listener) -> File | Failure:
    named = f".{options.format}" if options.format else path.suffix.lower()
    return _file(str(path), path.name, _lines(path, listener), named, options, suffixes)


def _file(
    path: str, id: str, lines: Iterator[bytes], named: str, options: Options, suffixes: Collection[str]
) -> File | Failure:
    try:
        path.encode()
        file = File(path, id, named, lines) if options.format else recognised(path, id, lines, named)
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode(errors="replace")
        return Failure(shown, "Its name is not valid UTF-8, so that it cannot be stored: rename it.")
    except OSError as error:
        return Failure(path, unreadable(error))
    if file.suffix in suffixes:
        return file
    known = ", ".join(sorted(s.removeprefix(".") for s in suffixes))
    return Failure(path, f"There is no reader for {file.suffix}: if it is text, name its format ({known}).")


def _folder(top: Path, suffixes: Collection[str], seen: set[Path], listener: Listener) -> Iterator[File | Failure]:
    found = listener.wants is not None
    for path in _walk(top, set()):
        if isinstance(path, Failure):
            found = True
            yield path
        elif path.suffix.lower() in suffixes or _shows_format(path):
            found = True
            if _is_new(path, seen) and (listener.wants is None or listener.wants(path)):
                id = path.relative_to(top).as_posix()
                yield _file(str(path), id, _lines(path, listener), path.suffix.lower(), Options(), suffixes)
    if not found:
        yield Failure(str(top), f"The folder holds no texts ({', '.join(sorted(suffixes))}).")


def _shows_format(path: Path) -> bool:
    """Whether a file that is not named as one that is read shows itself to be one: a PDF, a mail, a web page."""
    try:
        with path.open("rb") as file:
            return seems(file.read(HEAD), "none") not in {"none", ".zip", ".docx"}
    except OSError:
        return False


def _walk(folder: Path, above: set[Path]) -> Iterator[Path | Failure]:
    """The files below a folder, sorted, without hidden ones; a link back to a folder above is not followed."""
    real = folder.resolve()
    if real in above:
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Failure(str(folder), unreadable(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, above | {real})
        elif entry.is_file():
            yield entry


def _is_new(path: Path, seen: set[Path]) -> bool:
    real = path.resolve()
    is_new = real not in seen
    seen.add(real)
    return is_new


def _lines(path: Path, listener: Listener) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            listener.take(len(line))
            yield line


def unreadable(error: OSError) -> str:
    """Why the operating system refuses, in one sentence."""
    return f"It cannot be read: {(error.strerror or str(error)).lower()}."

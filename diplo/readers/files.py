"""What is read, before its format is: files, the files of folders, and standard input, as lines of bytes.

A file that lies in a given folder has its path below that folder as its id (`2018/talks.txt`), so that files of the
same name do not collide; a file given by itself has its name.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from diplo.readers.days import read_day

STDIN = "-"
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Options:
    """What the person says of all documents of one reading. Raises ValueError if `date` is no ISO day."""

    date: str | None = None
    source: str | None = None
    format: str | None = None
    """The format of standard input and of files given by themselves: a suffix without its dot."""

    def __post_init__(self) -> None:
        if self.date is not None and (not _ISO_DAY.fullmatch(self.date) or read_day(self.date) is None):
            raise ValueError(f"{self.date!r} is no date: write it as YYYY-MM-DD, such as 2018-05-31.")


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read, and why, in one sentence."""

    path: str
    reason: str


class Unreadable(Exception):
    """A text cannot be read; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class File:
    """One input in one format; it is opened when the first line is asked for."""

    path: str
    id: str
    suffix: str
    lines: Iterator[bytes]

    def read(self) -> bytes:
        """Everything that has not been read yet."""
        return b"".join(self.lines)


def find_files(paths: Iterable[str], options: Options, suffixes: Collection[str]) -> Iterator[File | Failure]:
    """Yields what the paths lead to, in order; a file that several of them lead to is read once."""
    seen: set[Path] = set()
    for path in paths:
        if path == STDIN:
            yield _standard_input(options, suffixes)
        elif not os.path.exists(path):
            yield Failure(path, "There is no such file or folder.")
        elif os.path.isdir(path):
            yield from _folder(Path(path), suffixes, seen)
        elif _is_new(Path(path), seen):
            yield _single(Path(path), options, suffixes)


def _standard_input(options: Options, suffixes: Collection[str]) -> File | Failure:
    lines = iter(sys.stdin.buffer)
    suffix, lines = (f".{options.format}", lines) if options.format else _sniffed(lines)
    return _file(STDIN, STDIN, suffix, lines, suffixes)


def _single(path: Path, options: Options, suffixes: Collection[str]) -> File | Failure:
    suffix = f".{options.format}" if options.format else path.suffix.lower()
    lines = _lines(path)
    try:
        if not suffix:
            suffix, lines = _sniffed(lines)
    except OSError as error:
        return Failure(str(path), unreadable(error))
    return _file(str(path), path.name, suffix, lines, suffixes)


def _file(path: str, id: str, suffix: str, lines: Iterator[bytes], suffixes: Collection[str]) -> File | Failure:
    if suffix not in suffixes:
        known = ", ".join(sorted(s.removeprefix(".") for s in suffixes))
        return Failure(path, f"There is no reader for {suffix}: if it is text, name its format ({known}).")
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode(errors="replace")
        return Failure(shown, "Its name is not valid UTF-8, so that it cannot be stored: rename it.")
    return File(path, id, suffix, lines)


def _sniffed(lines: Iterator[bytes]) -> tuple[str, Iterator[bytes]]:
    """The format that a text without a name seems to have, and all of its lines."""
    head = next(lines, b"")
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    suffix = ".jsonl" if begin.startswith(b'{"') else ".html" if begin.startswith((b"<!doctype", b"<html")) else ".txt"
    return suffix, chain((head,), lines)


def _folder(top: Path, suffixes: Collection[str], seen: set[Path]) -> Iterator[File | Failure]:
    found = False
    for path in _walk(top, set()):
        if isinstance(path, Failure):
            found = True
            yield path
        elif path.suffix.lower() in suffixes:
            found = True
            if _is_new(path, seen):
                id = path.relative_to(top).as_posix()
                yield _file(str(path), id, path.suffix.lower(), _lines(path), suffixes)
    if not found:
        yield Failure(str(top), f"The folder holds no texts ({', '.join(sorted(suffixes))}).")


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


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def unreadable(error: OSError) -> str:
    """Why the operating system refuses, in one sentence."""
    return f"It cannot be read: {(error.strerror or str(error)).lower()}."

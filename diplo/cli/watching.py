"""Taking the files of folders as they come, until somebody ends it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic, sleep

from diplo import readers
from diplo.cli.report import Report
from diplo.cli.telling import Misuse
from diplo.readers import Failure, Listener
from diplo.records import Document

PAUSE = 1.0
"""Seconds between two looks at the folders, at least."""
SHARE = 0.1
"""The part of the time that looking takes at most, however many files there are."""

Keep = Callable[[Iterable[Document]], None]


def watch(paths: Sequence[str], options: readers.Options, report: Report, keep: Keep) -> None:
    """Keeps what is in folders and what comes into them; returns when it is interrupted from the keyboard."""
    if not_folders := [path for path in paths if not os.path.isdir(path)]:
        raise Misuse(f"Only folders can be watched, and {not_folders[0]} is none.")
    report.say(f"Watching {', '.join(paths)}: Ctrl-C ends it.")
    watched, told = readers.Watch(), set[Failure]()
    try:
        while True:
            before, began = report.outcomes.total(), monotonic()
            found = readers.read(paths, options, Listener(wants=watched.wants))
            keep(report.without_failures(_once(found, told)))
            is_idle = report.outcomes.total() == before
            sleep(max(PAUSE, (monotonic() - began) / SHARE if is_idle else 0))
    except KeyboardInterrupt:
        report.say("Stopped: what came is stored; the same command goes on from there.")


def _once(found: Iterable[Document | Failure], told: set[Failure]) -> Iterator[Document | Failure]:
    """What was found, but a folder that cannot be read only once, though it is looked at again and again."""
    for one in found:
        if isinstance(one, Document) or not os.path.isdir(one.path):
            yield one
        elif one not in told:
            told.add(one)
            yield one

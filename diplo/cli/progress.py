"""The bar that shows on a terminal how far the reading has come, how fast it goes, and how long it will take yet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from diplo.cli.report import Report

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Size = Callable[[], int | None]
"""What tells how much there is to do, as `Report.done` counts it; None: nobody knows."""
EVERY = 0.2
"""Seconds between two looks at the report."""


@contextmanager
def progress(is_wanted: bool, report: Report, size: Size = lambda: None) -> Iterator[None]:
    """Shows the bar while documents are being read; how much there is to do is found meanwhile."""
    if not (is_wanted and sys.stderr.isatty()):
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[told]}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        watcher = _Watcher(bar, bar.add_task("", total=None, told=""), report, size)
        watcher.start()
        try:
            yield
        finally:
            watcher.stop()


class _Watcher(Thread):
    """Looks at the report while others work, and draws what it says; dies with the program."""

    def __init__(self, bar: Progress, task: TaskID, report: Report, size: Size) -> None:
        super().__init__(daemon=True)
        self._bar, self._task, self._report, self._size = bar, task, report, size
        self._is_over = Event()

    def stop(self) -> None:
        self._is_over.set()
        self.join()

    def run(self) -> None:
        total = self._size()
        first, began = 0, monotonic()
        while not self._is_over.wait(EVERY):
            done, number = self._report.done, self._report.outcomes.total()
            if not first:
                first, began = number, monotonic()
            rate = (number - first) / (monotonic() - began)
            told = f"{self._report}, {rate:.1f} a second" if number > first else "starting"
            is_known = total is not None and done < total
            self._bar.update(self._task, total=total if is_known else None, completed=done, told=told)

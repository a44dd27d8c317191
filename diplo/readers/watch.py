"""Which files of folders that are looked at again and again are new or changed, and not being written.

Files are looked at rather than waited for: that works on every system and on network drives, where systems tell nobody
of changes, and whether a file is at rest shows only by looking twice.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class _Stamp(NamedTuple):
    size: int
    written: int


class Watch:
    """Remembers how files were at the last look, and when they were read."""

    def __init__(self) -> None:
        self._seen: dict[str, _Stamp] = {}
        self._read: dict[str, _Stamp] = {}

    def wants(self, path: Path) -> bool:
        """Whether a file is as it was at the last look, and not as it was when it was last wanted."""
        try:
            stat = path.stat()
        except OSError:
            return False
        name, now = str(path), _Stamp(stat.st_size, stat.st_mtime_ns)
        rests = self._seen.get(name) == now
        self._seen[name] = now
        if not rests or self._read.get(name) == now:
            return False
        self._read[name] = now
        return True

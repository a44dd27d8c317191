"""Headlines of texts that do not say which of their lines is one."""

from __future__ import annotations

import re
from itertools import dropwhile

from diplo.readers.heads import is_header

_HEADLINE_LENGTH = 140
_PARAGRAPH_LENGTH = 120
"""A line that is longer is a paragraph, in texts without blank lines between headline and paragraphs."""
_NO_HEADLINE = re.compile(
    r".*[.,:;]$|.*\s(?:--|—|–|-)\s.*\w{3}.*\s\w+\s.*\.|.*\([A-Z]{2,9}\)\s*(?:--|—|–|-)|By\s|[@#(]"
)


def headline(text: str) -> str | None:
    """The first line, where it looks like a headline: short, no full stop, and paragraphs follow.

    Lines that agencies put above it, such as slugs and dates, are passed over.
    """
    lines = list(dropwhile(lambda line: not line.strip() or is_header(line), text.splitlines()))
    if len(lines) < 2:
        return None
    first, below = lines[0].strip(), lines[1].strip()
    if len(first) > _HEADLINE_LENGTH or _NO_HEADLINE.match(first):
        return None
    follows = not below or len(below) > _PARAGRAPH_LENGTH or is_header(below)
    return first if follows and any(line.strip() for line in lines[1:]) else None

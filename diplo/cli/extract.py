"""diplo extract: the document record, as JSON Lines."""

from __future__ import annotations

import sys

from diplo import readers
from diplo.cli.reading import Effort, Input, Paths, read_texts
from diplo.cli.report import Report
from diplo.cli.spread import spread
from diplo.views.json import escaped


@spread
def command(paths: Paths, given: Input, effort: Effort) -> int:
    """Examples:

    diplo extract article.txt --date 2018-05-31 | head -1
    diplo extract articles/ > records.jsonl
    cat article.txt | diplo extract -

    Prints all that articles say, one JSON object a document and line, as soon
    as it has been read. Keeps nothing.
    """
    report = Report(is_quiet=True)
    documents = report.without_failures(readers.read(paths, given.options()))
    for document in read_texts(documents, effort, report):
        sys.stdout.write(escaped(document.to_json()) + "\n")
        sys.stdout.flush()
        report.outcomes["read"] += 1
    return report.finish()

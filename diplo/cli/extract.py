"""diplo extract: the document record, as JSON Lines or Parquet, by this machine or a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from diplo import readers
from diplo.cli.reading import Effort, Input, Paths, read_texts
from diplo.cli.report import Report
from diplo.cli.spread import spread
from diplo.cli.telling import Misuse, opened, tell
from diplo.records import Document
from diplo.views.json import escaped


@spread
def command(
    paths: Paths,
    given: Input,
    effort: Effort,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Into this file: JSON Lines, or .parquet.")
    ] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="By the workers of this Dask scheduler: tcp://host:8786.")
    ] = None,
) -> int:
    """Examples:

    diplo extract article.txt --date 2018-05-31 | head -1
    diplo extract articles/ -o records.parquet
    cat article.txt | diplo extract -
    diplo extract --dask tcp://host:8786 's3://bucket/*.jsonl' -o 'out/*.parquet'

    Prints all that articles say, one JSON object a document and line, as soon
    as it has been read. Keeps nothing: `diplo load` does. On a cluster each file
    is read by one worker, into a Parquet file of its own; the paths may be those
    of any store that fsspec knows, and the workers must reach them.
    """
    report = Report(is_quiet=True)
    if dask:
        _on_cluster(dask, paths, output, given.options(), effort.model, report)
        return report.finish()
    read = _counted(read_texts(report.without_failures(readers.read(paths, given.options())), effort, report), report)
    if output and output.endswith(".parquet"):
        _into_parquet(read, output)
    else:
        with opened(output) as out:
            for document in read:
                out.write(escaped(document.to_json()) + "\n")
                out.flush()
    return report.finish()


def _counted(documents: Iterator[Document], report: Report) -> Iterator[Document]:
    for document in documents:
        yield document
        report.counted(document, "read")


def _into_parquet(documents: Iterator[Document], path: str) -> None:
    from diplo import parquet

    try:
        with open(path, "wb") as file:
            parquet.write(documents, file)
    except ImportError as error:
        raise Misuse("Parquet needs the extra `parquet`: pip install 'diplo[parquet]'.") from error


def _on_cluster(
    address: str, paths: list[str], output: str | None, options: readers.Options, model: str | None, report: Report
) -> None:
    if not output or "*" not in output or not output.endswith(".parquet"):
        raise Misuse("Say where the records go, with a `*` for the name of each file: -o 'out/*.parquet'.")
    try:
        from distributed import Client

        from diplo import cluster

        client = Client(address, timeout=10)  # type: ignore[no-untyped-call]
    except ImportError as error:
        raise Misuse("A cluster needs the extra `dask`: pip install 'diplo[dask]'.") from error
    except (OSError, ValueError) as error:
        raise Misuse(f"There is no Dask scheduler at {address}.") from error
    with client:
        for part in cluster.extract(client, paths, output, cluster.Reading(options, model)):
            tell(f"{part.target}: {part.records} documents of {part.source}")
            report.outcomes["read"] += part.records
            for failure in part.failures:
                report.failed(failure)

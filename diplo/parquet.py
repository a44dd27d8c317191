"""Document records as Parquet, one row a document: plain columns, findings as lists of structs (extra `parquet`).

The columns are those of records.py, by their types, so that a new field of the record is a new column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from itertools import islice
from types import UnionType
from typing import IO, TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from diplo.records import Document, from_dict

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 64
"""Documents that are written, and read, at once."""


class NotParquet(Exception):
    """A file does not hold document records as Parquet; the message says why, in one sentence."""


def write(documents: Iterable[Document], file: IO[bytes]) -> int:
    """Writes records as they come, and gives their number."""
    import pyarrow as pa
    from pyarrow import parquet

    documents, written = iter(documents), 0
    with parquet.ParquetWriter(file, schema(), compression="zstd") as writer:
        while group := list(islice(documents, GROUP)):
            writer.write_table(pa.Table.from_pylist([asdict(document) for document in group], schema()))
            written += len(group)
    return written


def read(file: IO[bytes]) -> Iterator[Document]:
    """The records of a file, in order; raises NotParquet where it is none, or has other columns."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        for group in parquet.ParquetFile(file).iter_batches(GROUP):
            yield from map(from_dict, group.to_pylist())
    except pa.ArrowInvalid as error:
        raise NotParquet("It is no Parquet file, or a broken one.") from error
    except (KeyError, TypeError) as error:
        raise NotParquet("Its columns are not those of `diplo extract`.") from error


@cache
def schema() -> pa.Schema:
    """The columns with their types."""
    import pyarrow as pa

    hints = get_type_hints(Document)
    return pa.schema([pa.field(field.name, _type(hints[field.name])) for field in fields(Document)])


def _type(hint: Any) -> pa.DataType:
    """The type of a column for the type of a field: all may be null, tuples are lists, records are structs."""
    import pyarrow as pa

    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return pa.struct([pa.field(field.name, _type(hints[field.name])) for field in fields(hint)])
    if get_origin(hint) in {Union, UnionType}:
        return _type(next(one for one in get_args(hint) if one is not type(None)))
    if get_origin(hint) is tuple:
        return pa.list_(_type(get_args(hint)[0]))
    if get_origin(hint) is Literal:
        return pa.string()
    return {str: pa.string(), int: pa.int64(), bool: pa.bool_()}[hint]

"""Documents with findings come in and are rows of the base; stored texts, without findings, go out.

`status` tells before a text is read whether it is worth it; `save` stores; corrections.py keeps what people put right.
To keep more of a finding, add a column to schema.sql (raise database.VERSION) and the field to findings.py.
"""

from diplo.store.renewal import renew
from diplo.store.save import Saved, save, start_run
from diplo.store.texts import (
    TO_READ,
    Outcome,
    UnknownDocument,
    document,
    documents,
    forget,
    known,
    make_stale,
    set_document,
    stale,
    status,
)
from diplo.store.versions import Version, versions

__all__ = [
    "TO_READ",
    "Outcome",
    "Saved",
    "UnknownDocument",
    "Version",
    "document",
    "documents",
    "forget",
    "known",
    "make_stale",
    "renew",
    "save",
    "set_document",
    "stale",
    "start_run",
    "status",
    "versions",
]

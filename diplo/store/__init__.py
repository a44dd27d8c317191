"""Documents with findings come in and are rows of the base; stored texts, without findings, go out.

`status` tells before a text is read whether it is worth it; `save` stores. To keep more of a finding, add a column to
schema.sql (raise database.VERSION) and the field to findings.py.
"""

from diplo.store.anchors import of_words as words_at
from diplo.store.corrections import (
    Change,
    Conflict,
    UnknownCorrection,
    anchored,
    appearances,
    conflicts,
    corrections,
    has_name,
    is_all_of,
    judge,
    meant,
    overruled,
    parted,
    take_back,
    waiting,
)
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

__all__ = [
    "TO_READ",
    "Change",
    "Conflict",
    "Outcome",
    "Saved",
    "UnknownCorrection",
    "UnknownDocument",
    "anchored",
    "appearances",
    "conflicts",
    "corrections",
    "document",
    "documents",
    "forget",
    "has_name",
    "is_all_of",
    "judge",
    "known",
    "make_stale",
    "meant",
    "overruled",
    "parted",
    "renew",
    "save",
    "set_document",
    "stale",
    "start_run",
    "status",
    "take_back",
    "waiting",
    "words_at",
]

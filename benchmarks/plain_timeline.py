"""What `diplo timeline` is measured against: the same question to SQLite and the same table, and nothing else."""

import json
import sqlite3
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table


def timeline(base: str, question: Path) -> None:
    """Prints the answer to a question that lies ready, as SQL, values, and columns to show."""
    sql, values, columns = json.loads(question.read_text(encoding="utf-8"))
    db = sqlite3.connect(base)
    db.row_factory = sqlite3.Row
    db.create_function("cameo", 3, lambda *_: None)  # diplo's own; what it gives is not shown
    table = Table(*columns)
    for row in db.execute(sql, values):
        table.add_row(*(str(row[column] or "") for column in columns))
    Console().print(table)


typer.run(timeline)

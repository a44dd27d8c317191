"""diplo person: all that is known of a person."""

from __future__ import annotations

from typing import Annotated

import typer

from diplo.cli import completion, dossier
from diplo.cli.options import Base, Sheet
from diplo.cli.spread import spread


@spread
def command(
    name: Annotated[str, typer.Argument(metavar="NAME", autocompletion=completion.people, help="A name or an id.")],
    sheet: Sheet,
    base: Base,
) -> None:
    """Examples:

    diplo person Pompeo
    diplo person "Kim Yong Chol" --json

    All that is known of a person: the forms of the name, roles over time, other
    facts, with whom, what was said and done last, and in which documents.
    """
    dossier.show(name, "person", sheet, base)

"""diplo dossier: all that is known of a person, an organization or a place."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from diplo import database
from diplo.cli import completion, naming
from diplo.cli.options import Base, Sheet
from diplo.cli.spread import spread
from diplo.cli.telling import tell
from diplo.records import Kind

Name = Annotated[str, typer.Argument(metavar="NAME", autocompletion=completion.entities, help="A name or an id.")]


@spread
def command(name: Name, sheet: Sheet, base: Base) -> None:
    """Examples:

    diplo dossier NATO
    diplo dossier "North Korea" --json

    What `diplo person` tells of people, for organizations and places, too.
    """
    show(name, None, sheet, base)


def show(name: str, kind: Kind | None, sheet: Sheet, base: Base) -> None:
    """Prints the dossier of whoever is meant; nothing, said on standard error, where that is nobody."""
    from diplo.queries import dossier
    from diplo.views import sections

    with closing(database.read(base.db)) as db:
        try:
            (entity,) = naming.ids(db, [name], kind, elsewhere="diplo dossier")
        except naming.Unknown as unknown:
            tell(str(unknown))
            return
        sheet.show(dossier.of(db, entity), sections.show_dossier)

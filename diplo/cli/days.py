"""Days as a person types them on the command line; the one place that asks what day it is today."""

from __future__ import annotations

from datetime import date

import typer

from diplo import calendar
from diplo.calendar import Window


def window(typed: str) -> Window:
    """The days that are meant, counted from today; raises BadParameter for what is no date."""
    found = calendar.typed_window(typed, date.today())
    if found is None:
        raise typer.BadParameter(f'{typed!r} is no date: write it as 2018-05-31, 2018-05, 2018 or "last week".')
    return found


def day(typed: str) -> str:
    """The one day that is meant, as ISO text; raises BadParameter for a month or a year, too."""
    found = window(typed)
    if found.earliest is None or found.earliest != found.latest:
        raise typer.BadParameter(f"{typed!r} is not one day: write it as 2018-05-31.")
    return found.earliest.isoformat()

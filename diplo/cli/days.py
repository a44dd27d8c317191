"""Days as a person types them on the command line; the one place that asks what day it is today."""

from __future__ import annotations

from datetime import UTC, date, datetime

import typer

from diplo.calendar import Window
from diplo.calendar.typed import typed_window


def today() -> date:
    """Today, by the clock of this computer."""
    return date.today()


def window(ctx: typer.Context, typed: str | None) -> Window | None:
    """The days that an option names, counted from `--as-of` where the command has it, else from today.

    Raises BadParameter for what is no date. `--as-of` itself must be eager, so that it is read before the others.
    """
    as_of = ctx.params.get("as_of")
    return None if typed is None else _meant(typed, as_of.latest if isinstance(as_of, Window) else None)


def window_or_none(typed: str) -> Window:
    """The days that are meant; with nothing typed they are not known."""
    return _meant(typed) if typed.strip() else Window(None, None)


def ends(window: Window) -> dict[str, str | None] | None:
    """A window as corrections hold one; None: not known."""
    if window.earliest is None and window.latest is None:
        return None
    return {
        "earliest": window.earliest.isoformat() if window.earliest else None,
        "latest": window.latest.isoformat() if window.latest else None,
    }


def day(typed: str) -> str:
    """The one day that is meant, as ISO text; raises BadParameter for a month or a year, too."""
    found = _meant(typed)
    if found.earliest is None or found.earliest != found.latest:
        raise typer.BadParameter(f"{typed!r} is not one day: write it as 2018-05-31.")
    return found.earliest.isoformat()


def _meant(typed: str, as_of: date | None = None) -> Window:
    found = typed_window(typed, as_of or today())
    if found is None:
        raise typer.BadParameter(f'{typed!r} is no date: write it as 2018-05-31, 2018-05, 2018 or "last week".')
    return found


def now() -> str:
    """This moment, as a correction keeps it: two of them are never equal."""
    return datetime.now(UTC).isoformat(timespec="microseconds")

"""Lets a command take whole groups of options, so that each shared option is stated once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from typing import Any, get_type_hints

Command = Callable[..., int | None]
"""What typer calls; what it returns is the exit code, None being 0."""


def spread(command: Command) -> Command:
    """The command with its dataclass parameters spread into their fields: typer makes one option of each field.

    A field is annotated as typer wants it, `Annotated[str | None, typer.Option(...)]`, and has a default.
    """
    own = inspect.signature(command, eval_str=True).parameters.values()
    groups = {p.name: p.annotation for p in own if isinstance(p.annotation, type) and is_dataclass(p.annotation)}

    @wraps(command)
    def called(**given: Any) -> int | None:
        made = {name: group(**{f.name: given.pop(f.name) for f in fields(group)}) for name, group in groups.items()}
        return command(**given, **made)

    parameters = [p.replace(kind=p.KEYWORD_ONLY) for p in own if p.name not in groups]
    parameters += [parameter for group in groups.values() for parameter in _parameters(group)]
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {}
    return called


def _parameters(group: type[Any]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(f.name, inspect.Parameter.KEYWORD_ONLY, default=_default(f), annotation=hints[f.name])
        for f in fields(group)
    ]


def _default(option: Field[Any]) -> Any:
    return inspect.Parameter.empty if option.default is MISSING else option.default

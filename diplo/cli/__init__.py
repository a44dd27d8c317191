"""What a person types, to what he sees: one file per command, listed here.

A command is a function of options (options.py says the shared ones once) in a module of its name. Only the module of
the command that was called is imported. To add one: a file, and a line in COMMANDS.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from diplo import __version__
from diplo.cli.telling import mistake, tell

COMMANDS = {
    "ingest": "Read articles and keep what they say.",
    "timeline": "What happened, when, to whom and where.",
    "quotes": "Who said what.",
    "verify": "Whether somebody said these very words.",
    "sources-of": "Who is quoted how much, and whose names are held back.",
    "person": "All that is known of a person, in short.",
    "dossier": "The same for organizations and places, too.",
    "with": "What several did together, how often they met.",
    "participants": "Who takes part in events, most events first.",
    "facts": "What texts say of people and organizations, such as their roles.",
    "life": "What became of an event: planned, called off, back on, happened.",
    "check": "Where reports of one event disagree; what one source alone tells.",
    "times": "The time expressions of texts, and the days they mean.",
    "gaps": "What of a document was not caught.",
    "why": "Why a finding was made: its words, its rule, the arithmetic of its date.",
    "show": "A finding in its paragraph.",
    "documents": "What is in the base.",
    "changes": "What an edited article no longer says, and says now.",
    "document": "What is known of a document: show it, put it right, forget it.",
    "event": "Put an event right, or add one.",
    "quote": "Put right who said something.",
    "time": "Put right what a time expression means.",
    "fact": "Put a fact right.",
    "entity": "Put right who and what there is.",
    "corrections": "What people put right; to and from a file.",
    "undo": "Take a correction back.",
    "rebuild": "Read all texts again, and apply the corrections anew.",
    "extract": "Print what articles say, without a base.",
    "load": "Keep what `diplo extract` read.",
}
DONE, FAILURE, USAGE, SOME_FAILED, DATABASE, INTERRUPTED = 0, 1, 2, 3, 4, 130


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command; whatever goes wrong is one sentence on standard error and an exit code."""
    _make_printable()
    try:
        code = _app(arguments)(list(arguments), prog_name="diplo", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit) as end:
        if isinstance(end, SystemExit) and not isinstance(end.__context__, BrokenPipeError):
            raise
        _let_go_of_output()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except typer.TyperException as error:
        tell(f"diplo: {error.format_message()}")
        return error.exit_code
    except Exception as error:
        return _failed(error)
    return code if isinstance(code, int) else DONE


def _app(arguments: Sequence[str]) -> typer.Typer:
    """The command that is called, or all where none is: for help, for completion and for a mistyped name."""
    app = typer.Typer(name="diplo", no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})
    app.callback()(_diplo)
    called = next((word for word in arguments if not word.startswith("-")), None)
    for name in [called] if called in COMMANDS else COMMANDS:
        command = import_module(f"diplo.cli.{name.replace('-', '_')}").command
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, short_help=COMMANDS[name])
        else:
            app.command(name, short_help=COMMANDS[name])(command)
    return app


def _version(is_wanted: bool) -> None:
    if is_wanted:
        from diplo import knowledge

        typer.echo(f"diplo {__version__}")
        for part, version in knowledge.versions().items():
            typer.echo(f"{part} {version}")
        raise typer.Exit


def _diplo(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="The versions of diplo, its model and its rules."
        ),
    ] = False,
) -> None:
    """Examples:

    diplo ingest articles/ --source "The Courier"
    diplo timeline --person Pompeo --since 2018-05
    diplo quotes --speaker Trump
    diplo why k3f9aa

    Reads news about diplomacy, offline, and answers who met whom, who said what,
    when and where. Every answer leads back to the words it was read from.
    """


def _failed(error: Exception) -> int:
    """Says in one sentence what went wrong; a mistake of diplo's own is shown whole when DIPLO_DEBUG is set."""
    from diplo.database import DatabaseError

    if isinstance(error, DatabaseError):
        tell(f"diplo: {error}")
        return DATABASE
    if isinstance(error, OSError):
        tell(f"diplo: {error.filename or 'The disk'}: {error.strerror or error}.")
    elif type(error).__module__.startswith("diplo."):
        tell(f"diplo: {error}")
    elif os.environ.get("DIPLO_DEBUG"):
        raise error
    else:
        tell(f"diplo: {mistake(error)}")
    return FAILURE


def _make_printable() -> None:
    """Output is UTF-8 wherever it goes, and what it cannot hold becomes an escape, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_output() -> None:
    """Whoever read the output has gone; nothing more is written, not even when Python ends."""
    sys.stdout = sys.__stdout__
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

"""Lets `python -m diplo` do what `diplo` does."""

from diplo.cli import main

main()

"""What may be a name, and what speaks for its kind."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Candidate:
    """Words that may be a name, with votes for its kind."""

    start: int
    end: int
    model: str | None = None
    """The kind that the recognizer gave it."""
    known: str | None = None
    """The kind that a table of names gives it."""
    votes: dict[str, float] = field(default_factory=dict)

    def vote(self, kind: str, weight: float) -> None:
        """Adds to what speaks for a kind; a negative weight speaks against it."""
        self.votes[kind] = self.votes.get(kind, 0.0) + weight

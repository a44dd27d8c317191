"""diplo reads news about diplomacy and answers who met whom, who said what, when and where."""

__version__ = "0.1.0"

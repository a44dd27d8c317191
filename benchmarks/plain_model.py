"""What `diplo ingest` is measured against: spaCy, the same model, the same text, and nothing else."""

import sys
from pathlib import Path

import spacy

spacy.load(sys.argv[1])(Path(sys.argv[2]).read_text(encoding="utf-8"))

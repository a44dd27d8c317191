"""What `diplo ingest` of many articles is measured against: `nlp.pipe` of the same model and texts, nothing else."""

import json
import sys
from collections import deque
from pathlib import Path

import spacy

with Path(sys.argv[2]).open(encoding="utf-8") as lines:
    deque(spacy.load(sys.argv[1]).pipe(json.loads(line)["text"] for line in lines), maxlen=0)

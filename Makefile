# The only way anything is run here: `make` lists the targets.

PYTHON ?= python3
SHARED ?= ../shared
UV := uv==0.13.9
BIN := .venv/bin
READY := .venv/ready
export OMP_NUM_THREADS ?= 1
# Behind a proxy with a certificate of its own, only the machine's certificates will do.
export UV_SYSTEM_CERTS ?= $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY)  ## install diplo and its tools into .venv, once

$(READY): pyproject.toml uv.lock
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON): install Python 3.11 or later first." >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check $(UV)
	@$(BIN)/uv sync --quiet --frozen --all-extras --python $(BIN)/python
	@touch $@

demo: $(READY)  ## ingest the sample articles into a temporary base and ask it three questions
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; export DIPLO_DB="$$folder/demo.db"; \
	for words in "ingest data/samples" timeline quotes participants; do \
		printf '\n$$ diplo %s\n' "$$words"; $(BIN)/diplo $$words; \
	done

test: $(READY)  ## run the tests
	@$(BIN)/pytest

check: $(READY)  ## format, lint, types, then the tests, which also hold README to what diplo prints
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test

docs: $(READY)  ## write README's examples and accuracy card anew from real runs
	@$(BIN)/python tests/test_readme.py

golden: $(READY)  ## write the golden files anew; read the difference before you keep it
	@$(BIN)/pytest tests/test_golden.py --rewrite-golden

score: $(READY)  ## measure quality on the corpora of SHARED and compare with benchmarks/floors.toml
	@$(BIN)/python benchmarks/score.py --shared $(SHARED) $(ARGS)

bench: $(READY)  ## measure speed, as ratios within one run; ARGS=identity: who is who in 10,000 documents; ARGS=happenings: one event from many reports; ARGS=stories, ARGS=utterances: which documents and which quotes are one; ARGS=steps: the cost by step; ARGS=rate: ingest beside bare spaCy; ARGS=memory: of few and many documents
	@$(BIN)/python benchmarks/bench.py $(ARGS)

model: $(READY)  ## train the language model from the corpora of SHARED into data/model (hours)
	@$(BIN)/uv sync --quiet --frozen --all-extras --group model
	@$(BIN)/python training/train.py --corpora $(SHARED)/corpora $(ARGS)

.PHONY: help setup demo test check docs golden score bench model
.DEFAULT_GOAL := help

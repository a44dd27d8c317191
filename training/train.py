"""Trains the pipeline, puts it together, measures it, writes its card, and installs it as `data/model`.

    python training/train.py --corpora FOLDER [--trained FOLDER] [--output FOLDER]

`--trained` takes the weights of an earlier run (`build/model/model-last`) instead of training for hours.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

import corpus  # noqa: F401 - registers the reader that config.cfg names
import spacy
from assemble import MORPH, POS, assemble
from evaluate import evaluate
from spacy.cli.train import train
from spacy.language import Language

from diplo import __version__

HERE = Path(__file__).parent
BUILD = HERE.parent / "build" / "model"
BIGGEST = 20_000_000
"""Bytes of the whole folder: it is kept in git."""

SOURCES = (
    {"name": "UD English EWT, with the names of Universal NER", "license": "CC BY-SA 4.0"},
    {"name": "UD English GUM, without its non-commercial genres", "license": "CC BY 4.0, CC BY-SA 3.0, CC BY 2.5"},
    {"name": "Wikigold", "license": "CC BY 4.0"},
    {"name": "CrossNER politics", "license": "MIT, texts CC BY-SA"},
    {"name": "Groningen Meaning Bank, layer of names", "license": "public domain texts"},
    {"name": "spaCy lookups data, English lemmas", "license": "MIT, word lists of WordNet"},
)


def describe(nlp: Language, figures: dict[str, float]) -> None:
    """Fills in the pipeline's own account of itself."""
    nlp.meta |= {
        "name": "diplo_news",
        "version": __version__,
        "description": "Tags, lemmas, Universal Dependencies and names of English news, as diplo's rules read them.",
        "license": "CC BY-SA 4.0",
        "sources": list(SOURCES),
        "performance": figures,
    }


def card(figures: dict[str, float]) -> str:
    """The model card, in Markdown."""
    data = "\n".join(f"| {source['name']} | {source['license']} |" for source in SOURCES)
    rows = "\n".join(f"| `{name}` | {value:.1f} |" for name, value in figures.items())
    return f"""# The language model that ships with diplo

A spaCy pipeline for English: part-of-speech tags (Penn Treebank), lemmas, Universal Dependencies, and names of
persons, organizations and places. It was made by `make model`; `training/README.md` says how.

**Licence.** The weights were learnt from texts under CC BY-SA and are themselves under **CC BY-SA 4.0**, unlike
diplo's code (MIT). The corpora themselves are not part of this folder.

| learnt from | licence |
|---|---|
{data}

**Figures**, per cent, by spaCy's own scorer, on the dev halves of the treebank (words given; sentences given, or found
by diplo's rule: `by_rule`) and on gmb-dev (names, words found):

| figure | |
|---|---|
{rows}

**Limits.** It has read web texts, Wikipedia and radio news up to about 2020. Organizations are its weakest kind of
name, and lower-case or all-capital headlines its weakest kind of text; diplo's rules and tables correct some of this.
It knows no other language.
"""


def forget_words(nlp: Language, folder: Path) -> None:
    """Keeps no word of the corpora in the list of strings: only labels are looked up in it, words are hashed."""
    labels = {label for pipe in nlp.pipe_labels.values() for label in pipe}
    kept = {
        *spacy.blank(nlp.lang).vocab.strings,
        *labels,
        *POS,
        *(part for tag in MORPH.values() for part in tag.split("=")),
    }
    (folder / "vocab" / "strings.json").write_text(json.dumps(sorted(kept)), encoding="utf-8")


def install(nlp: Language, figures: dict[str, float], output: Path) -> None:
    """Replaces the folder of the model; raises SystemExit where it is too big for git."""
    describe(nlp, figures)
    fresh = BUILD / "assembled"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    nlp.to_disk(fresh)
    forget_words(nlp, fresh)
    (fresh / "README.md").write_text(card(figures), encoding="utf-8")
    size = sum(path.stat().st_size for path in fresh.rglob("*") if path.is_file())
    if size > BIGGEST:
        raise SystemExit(f"The model in {fresh} has {size:,} bytes, more than {BIGGEST:,}: it was not installed.")
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(fresh, output)


def main() -> None:
    """Runs all steps, and prints the figures as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with treebank/ and names/")
    parser.add_argument("--trained", type=Path, help="weights of an earlier run")
    parser.add_argument("--output", type=Path, default=HERE.parent / "data" / "model")
    args = parser.parse_args()
    if not (args.corpora / "treebank" / "train.conllu").exists():
        parser.error(f"there is no treebank in {args.corpora}: say where with `make model SHARED=FOLDER`")
    if args.trained is None:
        train(HERE / "config.cfg", BUILD, overrides={"paths.corpora": str(args.corpora)})
    trained = args.trained or BUILD / "model-last"
    figures = evaluate(assemble(trained, args.corpora), args.corpora)
    install(assemble(trained, args.corpora), figures, args.output)
    print(json.dumps(figures))


if __name__ == "__main__":
    sys.exit(main())

"""The house rules of diplo's own code: who may import whom, how long things may be, and what stands where."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType

import pytest
from spacy.language import Language

from diplo import records

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "diplo"
DATA = ROOT / "data"

GROUND = frozenset({"records", "parquet", "knowledge", "calendar", "names", "database", "cameo"})
LAYERS = frozenset({"readers", "language", "store", "queries", "views"})
ROOM = GROUND | {"__init__"}
"""What everybody may import: the ground floor, and the version."""
MAY_IMPORT = MappingProxyType(
    dict.fromkeys(GROUND, ROOM)
    | {layer: ROOM | {layer} for layer in LAYERS}
    | {"cluster": ROOM | {"cluster", "readers", "language"}}
    | {"cli": ROOM | LAYERS | {"cli", "cluster"}, "__main__": frozenset({"cli"}), "__init__": frozenset()}
)
SAYS_NOTHING = frozenset({"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"})
FUNCTION_LINES = 40
FUNCTION_CAP = 50
FUNCTIONS_OVER = 3
FILE_LINES = 300
WORDS_IN_A_ROW = 16
"""As many as PLOVER has types of events, the longest closed set of names that code needs."""
CLOCKS = frozenset({"today", "now", "utcnow", "localtime", "gmtime"})
"""Names of functions that read the clock; `time.monotonic` and the like tell no date."""

RECORD = MappingProxyType(
    {
        "Document": "id title date source url text sentences entities times quotes events facts",
        "Entity": "id key kind name description mentions",
        "Mention": "start end form",
        "Time": "start end type value earliest latest",
        "Quote": "kind spans quoted speech source cue speaker",
        "Event": "trigger type mode status earliest latest dated_by participants place",
        "Participant": "entity role",
        "Fact": "subject predicate object start end",
    }
)
"""The keys that the document record promises."""


def modules(folder: Path = PACKAGE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def source_files() -> list[Path]:
    return [path for name in ("diplo", "benchmarks", "training", "tests") for path in modules(ROOT / name)]


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def dotted(path: Path) -> str:
    """The module's name as it is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(module: str) -> str:
    """The ground-floor module, the layer, or `cli`, that a dotted name belongs to."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports(path: Path) -> Iterator[str]:
    """The modules of diplo that a file imports anywhere, also inside functions and for types only."""
    known = {dotted(other) for other in modules()}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from inner & known
            if inner - known:
                yield node.module


def docstring_lines(tree: ast.AST) -> set[int]:
    """Lines of strings that stand alone: docstrings, and those that describe an attribute."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def code_lines(text: str) -> set[int]:
    """Lines that are neither blank nor comment nor docstring."""
    empty = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in empty:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - docstring_lines(ast.parse(text))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """String constants with their lines, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = docstring_lines(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno not in silent:
            yield node.lineno, node.value


def test_no_layer_imports_another() -> None:
    wrong = [
        f"{place(path)} imports {module}"
        for path in modules()
        for module in imports(path)
        if floor_of(module) not in MAY_IMPORT[floor_of(dotted(path))]
    ]
    assert not wrong


def test_no_file_stands_outside_the_floors() -> None:
    here = {path.stem if path.suffix == ".py" else path.name for path in PACKAGE.iterdir() if path.name[0] not in "._"}
    here = {name for name in here if (PACKAGE / f"{name}.py").exists() or modules(PACKAGE / name)}
    assert here <= MAY_IMPORT.keys() | {"__main__"}


def test_no_modules_import_one_another() -> None:
    graph = {dotted(path): set(imports(path)) - {dotted(path)} for path in modules()}
    while free := {module for module, needs in graph.items() if not needs & graph.keys()}:
        graph = {module: needs for module, needs in graph.items() if module not in free}
    circle = {module: needs & graph.keys() for module, needs in graph.items()}
    assert not circle


def test_no_function_is_longer_than_a_screen() -> None:
    lengths: dict[str, int] = {}
    for path in source_files():
        text = path.read_text(encoding="utf-8")
        lines = code_lines(text)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inside = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                lengths[f"{place(path)}: {node.name}"] = len(lines.intersection(inside))
    long = {name: n for name, n in lengths.items() if n > FUNCTION_LINES}
    assert not {name: n for name, n in long.items() if n > FUNCTION_CAP}
    assert len(long) <= FUNCTIONS_OVER, long


def test_no_file_is_longer_than_a_sitting() -> None:
    lengths = {place(path): path.read_text(encoding="utf-8").count("\n") for path in source_files()}
    assert not {name: n for name, n in lengths.items() if n > FILE_LINES and not name.startswith("tests")}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [place(path) for path in source_files() if SAYS_NOTHING & {path.stem.strip("_"), path.parent.name}]


def test_nothing_but_knowledge_opens_the_data() -> None:
    wrong = [
        f"{place(path)}:{line}: {text!r}"
        for path in modules()
        if path.stem != "knowledge"
        for line, text in strings(path)
        if text == "data" or re.fullmatch(r"data/\S+|\S+\.(tsv|toml)", text)
    ]
    assert not wrong


def test_no_word_lists_stand_in_code() -> None:
    wrong = [
        f"{place(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Set | ast.List | ast.Tuple)
        and sum(isinstance(e, ast.Constant) and str(e.value).isalpha() and str(e.value).islower() for e in node.elts)
        > WORDS_IN_A_ROW
    ]
    wrong += [
        f"{place(path)}:{line}: {text[:40]!r}"
        for path in modules()
        for line, text in strings(path)
        if len(text) > 80 and text.count("|") > WORDS_IN_A_ROW
    ]
    assert not wrong


def test_no_clock_is_read_outside_the_command_line() -> None:
    wrong = [
        f"{place(path)}:{node.lineno}"
        for path in modules()
        if floor_of(dotted(path)) != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]
    assert not wrong


def test_only_the_store_and_the_queries_know_the_tables() -> None:
    wrong = [
        f"{place(path)}:{line}"
        for layer in ("readers", "language", "views", "cli")
        for path in modules(PACKAGE / layer)
        for line, text in strings(path)
        if re.match(
            r"\s*(select|insert|update|delete)\s.*\b(from|into|set)\b",
            text,
            re.IGNORECASE | re.DOTALL,
        )
    ]
    assert not wrong


def test_every_component_finds_what_it_requires(nlp: Language) -> None:
    assert nlp.analyze_pipes()["problems"] == {name: [] for name in nlp.pipe_names}


@pytest.mark.parametrize("name", RECORD)
def test_the_record_has_every_promised_key(name: str) -> None:
    keys = [field.name for field in fields(getattr(records, name))]
    assert set(RECORD[name].split()) <= set(keys)


def test_readme_names_every_command() -> None:
    cli = pytest.importorskip("diplo.cli")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in cli.COMMANDS if not re.search(rf"`diplo {name}\b", text)]


def described() -> dict[str, list[str]]:
    """What data/README.md says: the fields of each file, or of each kind of file (`events/*.toml`)."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    sections = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    return {
        name: re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE)
        for section in sections
        for name in re.findall(r"`([^`]+)`", section.splitlines()[0])
    }


def knowledge_files(suffix: str) -> list[str]:
    return [str(path.relative_to(DATA)) for path in sorted(DATA.glob(f"*/*.{suffix}"))]


@pytest.mark.parametrize("name", knowledge_files("tsv") + knowledge_files("toml"))
def test_every_data_file_begins_by_saying_what_it_holds(name: str) -> None:
    assert (DATA / name).read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", knowledge_files("tsv"))
def test_every_table_has_the_described_columns(name: str) -> None:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if line.strip() and not line.startswith("#"))
    assert header.split("\t") == described().get(name)


@pytest.mark.parametrize("name", knowledge_files("toml"))
def test_every_rule_has_only_described_fields(name: str) -> None:
    content = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    used = {key for entry in content.get("rule", []) for key in entry} | (content.keys() - {"rule"})
    said = described().get(name) or described().get(f"{Path(name).parent}/*.toml", [])
    assert used <= set(said)


def test_no_described_file_is_missing() -> None:
    assert not [name for name in described() if not list(DATA.glob(name))]

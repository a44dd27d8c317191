"""What is built can be installed, and does the main job where there is nothing of the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
ARTICLE = "Foreign Minister Anna Berg met Prime Minister Paul Novak in Geneva on Tuesday.\n"

pytest.importorskip("hatchling", reason="hatchling builds the package")
pytest.importorskip("editables", reason="hatchling needs it for an editable install")
pytest.importorskip("pip", reason="pip installs it")


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; it sees nothing of the checkout unless it stands in it."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "DIPLO_"))}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def build(source: Path, target: Path, kind: str) -> Path:
    """Builds a `wheel`, `sdist` or `editable` of the project in a folder."""
    code = f"from hatchling.build import build_{kind}; print(build_{kind}({str(target)!r}))"
    return target / run(sys.executable, "-c", code, cwd=source).split()[-1]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("sdist"), "sdist")


@pytest.fixture(scope="module", params=["wheel", "wheel from sdist", "editable"])
def environment(request: pytest.FixtureRequest, sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with diplo installed; what diplo needs is lent to it, by a path, from the one running."""
    folder = tmp_path_factory.mktemp("environment")
    source, kind = ROOT, request.param.split()[0]
    if request.param == "wheel from sdist":
        with tarfile.open(sdist) as archive:
            archive.extractall(folder / "source", filter="data")
        source = next((folder / "source").iterdir())
    wheel = build(source, folder, kind)
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (own / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n", "utf-8")
    install = ("install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--ignore-installed", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=folder)
    return folder / "env"


def test_an_installed_diplo_does_the_main_job(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(ARTICLE, encoding="utf-8")
    diplo = environment / "bin" / "diplo"
    run(diplo, "ingest", "talks.txt", "--date", "2024-03-07", cwd=tmp_path)
    rows = run(diplo, "timeline", "--person", "Berg", "--json", cwd=tmp_path)
    assert "Anna Berg" in rows
    assert "2024-03-05" in rows


def test_a_source_archive_holds_what_is_needed_and_nothing_else(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {member.name.split("/", 1)[1] for member in archive.getmembers()}
    assert {"README.md", "LICENSE", "pyproject.toml", "diplo/store/schema.sql", "data/model/config.cfg"} <= names
    assert not [name for name in names if name.startswith(("tests", "benchmarks", ".venv")) or "__pycache__" in name]


def test_the_lock_knows_what_the_project_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    (locked,) = (package for package in packages if package["name"] == project["name"])
    needed = [Requirement(line) for line in project["dependencies"]]
    known = {entry["name"]: entry.get("specifier", "") for entry in locked["metadata"]["requires-dist"]}
    wrong = [
        need.name for need in needed if need.specifier != Requirement(need.name + known.get(need.name, "")).specifier
    ]
    assert not wrong, "uv.lock is out of date: run `uv lock`"

"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

FLOORS = (
    "survey",
    "network",
    "metrics",
    "inference",
    "diagnosis",
    "plots",
    "exports",
    "cli",
    "app",
)
SIDE_DOORS = {
    "tiesnet.survey.samples",  # surveys that only the demo needs
    "tiesnet.survey.questionnaire",  # wording that only forms need
}
LONGEST_FILE = 350
# Put together here so that this file does not name what it forbids.
HOSTS = ("py" + "pi.", "python" + "hosted", "ana" + "conda.", "npm" + "js.")
FOLDERS = ("work", "tmp", "root", "home", "opt", "Users")
MACHINE_PATH = re.compile(r"(?<![\w.~$}])/(?:" + "|".join(FOLDERS) + r")/")


def tracked(root: Path) -> list[Path]:
    """The project's own files; notes and surveys that a user keeps beside them are not."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("this is no git checkout, so there is no list of its files")
    paths = (root / line for line in listed.stdout.splitlines())
    return sorted(path for path in paths if path.is_file())


def sources(root: Path) -> list[Path]:
    return sorted((root / "src" / "tiesnet").rglob("*.py"))


def imported(path: Path) -> list[str]:
    """All modules a file imports, those inside functions and type blocks included."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.append(node.module or "")
    return names


def test_no_file_names_a_machine_path_or_a_registry(root: Path) -> None:
    found = []
    for path in tracked(root):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if MACHINE_PATH.search(line) or any(host in line for host in HOSTS):
                found.append(f"{path.relative_to(root)}:{number}: {line.strip()[:80]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["see /" + "tmp/x", "cd '/" + "work/main'"])
def test_the_pattern_finds_machine_paths(line: str) -> None:
    assert MACHINE_PATH.search(line)


def test_files_stay_short(root: Path) -> None:
    lengths = {
        str(path.relative_to(root)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(root)
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_other_floors_are_entered_by_the_door(root: Path) -> None:
    package = root / "src" / "tiesnet"
    found = []
    for path in sources(root):
        own = path.relative_to(package).parts[0]
        for name in imported(path):
            parts = name.split(".")
            if parts[0] != "tiesnet" or len(parts) == 1 or name in SIDE_DOORS:
                continue
            if parts[1] in FLOORS and parts[1] != own and len(parts) > 2:
                found.append(f"{path.relative_to(root)} imports {name}")
    assert not found, "\n".join(found)


def test_nobody_inside_imports_the_root(root: Path) -> None:
    found = [str(path.relative_to(root)) for path in sources(root) if "tiesnet" in imported(path)]
    assert found == []


def test_no_work_is_left_undone(root: Path) -> None:
    marks = re.compile(r"\b(?:TO" + "DO|FIX" + r"ME|XXX)\b")
    found = [str(p.relative_to(root)) for p in sources(root) if marks.search(p.read_text("utf-8"))]
    assert found == []


def test_constraints_are_names_and_versions_of_all_dependencies(root: Path) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pinned if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    names = {normal(line.split("==")[0]) for line in pinned}
    with (root / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    wanted += [
        line for extra in ("docs", "scale") for line in project["optional-dependencies"][extra]
    ]
    asked = {normal(re.split(r"[<>=\[]", line)[0]) for line in wanted}
    assert asked - names == {"tiesnet"}, "the tests ask for the project's own extra"


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

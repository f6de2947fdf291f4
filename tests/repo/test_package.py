"""The package as users meet it: its public names, and what importing it costs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import tiesnet

HEAVY = {"pandas", "numpy", "plotly", "networkx", "igraph", "scipy", "openpyxl", "numba", "rich"}


def modules_after(code: str) -> set[str]:
    """Top-level modules a fresh interpreter holds after running some code."""
    ending = "\nimport json, sys\nnames = {m.split('.')[0] for m in sys.modules}"
    ending += "\nprint('\\n' + json.dumps(sorted(names)))"
    done = subprocess.run(
        [sys.executable, "-c", code + ending], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_check_sees_heavy_modules() -> None:
    assert "pandas" in modules_after("import pandas")


def test_importing_the_package_loads_no_heavy_library() -> None:
    assert modules_after("import tiesnet") & HEAVY == set()


@pytest.mark.parametrize(
    "args",
    [["--help"], ["--version"], *([name, "--help"] for name in ("report", "check", "metrics"))],
    ids=" ".join,
)
def test_help_loads_no_heavy_library(args: list[str]) -> None:
    code = f"""
from tiesnet.cli import main
try:
    main({args!r})
except SystemExit as end:
    assert end.code == 0
"""
    assert modules_after(code) & HEAVY == set()


@pytest.mark.parametrize("name", tiesnet.__all__)
def test_public_names_can_be_had(name: str) -> None:
    assert getattr(tiesnet, name) is not None
    assert name in dir(tiesnet)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="'tiesnet' has no attribute 'mesure'"):
        _ = tiesnet.mesure


def test_the_three_lists_of_public_names_agree(root: Path) -> None:
    tree = ast.parse((root / "src" / "tiesnet" / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        alias.name: (node.module or "").removeprefix("tiesnet.")
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert typed == tiesnet._HOME
    assert {*typed, "__version__"} == set(tiesnet.__all__)
    assert len(tiesnet.__all__) == len(set(tiesnet.__all__))

"""`tiesnet waves` and `tiesnet layers`: what they show, what they choose, what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SINOS = "sinos-like-exporters"
FEW = ("--replications", "19", "--workers", "1")
TIES = """source,target,relation,wave
a,b,friendship,2023
b,c,friendship,2023
c,d,friendship,2023
a,b,friendship,2025
b,d,friendship,2025
"""


@pytest.fixture(scope="module")
def two_waves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with four firms in two waves: quickly read."""
    folder = tmp_path_factory.mktemp("two-waves")
    (folder / "ties.csv").write_text(TIES, encoding="utf-8")
    (folder / "actors.csv").write_text("id\na\nb\nc\nd\n", encoding="utf-8")
    return folder


def test_waves_with_a_programme(run: Callable, root: Path) -> None:
    survey = root / "surveys" / SINOS
    done = run("waves", survey, "--layer", "friendship", "--treated", "membership=acal",
               "--within", "stage", "--metric", "degree", *FEW)  # fmt: skip
    assert done.code == 0, done.err
    for said in ("From 2023 to 2025, friendship", "made formal ties", "Did the network change?",
                 "Ties by their kind", "members of acal", "Which precedes which?"):  # fmt: skip
        assert said in done.out
    assert "nan" not in done.out and "None" not in done.out


def test_waves_to_a_file(run: Callable, two_waves: Path, tmp_path: Path) -> None:
    path = tmp_path / "waves.md"
    done = run("waves", two_waves, "-o", path, *FEW)
    assert done.code == 0 and path.exists()
    assert "Ties created, kept and dissolved" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--since", "2025"), "'2025' is the last wave"),
        (("--wave", "2023"), "'2023' is the first wave"),
        (("--since", "2024"), "There is no wave '2024'"),
        (("--since", "2023", "--wave", "2023"), "two that differ"),
        (("--metric", "degre"), "There is no measure 'degre'"),
        (("--within", "stage"), "add --treated"),
        (("--since", "2023", "--wave", "2025", "--layer", "peers"), "There is no layer 'peers'"),
        (("--treated", "club=yes"), "no column 'club'"),
    ],
)
def test_what_waves_refuses(
    run: Callable, two_waves: Path, args: tuple[str, ...], said: str
) -> None:
    done = run("waves", two_waves, *args, "--layer", "friendship", *FEW)
    assert done.code == 2 and said in " ".join(done.err.split())


def test_one_wave_is_one_clear_error(run: Callable, survey: Path) -> None:
    done = run("waves", survey)
    assert done.code == 2 and "A comparison of waves needs two" in done.err
    assert "column 'wave'" in done.err


def test_layers(run: Callable, root: Path) -> None:
    survey = root / "surveys" / "florentine-families"
    done = run("layers", survey, "--layer", "marriage", "--layer", "business", *FEW)
    assert done.code == 0, done.err
    assert "Of 20 pairs tied by marriage, 40 % are tied by business too" in done.out
    done = run("layers", survey, "--layer", "marriage", *FEW)
    assert done.code == 2 and "takes two" in done.err

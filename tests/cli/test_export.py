"""`tiesnet export`: writes, says what is lost, and refuses in one sentence."""

import pytest

from tiesnet.survey import read_survey


def test_the_list_of_formats_needs_no_survey(run):
    done = run("export", "--list")
    assert done.code == 0
    for name in ("graphml", "survey-csv", "rsiena"):
        assert name in done.out


def test_a_network_is_written_and_what_is_lost_is_said(run, root, tmp_path):
    survey = root / "surveys" / "footwear-valley.xlsx"
    path = tmp_path / "net.gexf"
    done = run("export", str(survey), "-o", str(path))
    assert done.code == 0
    assert "Written:" in done.out and "53 memberships" in done.out
    assert "survey-csv" in done.out
    assert len(read_survey(path).actors) == len(read_survey(survey).actors)
    again = run("export", str(survey), "-o", str(path), "--layer", "advice")
    assert again.code == 2 and "exists already" in again.err
    assert run("export", str(survey), "-o", str(path), "--layer", "advice", "--overwrite").code == 0
    assert set(read_survey(path).ties["relation"]) == {"advice"}


def test_the_whole_survey_loses_little(run, root, tmp_path):
    survey = root / "surveys" / "florentine-families.xlsx"
    done = run("export", str(survey), "-o", str(tmp_path / "s"), "--format", "survey-csv")
    assert done.code == 0 and "the folder" in done.out
    assert (tmp_path / "s" / "actors.csv").is_file()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "x.doc"), "stands for no format"),
        (("-o", "x", "--format", "gefx"), "Did you mean 'gexf'"),
        (("-o", "x.gexf", "--layer", "nothing"), "no layer"),
        ((), "Missing option"),
    ],
)
def test_what_cannot_be_written_is_said(run, root, tmp_path, monkeypatch, args, said):
    monkeypatch.chdir(tmp_path)
    done = run("export", str(root / "surveys" / "florentine-families.xlsx"), *args)
    assert done.code == 2 and said in done.err
    assert list(tmp_path.iterdir()) == []

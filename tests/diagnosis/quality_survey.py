"""A survey of six firms whose quality can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey

# A, B, C and F answered everything, D only about joint work, E nothing. F has no tie; X is outside.
TABLES = {
    "actors": (
        "id,kind,in_cluster,size,sector\n"
        "A,firm,yes,10,shoes\nB,firm,yes,,shoes\nC,firm,yes,30,\nD,firm,yes,,\n"
        "E,firm,yes,,\nF,firm,yes,60,shoes\nX,firm,no,,\n"
    ),
    "relations": (
        "id,label,formality,content,directed,flow,inverse_of,scale_min,scale_max,combine\n"
        "sells,Sells to,formal,trade,yes,with_arrow,,1,5,union\n"
        "buys,Buys from,formal,trade,yes,against_arrow,sells,1,5,union\n"
        "joint,Joint work,formal,cooperation,no,both,,1,5,union\n"
        "advice,Advice,informal,knowledge,yes,against_arrow,,1,5,source\n"
    ),
    # Rows of the file: the first tie stands in row 2.
    "ties": (
        "source,target,relation,strength,reported_by\n"
        "A,B,sells,3,A\n"
        "B,A,buys,3,B\n"  # both say A sells to B
        "A,C,sells,2,A\n"  # C does not say so
        "C,B,buys,4,C\n"  # B does not say so
        "A,C,buys,1,A\n"
        "C,A,sells,4,C\n"  # both say C sells to A; strengths 4 and 1
        "A,D,sells,2,A\n"  # D did not answer this
        "A,B,joint,2,A\n"
        "B,A,joint,2,B\n"
        "A,C,joint,,A\n"  # C does not say so
        "D,B,joint,3,D\n"  # B does not say so
        "A,E,joint,1,A\n"
        "B,E,joint,1,B\n"
        "A,B,advice,2,A\n"
        "A,X,advice,2,A\n"
        "B,C,advice,,B\n"
    ),
    "responses": (
        "actor,relation,state\n"
        "A,,answered\nB,,answered\nC,,answered\nF,,answered\nD,,silent\nD,joint,answered\n"
        "E,,silent\n"
    ),
}


def survey_in(folder: Path, **changes: str) -> Survey:
    """Read the survey, some of its tables changed."""
    folder.mkdir()
    for name, text in {**TABLES, **changes}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_survey(folder)


def measures_in(folder: Path, **changes: str) -> Measures:
    """Measure what the quality of a survey needs of it: next to nothing."""
    return measure(build_network(survey_in(folder, **changes)), metrics=["answered"])

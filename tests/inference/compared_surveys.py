"""Two small surveys that complete each other, and how to change them."""

from __future__ import annotations

from pathlib import Path

from tiesnet.network import Network, build_network
from tiesnet.survey import read_survey

NORTH = {
    "ties": (
        "source,target,relation,reported_by\n"
        "n1,n2,sells_to,n1\n"
        "n2,n3,sells_to,n2\n"
        "n3,n4,sells_to,n3\n"
        "mill,n1,sells_to,n1\n"
        "mill,n2,sells_to,n2\n"
        "n5,n4,sells_to,n5\n"
        "n4,buyer,sells_to,n4\n"
        "n1,n3,advice,n1\n"
        "n3,n1,advice,n3\n"
        "n5,bank,advice,n5\n"
    ),
    "actors": (
        "id,name,kind,in_cluster,respondent,stage,country,exports,offers,seeks\n"
        "n1,Norte Uno,firm,yes,yes,cut,Spain,0.5,hand stitching,\n"
        "n2,Norte Dos,firm,yes,yes,cut,Spain,0.4,hand stitching,designers\n"
        "n3,Norte Tres,firm,yes,yes,sew,Spain,0.3,moulded soles,Tannery\n"
        "n4,Norte Cuatro,firm,yes,yes,sell,Spain,0.6,,\n"
        "n5,Norte Cinco,firm,yes,yes,sell,Spain,0.2,shops,\n"
        "bank,Banco,finance,yes,no,,Spain,,,\n"
        "mill,Mill,firm,no,,hides,Italy,,,\n"
        "buyer,Buyer,firm,no,,,France,,,\n"
    ),
    "relations": (
        "id,label,formality,content,directed,flow\n"
        "sells_to,Sells to,formal,trade,yes,with_arrow\n"
        "advice,Advice,informal,knowledge,yes,against_arrow\n"
    ),
    "stages": "id,order,label\nhides,1,Hides\ncut,2,Cutting\nsew,3,Sewing\nsell,4,Selling\n",
}
SOUTH = {
    "ties": (
        "source,target,relation,reported_by\n"
        "s1,s2,supplies,s1\n"
        "s2,s3,supplies,s2\n"
        "s4,s3,supplies,s4\n"
        "s5,s6,supplies,s5\n"
        "s1,s2,advice,s1\n"
        "s2,s1,advice,s2\n"
        "s3,s4,advice,s3\n"
        "s5,agent,advice,s5\n"
    ),
    "actors": (
        "id,name,kind,in_cluster,respondent,stage,country,exports,offers,seeks\n"
        "s1,Sul Um,firm,yes,yes,tanning,Brazil,0,tannery,Hand-stitching\n"
        "s2,Sul Dois,firm,yes,yes,cut,Brazil,0,tannery,\n"
        "s3,Sul Três,firm,yes,yes,sew,Brazil,0,,machines\n"
        "s4,Sul Quatro,firm,yes,yes,cut,Brazil,0.1,,\n"
        "s5,Sul Cinco,firm,yes,yes,tanning,Brazil,0,,\n"
        "s6,Sul Seis,firm,yes,yes,sew,Brazil,0,,\n"
        "agent,Agent,firm,no,,,Spain,,,\n"
    ),
    "relations": (
        "id,label,formality,content,directed,flow\n"
        "supplies,Supplies,formal,trade,yes,with_arrow\n"
        "advice,Advice,informal,knowledge,yes,against_arrow\n"
    ),
    "stages": "id,order,label\ntanning,1,HIDES\ncut,2,Cutting\nsew,3,Sewing\nsell,4,Selling\n",
}


def write(folder: Path, tables: dict[str, str], **changes: str) -> Path:
    """Write a survey as a folder of CSV files, some tables changed."""
    folder.mkdir()
    for name, text in {**tables, **changes}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def net_of(folder: Path) -> Network:
    """Read and build a survey."""
    return build_network(read_survey(folder))


def both(folder: Path, **changes: str) -> dict[str, Network]:
    """Give North, its tables changed, and South."""
    return {
        "North": net_of(write(folder / "north", NORTH, **changes)),
        "South": net_of(write(folder / "south", SOUTH)),
    }

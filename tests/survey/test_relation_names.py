"""Names of relations in any script are told apart, and spellings of one name are one."""

from tiesnet.survey import read_survey


def survey(tmp_path, ties, relations=""):
    (tmp_path / "ties.csv").write_text(f"source,target,relation\n{ties}", encoding="utf-8")
    if relations:
        (tmp_path / "relations.csv").write_text(f"id,label\n{relations}", encoding="utf-8")
    return read_survey(tmp_path)


def test_relations_in_other_scripts_are_not_one(tmp_path):
    found = survey(tmp_path, "a,b,شراء\na,c,نصيحة\na,d,→\nb,c,建议\nb,d,销售\n")
    assert sorted(found.relations.index) == sorted(["شراء", "نصيحة", "→", "建议", "销售"])


def test_a_label_without_letters_stands_for_nothing_else(tmp_path):
    (tmp_path / "responses.csv").write_text(
        "actor,relation,state\na,,answered\nb,,silent\n", encoding="utf-8"
    )
    found = survey(tmp_path, "a,b,x\na,c,y\n", "x,建议\ny,]]>\n")
    states = found.responses.set_index(["actor", "relation"])["state"]
    assert states["a", "x"] == states["a", "y"] == "answered"
    assert states["b", "x"] == states["b", "y"] == "silent"


def test_spellings_of_one_relation_are_one(tmp_path):
    found = survey(tmp_path, "a,b,Buys_From\na,c,buys from\nb,c,BuysFrom\na,d,buys from\n")
    assert list(found.relations.index) == ["buys from"]

"""Who holds the links outside, and what goes dark without each of them."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.outside.cognitive import knowledge_view
from tiesnet.diagnosis.outside.openness import outside_gap
from tiesnet.diagnosis.outside.outside import Outside, gates, outside_of
from tiesnet.diagnosis.words import count, mentions
from tiesnet.metrics import Measures

_NAMED = 5
_GATES = (
    Field("actor", "Firm or body", "actor"),
    Field("partners", "Outside partners", "count", "actors"),
    Field("inside", "Partners inside", "count", "actors"),
    Field("lose", "Firms that reach outside through it alone", "count", "firms"),
    Field("who", "Which", "actors"),
    Field("perhaps", "Perhaps more", "count", "firms", "A partner of theirs did not answer."),
    Field("sole", "Outside partners only it knows", "count", "actors"),
    Field("which", "Which of them", "actors"),
    Field("cut", "Firms with no way outside left", "count", "firms", "In any number of steps."),
    Field(
        "share_lost", "Reach of the others lost", "percent", "",
        "Of the pairs of others and outside partners within two steps.",
    ),
)  # fmt: skip


@diagnosis(
    chapter="outside",
    label="Who holds the links outside",
    question="Through whom does the cluster reach outside, and what goes dark if they leave?",
    needs="partners outside the cluster, listed among the actors",
    limits="It tells what would be lost among the ties reported, not whether others would take "
    "the links over. A firm that did not answer may hold the same link.",
    source="giuliani2005, breschi2015",
)
def gatekeepers(measures: Measures, *, relation: str = "all") -> Diagnosis:
    """The firms and bodies tied to the outside, and what is lost without each of them.

    For each: the firms that reach outside through it alone (they answered, have no outside partner
    of their own, and no other partner inside has one); outside partners to whom nobody else is
    tied; firms that would have no way outside in any number of steps; and, of the pairs of others
    and outside partners within two steps, the share that ends. Directions are ignored. A firm of
    whose partners one did not answer counts as perhaps. Over all relations, and once more over
    those about knowledge alone, where there are any.
    """
    out = outside_of(measures.net.layer(relation))
    parameters = {"Relation": relation, "Reach": "two steps, the second one out of the cluster"}
    if not out.links.nnz:
        return Diagnosis(gaps=(outside_gap(measures, relation),), parameters=parameters)
    rows, caution = _dark(out), "".join(_silent(out))
    tables = [
        Evidence("gatekeepers", "What goes dark without each link outside", rows, _GATES, _GATING)
    ]
    findings = [*_gravest(measures, rows, _OUTSIDE, caution), *_hanging(measures, out)]
    known = knowledge_view(measures.net) if relation == "all" else None
    told = outside_of(known) if known is not None else out
    if told is not out and told.links.nnz:
        rows = _dark(told)
        title = "What knowledge goes dark without each"
        tables.append(Evidence("gatekeepers_knowledge", title, rows, _GATES, _GATING, "folded"))
        findings = [*_gravest(measures, rows, _KNOWLEDGE, caution), *findings]
    return Diagnosis(
        tables=tuple(tables),
        findings=tuple(findings),
        parameters=parameters,
        cautions=_silent(out),
    )


_GATING = "The gravest first. Who has no partner inside passes nothing on."
_OUTSIDE = ("gatekeeper", ("firm reaches", "firms reach"))
_KNOWLEDGE = (
    "gatekeeper_knowledge",
    ("firm exchanges knowledge with", "firms exchange knowledge with"),
)


def _dark(out: Outside) -> pd.DataFrame:
    """Give the loss without each holder of links outside, as it is shown."""
    found = gates(out)
    rows = found.assign(
        actor=found.index.astype("object"),
        who=found["lose"],
        which=found["sole"],
        lose=found["lose"].map(len),
        sole=found["sole"].map(len),
        cut=found["cut"].map(len),
    ).reset_index(drop=True)
    return rows[[field.key for field in _GATES]]


def _gravest(
    measures: Measures, rows: pd.DataFrame, what: tuple[str, tuple[str, str]], caution: str
) -> tuple[Finding, ...]:
    """Name whose leaving would darken most."""
    first, names = rows.iloc[0], measures.net.actors["name"].astype("str")
    who, lose = Mention(str(first["actor"]), str(names[first["actor"]])), int(first["lose"])
    if not lose:
        return ()
    firms = count(lose, *what[1])
    claim = f"{firms} the outside through one partner alone"
    listed = [Mention(str(k), str(names[k])) for k in first["who"]] if lose <= _NAMED else []
    rest = (": ", *mentions(listed), " through ", who, ".") if listed else (": ", who, ".")
    return (Finding(what[0], "outside", claim, rest, rows, caution, "giuliani2005"),)


def _hanging(measures: Measures, out: Outside) -> tuple[Finding, ...]:
    """Say how many partners outside are known to a single actor."""
    sole = {k: who for k, who in _holders(out).items() if len(who) == 1}
    if not sole:
        return ()
    names = measures.net.actors["name"].astype("str")
    total = len(out.partners)
    one = len(sole) == 1
    claim = f"{len(sole)} of {count(total, 'outside partner', 'outside partners')}"
    said = f" {'is' if one else 'are'} tied to a single firm or body"
    listed = [Mention(k, str(names[k])) for k in sole] if len(sole) <= _NAMED else []
    rest = (f"{said}: ", *mentions(listed), ".") if listed else (f"{said}.",)
    frame = pd.DataFrame({"partner": list(sole), "holder": [who[0] for who in sole.values()]})
    return (Finding("outside_sole", "outside", claim, rest, frame, source="bathelt2004"),)


def _holders(out: Outside) -> dict[str, list[str]]:
    cells = out.links.tocoo()
    held: dict[str, list[str]] = {}
    for row, column in zip(cells.row, cells.col, strict=True):
        partner = str(out.partners.index[column])
        held.setdefault(partner, []).append(str(out.actors.index[row]))
    return dict(sorted(held.items()))


def _silent(out: Outside) -> tuple[str, ...]:
    missing = int((out.firm & ~out.seen).sum())
    if not missing:
        return ()
    firms = count(missing, "firm", "firms")
    return (f"{firms} did not answer everything and may hold links outside that nobody told.",)

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
from tiesnet.language import pieces, say, say_n, word
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
    parameters = {
        word("Relation"): relation,
        word("Reach"): say("two steps, the second one out of the cluster"),
    }
    if not out.links.nnz:
        return Diagnosis(gaps=(outside_gap(measures, relation),), parameters=parameters)
    rows, caution = _dark(out), "".join(_silent(out))
    tables = [
        Evidence("gatekeepers", "What goes dark without each link outside", rows, _GATES, _GATING)
    ]
    findings = [*_gravest(measures, rows, "gatekeeper", caution), *_hanging(measures, out)]
    known = knowledge_view(measures.net) if relation == "all" else None
    told = outside_of(known) if known is not None else out
    if told is not out and told.links.nnz:
        rows = _dark(told)
        tables.append(
            Evidence("gatekeepers_knowledge", "What knowledge goes dark without each", rows,
                     _GATES, _GATING, "folded")
        )  # fmt: skip
        findings = [*_gravest(measures, rows, "gatekeeper_knowledge", caution), *findings]
    return Diagnosis(
        tables=tuple(tables),
        findings=tuple(findings),
        parameters=parameters,
        cautions=_silent(out),
    )


_GATING = word("The gravest first. Who has no partner inside passes nothing on.")


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


def _gravest(measures: Measures, rows: pd.DataFrame, key: str, caution: str) -> tuple[Finding, ...]:
    """Name whose leaving would darken most."""
    first, names = rows.iloc[0], measures.net.actors["name"].astype("str")
    who, lose = Mention(str(first["actor"]), str(names[first["actor"]])), int(first["lose"])
    if not lose:
        return ()
    claim = say_n(
        lose,
        "{n} firm reaches the outside through one partner alone",
        "{n} firms reach the outside through one partner alone",
    )
    if key == "gatekeeper_knowledge":
        claim = say_n(
            lose,
            "{n} firm exchanges knowledge with the outside through one partner alone",
            "{n} firms exchange knowledge with the outside through one partner alone",
        )
    rest: tuple[str | Mention, ...] = (": ", who, ".")
    if lose <= _NAMED:
        listed = mentions([Mention(str(k), str(names[k])) for k in first["who"]])
        rest = pieces(": {firms} through {partner}.", firms=listed, partner=who)
    return (Finding(key, "outside", claim, rest, rows, caution, "giuliani2005"),)


def _hanging(measures: Measures, out: Outside) -> tuple[Finding, ...]:
    """Say how many partners outside are known to a single actor."""
    sole = {k: who for k, who in _holders(out).items() if len(who) == 1}
    if not sole:
        return ()
    names = measures.net.actors["name"].astype("str")
    total = len(out.partners)
    claim = say_n(
        len(sole),
        "{n} of {partners} is tied to a single firm or body",
        "{n} of {partners} are tied to a single firm or body",
        partners=count(total, "outside partner", "outside partners"),
    )
    rest: tuple[str | Mention, ...] = (".",)
    if len(sole) <= _NAMED:
        rest = (": ", *mentions([Mention(k, str(names[k])) for k in sole]), ".")
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
    return (
        say_n(
            missing,
            "{n} firm did not answer everything and may hold links outside that nobody told.",
            "{n} firms did not answer everything and may hold links outside that nobody told.",
        ),
    )

"""Whether it matters how double reports are combined."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import DISCONNECTED
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import rebuilt
from tiesnet.diagnosis.survey_quality.asked import as_asked, wave_of
from tiesnet.diagnosis.survey_quality.double_reports import pair_counts
from tiesnet.diagnosis.words import number
from tiesnet.language import in_quotes, say, say_n, word
from tiesnet.metrics import HEADLINES, Measures, catalogue, under_policies
from tiesnet.network import Network, Rebuilt

EITHER = "union"
COMPARED = (EITHER, "confirmed", "source", "target")
"""Policies that may give other ties; max and mean keep those of union and differ in strength."""
_WORDS = {
    EITHER: word("either end's word"),
    "max": word("either end's word"),
    "mean": word("either end's word"),
    "confirmed": word("both ends' word"),
    "source": word("the word of the end the arrow starts from"),
    "target": word("the word of the end it points to"),
}
_COLUMNS = ("layer", "what", *COMPARED, "difference", "used")
_FIELDS = (
    Field("layer", "Relation", "layer"),
    Field("what", "Number", "word"),
    Field(EITHER, "Either end's word", "number", "",
          "Policies union, max and mean: they keep the same ties and differ in their strengths."),
    Field("confirmed", "Both ends' word", "number", "", "Policy confirmed."),
    Field("source", "Word of the first end", "number", "",
          "Policy source: the end the arrow starts from. Empty without arrows."),
    Field("target", "Word of the other end", "number", "",
          "Policy target: the end the arrow points to. Empty without arrows."),
    Field("difference", "Largest difference", "number"),
    Field("used", "Used here", "word"),
)  # fmt: skip
_SIGNIFICANT = 1e-9
_CALLED = word("Firms called disconnected")
_READING = word(
    "Shares and densities are in %. Every other number under every policy: tiesnet policies SURVEY."
)


@diagnosis(
    chapter="survey",
    label="Policies",
    question="Does it matter whose word makes a tie?",
    needs="both ends of a pair asked, and who reported each tie",
    limits="It compares the policies with each other, not with the truth. Where only one end was "
    "asked there is nothing to choose. A tie that waits for a missing answer is no tie under "
    "confirmed, so that fewer answers look like fewer ties.",
    source="krackhardt1987, marsden1990",
)
def policies(measures: Measures, *, matters: float = 0.1, most_reports: int = 200_000) -> Diagnosis:
    """The headline numbers of a network under every policy for double reports, side by side.

    Either end's word makes a tie under union, max and mean; both ends' word under confirmed; that
    of one end under source and target. For each the network is built again with the policy in every
    relation where it has a meaning, and measured. A relation without arrows has no source or
    target; one that asks only one end has no tie to confirm and is left out here, but stays part of
    all ties with its own policy. The choice is said to matter for a relation when its numbers of
    ties differ by at least so large a share of the largest.
    """
    net = as_asked(measures.net)
    rows = _compared(net, most_reports, rebuilt(measures))
    return Diagnosis(
        tables=(
            Evidence("policies", "Numbers under each policy", rows, _FIELDS, _READING, "folded"),
        ),
        findings=_findings(net, rows, matters),
        gaps=_gaps(net, rows, most_reports),
        parameters={
            word("The choice matters from a difference of ties of"): matters,
            word("Most reports compared"): most_reports,
        },
    )


def _compared(net: Network, most: int, networks: Rebuilt | None) -> pd.DataFrame:
    survey = net.origin.survey
    double = [str(layer) for layer in pair_counts(net).index]
    if survey is None or not double or len(survey.ties) > most:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in _COLUMNS})
    used = net.origin.parameters
    building = {
        "policies": used.get("policies"),
        "wave": wave_of(net) or None,
        "seed": int(used.get("seed", 1)),
    }
    census = catalogue()["connection"]
    layers = [*double, "all"]
    wanted = [*HEADLINES, census.name]
    table = under_policies(
        survey,
        wanted,
        layers,
        policies=COMPARED,
        building=building,
        networks=networks,
    )
    numbers = table[table["actor"].isna()].assign(what=lambda t: t["metric"].map(_label))
    shares = numbers["metric"].map(_is_share)
    numbers.loc[shares, [*COMPARED, "difference"]] = (
        numbers.loc[shares, [*COMPARED, "difference"]].astype(float) * 100
    )
    rows = pd.concat([numbers, _disconnected(net, table[table["metric"] == census.name])])
    rows["used"] = rows["layer"].map({k: _WORDS[v] for k, v in used["policies"].items()})
    rows["used"] = rows["used"].astype("object").where(rows["used"].notna(), word("each its own"))
    rows = rows[rows[list(COMPARED)].notna().any(axis=1)]
    rows = rows.sort_values("layer", key=lambda names: names.map(layers.index), kind="stable")
    kinds = dict.fromkeys((*COMPARED, "difference"), "float64")
    return rows[list(_COLUMNS)].astype(kinds).reset_index(drop=True)


def _label(metric: str) -> str:
    label = catalogue()[metric].label
    return say("{measure}, %", measure=say(label)) if _is_share(metric) else label


def _is_share(metric: str) -> bool:
    return catalogue()[metric].unit.split(" ")[0] == "share"


def _disconnected(net: Network, table: pd.DataFrame) -> pd.DataFrame:
    """Count the firms called disconnected under each policy, over all ties."""
    firms = net.actors.index[net.actors["kind"] == "firm"]
    own = table[table["actor"].isin(firms)]
    if own.empty:
        return pd.DataFrame(columns=[*_COLUMNS])
    found = {policy: float(own[policy].isin(DISCONNECTED).sum()) for policy in COMPARED}
    gap = max(found.values()) - min(found.values())
    return pd.DataFrame([{"layer": "all", "what": _CALLED, **found, "difference": gap}])


def _findings(net: Network, rows: pd.DataFrame, matters: float) -> tuple[Finding, ...]:
    if rows.empty:
        return ()
    ties = rows[rows["what"].eq(_label("n_ties")) & rows["layer"].ne("all")]
    share = ties["difference"] / ties[list(COMPARED)].max(axis=1)
    large, some = ties[share >= matters], ties[(share > 0) & (share < matters)]
    same = ties[share.fillna(0) <= _SIGNIFICANT]
    found = []
    if len(large):
        claim = say_n(
            len(large),
            "Whose word makes a tie matters in {n} relation",
            "Whose word makes a tie matters in {n} relations",
        )
        found.append(_one("policies_matter", claim, net, large))
    if len(some):
        claim = say_n(
            len(some), "It matters little in {n} relation", "It matters little in {n} relations"
        )
        found.append(_one("policies_little", claim, net, some))
    if len(same):
        labels = ", ".join(in_quotes(net.layers.at[k, "label"]) for k in same["layer"])
        claim = say("It does not matter in {relations}", relations=labels)
        rest = (say(": every policy gives the same ties."),)
        own = same.reset_index(drop=True)
        found.append(Finding("policies_same", "survey", claim, rest, own, "", "marsden1990"))
    return (*found, *_standing(rows))


def _one(key: str, claim: str, net: Network, ties: pd.DataFrame) -> Finding:
    said = []
    for _, row in ties.iterrows():
        values = row[list(COMPARED)].dropna().astype(float)
        low, high = values.idxmin(), values.idxmax()
        label = net.layers.at[row["layer"], "label"]
        told = {
            "relation": label,
            "one": say(_WORDS[str(low)]),
            "most": number(float(values[high])),
            "other": say(_WORDS[str(high)]),
        }
        fewest = int(values[low])
        said.append(
            say(
                "“{relation}” has {fewest} by {one} and {most} by {other}",
                **told,
                fewest=say_n(fewest, "{n} tie", "{n} ties"),
            )
            if fewest
            else say("“{relation}” has no tie by {one} and {most} by {other}", **told)
        )
    rest = (f": {'; '.join(said)}.",)
    return Finding(key, "survey", claim, rest, ties.reset_index(drop=True), "", "marsden1990")


def _standing(rows: pd.DataFrame) -> list[Finding]:
    """Say how many firms are called disconnected under the policies."""
    own = rows[rows["what"].eq(_CALLED)]
    if own.empty:
        return []
    values = own[list(COMPARED)].iloc[0].to_numpy(dtype=float)
    low, high = int(np.nanmin(values)), int(np.nanmax(values))
    if low == high:
        claim = say_n(
            low,
            "Under every policy {n} firm is called disconnected",
            "Under every policy {n} firms are called disconnected",
        )
        rest = "."
    else:
        claim = say_n(
            high,
            "Between {low} and {n} firm is called disconnected",
            "Between {low} and {n} firms are called disconnected",
            low=low,
        )
        rest = say(", depending on whose word makes a tie.")
    own = own.reset_index(drop=True)
    return [Finding("policies_standing", "survey", claim, (rest,), own)]


def _gaps(net: Network, rows: pd.DataFrame, most: int) -> tuple[Gap, ...]:
    survey = net.origin.survey
    if len(rows) or survey is None or survey.ties.empty:
        return ()
    if len(survey.ties) > most and len(pair_counts(net)):
        return (
            Gap(
                say("The policies were not compared: there are more than {n} reports.", n=most),
                "Run tiesnet policies SURVEY, which compares as many as there are.",
            ),
        )
    return (
        Gap(
            "No tie has two ends that answered the same question, so that no policy changes it.",
            "Ask both ends: “I sell to” and “I buy from”, or “we work together”.",
        ),
    )

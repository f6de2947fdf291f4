"""The network's own assumptions, in words, with their counts."""

from __future__ import annotations

import pandas as pd

from tiesnet.language import say, word
from tiesnet.network.orientation import RULES
from tiesnet.network.policies import switched
from tiesnet.survey import ASSUMPTION_COLUMNS, Survey

_POLICY_WORDS = {
    "union": word("either end's word makes a tie; of two strengths the larger counts"),
    "max": word("either end's word makes a tie; of two strengths the larger counts"),
    "mean": word("either end's word makes a tie; its strength is the mean of those reported"),
    "confirmed": word("only ties that both ends report count; the smaller strength counts"),
    "source": word("only the word of the firm the tie starts from counts"),
    "target": word("only the word of the firm the tie points to counts"),
}


CHOICE_COLUMNS = ("code", "choice", "count")


def assumptions_of(
    survey: Survey,
    layers: pd.DataFrame,
    ties: pd.DataFrame,
    reports: pd.DataFrame,
    unconfirmable: pd.DataFrame,
    wave: tuple[str | None, str | None],
) -> pd.DataFrame:
    """List what the survey and the building of the network took for granted.

    `wave` holds the wave shown and the wave asked for.
    """
    rows = [
        *_undirected_policies(survey, layers, reports),
        *_strengths(layers, ties),
        *_kept_apart(reports, layers, unconfirmable),
        *_waves(survey, *wave),
    ]
    if (layers["content"] == "membership").any():
        names = ", ".join(layers.index[layers["content"] == "membership"])
        rows.append(
            (
                "membership_apart",
                say("Membership ({names}) stays out of the unions.", names=names),
                1,
            )
        )
    several = int(survey.actors["stage"].str.contains("; ", regex=False).fillna(False).sum())
    if several:
        text = say(
            "Firms in several stages count with the first one where firms are grouped by stage."
        )
        rows.append(("first_stage", text, several))
    own = pd.DataFrame(rows, columns=list(ASSUMPTION_COLUMNS))
    both = [table for table in (survey.assumptions, own) if len(table)]
    return pd.concat(both, ignore_index=True) if both else own


def with_absent(assumptions: pd.DataFrame, gone: pd.Index) -> pd.DataFrame:
    """Add the actors that belong to other waves only."""
    if gone.empty:
        return assumptions
    text = say(
        "Actors that are neither asked nor named in this wave, but in another, are left out."
    )
    row = pd.DataFrame([("other_waves", text, len(gone))], columns=list(ASSUMPTION_COLUMNS))
    return pd.concat([assumptions, row], ignore_index=True)


def choices_of(
    layers: pd.DataFrame, ties: pd.DataFrame, reports: pd.DataFrame, survey: Survey
) -> pd.DataFrame:
    """List how reports became ties: the policy of each layer, the rule of each orientation.

    A policy that is not the one of the survey is said to be the user's choice.
    """
    counts = reports["layer"].value_counts()
    other = switched(survey, {str(k): str(v) for k, v in layers["combine"].items()})
    rows = [
        (
            "policy",
            f"{layer['label']}: {say(_POLICY_WORDS[str(layer['combine'])])} ({layer['combine']})."
            + (
                say(" This is your choice; the survey says {other}.", other=other[name])
                if name in other
                else ""
            ),
            int(counts.get(name, 0)),
        )
        for name, layer in layers.iterrows()
    ]
    for rule in RULES:
        counts = ties["orientation"][ties["rule"] == rule].value_counts()
        for orientation, count in sorted(counts[counts > 0].items()):
            text = say(
                "Ties taken as {orientation} by rule {rule} ({words}).",
                orientation=say(str(orientation)),
                rule=rule,
                words=say(RULES[rule]),
            )
            rows.append(("orientation_rule", text, int(count)))
    return pd.DataFrame(rows, columns=list(CHOICE_COLUMNS))


def _undirected_policies(
    survey: Survey, layers: pd.DataFrame, reports: pd.DataFrame
) -> list[tuple[str, str, int]]:
    counts = reports["layer"].value_counts()
    rows = []
    for name, layer in layers.iterrows():
        if survey.relations.at[name, "combine"] in ("source", "target") and not layer["directed"]:
            text = say(
                "{label} has no arrows, so no end's word goes before the other's.",
                label=layer["label"],
            )
            rows.append(("policy_undirected", text, int(counts.get(name, 0))))
    return rows


def _waves(survey: Survey, wave: str | None, asked: str | None) -> list[tuple[str, str, int]]:
    rows = []
    if wave is not None and asked is None and survey.ties["wave"].nunique() > 1:
        rows.append(
            ("last_wave", say("Of several waves, the last one ({wave}) is shown.", wave=wave), 1)
        )
    blank = int(survey.ties["wave"].isna().sum())
    if wave is not None and blank:
        rows.append(("no_wave", say("Reports that name no wave are left out."), blank))
    return rows


def _strengths(layers: pd.DataFrame, ties: pd.DataFrame) -> list[tuple[str, str, int]]:
    rows = []
    for name, layer in layers.iterrows():
        unknown = int(ties.loc[ties["layer"] == name, "weight"].isna().sum())
        if layer["has_strength"] and unknown:
            text = say(
                "{label}: ties whose strength is not known count as ties.", label=layer["label"]
            )
            rows.append(("strength_unknown", text, unknown))
    return rows


def _kept_apart(
    reports: pd.DataFrame, layers: pd.DataFrame, unconfirmable: pd.DataFrame
) -> list[tuple[str, str, int]]:
    rows = []
    strict = layers.index[layers["combine"].isin(["source", "target", "confirmed"])]
    third = int((reports["layer"].isin(strict) & (reports["end"] == "other")).sum())
    if third:
        text = say(
            "Reports by someone who is neither end do not count where one end's word decides."
        )
        rows.append(("third_party", text, third))
    if len(unconfirmable):
        text = say("Reported ties are kept apart where the end whose word decides did not answer.")
        rows.append(("unconfirmable", text, len(unconfirmable)))
    return rows

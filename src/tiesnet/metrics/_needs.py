"""What a network must have before a measure makes sense, and how to supply it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from pandas.api.types import is_numeric_dtype

from tiesnet.errors import NeedsError
from tiesnet.language import say, word
from tiesnet.metrics._coupling import trade_of
from tiesnet.metrics._design import not_under_design
from tiesnet.metrics._embedded import BUSINESS, relation_words, told
from tiesnet.metrics._governance import governance_ties
from tiesnet.metrics._kinds import FORMALITIES, relation_kinds
from tiesnet.metrics._sizes import sizes
from tiesnet.metrics._trade_needs import output_told, stage_order_told, trade_told, values_told
from tiesnet.network import Network, affiliations, tie_parts

if TYPE_CHECKING:
    from tiesnet.metrics._catalogue import Metric

_Check = Callable[[Network], tuple[str, str] | None]
_NO_SIZE = (
    word("the survey tells no sizes"),
    word("Fill in the column 'size' of the table 'actors'."),
)


def unmet(
    needs: frozenset[str], net: Network, options: Mapping[str, Any] | None = None
) -> tuple[str, str] | None:
    """Say what is missing and how to supply it; None when nothing is."""
    if (options or {}).get("by", "stage") != "stage":
        needs -= {"stage", "free_stages", "free_ties"}  # another grouping is asked for
    if (options or {}).get("attribute", "size") != "size":
        needs -= {"size"}  # another attribute is asked for
    if any((options or {}).get(name) for name in ("cost", "strength", "weighted")):
        needs |= {"every_strength"}
    for name, (_, find) in NEEDS.items():
        if name in needs and (found := find(net)) is not None:
            return found
    return None


def in_words(needs: frozenset[str]) -> str:
    """Say what a measure needs."""
    return ", ".join(say(words) for words in sorted(NEEDS[name][0] for name in needs))


def require(record: Metric, net: Network, options: Mapping[str, Any]) -> None:
    """Raise when a network lacks what a measure needs.

    Raises
    ------
    NeedsError
        With the way to supply it.
    """
    found = unmet(record.needs, net, options)
    if found is not None:
        raise NeedsError(
            say(
                "{label} cannot be computed: {found}.", label=say(record.label), found=say(found[0])
            ),
            say(found[1]),
        )


def _stage(net: Network) -> tuple[str, str] | None:
    if net.actors["stage"].notna().any():
        return None
    return word("no actor has a stage"), say("Fill in the column 'stage' of the table 'actors'.")


def _strength(net: Network) -> tuple[str, str] | None:
    if len(net.layers) != 1:
        return word("strengths of several relations cannot be added up"), say("Choose one layer.")
    if net.layers["content"].iloc[0] == "several":
        return word("strengths of several relations cannot be added up"), say(
            "Choose a single layer."
        )
    if bool(net.layers["has_strength"].iloc[0]):
        return None
    return word("no tie has a strength"), say("Fill in the column 'strength' of the table 'ties'.")


def _every_strength(net: Network) -> tuple[str, str] | None:
    found = _strength(net)
    if found is not None:
        return found
    weight = net.ties["weight"]
    repair = say("Fill in the column 'strength' of the table 'ties', or ask without strengths.")
    if weight.isna().any():
        return say(
            "the strength of {weight} ties is not known", weight=int(weight.isna().sum())
        ), repair
    if (weight <= 0).any():
        return say(
            "{value} ties have a strength of 0 or less", value=int((weight <= 0).sum())
        ), repair
    return None


def _directed(net: Network) -> tuple[str, str] | None:
    if net.directed:
        return None
    return word("the ties have no direction"), say("It has a meaning for layers with arrows only.")


def _free_stages(net: Network) -> tuple[str, str] | None:
    declared = net.layers["orientation"].isin(["vertical", "horizontal"])
    if len(net.layers) != 1 or not declared.iloc[0]:
        return None
    return (
        word("the question itself asks for ties of one orientation"),
        say("Read the shares and the stage matrix instead."),
    )


def _free_ties(net: Network) -> tuple[str, str] | None:
    if not (tie_parts(net)["rule"] == 2).any():
        return None
    return (
        word("one of the questions asks for ties of one orientation"),
        say("Read it for the relations that ask for none."),
    )


def _outside(net: Network) -> tuple[str, str] | None:
    if not net.actors["in_cluster"].all():
        return None
    return (
        word("the survey names no actor outside the cluster"),
        say("Add outside partners to the table 'actors' with 'no' in the column 'in_cluster'."),
    )


def _institutions(net: Network) -> tuple[str, str] | None:
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    if (net.actors["kind"].to_numpy()[inside] != "firm").any():
        return None
    return (
        word("the survey names no institution inside the cluster"),
        say("Add them to the table 'actors' and say so in the column 'kind'."),
    )


def _orientation(net: Network) -> tuple[str, str] | None:
    parts = tie_parts(net)
    if parts.empty or (parts["orientation"] != "undetermined").any():
        return None
    return (
        word("no tie can be told horizontal or vertical"),
        say("Fill in the column 'stage' of the table 'actors', and the table 'stages'."),
    )


def _vertical(net: Network) -> tuple[str, str] | None:
    firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    parts = tie_parts(net)
    ends = firm[parts["source"].to_numpy()] & firm[parts["target"].to_numpy()]
    if (ends & (parts["orientation"] == "vertical").to_numpy()).any():
        return None
    return (
        word("no vertical tie between firms is known"),
        say("Ask every firm whom it buys from and sells to."),
    )


def _governance(net: Network) -> tuple[str, str] | None:
    if not (relation_words(net)["content"] == "trade").any():
        return word("no trade was asked for"), say("Ask every firm whom it sells to and buys from.")
    if (governance_ties(net)["form"] != "undetermined").any():
        return None
    return (
        word("of no trade tie the form of governance is told"),
        say(
            "Fill in 'spec_by' and 'value' in the table 'ties', and 'sales' in the table 'actors'."
        ),
    )


def _one_way(net: Network) -> tuple[str, str] | None:
    parts = tie_parts(net)
    if parts is net.ties or len(net.ties) == len(parts.drop_duplicates(["source", "target"])):
        return None
    return (
        word("ties that run both ways by nature would count as returned"),
        say("Read it for the relations with arrows, one by one."),
    )


def _memberships(net: Network) -> tuple[str, str] | None:
    if affiliations(net).incidence.nnz:
        return None
    return (
        word("the survey names no memberships"),
        say("Add the table 'affiliations' with the columns 'actor' and 'organisation'."),
    )


def _both_kinds(net: Network) -> tuple[str, str] | None:
    if set(FORMALITIES) <= set(relation_kinds(net)["formality"]):
        return None
    return (
        word("formal and informal relations were not both asked for"),
        say("Ask for both, and say in the codebook which is which."),
    )


def _any_institution(net: Network) -> tuple[str, str] | None:
    if (net.actors["kind"] != "firm").any():
        return None
    return (
        word("the survey names no institution"),
        say("Add them to the table 'actors' and say so in the column 'kind'."),
    )


def _size(net: Network) -> tuple[str, str] | None:
    if "size" in net.actors and is_numeric_dtype(net.actors["size"]):
        return None if net.actors["size"].notna().any() else _NO_SIZE
    return _NO_SIZE


def _items(net: Network) -> tuple[str, str] | None:
    survey = net.origin.survey
    if survey is not None and len(survey.items):
        return None
    return (
        word("the survey has no scale items"),
        say("Add the table 'items' with the columns 'actor', 'item' and 'answer'."),
    )


def _embedded(net: Network) -> tuple[str, str] | None:
    words = relation_words(net)
    repair = say("Ask for trade or cooperation, and for an informal relation or for trust.")
    if not words["content"].isin(BUSINESS).any():
        return word("no trade and no cooperation was asked for"), repair
    if (words["formality"] == "informal").any() or np.isfinite(told(net, "trust_share")).any():
        return None
    return word("neither an informal relation nor trust was asked for"), repair


def _trust(net: Network) -> tuple[str, str] | None:
    if np.isfinite(told(net, "trust_share")).any():
        return None
    return (
        word("the survey tells no trust, or not on which scale"),
        say("Fill in 'trust' in the table 'ties', 'trust_min' and 'trust_max' in 'relations'."),
    )


def _sales(net: Network) -> tuple[str, str] | None:
    if not (relation_words(net)["content"] == "trade").any():
        return word("no trade was asked for"), say("Ask every firm whom it sells to and buys from.")
    if trade_of(net).pairs["amount"].notna().any():
        return None
    return (
        word("of no trade tie an amount or a strength is known"),
        say("Fill in 'value' or 'strength' in the table 'ties'."),
    )


def _countries(net: Network) -> tuple[str, str] | None:
    if "country" in net.actors and net.actors["country"].notna().any():
        return None
    return (
        word("the survey tells no countries"),
        say("Fill in the column 'country' of the table 'actors', for outside partners too."),
    )


def _origins(net: Network) -> tuple[str, str] | None:
    found = _countries(net)
    if found is None and not ("origin" in net.actors and net.actors["origin"].notna().any()):
        found = (
            word("the survey does not tell from which countries firms come"),
            say("Fill in the column 'origin' of the table 'actors', for outside partners too."),
        )
    return found


def _sizes(net: Network) -> tuple[str, str] | None:
    if not np.isnan(sizes(net)[0]).all():
        return None
    return (
        word("the size of no firm is known"),
        say("Ask every firm for its number of employees (column 'size' of the table 'actors')."),
    )


def _sectors(net: Network) -> tuple[str, str] | None:
    if "sector" in net.actors and net.actors["sector"].notna().any():
        return None
    return word("the sector of no firm is known"), say(
        "Fill in the column 'sector' of the table 'actors'."
    )


NEEDS: dict[str, tuple[str, _Check]] = {
    "census": (word("a survey that asked everybody"), partial(not_under_design, "census")),
    "sampled": (
        word("a survey that asked everybody or a sample"),
        partial(not_under_design, "sampled"),
    ),
    "circle": (
        word("a survey that asked everybody, or every respondent for the ties among its partners"),
        partial(not_under_design, "circle"),
    ),
    "stage": (word("stages of the value chain"), _stage),
    "strength": (word("strengths of ties"), _strength),
    "every_strength": (word("a strength above 0 for every tie"), _every_strength),
    "directed": (word("a relation with arrows"), _directed),
    "free_stages": (word("a relation whose wording does not fix the stages"), _free_stages),
    "free_ties": (word("relations whose wording does not fix the orientation"), _free_ties),
    "outside": (word("an actor outside the cluster"), _outside),
    "institutions": (word("an institution inside the cluster"), _institutions),
    "orientation": (word("ties that can be told horizontal or vertical"), _orientation),
    "governance": (word("trade ties of which it is told who specifies or owns"), _governance),
    "vertical": (word("vertical ties between firms"), _vertical),
    "both_kinds": (word("a formal and an informal relation"), _both_kinds),
    "one_way": (word("no union with ties that run both ways by nature"), _one_way),
    "memberships": (word("actors that belong to organisations"), _memberships),
    "any_institution": (word("an institution, inside the cluster or not"), _any_institution),
    "size": (word("the number of employees"), _size),
    "items": (word("answers to scale items"), _items),
    "embedded": (
        word("a relation of trade or cooperation, and an informal relation or trust"),
        _embedded,
    ),
    "trust": (word("trust in partners, and its scale"), _trust),
    "sales": (word("trade ties with an amount or a strength"), _sales),
    "countries": (word("the countries of actors"), _countries),
    "origins": (word("the countries actors are in and come from"), _origins),
    "trade": (word("a trade relation with arrows"), trade_told),
    "values": (word("values of ties"), values_told),
    "output": (word("the output of firms"), output_told),
    "stage_order": (word("stages in an order"), stage_order_told),
    "sizes": (word("sizes of firms"), _sizes),
    "sectors": (word("sectors of firms"), _sectors),
}
"""What each need is, in words, and how it is checked."""

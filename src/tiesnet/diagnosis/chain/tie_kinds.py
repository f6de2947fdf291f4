"""What kind of cooperation each tie is, and in which bodies firms cooperate several at a time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import word
from tiesnet.network import Network, affiliations, tie_details, tie_parts

JOINT, EXCHANGE, TALK = word("joint action"), word("exchange"), word("informal exchange")
MEMBERSHIP, OWNERSHIP, UNKNOWN = word("membership"), word("ownership"), word("unknown")
KINDS = (JOINT, EXCHANGE, TALK, MEMBERSHIP, OWNERSHIP, UNKNOWN)
"""The kinds of ties, deliberate joint action first."""

_OF_CONTENT = {
    "cooperation": JOINT,
    "trade": EXCHANGE,
    "knowledge": TALK,
    "social": TALK,
    "membership": MEMBERSHIP,
    "ownership": OWNERSHIP,
}
FEWEST_FIRMS = 3
"""Firms that a body must bring together to count as multilateral."""
SATURATES = 0.5
"""Share of the firms above which a body ties nearly everybody to everybody."""
CLUSTER = word("the cluster organisation")
SATURATED = word("holds over half of the firms")
SMALL = word("too small")


def tie_kinds(net: Network) -> pd.DataFrame:
    """Give every tie its kind, one row per row of ``tie_parts(net)``.

    Joint action is deliberate (Schmitz 1997): cooperation, and trade that buyer and supplier
    specify jointly. Other trade is exchange, also where nobody said who specifies it; knowledge
    and social ties are informal exchange. Membership and ownership stand apart.

    Returns
    -------
    DataFrame
        ``source`` and ``target`` (positions in ``net.actors``), ``layer``, ``content`` and
        ``formality`` of its relation (empty when not known), ``kind`` (one of `KINDS`),
        ``orientation``, ``upstream``, ``reach``, ``bilateral`` (both ends are firms), ``weight``.
    """
    parts = tie_parts(net)
    relations = _relations(net).reindex(parts["layer"].astype("object"))
    content = relations["content"].to_numpy(dtype=object)
    firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    source, target = parts["source"].to_numpy(), parts["target"].to_numpy()
    kind = np.array([_OF_CONTENT.get(word, UNKNOWN) for word in content], dtype=object)
    kind[(kind == EXCHANGE) & specified_by(net).eq("joint").to_numpy()] = JOINT
    columns = {name: parts[name].to_numpy() for name in ("layer", "orientation", "upstream")}
    return pd.DataFrame(
        {
            "source": source,
            "target": target,
            **columns,
            "content": content,
            "formality": relations["formality"].to_numpy(dtype=object),
            "kind": kind,
            "reach": parts["reach"].to_numpy(),
            "bilateral": firm[source] & firm[target],
            "weight": parts["weight"].to_numpy(dtype=float),
        }
    )


def specified_by(net: Network) -> pd.Series:
    """Say who specifies each tie of ``tie_parts(net)``; empty where nobody says, or they differ."""
    survey, rows = net.origin.survey, len(tie_parts(net))
    if survey is None or "spec_by" not in survey.ties or survey.ties["spec_by"].isna().all():
        return pd.Series([None] * rows, dtype="object")
    return tie_details(net)["spec_by"].astype("object")


def _relations(net: Network) -> pd.DataFrame:
    """Give content and formality by relation; of a union made in Python nothing is known."""
    survey = net.origin.survey
    table = net.layers if tie_parts(net) is net.ties else None
    if table is None:
        table = net.layers.iloc[:0] if survey is None else survey.relations
    return table[["content", "formality"]]


def multilateral_groups(
    net: Network, *, fewest: int = FEWEST_FIRMS, saturates: float = SATURATES
) -> pd.DataFrame:
    """Give the bodies in which firms of a view cooperate several at a time.

    Three or more firms that belong to one organisation or project cooperate multilaterally:
    horizontally when all share a stage, vertically when they have several (Schmitz 1997). Where
    a stage is missing and the known ones do not differ, the body is undetermined. The cluster
    organisation and bodies that hold more than half of the firms stand apart: they tie nearly
    everybody to everybody.

    Parameters
    ----------
    net : Network
        Usually ``measures.net.inside()``; institutions among the members do not count.
    fewest : int, default 3
        Firms that a body must bring together.
    saturates : float, default 0.5
        Share of the firms whose memberships are known, above which a body stands apart.

    Returns
    -------
    DataFrame
        Indexed by organisation: ``name``, ``type``, ``formality``, ``members`` (tuple of the
        firms' ids), ``firms`` (how many), ``share`` (of the firms whose memberships are known),
        ``orientation`` (horizontal, vertical or undetermined) and ``apart`` (why it does not
        count; empty when it does).
    """
    view = net.firms()
    two = affiliations(view)
    count = max(len(two.actors), 1)
    heads = _cluster_organisations(net)
    stages = view.actors["stages"].reindex(two.actors)
    rows = []
    cells = two.incidence.tocsc()
    for place, (key, body) in enumerate(two.organisations.iterrows()):
        inside = np.sort(cells.indices[cells.indptr[place] : cells.indptr[place + 1]])
        share = len(inside) / count
        apart = CLUSTER if key in heads else (SATURATED if share > saturates else "")
        rows.append(
            {
                "organisation": str(key),
                **body[["name", "type", "formality"]].to_dict(),
                "members": tuple(str(actor) for actor in two.actors[inside]),
                "firms": len(inside),
                "share": share,
                "orientation": _direction([frozenset(s) for s in stages.iloc[inside]]),
                "apart": SMALL if len(inside) < fewest else apart,
            }
        )
    return pd.DataFrame(rows, columns=_GROUPS).set_index("organisation")


_GROUPS = (
    "organisation",
    "name",
    "type",
    "formality",
    "members",
    "firms",
    "share",
    "orientation",
    "apart",
)


def _cluster_organisations(net: Network) -> set[str]:
    """Name the cluster organisation: as the survey says, and actors of that kind."""
    survey = net.origin.survey
    if survey is None:
        return set()
    actors = survey.actors
    said = str(survey.info.get("cluster_organisation", "") or "")
    return {said, *map(str, actors.index[actors["kind"] == "cluster_organisation"])}


def _direction(stages: list[frozenset[str]]) -> str:
    """Say whether firms share a stage: horizontal when all may, vertical when they cannot."""
    known = [found for found in stages if found]
    if known and not frozenset.intersection(*known):
        return "vertical"
    return "horizontal" if known and len(known) == len(stages) else "undetermined"


def co_members(groups: pd.DataFrame, net: Network) -> pd.DataFrame:
    """Pair the firms that meet in the bodies that count.

    Parameters
    ----------
    groups : DataFrame
        From `multilateral_groups` of the same view.
    net : Network
        The view; ``low`` and ``high`` are positions in its actors.

    Returns
    -------
    DataFrame
        ``low``, ``high``, ``organisation``, ``orientation`` and ``formality`` of the body: a pair
        stands once for each body in which it meets.
    """
    found = []
    for key, body in groups[groups["apart"] == ""].iterrows():
        place = np.sort(net.actors.index.get_indexer(list(body["members"])))
        low, high = np.triu_indices(len(place), 1)
        pairs = pd.DataFrame({"low": place[low], "high": place[high]})
        said = {name: body[name] for name in ("orientation", "formality")}
        found.append(pairs.assign(organisation=str(key), **said))
    if found:
        return pd.concat(found, ignore_index=True)
    return pd.DataFrame(columns=["low", "high", "organisation", "orientation", "formality"])

"""Who can still be recognised without a name: by kind and stage, by role, by its ties.

Hiding every pattern of ties would mean to change the ties. Who has numbers of ties that nobody
else has can be found by somebody who knows them (degree anonymity: Liu & Terzi 2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from tiesnet.language import say, word
from tiesnet.survey.words import counted

COLUMNS = ("pseudonym", "by", "reason")
ROLE, KIND, TIES = "role", "kind and stage", "ties"
KINDS = {
    "firm": (word("firm"), word("firms")),
    "cluster_organisation": (word("cluster organisation"), word("cluster organisations")),
    "association": (word("association"), word("associations")),
    "government": (word("public body"), word("public bodies")),
    "research": (word("research organisation"), word("research organisations")),
    "finance": (word("financial organisation"), word("financial organisations")),
    "services": (word("provider of services"), word("providers of services")),
    "person": (word("person"), word("persons")),
    "other": (word("other actor"), word("other actors")),
}


def recognisable(tables: Mapping[str, pd.DataFrame], fewest: int) -> pd.DataFrame:
    """List who remains recognisable in the tables of a pseudonymised survey, and by what.

    Parameters
    ----------
    tables : mapping of table name to DataFrame
        As they will be written.
    fewest : int
        Actors that share kind and stage with fewer than this are listed.

    Returns
    -------
    DataFrame
        pseudonym; by (role, kind and stage, ties); reason, in words. One row per reason.
    """
    rows = [*_by_role(tables), *_by_kind(tables["actors"], fewest), *_by_ties(tables)]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="object")


def _by_role(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str, str]]:
    facts = tables.get("survey")
    if facts is not None and "cluster_organisation" in facts:
        yield str(facts["cluster_organisation"].iat[0]), ROLE, say("it is the cluster organisation")


def _by_kind(actors: pd.DataFrame, fewest: int) -> Iterator[tuple[str, str, str]]:
    known = actors.reindex(columns=["kind", "in_cluster", "stage"]).astype(object)
    known = known.fillna("").astype(str)
    size = known.groupby(["kind", "in_cluster", "stage"])["kind"].transform("size")
    alone = known.assign(id=actors["id"], size=size)[size < fewest]
    for actor in alone.itertuples():
        yield str(actor.id), KIND, _shared(actor, int(actor.size))


def _shared(actor: object, size: int) -> str:
    one, many = KINDS.get(str(getattr(actor, "kind", "")), (word("actor"), word("actors")))
    where = "" if getattr(actor, "in_cluster", "") != "no" else say(" outside the cluster")
    stage = str(getattr(actor, "stage", ""))
    place = say(" in stage {stage}", stage=f"{stage!r}") if stage else where
    if size == 1:
        return say("it is the only {one}{place}", one=say(one), place=place)
    return say("it is one of only {size} {many}{place}", size=size, many=say(many), place=place)


def _by_ties(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str, str]]:
    numbers = tie_numbers(tables)
    if numbers.empty:
        return
    tied = numbers.to_numpy().any(axis=1)
    alone = ~numbers.duplicated(keep=False).to_numpy() & tied
    single = {name: ~values.duplicated(keep=False) for name, values in numbers.items()}
    for at in np.flatnonzero(alone):
        actor = str(numbers.index[at])
        own = [name for name in numbers if single[name].iat[at] and numbers[name].iat[at]]
        if own:
            most = max(own, key=lambda name: numbers[name].iat[at])
            partners = counted(int(numbers[most].iat[at]), "partner")
            yield (
                actor,
                TIES,
                say("no other actor has {partners} in {most}", partners=partners, most=_of(most)),
            )
        else:
            yield actor, TIES, say("no other actor has the same numbers of ties in every relation")


def _of(name: object) -> str:
    relation, wave, way = name if isinstance(name, tuple) else (str(name), "", "")
    if not wave:
        return f"{relation!r} ({say(way)})"
    return f"{relation!r} ({say(way)}{say(', wave {wave}', wave=wave)})"


def tie_numbers(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Count the partners of every actor in every relation and wave, named and named by."""
    ties = tables["ties"]
    if ties.empty:
        return pd.DataFrame(index=tables["actors"]["id"].astype(str))
    if "strength" in ties:
        ties = ties[~pd.to_numeric(ties["strength"], errors="coerce").eq(0).fillna(False)]
    ties = ties.assign(wave=ties["wave"].fillna("") if "wave" in ties else "")
    pairs = ties[["relation", "wave", "source", "target"]].astype(str)
    flat = pairs["relation"].isin(_without_arrows(tables))
    turned = pairs[flat].rename(columns={"source": "target", "target": "source"})
    parts = []
    for end, own, way in (
        ("source", pairs[~flat], word("ties it starts")),
        ("target", pairs[~flat], word("ties that reach it")),
        ("source", pd.concat([pairs[flat], turned]), word("its ties")),
    ):
        own = own.drop_duplicates()
        if len(own):
            counts = own.groupby(["relation", "wave", end]).size().unstack(end, fill_value=0).T
            counts.columns = pd.MultiIndex.from_tuples([(*name, way) for name in counts.columns])
            parts.append(counts)
    ids = tables["actors"]["id"].astype(str)
    if not parts:
        return pd.DataFrame(index=ids)
    return pd.concat([part.reindex(ids, fill_value=0) for part in parts], axis=1)


def _without_arrows(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    relations = tables["relations"]
    return [str(name) for name in relations.loc[relations["directed"] == "no", "id"]]

"""Ties that are met on a screen beside those of partners who see each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.words import number, percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import NEAR, Measures, kilometres, space
from tiesnet.network import Network, tie_details, tie_parts

CO_LOCATED, VIRTUAL, MET, DISTANT, NOWHERE = (
    word("co-located"),
    word("virtual"),
    word("in person at a distance"),
    word("distant"),
    word("place not known"),
)
MEETINGS = (CO_LOCATED, VIRTUAL, MET, DISTANT, NOWHERE)
"""How partners meet; every tie has exactly one."""
_LABELS = {
    CO_LOCATED: word("Co-located"),
    VIRTUAL: word("Virtual"),
    MET: word("In person at a distance"),
    DISTANT: word("Distant"),
    NOWHERE: word("Place not known"),
}
_REACH = {"internal": word("inside the cluster"), "external": word("with partners outside")}
_MEDIA = {"in_person": word("in person"), "digital": word("digital"), None: word("not told")}
_FEWEST, _RATED, _TOPICS = 10, 5, 3
_NUMBERS = (
    Field("ties", "Ties", "count", "ties", "Relations of a pair: two questions make two ties."),
    Field("share", "Share", "percent", "", "Of the ties of this reach."),
    Field("trust", "Mean trust", "percent", "of the scale", "0 % is the lowest answer."),
    Field("rated", "Ties with trust told", "count", "ties"),
    Field("topics", "Topics most named"),
    Field("km", "Median distance", "number", "km", "Of ties with coordinates at both ends."),
    Field("abroad", "Across a border", "percent", "", "Of ties whose countries are known."),
)
_HOW = (Field("reach", "Where", "word"), Field("how", "How partners meet", "word"), *_NUMBERS)
_MEDIUM = (Field("reach", "Where", "word"), Field("medium", "Medium", "word"), *_NUMBERS)
_LAYERS = (
    Field("layer", "Relation", "layer"),
    Field("ties", "Ties", "count", "ties"),
    *(Field(name.replace(" ", "_").replace("-", "_"), label, "count", "ties")
      for name, label in _LABELS.items()),
)  # fmt: skip


@diagnosis(
    chapter="closeness",
    label="Virtual ties",
    question="Do partners meet in person or on a screen?",
    needs="where actors are, and for each tie whether partners meet in person or digitally; trust "
    "and topics to compare them",
    limits="Ties of one firm are alike, so that no p is given: it describes, it does not test. "
    "Ties are counted as reported; a silent firm adds only what others say of it.",
    source="fernandez2018, urzelai2017",
)
def virtuality(measures: Measures, *, near: float = NEAR) -> Diagnosis:
    """Ties by how partners meet: next door, in person at a distance, or on a screen only.

    Co-located partners are in the same place, or less than 5 km apart. A virtual tie is digital
    and not co-located; a distant tie is not co-located and nobody says how partners meet. A tie is
    in person as soon as one report says so. Where a location of an end is not known, coordinates
    decide, and without them another country means another place; otherwise the place is not known.

    Ties of all actors count, each relation of a pair by itself, those inside the cluster apart
    from those with partners outside. Trust is the mean of the ends on the scale of the question,
    from 0 to 100 %, then the mean of the ties. Distance is along the great circle, from latitude
    and longitude.
    """
    ties = meetings(measures.net.layer("all"), near)
    tables = (
        Evidence("virtuality_ties", "Ties by how partners meet",
                 _by(ties, "how", list(MEETINGS)), _HOW),
        Evidence("virtuality_medium", "In person beside digital",
                 _by(ties, "medium", list(_MEDIA.values())), _MEDIUM, shown="folded"),
        Evidence("virtuality_layers", "How partners meet, by relation", _by_layer(ties), _LAYERS,
                 shown="folded"),
    )  # fmt: skip
    return Diagnosis(
        tables=tables,
        findings=_findings(ties, tables[0].rows),
        gaps=_gaps(ties),
        parameters={
            word("Co-located, within km"): near,
            word("Fewest ties for a sentence"): _FEWEST,
            word("Fewest ties with trust told to compare"): _RATED,
        },
    )


def meetings(net: Network, near: float = NEAR) -> pd.DataFrame:
    """Say of every tie how partners meet, one row per row of ``tie_parts(net)``.

    Returns
    -------
    DataFrame
        ``layer``, ``reach`` and ``medium`` in words, ``how`` (one of `MEETINGS`), ``trust``,
        ``trust_share``, ``topics``, ``km`` and ``abroad`` (nullable: whether the countries differ).
    """
    parts, told, where = tie_parts(net), tie_details(net), space(net, near)
    here = where["co_located"].fillna(False).to_numpy(dtype=bool)
    medium = told["medium"].astype("object")
    how = np.select(
        [where["co_located"].isna(), here, medium == "digital", medium == "in_person"],
        [NOWHERE, CO_LOCATED, VIRTUAL, MET],
        default=DISTANT,
    )
    return pd.DataFrame(
        {
            "layer": parts["layer"].astype("object").to_numpy(),
            "reach": [_REACH[str(one)] for one in parts["reach"]],
            "medium": [_MEDIA.get(one, _MEDIA[None]) for one in medium],
            "how": how.astype("object"),
            "trust": told["trust"].to_numpy(dtype=float),
            "trust_share": told["trust_share"].to_numpy(dtype=float),
            "topics": told["topics"].to_numpy(),
            "km": kilometres(net, parts["source"], parts["target"]),
            "abroad": where["cross_border"].array,
        }
    )


def _by(ties: pd.DataFrame, column: str, order: list[str]) -> pd.DataFrame:
    """Sum ties up by reach and a column, in its order."""
    rows = []
    for reach in _REACH.values():
        here = ties[ties["reach"] == reach]
        for kind in order:
            own = here[here[column] == kind]
            if len(own):
                rows.append({"reach": reach, column: kind, **_summary(own, len(here))})
    return pd.DataFrame(rows, columns=["reach", column, *(field.key for field in _NUMBERS)])


def _summary(own: pd.DataFrame, whole: int) -> dict[str, object]:
    border = own["abroad"].dropna().astype(bool)
    return {
        "ties": len(own),
        "share": len(own) / whole,
        "trust": own["trust_share"].mean(),
        "rated": int(own["trust_share"].notna().sum()),
        "topics": _most(own["topics"]),
        "km": own["km"].median(),
        "abroad": border.mean() if len(border) else np.nan,
    }


def _most(topics: Iterable[tuple[str, ...]]) -> str:
    """Name the topics told most often, with how many ties tell them."""
    found = Counter(topic for named in topics for topic in named)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_TOPICS]
    return ", ".join(f"{topic} ({times})" for topic, times in ranked)


def _by_layer(ties: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for layer, own in ties.groupby("layer", sort=True):
        found = own["how"].value_counts()
        counts = [int(found.get(name, 0)) for name in MEETINGS]
        rows.append([layer, len(own), *counts])
    return pd.DataFrame(rows, columns=[field.key for field in _LAYERS])


def _findings(ties: pd.DataFrame, table: pd.DataFrame) -> tuple[Finding, ...]:
    said = []
    for reach in _REACH.values():
        here = ties[(ties["reach"] == reach) & (ties["how"] != NOWHERE)]
        rows = table[table["reach"] == reach].reset_index(drop=True)
        told = here["how"].isin([VIRTUAL, MET]).any()
        if len(here) >= _FEWEST and (told or reach == _REACH["internal"]):
            said += [_share(here, rows, reach), *_trust(here, rows, reach)]
    return (*said, *_reach(ties))


def _share(here: pd.DataFrame, rows: pd.DataFrame, reach: str) -> Finding:
    found = here["how"].value_counts()
    virtual, distant = int(found.get(VIRTUAL, 0)), int(found.get(DISTANT, 0))
    met, close = int(found.get(MET, 0)), int(found.get(CO_LOCATED, 0))
    where = say(reach)
    if virtual + met == 0:
        claim = say_n(
            distant,
            "{n} of {ties} ties {where} runs between partners who are not in one place",
            "{n} of {ties} ties {where} run between partners who are not in one place",
            ties=len(here),
            where=where,
        )
        rest = say(": whether they meet in person is not known.") if distant else "."
    else:
        claim = say_n(
            virtual,
            "{n} of {ties} ties {where} is virtual",
            "{n} of {ties} ties {where} are virtual",
            ties=len(here),
            where=where,
        )
        rest = say(
            " (partners in different places who meet on a screen), {met} in person at a distance, "
            "and {close} between partners in one place.",
            met=met,
            close=close,
        )
        if distant:
            rest += " " + say_n(
                distant,
                "{n} more runs at a distance, and nobody says how.",
                "{n} more run at a distance, and nobody says how.",
            )
    return Finding(_key("share", reach), "closeness", claim, (rest,), rows, source="fernandez2018")


def _trust(here: pd.DataFrame, rows: pd.DataFrame, reach: str) -> list[Finding]:
    """Compare the trust in virtual ties with that in co-located ones, where both have enough."""
    rated = here[here["trust_share"].notna()]
    apart = [rated.loc[rated["how"] == how, "trust_share"] for how in (VIRTUAL, CO_LOCATED)]
    if min(map(len, apart)) < _RATED:
        return []
    virtual, close = apart
    claim = say(
        "Trust in the virtual ties {where} is {virtual} of the scale, and {close} in those of "
        "partners in one place",
        where=say(reach),
        virtual=percent(virtual.mean()),
        close=percent(close.mean()),
    )
    rest = say(" ({virtual} and {close} ties).", virtual=len(virtual), close=len(close))
    key = _key("trust", reach)
    return [Finding(key, "closeness", claim, (rest,), rows, source="fernandez2018")]


def _key(what: str, reach: str) -> str:
    return f"virtual_{what}_{'inside' if reach == _REACH['internal'] else 'outside'}"


def _reach(ties: pd.DataFrame) -> list[Finding]:
    """Say how far partners outside are."""
    outside = ties[(ties["reach"] == _REACH["external"]) & ties["km"].notna()]
    if len(outside) < _FEWEST:
        return []
    claim = say(
        "Half of the {n} ties outside whose distance is known reach {km} km or further",
        n=len(outside),
        km=number(outside["km"].median()),
    )
    evidence = outside[["layer", "how", "km"]].reset_index(drop=True)
    return [Finding("virtual_reach", "closeness", claim, (".",), evidence, source="urzelai2017")]


def _gaps(ties: pd.DataFrame) -> tuple[Gap, ...]:
    if ties.empty:
        return (Gap("There is no tie to look at.", "Ask firms for their partners."),)
    gaps = []
    if (ties["medium"] == _MEDIA[None]).all():
        gaps.append(
            Gap(
                "Whether ties are virtual is not known.",
                "Ask for each tie whether the partners meet in person or digitally "
                "(column medium).",
            )
        )
    if (ties["how"] == NOWHERE).all():
        gaps.append(
            Gap(
                "Whether partners are in one place is not known.",
                "Ask every firm for its town (column location), and partners outside too.",
            )
        )
    if ties["trust"].isna().all():
        gaps.append(
            Gap(
                "Whether partners who meet on a screen trust each other less is not known.",
                "Ask for the trust in each partner, on a scale (column trust).",
            )
        )
    elif ties["trust_share"].isna().all():
        gaps.append(
            Gap(
                "Trust cannot be compared between questions: their scales are not known.",
                "Give the lowest and the highest answer (trust_min and trust_max of the table "
                "relations).",
            )
        )
    return tuple(gaps)

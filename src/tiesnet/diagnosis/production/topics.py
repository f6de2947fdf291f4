"""What ties are about, with which trust, and the next topic for pairs that trust each other little.

Trust grows with experience in what is peripheral; core competences come after (Altenburg and
Meyer-Stamer 1999).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.words import count, percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network, tie_details, tie_parts

CORE, PERIPHERAL, UNSAID = word("core"), word("peripheral"), word("not said")
_SHARE = word("From 0, the lowest answer on the scale of trust, to 100 %, the highest.")
_MOST = 3
_TOPICS = (
    Field("topic", "Topic"),
    Field("orientation", "Orientation", "word"),
    Field("core", "Competences", "word"),
    Field("ties", "Ties", "count"),
    Field("actors", "Actors", "count"),
    Field("told", "Trust told", "count", "ties"),
    Field("trust", "Mean trust", "percent", definition=_SHARE),
)
_LADDER = (
    Field("rung", "Rung", "count"),
    Field("topic", "Topic"),
    Field("core", "Competences", "word"),
    Field("ties", "Ties", "count"),
    Field("told", "Trust told", "count", "ties"),
    Field("low", "With low trust", "count", "ties"),
    Field("trust", "Mean trust", "percent", definition=_SHARE),
    Field("lowest", "Lowest trust", "percent", definition=_SHARE),
    Field("step", "A first step", "flag", definition="Peripheral, with enough ties."),
)
_NEXT = (
    Field("one", "Firm", "actor"),
    Field("other", "Partner", "actor"),
    Field("trust", "Trust", "percent", definition=_SHARE),
    Field("now", "Topics now"),
    Field("on_core", "Core among them", "flag"),
    Field("next", "Topic to try next"),
    Field("why", "Why", "word"),
)
_COLUMNS = ["low", "high", "orientation", "core", "topics", "task", "trust"]
_TASKS = ("cooperation", "knowledge")
_EPS = 1e-9


@diagnosis(
    chapter="layers",
    label="Topics and the trust ladder",
    question="What do firms work on together, and with which trust?",
    needs="the topic of each tie and the trust in the partner, with its scale, and which relations "
    "touch core competences",
    limits="It shows which topics go with which trust today, not that working on one raises trust. "
    "Core is said of a whole relation, not of single topics.",
    source="altenburg1999, fernandez2018",
)
def topics(measures: Measures, *, low_trust: float = 1 / 3, fewest: int = 3) -> Diagnosis:
    """What ties inside the cluster are about, with how much trust, and what to try next.

    Each tie counts in every topic it names, by its orientation and by whether its relation
    touches core competences. A tie that names no topic counts under its relation. Trust is the
    mean of what the two ends say, as a share of the scale of the relation.

    The ladder puts topics in the order of their mean trust, lowest first. Its first steps are the
    peripheral topics with at least three ties whose trust is told, trade and social relations
    without a topic left out. A pair of firms has low trust when the mean over its ties is in the
    lowest third of the scale. The topic to try next is the lowest first step that the pair does
    not share yet and that other ties of the same orientation share.
    """
    net = measures.net.inside()
    ties = topic_ties(net)
    rungs = ladder(ties, low_trust, fewest)
    steps = next_topics(net, ties, rungs, low_trust)
    asked = bool(_names_topics(net))
    tables: tuple[Evidence, ...] = (
        Evidence("topics", "Topics, orientation and trust", _table(ties), _TOPICS),
        Evidence("topics_ladder", "The trust ladder", rungs, _LADDER, _READING),
        Evidence("topics_next", "Pairs with low trust, and what to try next", steps, _NEXT,
                 shown="folded"),
    )  # fmt: skip
    gaps = tuple(_gaps(net, ties, rungs, steps, asked))
    return Diagnosis(
        tables=tables if len(ties) else (),
        findings=tuple(_findings(ties, rungs, steps, fewest)),
        gaps=gaps,
        cautions=tuple(_cautions(ties)),
        parameters={
            word("Share of the scale up to which trust is low"): round(low_trust, 3),
            word("Fewest ties of a topic whose trust is told"): fewest,
        },
    )


_READING = word("The first rung is what is done together with the least trust.")


def topic_ties(net: Network) -> pd.DataFrame:
    """Give every tie of a network with its topics, its trust and whether it touches what is core.

    Returns
    -------
    DataFrame
        ``low`` and ``high`` (positions in ``net.actors``), ``orientation``, ``core`` (core,
        peripheral, or not said), ``topics`` (a tuple; the label of the relation where none is
        named), ``task`` (it names a topic, or is cooperation or knowledge: something to work
        on), ``trust`` (share of the scale; empty where not told).
    """
    view, survey = net.layer("all"), net.origin.survey
    parts, details = tie_parts(view), tie_details(view)
    if parts.empty:
        return pd.DataFrame(columns=_COLUMNS)
    layer = parts["layer"].astype("object")
    table = net.layers if survey is None else survey.relations
    labels = table["label"].reindex(layer).to_numpy(dtype=object)
    core = table["core"] if "core" in table else pd.Series(None, index=table.index, dtype="object")
    ends = np.sort(parts[["source", "target"]].to_numpy(dtype=np.int64), axis=1)
    return pd.DataFrame(
        {
            "low": ends[:, 0],
            "high": ends[:, 1],
            "orientation": parts["orientation"].astype("object").to_numpy(),
            "core": [_core(value) for value in core.reindex(layer)],
            "topics": [t or (str(s),) for t, s in zip(details["topics"], labels, strict=True)],
            "task": (details["topics"].map(len) > 0).to_numpy()
            | table["content"].reindex(layer).isin(_TASKS).to_numpy(),
            "trust": details["trust_share"].to_numpy(dtype=float),
        }
    )


def ladder(ties: pd.DataFrame, low_trust: float, fewest: int) -> pd.DataFrame:
    """Order topics by the trust of their ties, lowest first; topics whose trust nobody tells last.

    Parameters
    ----------
    ties : DataFrame
        From `topic_ties`.
    low_trust : float
        Share of the scale up to which trust is low.
    fewest : int
        Ties with known trust that a first step needs.
    """
    told = _exploded(ties)
    rows = []
    for (topic, core), own in told.groupby(["topic", "core"]):
        trust = own["trust"].dropna()
        rows.append(
            {
                "topic": topic,
                "core": core,
                "ties": len(own),
                "told": len(trust),
                "low": int((trust <= low_trust + _EPS).sum()),
                "trust": trust.mean(),
                "lowest": trust.min(),
                "step": core == PERIPHERAL
                and len(own.loc[own["task"].astype(bool), "trust"].dropna()) >= fewest,
            }
        )
    made = pd.DataFrame(rows, columns=[field.key for field in _LADDER if field.key != "rung"])
    made = made[made["told"] > 0].sort_values(["trust", "topic", "core"], ignore_index=True)
    made.insert(0, "rung", np.arange(1, len(made) + 1))
    return made


def next_topics(
    net: Network, ties: pd.DataFrame, rungs: pd.DataFrame, low_trust: float
) -> pd.DataFrame:
    """Give the pairs of firms with low trust, the lowest first, and the topic each may try next."""
    firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    ends = ties[["low", "high"]].to_numpy(dtype=np.int64)
    own = ties[firm[ends].all(axis=1)]
    seen = _exploded(own).groupby("topic")["orientation"].agg(set)
    steps = rungs.loc[rungs["step"].astype(bool), ["topic", "trust"]].drop_duplicates("topic")
    ids = net.actors.index
    means = own.groupby(["low", "high"])["trust"].transform("mean")
    rows = []
    for (low, high), pair in own[means <= low_trust + _EPS].groupby(["low", "high"]):
        trust = pair["trust"].mean()
        now = sorted({topic for told in pair["topics"] for topic in told})
        kinds = set(pair["orientation"])
        fits = (
            step for step in steps.itertuples(index=False)
            if step.topic not in now and kinds & seen.get(step.topic, set())
        )  # fmt: skip
        best = next(fits, None)
        rows.append(
            {
                "one": str(ids[low]),
                "other": str(ids[high]),
                "trust": trust,
                "now": "; ".join(now),
                "on_core": bool((pair["core"] == CORE).any()),
                "next": best.topic if best else None,
                "why": _why(best.trust) if best else word("no peripheral topic is left to try"),
            }
        )
    made = pd.DataFrame(rows, columns=[field.key for field in _NEXT])
    return made.sort_values(["trust", "one", "other"], ignore_index=True)


def _why(trust: float) -> str:
    return say("peripheral; others share it at a mean trust of {trust}", trust=percent(trust))


def _core(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return CORE if value else PERIPHERAL
    return UNSAID


def _exploded(ties: pd.DataFrame) -> pd.DataFrame:
    return ties.explode("topics").rename(columns={"topics": "topic"}).reset_index(drop=True)


def _table(ties: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for (topic, orientation, core), own in _exploded(ties).groupby(
        ["topic", "orientation", "core"]
    ):
        trust = own["trust"].dropna()
        rows.append(
            {
                "topic": topic,
                "orientation": orientation,
                "core": core,
                "ties": len(own),
                "actors": len(np.unique(own[["low", "high"]].to_numpy())),
                "told": len(trust),
                "trust": trust.mean(),
            }
        )
    return pd.DataFrame(rows, columns=[field.key for field in _TOPICS])


def _names_topics(net: Network) -> int:
    survey = net.origin.survey
    if survey is None or "topic" not in survey.ties:
        return 0
    return int(survey.ties["topic"].notna().sum())


def _gaps(
    net: Network, ties: pd.DataFrame, rungs: pd.DataFrame, steps: pd.DataFrame, asked: bool
) -> Iterator[Gap]:
    if ties.empty:
        yield Gap("There is no tie to tell topics of.", "Ask with whom firms work, and on what.")
        return
    if not asked:
        yield Gap(
            "What ties are about is told by their relation only.",
            "Ask for the topic of each tie: training, tests, joint buying, design.",
        )
    if ties["trust"].isna().all():
        yield Gap(
            "Which topics go with which trust cannot be said.",
            "Ask for trust in each partner, and give its scale in the table relations.",
        )
    if (ties["core"] == UNSAID).all():
        yield Gap(
            "Which topics touch core competences is not known.",
            "Say so in the column core of the table relations.",
        )
    elif len(rungs) and len(steps) and not rungs["step"].any():
        yield Gap(
            "No peripheral topic has enough ties whose trust is told, to suggest a next step.",
            "Ask for trust on peripheral topics too.",
        )


def _findings(
    ties: pd.DataFrame, rungs: pd.DataFrame, steps: pd.DataFrame, fewest: int
) -> Iterator[Finding]:
    trust = ties[ties["task"].astype(bool)].dropna(subset=["trust"]).groupby("core")["trust"]
    means, sizes = trust.mean(), trust.size()
    if {CORE, PERIPHERAL} <= set(means.index) and sizes[[CORE, PERIPHERAL]].min() >= fewest:
        claim = say(
            "Work on core competences has a mean trust of {core} of the scale, peripheral work "
            "{peripheral}",
            core=percent(means[CORE]),
            peripheral=percent(means[PERIPHERAL]),
        )
        core, peripheral = (int(sizes[one]) for one in (CORE, PERIPHERAL))
        rest = say(" ({core} and {peripheral} ties).", core=core, peripheral=peripheral)
        yield Finding("topics", "layers", claim, (rest,), rungs, source="altenburg1999")
    ready = steps.dropna(subset=["next"])
    if len(ready):
        counts = ready["next"].value_counts()
        counts = counts.sort_index().sort_values(ascending=False, kind="stable").head(_MOST)
        named = "; ".join(f"{topic} ({number})" for topic, number in counts.items())
        claim = say_n(
            len(ready),
            "{n} pair of firms trusts each other little and could first try a peripheral topic",
            "{n} pairs of firms trust each other little and could first try a peripheral topic",
        )
        yield Finding("topics_next", "layers", claim, (f": {named}.",), steps,
                      source="altenburg1999")  # fmt: skip


def _cautions(ties: pd.DataFrame) -> Iterator[str]:
    told = int(ties["trust"].notna().sum())
    if 0 < told < len(ties):
        every = count(len(ties), "tie", "ties")
        yield say("Trust is told of {n} of {ties}.", n=told, ties=every)

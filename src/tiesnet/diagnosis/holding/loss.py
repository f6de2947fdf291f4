"""What breaks if somebody leaves: the cluster organisation first, then every other actor."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chain.stage_chance import is_sample
from tiesnet.diagnosis.connection.register import few_answers
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.holding.removal import removal
from tiesnet.diagnosis.holding.without import Without, partners_of, without
from tiesnet.diagnosis.outside.outside import Outside, gates, outside_of
from tiesnet.diagnosis.words import count, mentions, percent
from tiesnet.errors import TiesnetError
from tiesnet.language import pieces, pieces_n, say, say_n, word
from tiesnet.metrics import Measures, catalogue
from tiesnet.network import NOT_SURVEYED, PARTLY, SILENT, Network

_NAMED = 5
_OFFICE = "cluster_organisation"
_COSTS = ("cuts_off", "perhaps", "parts", "pairs_cut", "two_steps", "outside", "sole")
_ACTORS = (
    Field("actor", "If this leaves", "actor"),
    Field("kind", "Kind", "word"),
    Field(
        "cuts_off", "Cut off", "count", "actors", "They answered; cut off from the largest part."
    ),
    Field("who", "Who", "actors"),
    Field("perhaps", "Perhaps more", "count", "actors", "As far as is known."),
    Field("parts", "More groups apart", "count", "", "Groups without a tie between them."),
    Field("pairs_cut", "Pairs cut", "count", "pairs", "Pairs of others that reach each other now."),
    Field("two_steps", "Pairs no longer within two steps", "count", "pairs", "Of others."),
    Field("outside", "Firms without reach outside", "count", "firms", "Within two steps."),
    Field("sole", "Outside partners lost", "count", "actors", "Nobody else is tied to them."),
)
_BESIDE = (
    Field("what", "Among the others", "word"),
    Field("now", "With it", "number"),
    Field("then", "Without it", "number"),
)
_NO_OFFICE = Gap(
    "Whether the network outlives its manager cannot be said: no actor is named as the cluster "
    "organisation.",
    "Give the id of the cluster organisation in the table 'survey', and list it among the actors.",
)
_UNTIED = Gap(
    "Whether the network outlives its manager cannot be said: no tie of the cluster organisation "
    "is reported.",
    "Ask the firms for their ties with the cluster organisation, and ask the organisation too.",
)
_PART = Gap(
    "What would break cannot be said: the survey covers a part of the cluster.",
    "Ask every firm of the cluster.",
)


@diagnosis(
    chapter="brokers",
    label="What breaks if somebody leaves",
    question="What breaks if our own office, or any firm, leaves?",
    needs="ties of every firm; the id of the cluster organisation in the table survey",
    limits="It takes an actor and its ties away and leaves all others as they are: nobody makes "
    "new ties, and memberships do not count. What was not reported cannot be lost.",
    source="borgatti2006, hopcroft1973",
)
def loss(measures: Measures, *, actor: str = "") -> Diagnosis:
    """What the others would lose if one actor left: the cluster organisation, or any other.

    Over all ties inside the cluster, institutions included, directions ignored, always among the
    others: groups without a tie between them, pairs that reach each other over any number of
    steps, pairs within two steps (they have a tie or a common partner), firms that reach a partner
    outside within two steps, and outside partners that somebody is tied to. Who is cut off is
    counted among those that answered. The network is said to outlive its manager when no pair of
    others that reach each other now would be cut.

    The cluster organisation is the one named in the table survey, else the only actor of that
    kind; another actor is looked at when its id is given.
    """
    net = measures.net.inside().layer("all")
    if is_sample(net):
        return Diagnosis(gaps=(_PART,))
    out = outside_of(measures.net.layer("all"))
    who, gap = _chosen(measures, net, actor)
    rows = _every(measures, net, out)
    tables: list[Evidence] = []
    findings: list[Finding] = []
    if who:
        beside = without(net, out, who)
        rows.loc[who, ["parts", "pairs_cut", "two_steps"]] = beside.lost
        title = say("With and without {actor}", actor=str(net.actors.at[who, "name"]))
        tables.append(Evidence("loss_one", title, beside.rows(), _BESIDE))
        findings += _one(measures, net, rows.loc[who], beside)
    listed = _ordered(rows, who)
    tables.append(
        Evidence(
            "loss",
            "What would be lost",
            listed,
            _ACTORS,
            "Who was looked at comes first, then the gravest. Empty: it did not answer everything.",
            "folded",
        )
    )
    return Diagnosis(
        tables=tuple(tables),
        findings=(*findings, *_gravest_firm(measures, net, rows, who)),
        gaps=(gap,) if gap else (),
        cautions=tuple(filter(None, [few_answers(measures)])),
        parameters={
            "Looked at": str(net.actors.at[who, "name"]) if who else say("nobody in particular"),
            "Reach": say("two steps"),
        },
    )


def office_of(measures: Measures) -> str:
    """Give the id of the cluster organisation; "" when it is not known."""
    actors, survey = measures.net.actors, measures.net.origin.survey
    named = str(survey.info.get(_OFFICE) or "") if survey is not None else ""
    if named in actors.index:
        return named
    of_kind = actors.index[actors["kind"] == _OFFICE]
    return str(of_kind[0]) if len(of_kind) == 1 else ""


def _chosen(measures: Measures, net: Network, actor: str) -> tuple[str, Gap | None]:
    """Give who is to leave, or what is missing to say so."""
    if actor:
        if actor not in net.actors.index:
            raise TiesnetError(
                say("There is no actor '{actor}' in the cluster.", actor=actor),
                say("Give the id of an actor."),
            )
        return actor, None
    office = office_of(measures)
    if not office or office not in net.actors.index:
        return "", _NO_OFFICE
    place = int(net.actors.index.get_loc(office))
    return (office, None) if partners_of(net)[place] else ("", _UNTIED)


def _every(measures: Measures, net: Network, out: Outside) -> pd.DataFrame:
    """Give the loss of every actor that has any tie, by id."""
    known, cut = catalogue(), removal(measures)
    ids = net.actors.index
    rows = pd.DataFrame(
        {
            "kind": net.actors["kind"].astype("str").str.replace("_", " "),
            "cuts_off": cut["cuts_off"].reindex(ids).fillna(0).astype(int),
            "who": [_by_name(net, cut.at[k, "who_ids"]) if k in cut.index else () for k in ids],
            "perhaps": cut["perhaps"].reindex(ids).fillna(0).astype(int),
            "parts": known["components_added"].function(net),
            "pairs_cut": known["pairs_cut_off"].function(net),
            "two_steps": known["two_step_pairs_lost"].function(net),
        },
        index=ids,
    )
    if out.links.nnz:
        dark = gates(out)  # who has no link outside takes none along
        for key, lost in (("outside", "lose"), ("sole", "sole")):
            rows[key] = dark[lost].map(len).reindex(ids, fill_value=0)
    return rows.assign(name=net.actors["name"].astype("str"))[partners_of(net) > 0]


def _by_name(net: Network, ids: tuple[str, ...]) -> tuple[str, ...]:
    names = net.actors["name"].astype("str")
    return tuple(sorted(ids, key=lambda k: (names[k], k)))


def _ordered(rows: pd.DataFrame, first: str) -> pd.DataFrame:
    """Put who is looked at first, then who would be missed most; who costs nothing is left out."""
    numbers = [name for name in _COSTS if name in rows]
    costs = rows[numbers].fillna(0).to_numpy(dtype=float).sum(axis=1) > 0
    rows = rows.assign(first=rows.index == first)[costs | (rows.index == first)]
    keys = ["first", "cuts_off", "pairs_cut", "two_steps", "name"]
    order = rows.sort_values(keys, ascending=[False, False, False, False, True])
    order.insert(0, "actor", order.index.astype("object"))
    return order[[f.key for f in _ACTORS if f.key in order]].reset_index(drop=True)


def _one(measures: Measures, net: Network, row: pd.Series, beside: Without) -> list[Finding]:
    """Say what goes with one actor, and whether the network outlives the cluster organisation."""
    if not beside.pairs:
        return []
    who = str(row.name)
    person = Mention(who, str(row["name"]))
    claim = say_n(
        beside.pairs,
        "{cut} of the one pair of others",
        "{cut} of the {n} pairs of others",
        cut=beside.cut,
    )
    rest = _cut_off(beside.cut, person, who == office_of(measures))
    farther, near = beside.near[0] - beside.near[1], beside.near[0]
    if near:
        share = percent(farther / near)
        rest += (
            say(". Of the pairs within two steps {share} would be farther apart", share=share),
        )
    lost, firms = beside.firms_out[0] - beside.firms_out[1], beside.firms_out[0]
    if lost:
        rest += (
            say_n(
                lost,
                ", and {n} of {firms} would not reach the outside",
                ", and {n} of {firms} would not reach the outside",
                firms=count(firms, "firm", "firms"),
            ),
        )
    caution = say(_CAUTIONS.get(str(net.respondents.states()[who]), ""))
    evidence = beside.rows()
    return [Finding("loss_one", "brokers", claim, (*rest, "."), evidence, caution, _SOURCE)]


def _cut_off(pairs: int, person: Mention, office: bool) -> tuple[str | Mention, ...]:
    """Go on after the pairs cut off: without whom, and whether the network outlives that."""
    if not office:
        return pieces_n(
            pairs,
            " that reach each other now would be cut off without {actor}",
            " that reach each other now would be cut off without {actor}",
            actor=person,
        )
    if pairs:
        return pieces_n(
            pairs,
            " that reach each other now would be cut off without {actor}: without its manager it "
            "would not stay whole",
            " that reach each other now would be cut off without {actor}: without its manager it "
            "would not stay whole",
            actor=person,
        )
    return pieces(
        " that reach each other now would be cut off without {actor}: the network would outlive "
        "its manager",
        actor=person,
    )


_SOURCE = "borgatti2006"
_CAUTIONS = {
    SILENT: word("It did not answer itself: only ties that others report are counted."),
    NOT_SURVEYED: word("It was not asked itself: only ties that others report are counted."),
    PARTLY: word(
        "It answered a part of the questions: of the rest only ties that others report are counted."
    ),
}


def _gravest_firm(
    measures: Measures, net: Network, rows: pd.DataFrame, first: str
) -> tuple[Finding, ...]:
    """Name the firm whose leaving would cost the others most."""
    firms = rows[(net.actors["kind"].reindex(rows.index) == "firm") & (rows.index != first)]
    firms = firms.sort_values(
        ["cuts_off", "pairs_cut", "two_steps", "name"], ascending=[False, False, False, True]
    )
    if firms.empty:
        return ()
    row, who = firms.iloc[0], str(firms.index[0])
    steps = int(row["two_steps"]) if row["two_steps"] > 0 else 0
    person = Mention(who, str(row["name"]))
    rest: tuple[str | Mention, ...] = pieces(" without {actor}", actor=person)
    if row["cuts_off"]:
        claim = say_n(
            int(row["cuts_off"]), "{n} actor would be cut off", "{n} actors would be cut off"
        )
        rest += (*_listed(net, row["who"]), _farther(steps))
    elif row["pairs_cut"] > 0:  # parts of equal size, or nobody who answered is on the small side
        claim = say_n(
            int(row["pairs_cut"]),
            "{n} pair of others would no longer reach each other",
            "{n} pairs of others would no longer reach each other",
        )
        how = removal(measures)["sentence"].get(who, "")
        rest += (f": {how}{_farther(steps)}" if how else _farther(steps),)
    elif steps:
        claim = say_n(
            steps,
            "{n} pair of others would no longer be within two steps",
            "{n} pairs of others would no longer be within two steps",
        )
        rest += (_beside_others(net, rows, who), say("; nobody would be cut off."))
    else:
        return ()
    return (Finding("loss_firm", "brokers", claim, rest, firms.head(1), source=_SOURCE),)


def _farther(steps: int) -> str:
    """Say how many pairs of others would be farther apart, as the end of a sentence."""
    if not steps:
        return "."
    return say_n(
        steps,
        "; {n} pair of others would no longer be within two steps.",
        "; {n} pairs of others would no longer be within two steps.",
    )


def _listed(net: Network, ids: Sequence[str]) -> tuple[str | Mention, ...]:
    """Name those who would be cut off, if they are few."""
    if len(ids) > _NAMED:
        return ()
    names = net.actors["name"].astype("str")
    return (": ", *mentions([Mention(k, str(names[k])) for k in ids]))


def _beside_others(net: Network, rows: pd.DataFrame, who: str) -> str:
    """Compare the pairs that would be farther apart with those without any other firm."""
    firms = rows.loc[net.actors["kind"].reindex(rows.index) == "firm", "two_steps"]
    own, others = firms[who], firms.drop(who)
    if (others > own).any():
        return ""
    equal = int((others == own).sum())
    if equal:
        return say_n(
            equal,
            ", as many as without {n} other firm",
            ", as many as without {n} other firms",
        )
    if others.isna().any():
        return say(", more than without any other firm that answered")
    return say(", more than without any other firm")

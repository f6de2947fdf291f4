"""International social capital: ties across borders, to home, to the host, among compatriots."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import few_answers
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.outside.abroad import by_firm, by_relation, newcomers_beside, survey_year
from tiesnet.diagnosis.tested import BESIDE_P
from tiesnet.diagnosis.words import number, p_value, percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures

_LEVEL, _FEWEST = 0.05, 5
_RELATIONS = (
    Field("layer", "Relation", "layer"),
    Field("firms", "Firms that answered", "count", "firms"),
    Field("links", "Links", "count", "links", "A firm and one of its partners."),
    Field("cross_border", "Across borders", "count", "links"),
    Field("cross_share", "Share across borders", "percent", "", "Of the links known."),
    Field("unknown", "Border not known", "count", "links"),
    Field("away", "Links of firms abroad", "count", "links"),
    Field("home_share", "To home", "percent", "", "The partner is where the firm comes from."),
    Field("host_share", "To locals", "percent", "", "The partner comes from the host country."),
    Field("compatriots_share", "To compatriots", "percent", "", "Same origin, same host country."),
)
_FIRMS = (
    Field("firm", "Firm", "actor"),
    Field("country", "Country"),
    Field("origin", "Comes from"),
    Field("abroad", "Abroad", "flag"),
    Field("newcomer", "Newcomer", "flag"),
    Field("partners", "Partners", "count", "actors"),
    Field("cross_border", "In other countries", "count", "actors"),
    Field("countries", "Countries reached", "count", "countries"),
    Field("home", "At home", "count", "actors"),
    Field("host", "Locals", "count", "actors"),
    Field("compatriots", "Compatriots", "count", "actors"),
)
_NEWCOMERS = (
    Field("measure", "What", "word"),
    Field("newcomers", "Newcomers", "count", "firms"),
    Field("mean_newcomers", "Their mean", "number"),
    Field("others", "Other firms", "count", "firms"),
    Field("mean_others", "The others' mean", "number"),
    Field(
        "p",
        "p",
        "number",
        "",
        "Twice the share of shuffles at least as high, or as low, whichever is smaller.",
    ),
    *BESIDE_P,
)
_COMPARED = {
    "partners": word("Partners"),
    "cross_border": word("Partners in other countries"),
    "home_share": word("Share of partners at home"),
    "host_share": word("Share of partners from the host country"),
    "compatriots_share": word("Share of partners that are compatriots"),
}
_IN_SENTENCE = {
    "partners": word("partners"),
    "cross_border": word("partners in other countries"),
    "home_share": word("share of partners at home"),
    "host_share": word("share of partners from the host country"),
    "compatriots_share": word("share of partners that are compatriots"),
}
_WHO = {
    "home": word("Partners at home"),
    "host": word("Partners from the host country"),
    "compatriots": word("Compatriots"),
}
_SHARES = {
    "home": word("partners at home"),
    "host": word("partners from the host country"),
    "compatriots": word("compatriots"),
}
_CHOICE = (
    Field("who", "Who", "word"),
    Field("firms", "Firms abroad", "count", "firms"),
    Field("share", "Share of their partners", "percent", "", "Mean over firms."),
    Field("among", "Share of all others", "percent", "", "Of all other actors in the survey."),
)


@diagnosis(
    chapter="outside",
    label="International social capital",
    question="Whom do firms know across borders, at home and in their host country?",
    needs="the country where each actor is and the one it comes from, partners outside the cluster "
    "included; for newcomers, the year each firm came",
    limits="It counts partners, not what comes of them. A firm that has several sites stands in "
    "the country the survey gives.",
    source="urzelai2017, phipson2010",
)
def international(measures: Measures, *, newcomer: int = 3, replications: int = 999) -> Diagnosis:
    """Which ties lead across borders, and whom firms abroad turn to: home, locals or compatriots.

    Across borders: firm and partner are in different countries. Of firms abroad, those in another
    country than the one they come from: home ties lead to partners in the country of origin, host
    ties to partners who come from the country where the firm is, and compatriots are partners of
    the same origin in the same host country. A tie can be more than one of these. A firm that
    never left home has no home or host ties here: they would be its neighbours.

    Links are counted as each firm of the cluster that answered sees them: a tie of two such firms
    is two links. What is not known of a partner is left out of the shares, and the counts of its
    firm are empty. The shares of partners stand beside the shares among all other actors of the
    survey: where most others are compatriots, so will most partners be.

    Newcomers came at most so many years before the survey (the year of its date, else of its
    wave, else of the last arrival); their means stand beside those of the other firms, and the
    labels are shuffled among the firms with a value: p = (b + 1) / (m + 1), two-sided.
    """
    relations, firms = by_relation(measures), by_firm(measures)
    since = survey_year(measures, firms["entered"]) - newcomer
    years = pd.to_numeric(firms["entered"], errors="coerce").astype("Float64")
    firms = firms.assign(newcomer=(years >= since).astype("boolean") if len(firms) else None)
    compared = newcomers_beside(firms, _COMPARED, replications, seed_of(measures))
    choice = _choice(firms)
    compared = compared[(compared["newcomers"] > 0) & (compared["others"] > 0)]
    return Diagnosis(
        tables=_tables(relations, firms, choice, compared),
        findings=(*_compatriots(choice), *_borders(firms), *_newcomers(compared)),
        gaps=_gaps(measures, relations, firms, compared),
        cautions=_cautions(measures, relations, firms),
        parameters={
            word("Newcomers came within years"): newcomer,
            word("Counted as newcomers since"): say("not known")
            if np.isnan(since)
            else str(int(since)),
            word("Fewest firms for a sentence"): _FEWEST,
            word("Shuffles"): replications,
            word("Seed"): seed_of(measures),
        },
    )


def _tables(
    relations: pd.DataFrame, firms: pd.DataFrame, choice: pd.DataFrame, compared: pd.DataFrame
) -> tuple[Evidence, ...]:
    asked = relations[(relations["border_known"] > 0) | (relations["away"] > 0)]
    shown = [f.key for f in _RELATIONS if f.key in asked and asked[f.key].notna().any()]
    known = firms[
        firms["cross_border"].notna() | firms["abroad"].to_numpy(dtype=bool, na_value=False)
    ]
    columns = [field.key for field in _FIRMS[1:]]
    each = known.sort_values("cross_border", ascending=False, kind="stable")[columns]
    beside = compared[[field.key for field in _NEWCOMERS]].reset_index(drop=True)
    chosen = choice.loc[choice["firms"] > 0].drop(columns="key").reset_index(drop=True)
    return (
        Evidence(
            "abroad_relations", "Across borders and abroad", asked[shown].reset_index(drop=True),
            _RELATIONS,
            "Links as firms see them: a tie of two firms of the cluster counts for each of them.",
        ),
        Evidence("abroad_choice", "Whom firms abroad are tied to", chosen, _CHOICE),
        Evidence("abroad_newcomers", "Newcomers beside the others", beside, _NEWCOMERS),
        Evidence(
            "abroad_firms", "Firm by firm", each.rename_axis("firm").reset_index(), _FIRMS,
            "Locals, partners at home and compatriots are counted for firms abroad only.", "folded",
        ),
    )  # fmt: skip


def _choice(firms: pd.DataFrame) -> pd.DataFrame:
    """Put whom firms abroad are tied to beside whom the survey names, in means over firms."""
    rows = []
    for key, who in _WHO.items():
        known = firms[[f"{key}_share", f"{key}_among"]].dropna()
        own, others = (float(known[c].mean()) if len(known) else np.nan for c in known.columns)
        rows.append({"who": who, "firms": len(known), "share": own, "among": others, "key": key})
    return pd.DataFrame(rows)


def _compatriots(choice: pd.DataFrame) -> tuple[Finding, ...]:
    known = choice[choice["firms"] >= _FEWEST].sort_values("share", ascending=False, kind="stable")
    if known.empty:
        return ()
    first, others = known.iloc[0], known.iloc[1:]
    claim = say(
        "{who} are {share} of the partners of firms abroad",
        who=say(first["who"]),
        share=percent(first["share"]),
    )
    more = "; ".join(
        say(
            "{who} {share} and {among}",
            who=say(_SHARES[row.key]),
            share=percent(row.share),
            among=percent(row.among),
        )
        for row in others.itertuples(index=False)
    )
    among = percent(first["among"])
    said = say(" on average, and {among} of all others in the survey.", among=among)
    if more:
        said = say(
            " on average, and {among} of all others in the survey; {more}.", among=among, more=more
        )
    caution = say(
        "Means over {n} firms; a partner can be more than one of these.", n=int(first["firms"])
    )
    return (Finding("abroad", "outside", claim, (said,), choice, caution, "urzelai2017"),)


def _borders(firms: pd.DataFrame) -> tuple[Finding, ...]:
    known = firms.dropna(subset=["cross_border"])
    if len(known) < _FEWEST:
        return ()
    some = int((known["cross_border"] > 0).sum())
    if not some:
        return ()
    claim = say_n(
        some,
        "{n} of {firms} firms has a partner in another country",
        "{n} of {firms} firms have a partner in another country",
        firms=len(known),
    )
    few = max(1, round(len(known) / 10))
    share = float(known["cross_border"].nlargest(few).sum() / known["cross_border"].sum())
    rest = "."
    if some > 1:
        rest = say_n(
            few,
            "; the one with most of them holds {share} of these links.",
            "; the {n} with most of them hold {share} of these links.",
            share=percent(share),
        )
    return (Finding("borders", "outside", claim, (rest,), known, "", "urzelai2017"),)


def _newcomers(compared: pd.DataFrame) -> tuple[Finding, ...]:
    clear = compared[compared["p"] <= _LEVEL]
    made = []
    for row in clear.sort_values("p", kind="stable").itertuples(index=False):
        written = percent if row.key.endswith("_share") else number
        claim = say(
            "Newcomers differ from the other firms: {measure}",
            measure=say(_IN_SENTENCE[row.key]),
        )
        rest = say(
            " {newcomers} beside {others} on average ({n} and {m} firms, {p}).",
            newcomers=written(row.mean_newcomers),
            others=written(row.mean_others),
            n=row.newcomers,
            m=row.others,
            p=p_value(row.p),
        )
        made.append(Finding("newcomers", "outside", claim, (rest,), source="urzelai2017"))
    return tuple(made)


def _gaps(
    measures: Measures, relations: pd.DataFrame, firms: pd.DataFrame, compared: pd.DataFrame
) -> tuple[Gap, ...]:
    actors, gaps = measures.net.actors, []
    if not relations["border_known"].sum():
        gaps.append(
            Gap(
                "Which ties cross a border cannot be said: the countries of partners are not "
                "known.",
                "Ask in which country each partner is.",
            )
        )
    elif actors["in_cluster"].all():
        gaps.append(
            Gap(
                "Partners in other countries are not known: the survey names none outside the "
                "cluster.",
                "Ask every firm for its partners outside the cluster and where they are.",
            )
        )
    if "origin" not in actors or not actors["origin"].notna().any():
        gaps.append(
            Gap(
                "Ties to home, to locals and among compatriots cannot be told: origins are not "
                "known.",
                "Ask every firm from which country it, and each partner, comes.",
            )
        )
    elif firms["abroad"].fillna(False).any() and compared.empty:
        gaps.append(
            Gap(
                "Newcomers cannot be compared: it is not known when firms came, or all came alike.",
                "Ask every firm in which year it came to the cluster.",
            )
        )
    return tuple(gaps)


def _cautions(measures: Measures, relations: pd.DataFrame, firms: pd.DataFrame) -> tuple[str, ...]:
    said = [few_answers(measures)]
    row = relations[relations["layer"] == "all"]
    if len(row) and 0 < row["unknown"].iloc[0] < row["links"].iloc[0]:
        said.append(
            say_n(
                int(row["unknown"].iloc[0]),
                "Of {n} of {links} links the country of an end is not known; it stays out of the "
                "shares.",
                "Of {n} of {links} links the country of an end is not known; they stay out of the "
                "shares.",
                links=int(row["links"].iloc[0]),
            )
        )
    if "origin" in measures.net.actors and len(firms) and not firms["abroad"].fillna(False).any():
        said.append(say("No firm is known to be away from its country of origin."))
    return tuple(text for text in said if text)

"""Social capital: seven dimensions per firm, how unequally spread, and how they go together."""

from __future__ import annotations

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.capital.capital_profile import (
    FEWEST,
    beside,
    composite_of,
    correlations,
    leads,
    percentiles,
)
from tiesnet.diagnosis.capital.capital_scales import scale_rows, scale_tables
from tiesnet.diagnosis.capital.capital_tables import composite_table, profile_tables, value_tables
from tiesnet.diagnosis.capital.capital_words import (
    FEWEST_TESTED,
    cautions,
    closure_and_brokerage,
    composite_gap,
    gaps,
    say_apart,
    say_embedded,
    say_low,
    say_reliable,
    say_unequal,
)
from tiesnet.diagnosis.evidence import Diagnosis
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.survey_quality.columns import column_word
from tiesnet.metrics import TRUSTED, Measures


@diagnosis(
    chapter="capital",
    label="Social capital",
    question="What social capital do firms have, and how unequally?",
    needs="ties; each dimension has needs of its own: institutions, employees, informal ties or "
    "trust, scale items, countries",
    limits="It is a profile, not one number: dimensions may pull apart, and more is not always "
    "better. Places compare the firms of this survey only. What a firm gains from its ties is not "
    "measured.",
    source="coleman1988, burt1992, woolcock2001, lin2001, nahapiet1998, uzzi1996, urzelai2017, "
    "cronbach1951",
)
def capital(
    measures: Measures,
    *,
    attribute: str = "size",
    trusted: float = TRUSTED,
    reliable: float = 0.7,
    low: float = 0.25,
    composite: bool = False,
    replications: int = 999,
) -> Diagnosis:
    """What a firm can draw on through its ties, in seven dimensions, each with its own measure.

    Bonding: local clustering, partners who know each other. Bridging: effective size, partners
    who do not. Linking: institutions it is tied to. Resources: the mean of what its partners
    have, by default employees. Relational: the share of its business partners with whom it also
    has an informal tie, or high trust (embedded ties). Cognitive: its answers on shared vision.
    International: partners in other countries. Further measures stand beside them. All over all
    ties; partners outside the cluster count for linking, resources, coupling and international.

    The place of a firm is its percentile among the firms with a value: (rank - 1/2) / n, equals
    sharing the mean rank. A dimension without data is empty and says why. Inequality is Gini's
    coefficient. The dimensions are correlated by rank (Spearman) over the firms that have both;
    for bonding with bridging, bonding is shuffled among these firms, p = (b + 1) / (m + 1),
    two-sided. Cronbach's alpha is k / (k - 1) times (1 - sum of the variances of the k items over
    the variance of their sum), over the firms that answered all items, reversed items turned.

    The composite is made on request only: the mean place over all dimensions that any firm has,
    for the firms that have them all.
    """
    found, more = leads(measures, attribute, trusted), beside(measures, attribute)
    places, pairs = percentiles(found), correlations(found)
    apart = closure_and_brokerage(found, replications, seed_of(measures))
    reliability, items = scale_rows(measures, reliable)
    whole = composite_of(places)
    shown = (composite_table(whole, places),) if composite else ()
    first, *others = profile_tables(found, more, places, pairs)
    scales, values = scale_tables(reliability, items), value_tables(found, more)
    return Diagnosis(
        tables=(first, *shown, *scales, *others, *values),
        findings=(
            *say_low(measures, places, low),
            *say_unequal(found),
            *say_embedded(found),
            *say_apart(apart),
            *say_reliable(reliability, reliable),
        ),
        gaps=(*gaps(found), *composite_gap(composite, whole)),
        cautions=cautions(measures, reliability, items, reliable),
        parameters={
            "Resource of partners": column_word(attribute),
            "Trust embeds from this share of its scale on": round(trusted, 3),
            "Alpha from which items hang together": reliable,
            "Lowest part of the firms": low,
            "Composite asked for": composite,
            "Fewest firms summed up": FEWEST,
            "Fewest firms for a test": FEWEST_TESTED,
            "Shuffles": replications,
            "Seed": seed_of(measures),
        },
    )

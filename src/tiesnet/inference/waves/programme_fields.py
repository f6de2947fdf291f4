"""The columns of the tables on a programme, and what they cannot say."""

from __future__ import annotations

from tiesnet.inference.evidence import Field
from tiesnet.inference.result import TEST_FIELDS
from tiesnet.inference.waves.ties import STEP_FIELDS
from tiesnet.language import word

_EFFECT = (
    Field("observed", "Estimate", "number", "",
          "Change of the treated less change of the others (difference in differences)."),
    Field("low", "Interval from", "number", "", "95 %; actors drawn again within each group."),
    Field("high", "Interval to", "number", "", "95 %."),
    *TEST_FIELDS[1:],
)  # fmt: skip
ACTOR_FIELDS = (
    *STEP_FIELDS,
    Field("period", "Period", "word", "", "Before the programme nothing should differ."),
    Field("layer", "Relation", "layer"),
    Field("measure", "Measure", "word"),
    Field("treated", "Treated", "count", "actors"),
    Field("others", "Others", "count", "actors"),
    Field("treated_before", "Treated, before", "number"),
    Field("treated_after", "Treated, after", "number"),
    Field("others_before", "Others, before", "number"),
    Field("others_after", "Others, after", "number"),
    *_EFFECT,
)
PAIR_FIELDS = (
    *STEP_FIELDS,
    Field("layer", "Relation", "layer"),
    Field("group", "Pairs with", "word"),
    Field("pairs", "Pairs known in both", "count", "pairs"),
    Field("before", "Tied before", "count", "ties"),
    Field("after", "Tied after", "count", "ties"),
    Field("created", "Created", "count", "ties"),
    Field("dissolved", "Dissolved", "count", "ties"),
    Field("creation", "Creation rate", "percent", "", "Of pairs not tied before."),
    Field("dissolution", "Dissolution rate", "percent", "", "Of pairs tied before."),
)
PAIR_TEST_FIELDS = (
    *STEP_FIELDS,
    Field("period", "Period", "word"),
    Field("layer", "Relation", "layer"),
    Field("group", "Pairs with", "word", "", "Compared with pairs of which none was treated."),
    Field("statistic", "Change of", "word"),
    *_EFFECT,
)
CAUTIONS = (
    word(
        "It says whether the treated changed more than the others, not why: unless lots decided "
        "who was treated, those that took part may have differed and grown apart anyway."
    ),
    word(
        "It rests on both groups changing alike without the programme. With three waves the wave "
        "before is tested ('before it'): a difference there speaks against it; none is no proof."
    ),
    word(
        "A tie joins two actors: what the treated gain with an untreated partner counts for both, "
        "and a programme that works on everybody through the network looks weaker than it is."
    ),
    word(
        "Firms chosen because they had few ties would gain some without a programme too "
        "(regression to the mean)."
    ),
    word("Who left or entered between the waves is not compared."),
)

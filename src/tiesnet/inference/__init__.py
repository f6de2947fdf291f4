"""Floor 4: is it more than chance? Seeded tests, resampling, what missing answers do."""

from tiesnet.inference.attributes import (
    attribute_test,
    autocorrelation,
    computed_of,
    lag_model,
    permute_metric,
    regress,
)
from tiesnet.inference.compare import BLOCKS, INDICATORS, Indicator, compare
from tiesnet.inference.correlation import qap
from tiesnet.inference.coupling import layer_coupling
from tiesnet.inference.cug import cug, cug_scores
from tiesnet.inference.ei_permutation import ei_permutation
from tiesnet.inference.engine import CHUNK, REPLICATIONS, Chunk, replicate
from tiesnet.inference.evidence import Evidence, Field, Kind, Shown
from tiesnet.inference.holm import holm
from tiesnet.inference.missing import (
    EVERYTHING,
    HEADLINE_MEASURES,
    SHARES,
    Imputation,
    completed,
    imputation,
    imputations,
    imputed,
    rank_intervals,
    robustness,
    specification_curve,
    stronger,
)
from tiesnet.inference.models import mrqap, pair_variable
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.pairs import (
    PairValues,
    enough,
    exchangeable,
    known_together,
    layer_pairs,
    orders,
    respondents,
)
from tiesnet.inference.permutation import permute_labels
from tiesnet.inference.precedence import precedence
from tiesnet.inference.resampling import kept_share, resample
from tiesnet.inference.result import PERMUTATION, TEST_FIELDS, TestResult, summarise
from tiesnet.inference.together import together
from tiesnet.inference.waves import Rounds, before_after, rounds_of, wave_changes, wave_flows
from tiesnet.inference.words import count, p_said

__all__ = [
    "BLOCKS",
    "CHUNK",
    "EVERYTHING",
    "HEADLINE_MEASURES",
    "INDICATORS",
    "PERMUTATION",
    "REPLICATIONS",
    "SHARES",
    "TEST_FIELDS",
    "Chunk",
    "Evidence",
    "Field",
    "Imputation",
    "Indicator",
    "Kind",
    "Outcome",
    "PairValues",
    "Rounds",
    "Shown",
    "TestResult",
    "attribute_test",
    "autocorrelation",
    "before_after",
    "compare",
    "completed",
    "computed_of",
    "count",
    "cug",
    "cug_scores",
    "ei_permutation",
    "enough",
    "exchangeable",
    "holm",
    "imputation",
    "imputations",
    "imputed",
    "kept_share",
    "known_together",
    "lag_model",
    "layer_coupling",
    "layer_pairs",
    "mrqap",
    "orders",
    "p_said",
    "pair_variable",
    "permute_labels",
    "permute_metric",
    "precedence",
    "qap",
    "rank_intervals",
    "regress",
    "replicate",
    "resample",
    "respondents",
    "robustness",
    "rounds_of",
    "specification_curve",
    "stronger",
    "summarise",
    "together",
    "wave_changes",
    "wave_flows",
]

"""Floor 3: the measures, each declared once in a catalogue."""

from tiesnet.metrics._catalogue import TOPICS, Metric, catalogue
from tiesnet.metrics._cautions import CORRECTED, FEW_ANSWERS
from tiesnet.metrics._choice import choose, in_word
from tiesnet.metrics._coopetition import coopetition_pairs, shared_partners
from tiesnet.metrics._design import ASKED, design_caution, design_of
from tiesnet.metrics._ei import JoinCount, join_count
from tiesnet.metrics._embedded import TRUSTED, embedded, relation_words
from tiesnet.metrics._governance import GOVERNANCE_FORMS, governance_shares, governance_ties
from tiesnet.metrics._groups import groups
from tiesnet.metrics._items import Scale, cronbach_alpha, item_rest, scale_named, scales
from tiesnet.metrics._measure import Measures, measure
from tiesnet.metrics._oriented import triad_census_counts
from tiesnet.metrics._phrases import LIKE, alike_phrases, phrases, says_yes
from tiesnet.metrics._policies import HEADLINES, under_policies
from tiesnet.metrics._production import production_groups
from tiesnet.metrics._roles import KINDS as ROLE_KINDS
from tiesnet.metrics._roles import roles_of
from tiesnet.metrics._sizes import sizes
from tiesnet.metrics._space import NEAR, alike, kilometres, pair_space, space
from tiesnet.metrics._threads import in_one_thread
from tiesnet.metrics.connection import (
    ISOLATE,
    LOW_CORE,
    ONE_ACTOR,
    ONE_TIE,
    OUTSIDE,
    UNCLEAR,
    CutOff,
    cut_off,
    cut_points,
    doubted,
    naming,
)

__all__ = [
    "ASKED",
    "CORRECTED",
    "FEW_ANSWERS",
    "GOVERNANCE_FORMS",
    "HEADLINES",
    "ISOLATE",
    "LIKE",
    "LOW_CORE",
    "NEAR",
    "ONE_ACTOR",
    "ONE_TIE",
    "OUTSIDE",
    "ROLE_KINDS",
    "TOPICS",
    "TRUSTED",
    "UNCLEAR",
    "CutOff",
    "JoinCount",
    "Measures",
    "Metric",
    "Scale",
    "alike",
    "alike_phrases",
    "catalogue",
    "choose",
    "coopetition_pairs",
    "cronbach_alpha",
    "cut_off",
    "cut_points",
    "design_caution",
    "design_of",
    "doubted",
    "embedded",
    "governance_shares",
    "governance_ties",
    "groups",
    "in_one_thread",
    "in_word",
    "item_rest",
    "join_count",
    "kilometres",
    "measure",
    "naming",
    "pair_space",
    "phrases",
    "production_groups",
    "relation_words",
    "roles_of",
    "says_yes",
    "scale_named",
    "scales",
    "shared_partners",
    "sizes",
    "space",
    "triad_census_counts",
    "under_policies",
]

"""Floor 5: what the numbers mean for a cluster, evidence first."""

from tiesnet.diagnosis._catalogue import (
    CHAPTERS,
    Study,
    diagnose,
    diagnosed_before,
    diagnoses,
)
from tiesnet.diagnosis.chain.cooperation import (
    ORIENTATIONS,
    formal_informal,
    horizontal_vertical,
    is_union,
)
from tiesnet.diagnosis.connection.register import (
    DISCONNECTED,
    HANGING,
    Response,
    disconnected,
    few_answers,
    namers,
    not_surveyed,
    only_through_institutions,
    register,
    response,
    silent,
    unclear,
    why_not_said,
)
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.findings import findings
from tiesnet.diagnosis.holding.brokers import ROLES, brokers, risks, role_leaders
from tiesnet.diagnosis.holding.removal import removal
from tiesnet.diagnosis.introductions.introductions import first_introductions
from tiesnet.diagnosis.survey_quality.columns import column_said
from tiesnet.diagnosis.words import count, mentions, number, percent

__all__ = [
    "CHAPTERS",
    "DISCONNECTED",
    "HANGING",
    "ORIENTATIONS",
    "ROLES",
    "Diagnosis",
    "Evidence",
    "Field",
    "Finding",
    "Gap",
    "Mention",
    "Response",
    "Study",
    "brokers",
    "column_said",
    "count",
    "diagnose",
    "diagnosed_before",
    "diagnoses",
    "disconnected",
    "few_answers",
    "findings",
    "first_introductions",
    "formal_informal",
    "horizontal_vertical",
    "is_union",
    "mentions",
    "namers",
    "not_surveyed",
    "number",
    "only_through_institutions",
    "percent",
    "register",
    "removal",
    "response",
    "risks",
    "role_leaders",
    "silent",
    "unclear",
    "why_not_said",
]

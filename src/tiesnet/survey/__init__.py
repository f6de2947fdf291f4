"""Floor 1: from files to a survey."""

from tiesnet.survey.clean.absent import absences
from tiesnet.survey.forms.meanings import Block, as_role, blocks, meanings, planned
from tiesnet.survey.forms.plan import Plan, RelationPlan, TablePlan
from tiesnet.survey.kinds import PROBLEM_KINDS, ProblemKind
from tiesnet.survey.mapping import Draft, draft_and_inputs, draft_mapping, drafted
from tiesnet.survey.matching.decisions import (
    DECISION,
    NAME,
    NOTE,
    Decision,
    Decisions,
    read_names,
)
from tiesnet.survey.matching.suggest import MOST as MOST_SUGGESTED
from tiesnet.survey.matching.uncertain import uncertain_names
from tiesnet.survey.privacy.consent import drawn_from, shown_survey, withheld
from tiesnet.survey.privacy.hidden import Hidden
from tiesnet.survey.privacy.pseudonymise import Pseudonymised, pseudonymise
from tiesnet.survey.privacy.pseudonyms import Entry
from tiesnet.survey.problems import SEVERITIES, Place, problems_frame
from tiesnet.survey.questionnaire.firms import firms_of
from tiesnet.survey.read import read_survey
from tiesnet.survey.schema import CHOICES, TABLES, Column, TableSchema
from tiesnet.survey.survey import ASSUMPTION_COLUMNS, PROBLEM_COLUMNS, Survey
from tiesnet.survey.vocabulary import VOCABULARY
from tiesnet.survey.words import unaccented, wave_order

__all__ = [
    "ASSUMPTION_COLUMNS",
    "CHOICES",
    "DECISION",
    "MOST_SUGGESTED",
    "NAME",
    "NOTE",
    "PROBLEM_COLUMNS",
    "PROBLEM_KINDS",
    "SEVERITIES",
    "TABLES",
    "VOCABULARY",
    "Block",
    "Column",
    "Decision",
    "Decisions",
    "Draft",
    "Entry",
    "Hidden",
    "Place",
    "Plan",
    "ProblemKind",
    "Pseudonymised",
    "RelationPlan",
    "Survey",
    "TablePlan",
    "TableSchema",
    "absences",
    "as_role",
    "blocks",
    "draft_and_inputs",
    "draft_mapping",
    "drafted",
    "drawn_from",
    "firms_of",
    "meanings",
    "planned",
    "problems_frame",
    "pseudonymise",
    "read_names",
    "read_survey",
    "shown_survey",
    "unaccented",
    "uncertain_names",
    "wave_order",
    "withheld",
]

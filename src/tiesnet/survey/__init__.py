"""Floor 1: from files to a survey."""

from tiesnet.survey.kinds import PROBLEM_KINDS, ProblemKind
from tiesnet.survey.privacy.consent import shown_survey, withheld
from tiesnet.survey.privacy.hidden import Hidden
from tiesnet.survey.privacy.pseudonymise import Pseudonymised, pseudonymise
from tiesnet.survey.privacy.pseudonyms import Entry
from tiesnet.survey.problems import SEVERITIES, problems_frame
from tiesnet.survey.read import read_survey
from tiesnet.survey.schema import CHOICES, TABLES, Column, TableSchema
from tiesnet.survey.survey import ASSUMPTION_COLUMNS, PROBLEM_COLUMNS, Survey
from tiesnet.survey.vocabulary import VOCABULARY
from tiesnet.survey.words import wave_order

__all__ = [
    "ASSUMPTION_COLUMNS",
    "CHOICES",
    "PROBLEM_COLUMNS",
    "PROBLEM_KINDS",
    "SEVERITIES",
    "TABLES",
    "VOCABULARY",
    "Column",
    "Entry",
    "Hidden",
    "ProblemKind",
    "Pseudonymised",
    "Survey",
    "TableSchema",
    "problems_frame",
    "pseudonymise",
    "read_survey",
    "shown_survey",
    "wave_order",
    "withheld",
]

"""Names of firms: taken apart, matched to the roster, suggested, and decided by the user."""

from tiesnet.survey.matching.decisions import Decisions, read_names
from tiesnet.survey.matching.index import NameIndex
from tiesnet.survey.matching.uncertain import uncertain_names

__all__ = ["Decisions", "NameIndex", "read_names", "uncertain_names"]

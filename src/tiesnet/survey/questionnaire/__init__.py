"""Questionnaires: what is asked of whom, in which words, and how answers become a survey.

Nothing here knows a file format. The forms are written by ``exports``; those that come back are
taken apart by a shape (Excel) or by the platform that exported them (KoboToolbox, ODK).
"""

from tiesnet.survey.questionnaire.book import FORM_SHEET, packed
from tiesnet.survey.questionnaire.catalogue import (
    AGREE,
    ATTRIBUTES,
    CONTACTS,
    DEFAULT_MODULES,
    DEFAULT_RELATIONS,
    GROUPS,
    ITEMS,
    MEMBERSHIP_TYPES,
    MODULES,
    MOST_MEMBERSHIPS,
    MOST_OUTSIDE,
    PARTNER_KINDS,
    RELATIONS,
    SCALES,
    STRONGEST,
    TRUST,
    YES_NO,
    Relation,
)
from tiesnet.survey.questionnaire.design import Design, codes_for, plain, questions
from tiesnet.survey.questionnaire.texts import LANGUAGES, labelled, said

__all__ = [
    "AGREE",
    "ATTRIBUTES",
    "CONTACTS",
    "DEFAULT_MODULES",
    "DEFAULT_RELATIONS",
    "FORM_SHEET",
    "GROUPS",
    "ITEMS",
    "LANGUAGES",
    "MEMBERSHIP_TYPES",
    "MODULES",
    "MOST_MEMBERSHIPS",
    "MOST_OUTSIDE",
    "PARTNER_KINDS",
    "RELATIONS",
    "SCALES",
    "STRONGEST",
    "TRUST",
    "YES_NO",
    "Design",
    "Relation",
    "codes_for",
    "labelled",
    "packed",
    "plain",
    "questions",
    "said",
]

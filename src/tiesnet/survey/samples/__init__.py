"""Sample surveys: three simulated clusters with answer keys, and the Florentine families."""

from tiesnet.survey.samples.compatriots import compatriots_abroad, compatriots_abroad_key
from tiesnet.survey.samples.exporters import sinos_like_exporters, sinos_like_exporters_key
from tiesnet.survey.samples.florentine import florentine_families
from tiesnet.survey.samples.footwear import footwear_valley, footwear_valley_key

__all__ = [
    "compatriots_abroad",
    "compatriots_abroad_key",
    "florentine_families",
    "footwear_valley",
    "footwear_valley_key",
    "sinos_like_exporters",
    "sinos_like_exporters_key",
]

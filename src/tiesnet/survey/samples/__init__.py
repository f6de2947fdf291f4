"""Sample surveys: a simulated footwear valley with an answer key, and the Florentine families."""

from tiesnet.survey.samples.florentine import florentine_families
from tiesnet.survey.samples.footwear import footwear_valley, footwear_valley_key

__all__ = ["florentine_families", "footwear_valley", "footwear_valley_key"]

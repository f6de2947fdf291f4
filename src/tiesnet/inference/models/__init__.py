"""Regressions over pairs of actors, tested by permuting who is who."""

from tiesnet.inference.models.regress import mrqap

__all__ = ["mrqap"]

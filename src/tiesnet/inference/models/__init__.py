"""Regressions over pairs of actors, tested by permuting who is who."""

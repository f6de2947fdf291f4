"""Measures of holes."""

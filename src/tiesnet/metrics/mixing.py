"""Measures of mixing."""

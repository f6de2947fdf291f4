"""Measures of multiplexity."""

"""Measures of connection."""

"""Measures of cooperation."""

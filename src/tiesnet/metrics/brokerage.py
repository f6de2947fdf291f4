"""Measures of brokerage."""

"""Cleaning: from text tables to typed ones, one file per table."""

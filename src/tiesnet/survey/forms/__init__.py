"""Forms: exports with a row per respondent and a column per answer, whatever tool made them."""

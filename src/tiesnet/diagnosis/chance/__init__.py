"""Is it more than chance? Permutation tests of what the other chapters count."""

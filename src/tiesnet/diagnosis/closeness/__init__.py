"""What brings firms together."""

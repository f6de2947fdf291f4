"""What comes from outside, and through whom."""

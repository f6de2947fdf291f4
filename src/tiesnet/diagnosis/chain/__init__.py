"""Along the chain or among peers."""

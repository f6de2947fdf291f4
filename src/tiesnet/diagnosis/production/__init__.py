"""How production is organised, governed and represented, and around which topics."""

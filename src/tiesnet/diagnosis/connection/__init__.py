"""Who is disconnected, and which way leads in."""

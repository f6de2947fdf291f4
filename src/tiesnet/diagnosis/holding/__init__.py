"""Who holds the network together, and what breaks without them."""

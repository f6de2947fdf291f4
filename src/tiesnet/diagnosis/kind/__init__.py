"""What kind of cluster it is, and what is recommended."""

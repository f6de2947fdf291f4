"""What the page shows: one file per view, each made from a session and nothing else."""

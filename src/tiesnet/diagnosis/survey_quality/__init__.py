"""How good the survey is: who answered, what they left blank, whether they agree, whom to call."""

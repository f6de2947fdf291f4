"""How sure results are: missing answers, and the choices made with a survey."""

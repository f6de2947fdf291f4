"""The tests a person can run: each in a file of its own, which registers it."""

from tiesnet.app.trials._registry import Choice, Field, Trial, Values, run_trial, trials

__all__ = ["Choice", "Field", "Trial", "Values", "run_trial", "trials"]

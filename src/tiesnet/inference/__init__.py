"""Floor 4: is it more than chance? Seeded permutation tests."""

from tiesnet.inference.permutation import permute_labels
from tiesnet.inference.result import TestResult, summarise

__all__ = ["TestResult", "permute_labels", "summarise"]

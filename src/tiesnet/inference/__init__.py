"""Floor 4: is it more than chance? Seeded permutation tests and resampling."""

from tiesnet.inference.permutation import permute_labels
from tiesnet.inference.resampling import kept_share, resample
from tiesnet.inference.result import TestResult, summarise

__all__ = ["TestResult", "kept_share", "permute_labels", "resample", "summarise"]

"""A comparison of clusters as files: a page, a workbook, and what is needed to repeat it."""

from tiesnet.exports.compare.files import write_comparison

__all__ = ["write_comparison"]

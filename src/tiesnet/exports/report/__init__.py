"""The HTML report: one self-contained file."""

from tiesnet.exports.report.page import report_bytes, write_report

__all__ = ["report_bytes", "write_report"]

"""The Excel workbooks."""

from tiesnet.exports.workbook.book import workbook_bytes, write_workbook
from tiesnet.exports.workbook.measures_book import measures_workbook

__all__ = ["measures_workbook", "workbook_bytes", "write_workbook"]

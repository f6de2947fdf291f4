"""A page for every firm: its own map, its numbers among the others, whom it could meet."""

from tiesnet.exports.sheets.files import write_sheets
from tiesnet.exports.sheets.model import Sheet, sheets_of

__all__ = ["Sheet", "sheets_of", "write_sheets"]

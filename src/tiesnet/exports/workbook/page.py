"""How a sheet sits on screen and on paper."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet


def set_page(sheet: Worksheet, last_row: int, last_column: int, head: int = 0) -> None:
    """Print a sheet on A4 landscape, as wide as the page, with its headings on every page.

    Parameters
    ----------
    sheet : Worksheet
    last_row, last_column : int
        The corner of what is printed.
    head : int, default 0
        The row repeated on every page; 0 for none.
    """
    sheet.sheet_view.showGridLines = False
    sheet.print_area = f"A1:{get_column_letter(max(last_column, 1))}{max(last_row, 1)}"
    if head:
        sheet.print_title_rows = f"{head}:{head}"
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", 9
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.5, 0.6
    footer: Any = sheet.oddFooter
    footer.left.text, footer.right.text = "&A", "&P / &N"

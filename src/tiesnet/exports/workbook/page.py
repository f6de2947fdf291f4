"""How a sheet sits on screen and on paper."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

SMALLEST = 0.5
PAGE_WIDTH = 130.0


def set_page(
    sheet: Worksheet,
    last_row: int,
    last_column: int,
    head: int = 0,
    single: bool = False,
    upright: bool = False,
) -> None:
    """Print a sheet on A4 landscape, as wide as the page, with its headings on every page.

    A sheet that would become too small to read takes two pages side by side, or more.

    Parameters
    ----------
    sheet : Worksheet
    last_row, last_column : int
        The corner of what is printed.
    head : int, default 0
        The row repeated on every page; 0 for none.
    single : bool, default False
        Everything on one page.
    upright : bool, default False
        A long list for the screen: upright pages as wide as the list, in small type, so that it
        takes as little paper as it can.
    """
    sheet.sheet_view.showGridLines = False
    sheet.print_area = f"A1:{get_column_letter(max(last_column, 1))}{max(last_row, 1)}"
    if head:
        sheet.print_title_rows = f"{head}:{head}"
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "portrait" if upright else "landscape", 9
    total = sum(
        sheet.column_dimensions[get_column_letter(k)].width for k in range(1, last_column + 1)
    )
    fitted = single or upright
    setup.fitToWidth = 1 if fitted else max(1, math.ceil(total * SMALLEST / PAGE_WIDTH))
    setup.fitToHeight = 1 if single else 0
    if setup.fitToWidth > 1:
        sheet.print_title_cols = "A:A"
    height = 12.5 if upright else 15.0
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = height, True
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.footer = 0.5, 0.8, 0.4
    footer: Any = sheet.oddFooter
    footer.left.text, footer.right.text = "&A", "&P / &N"

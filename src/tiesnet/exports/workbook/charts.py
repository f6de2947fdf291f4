"""Native charts: few, flat, in the colours of the house, each with a text that describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from openpyxl.chart import BarChart, ScatterChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, MultiLevelStrRef, NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.reference import Reference
from openpyxl.chart.series import Series, SeriesLabel, XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.text import legal_text
from tiesnet.exports.workbook.looks import FACE, HAIRLINE, INK, MUTED, Looks

BLUE, VERMILION, GREY, LIGHT = "0072B2", "D55E00", "8A929A", "C9CED4"
WIDTH, HEIGHT = 15.0, 7.5
_NO_ZERO = "#,##0;;"


@dataclass(frozen=True)
class Shown:
    """A series: a column of the sheet with its name and its look; hatched doubles the colour."""

    column: int
    name: str
    colour: str = BLUE
    hatched: bool = False


@dataclass(frozen=True)
class Picture:
    """What a chart shows, and where its numbers stand.

    Attributes
    ----------
    title, alt : str
        In words; the second describes it to who does not see it.
    kind : {"bars", "columns", "points"}
        Bars lie, columns stand.
    first, last : int
        Rows of the numbers.
    labels : int
        Column of the names of the bars, or of the values across.
    series : tuple of Shown
    across, up : str
        What the axes are, where they need saying.
    form : str
        Number format of the values.
    stacked : bool
        Series on top of each other.
    quiet : tuple of int
        Bars drawn in grey, counted from 0.
    levels : int
        Columns of names, from `labels` on.
    """

    title: str
    alt: str
    kind: Literal["bars", "columns", "points"]
    first: int
    last: int
    labels: int
    series: tuple[Shown, ...]
    across: str = ""
    up: str = ""
    form: str = _NO_ZERO
    stacked: bool = False
    quiet: tuple[int, ...] = ()
    levels: int = 1


def draw(
    picture: Picture,
    data: Worksheet,
    sheet: Worksheet,
    cell: str,
    looks: Looks,
    *,
    until: tuple[int, int] | None = None,
) -> None:
    """Draw a chart of numbers of one sheet at a cell of the same or another sheet.

    Parameters
    ----------
    picture : Picture
    data, sheet : Worksheet
        Where the numbers are, and where the chart goes.
    cell : str
        Its upper left corner.
    looks : Looks
        Of the workbook; keeps the description for `save_bytes`.
    until : tuple of int, optional
        The columns and rows it covers, however wide they are; else it has the usual size.
    """
    chart: Any = _points(picture, data) if picture.kind == "points" else _bars(picture, data)
    chart.title = _title(picture.title, 1100, bold=True)
    chart.title.overlay = False
    chart.width, chart.height = WIDTH, HEIGHT
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    chart.legend = chart.legend if len(picture.series) > 1 else None
    if chart.legend is not None:
        chart.legend.position = "b"
        chart.legend.txPr = _text(900)
    sheet.add_chart(chart, cell)
    if until is not None:
        chart.anchor = _covering(cell, *until)
    looks.described.setdefault(sheet.title, []).append((picture.title, picture.alt))


def _covering(cell: str, columns: int, rows: int) -> TwoCellAnchor:
    row, column = coordinate_to_tuple(cell)
    start = AnchorMarker(col=column - 1, row=row - 1)
    end = AnchorMarker(col=column - 1 + columns, row=row - 1 + rows)
    return TwoCellAnchor("twoCell", _from=start, to=end)


def _bars(picture: Picture, data: Worksheet) -> Any:
    chart: Any = BarChart()
    lying = picture.kind == "bars"
    chart.type = "bar" if lying else "col"
    chart.grouping = "stacked" if picture.stacked else "clustered"
    chart.overlap = 100 if picture.stacked else 0
    chart.gapWidth = 45
    for shown in picture.series:
        series: Any = Series(
            val=NumDataSource(numRef=NumRef(f=_range(data, picture, shown.column))),
            cat=_names(data, picture),
            tx=SeriesLabel(v=legal_text(shown.name)),
        )
        series.spPr = _fill(shown)
        series.invertIfNegative = False
        for place in picture.quiet:
            series.dPt.append(
                DataPoint(idx=place, invertIfNegative=False, spPr=_fill(Shown(0, "", LIGHT)))
            )
        chart.series.append(series)
    _axis(chart.x_axis, picture.across if not lying else "")
    _axis(chart.y_axis, picture.up if not lying else picture.across, picture.form)
    chart.x_axis.tickLblSkip = 1 if lying else None
    if lying:
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"
    if picture.stacked:
        _lines(chart.y_axis)
        chart.y_axis.number_format = "#,##0"
    else:  # the number at the bar says it better than an axis far away
        chart.dataLabels = _labels(picture.form)
        chart.y_axis.delete = True
        chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    return chart


def _points(picture: Picture, data: Worksheet) -> Any:
    chart: Any = ScatterChart()
    chart.style = None
    chart.scatterStyle = "lineMarker"
    for shown in picture.series:
        series: Any = XYSeries(
            xVal=AxDataSource(numRef=NumRef(f=_range(data, picture, picture.labels))),
            yVal=NumDataSource(numRef=NumRef(f=_range(data, picture, shown.column))),
            tx=SeriesLabel(v=legal_text(shown.name)),
        )
        series.marker = Marker(symbol="circle", size=6, spPr=_fill(shown))
        series.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
        series.smooth = False
        chart.series.append(series)
    for axis, words, form in (
        (chart.x_axis, picture.across, "0"),
        (chart.y_axis, picture.up, "0.0"),
    ):
        _axis(axis, words, form)
        _lines(axis)
        axis.scaling.min = 0
    return chart


def _names(data: Worksheet, picture: Picture) -> Any:
    place = _range(data, picture, picture.labels, picture.levels)
    if picture.levels > 1:
        return AxDataSource(multiLvlStrRef=MultiLevelStrRef(f=place))
    return AxDataSource(strRef=StrRef(f=place))


def _range(data: Worksheet, picture: Picture, column: int, columns: int = 1) -> str:
    end = column + columns - 1
    return str(Reference(data, column, picture.first, end, picture.last))


def _fill(shown: Shown) -> Any:
    if not shown.hatched:
        return GraphicalProperties(solidFill=shown.colour, ln=LineProperties(noFill=True))
    colour: Any = shown.colour
    white: Any = "FFFFFF"
    pattern = PatternFillProperties(
        prst="wdUpDiag", fgClr=ColorChoice(srgbClr=colour), bgClr=ColorChoice(srgbClr=white)
    )
    return GraphicalProperties(pattFill=pattern, ln=LineProperties(solidFill=shown.colour, w=9525))


def _axis(axis: Any, words: str, form: str = "") -> None:
    axis.delete = False
    axis.majorTickMark = axis.minorTickMark = "none"
    axis.majorGridlines = None
    axis.txPr = _text(900)
    axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=HAIRLINE))
    if form:
        axis.number_format = form
        axis.numFmt.sourceLinked = False
    if words:
        axis.title = _title(words, 900)
        axis.title.overlay = False


def _lines(axis: Any) -> None:
    axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill="E8EBEE", w=6350))
    )


def _labels(form: str) -> Any:
    labels: Any = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.numFmt = form
    labels.txPr = _text(900, INK)
    return labels


def _letters(size: int, colour: str, bold: bool = False) -> Any:
    return CharacterProperties(sz=size, b=bold, solidFill=colour, latin=Font(typeface=FACE))


def _text(size: int, colour: str = MUTED) -> Any:
    letters = _letters(size, colour)
    look: Any = Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)
    look.r = []  # a look has no text of its own
    return RichText(bodyPr=RichTextProperties(), p=[look])


def _title(words: str, size: int, bold: bool = False) -> Any:
    letters = _letters(size, INK if bold else MUTED, bold)
    run = RegularTextRun(rPr=letters, t=legal_text(words))
    title: Any = Title()
    title.tx = Text(
        rich=RichText(
            bodyPr=RichTextProperties(),
            p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[run])],
        )
    )
    return title

"""The numbers of a figure as rows, for whoever reads rather than looks."""

from __future__ import annotations

from typing import Any

from tiesnet.language import say
from tiesnet.plots import plain_words

MOST_COLUMNS = 24
"""Columns up to which a matrix is shown as one."""
Row = list[Any]
_HIDDEN = ("skip", "none")


def figure_rows(data: list[dict[str, Any]], layout: dict[str, Any]) -> tuple[list[str], list[Row]]:
    """Give headings and rows; both are empty where the figure holds nothing a table could.

    A figure may bring a table of its own, as ``meta`` of its layout.

    Parameters
    ----------
    data, layout : list of dict, dict
        As `in_page` gives them.
    """
    if "meta" in layout:
        rows = [[_value(cell) for cell in row] for row in layout["meta"]["rows"]]
        return _words(layout["meta"]["heads"]), rows
    kinds = {str(trace.get("type", "scatter")) for trace in data}
    if "heatmap" in kinds:
        return _matrix(next(t for t in data if t.get("type") == "heatmap"), layout)
    if "sankey" in kinds:
        return _flows(next(trace for trace in data if trace.get("type") == "sankey"))
    return _points(data, layout)


def _matrix(trace: dict[str, Any], layout: dict[str, Any]) -> tuple[list[str], list[Row]]:
    """Give a matrix as one, unless it is too large to be read."""
    across, down = (_marked(trace, layout, axis) for axis in ("x", "y"))
    cells = trace.get("z")
    if not isinstance(cells, list) or len(across) > MOST_COLUMNS:
        return [], []
    said = trace.get("text") if trace.get("texttemplate") else None
    rows = [
        [label, *(_cell(said, cells, i, j) for j in range(len(across)))]
        for i, label in enumerate(down)
    ]
    return ["", *across], rows


def _marked(trace: dict[str, Any], layout: dict[str, Any], axis: str) -> list[str]:
    """Give the rows or columns of a matrix as their axis writes them."""
    marks = _marks(layout, f"{axis}axis")
    return [plain_words(marks.get(value, value)) for value in _list(trace.get(axis))]


def _marks(layout: dict[str, Any], name: str) -> dict[Any, str]:
    """Give the words an axis writes in place of its values."""
    axis = layout.get(name) or {}
    pairs = zip(_list(axis.get("tickvals")), _list(axis.get("ticktext")), strict=False)
    return {value: plain_words(text) for value, text in pairs}


def _cell(said: Any, cells: list[list[Any]], row: int, column: int) -> Any:
    """Give the number of a cell; its words where it has no number."""
    value = cells[row][column]
    if value is None and said is not None:
        return plain_words(said[row][column])
    return value


def _flows(trace: dict[str, Any]) -> tuple[list[str], list[Row]]:
    labels, link = _words(trace["node"]["label"]), trace["link"]
    ends = zip(link["source"], link["target"], link["value"], strict=True)
    return [say("From"), say("To"), say("Ties")], [[labels[a], labels[b], n] for a, b, n in ends]


def _points(data: list[dict[str, Any]], layout: dict[str, Any]) -> tuple[list[str], list[Row]]:
    """Give a row for each point: its group, its name, and where it stands on both axes.

    An axis without a title only gives each point a place of its own: its words are told, its
    numbers are not.
    """
    rows: list[Row] = []
    names = ("xaxis", "yaxis")
    marks = [_marks(layout, name) for name in names]
    heads = [_axis(layout, name) for name in names]
    for trace in (trace for trace in data if _is_shown(trace)):
        x, y = (_list(trace.get(axis)) for axis in ("x", "y"))
        group = plain_words(trace.get("name"))
        for name, a, b in zip(_names(trace, len(x)), x, y, strict=False):
            if a is None or b is None:
                continue
            told = [
                _value(own.get(value, value if head or isinstance(value, str) else ""))
                for own, head, value in zip(marks, heads, (a, b), strict=True)
            ]
            rows.append([group, name, *told])
    if not any(heads):
        return [], []
    heads = [head or say("Name") for head in heads]
    return _without_empty([say("Group"), say("Name"), *heads], rows)


def _is_shown(trace: dict[str, Any]) -> bool:
    """Tell points people can point at from lines that only guide the eye."""
    lines = trace.get("mode") == "lines" and not trace.get("name")
    return trace.get("hoverinfo") not in _HIDDEN and not lines and trace.get("visible") is not False


def _names(trace: dict[str, Any], many: int) -> list[str]:
    """Name the points: by what is shown first when pointing, else by their text."""
    for given in (trace.get("customdata"), trace.get("hovertext"), trace.get("text")):
        words = [one[0] if isinstance(one, list) and one else one for one in _list(given)]
        if len(words) == many and all(isinstance(word, str) for word in words):
            return [plain_words(word) for word in words]
    return [""] * many


def _without_empty(heads: list[str], rows: list[Row]) -> tuple[list[str], list[Row]]:
    """Leave columns out that say nothing, or what another says."""
    columns = list(zip(*rows, strict=True))
    kept = [
        place
        for place, column in enumerate(columns)
        if any(value not in ("", None) for value in column) and column not in columns[:place]
    ]
    if kept and kept[0] == 0 and len(set(columns[0])) == 1:
        kept = kept[1:]
    return [heads[k] for k in kept], [[row[k] for k in kept] for row in rows]


def _axis(layout: dict[str, Any], name: str) -> str:
    axis = layout.get(name) or {}
    title = axis.get("title") or {}
    words = plain_words(title.get("text") if isinstance(title, dict) else title)
    unit = plain_words(axis.get("ticksuffix"))
    return f"{words}, {unit}" if words and unit else words


def _words(values: Any) -> list[str]:
    return [plain_words(value) for value in _list(values)]


def _value(value: Any) -> Any:
    return plain_words(value) if isinstance(value, str) else value


def _list(values: Any) -> list[Any]:
    return list(values) if isinstance(values, list | tuple) else []

"""Who answered: question by question, and stage by stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from tiesnet.diagnosis import diagnose, percent, register
from tiesnet.errors import NeedsError
from tiesnet.language import say, word
from tiesnet.metrics import Measures
from tiesnet.network import ANSWERED, NOT_SURVEYED, PARTLY, SILENT
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import stage_order, stage_words

if TYPE_CHECKING:
    import plotly.graph_objects as go

STATES = ("answered", "partly", "silent", "not_asked")
_LOOKS = {
    "answered": (word("Answered"), theme.CATEGORIES[2], ""),
    "partly": (word("In part"), theme.CATEGORIES[1], "/"),
    "silent": (word("Asked, did not answer"), theme.CATEGORIES[0], "x"),
    "not_asked": (word("Not asked"), theme.UNKNOWN, "."),
}
_AS_STATE = {ANSWERED: "answered", PARTLY: "partly", SILENT: "silent", NOT_SURVEYED: "not_asked"}
_ROW = 34  # pixels


@dataclass(frozen=True, eq=False)
class Answers:
    """Firms inside the cluster by what they answered.

    Attributes
    ----------
    questions : DataFrame
        One row per question and wave: wave ("" without waves), label, answered, partly, silent,
        not_asked.
    stages : DataFrame
        The same by stage, along the chain, over all questions; empty without stages.
    """

    questions: pd.DataFrame
    stages: pd.DataFrame


@figure(
    label="Who answered",
    question="Who answered, and what?",
    chapter="survey",
    needs="Who answered: a table of responses, a column respondent, or a reporter of every tie.",
    reading="Each bar is all firms of the cluster. Long parts that did not answer, above all in "
    "one stage, make what is said of that stage doubtful.",
    source="aapor2023",
)
def plot_survey_quality(measures: Measures) -> go.Figure:
    """Draw how many firms answered each question, in full, in part or not, and by stage.

    Silent firms were asked and did not answer; firms that were not asked stand apart.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.

    Raises
    ------
    NeedsError
        The survey does not say who answered.
    """
    return _draw(_frame(measures))


def _frame(measures: Measures) -> Answers:
    found = diagnose(measures, ["response_rates"])["response_rates"]
    rows = found.table("response_rates")
    if rows.empty:
        raise NeedsError(
            say("The survey does not say who answered."), " ".join(gap.ask for gap in found.gaps)
        )
    questions = rows.reindex(columns=list(STATES)).fillna(0).astype(int)
    questions.insert(0, "label", [str(label) for label in rows["relation"]])
    questions.insert(0, "wave", rows["wave"].astype("str") if "wave" in rows else "")
    return Answers(questions, _by_stage(measures))


def _by_stage(measures: Measures) -> pd.DataFrame:
    """Count the firms of every stage by what they answered to all questions together."""
    answered = register(measures)["answered"].map(_AS_STATE)
    stage = stage_words(measures).reindex(answered.index)
    if not measures.net.actors["stage"].notna().any() or answered.empty:
        return pd.DataFrame(columns=["label", *STATES])
    table = pd.crosstab(stage, answered).reindex(columns=list(STATES), fill_value=0)
    table = table.loc[stage_order(measures, set(stage))]
    return table.rename_axis(columns=None).rename_axis("label").reset_index()


def _draw(frame: Answers) -> go.Figure:
    from plotly.subplots import make_subplots

    waves = dict.fromkeys(frame.questions["wave"])
    parts = [(wave, frame.questions[frame.questions["wave"] == wave]) for wave in waves]
    if len(frame.stages) > 1:
        parts.append((say("By stage, all questions together"), frame.stages))
    sizes = [len(rows) for _, rows in parts]
    height = 200 + _ROW * sum(sizes) + 62 * (len(parts) - 1)
    result = make_subplots(
        rows=len(parts), cols=1, row_heights=sizes,
        subplot_titles=[theme.in_lines(head, 22, 40) for head, _ in parts],
        vertical_spacing=80 / height if len(parts) > 1 else 0,
    )  # fmt: skip
    for row, (_, rows) in enumerate(parts, start=1):
        for state in STATES:
            if any(part[state].sum() for _, part in parts):
                result.add_trace(_bars(rows, state, first=row == 1), row=row, col=1)
        result.update_yaxes(
            tickmode="array", tickvals=list(range(len(rows))), showgrid=False, ticks="",
            ticktext=[theme.in_lines(label, 20, 36) for label in rows["label"]],
            range=[len(rows) - 0.5, -0.5], row=row, col=1,
        )  # fmt: skip
    theme.style(result, say("Who answered, and what?"), say("Firms of the cluster."))
    theme.below(result, height)
    result.update_layout(barmode="stack", bargap=0.3)
    result.update_xaxes(rangemode="tozero")
    result.update_xaxes(title=say("Firms"), row=len(parts), col=1)
    for head in result.layout.annotations:
        head.update(x=0, xanchor="left", font={"size": 13, "color": theme.MUTED})
    theme.tabled(result, *_table(parts))
    return result


def _table(parts: list[tuple[str, pd.DataFrame]]) -> tuple[list[str], list[list[Any]]]:
    """Give the numbers of every bar; with several parts, of which part."""
    rows = [
        [
            str(row["label"]),
            *([str(head)] if len(parts) > 1 else []),
            *(int(row[k]) for k in STATES),
        ]
        for head, table in parts
        for row in table.to_dict("records")
    ]
    heads = [say("Question or stage"), *([say("Group")] if len(parts) > 1 else [])]
    return [*heads, *(say(_LOOKS[state][0]) for state in STATES)], rows


def _bars(rows: pd.DataFrame, state: str, first: bool) -> Any:
    import plotly.graph_objects as go

    words, colour, pattern = _LOOKS[state]
    total = rows[list(STATES)].sum(axis=1)
    return go.Bar(
        y=list(range(len(rows))),
        x=rows[state].tolist(),
        orientation="h",
        name=say(words),
        legendgroup=state,
        showlegend=first,
        customdata=[
            [theme.safe(label), percent(n / whole) if whole else ""]
            for label, n, whole in zip(rows["label"], rows[state], total, strict=True)
        ],
        hovertemplate="<b>%{customdata[0]}</b><br>"
        + say("{state}: {n} firms ({share})", state=say(words), n="%{x:,}",
              share="%{customdata[1]}")
        + "<extra></extra>",
        marker={
            "color": colour,
            "line": {"width": 1, "color": theme.PAPER},
            "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": theme.INK,
                        "fgopacity": 0.35, "size": 7, "solidity": 0.12},
        },
    )  # fmt: skip

"""What measures of the supply chain need of a survey, and how to supply it."""

from __future__ import annotations

from tiesnet.language import say, word
from tiesnet.network import Network, stage_places, trade


def trade_told(net: Network) -> tuple[str, str] | None:
    """Say when no relation tells who supplies whom."""
    if not trade(net).layers.empty:
        return None
    return (
        word("no relation says who supplies whom"),
        say(
            "Ask to whom firms sell or from whom they buy, and give the relation the content "
            "'trade' and a flow."
        ),
    )


def values_told(net: Network) -> tuple[str, str] | None:
    """Say when no tie has a value."""
    survey = net.origin.survey
    if survey is not None and "value" in survey.ties and survey.ties["value"].notna().any():
        return None
    return word("no tie has a value"), say("Fill in the column 'value' of the table 'ties'.")


def output_told(net: Network) -> tuple[str, str] | None:
    """Say when no firm tells its output."""
    if "output" in net.actors and net.actors["output"].notna().any():
        return None
    return word("no firm says its output"), say(
        "Fill in the column 'output' of the table 'actors'."
    )


def stage_order_told(net: Network) -> tuple[str, str] | None:
    """Say when the stages are in no order."""
    if stage_places(net).nunique() > 1 and net.actors["stage"].notna().any():
        return None
    return (
        word("the stages have no order"),
        say("Add the table 'stages' with at least two stages and the column 'order'."),
    )

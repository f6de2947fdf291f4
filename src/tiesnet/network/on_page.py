"""How a network shows itself in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiesnet.language import say, say_n
from tiesnet.network.respondents import ANSWERED, NOT_SURVEYED, PARTLY
from tiesnet.shown import card, rows, share

if TYPE_CHECKING:
    from tiesnet.network.network import Network


def network_card(net: Network) -> str:
    """Write how many actors and ties a network has, who answered, and its layers."""
    firms = net.actors["kind"] == "firm"
    states = net.respondents.states()
    asked = int((states[firms] != NOT_SURVEYED).sum())
    got = int(states[firms].isin([ANSWERED, PARTLY]).sum())
    counts = [
        say_n(int(firms.sum()), "{n} firm", "{n} firms"),
        say_n(len(net.ties), "{n} tie", "{n} ties"),
        say("{answered} of {asked} firms answered ({share})",
            answered=got, asked=asked, share=share(got / asked)) if asked else "",
    ]  # fmt: skip
    ties = net.ties["layer"].value_counts()
    table = [
        (label, say(str(formality)), say("yes") if directed else say("no"), int(ties.get(name, 0)))
        for name, label, formality, directed in net.layers[
            ["label", "formality", "directed"]
        ].itertuples()
    ]
    heads = (say("Layer"), say("Formality"), say("With arrows"), say("Ties"))
    headline = say_n(len(net.actors), "Network of {n} actor", "Network of {n} actors")
    return card(headline, counts, table=rows(heads, table))

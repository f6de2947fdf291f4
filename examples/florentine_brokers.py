"""Florentine families: who stood between others, by marriage and by business.

Run it with `python examples/florentine_brokers.py`.
"""

from pathlib import Path

import pandas as pd

import tiesnet

SURVEY = Path(__file__).resolve().parent.parent / "surveys" / "florentine-families.xlsx"
METRICS = ["degree", "betweenness", "effective_size", "constraint_ego"]


def main() -> None:
    network = tiesnet.build_network(tiesnet.read_survey(SURVEY))
    measures = tiesnet.measure(network, layers=["marriage", "business"], metrics=METRICS)

    for layer in ("marriage", "business"):
        table: pd.DataFrame = measures.actors[layer][METRICS]
        table = table.assign(family=network.actors["name"]).set_index("family")
        top = table.sort_values("betweenness", ascending=False).head(5)
        print(f"{layer}\n{top.round(3).to_string(na_rep='')}\n")

    # An empty constraint has a reason: it is undefined for isolates and for a single partner.
    print(measures.empty.groupby(["layer", "metric", "reason"]).size().to_string())


if __name__ == "__main__":
    main()

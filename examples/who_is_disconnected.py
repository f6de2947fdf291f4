"""Who is disconnected in the footwear valley, and what hangs by what.

Run it with `python examples/who_is_disconnected.py`.
"""

from pathlib import Path

import tiesnet

SURVEY = Path(__file__).resolve().parent.parent / "surveys" / "footwear-valley"


def main() -> None:
    survey = tiesnet.read_survey(SURVEY)
    network = tiesnet.build_network(survey)
    measures = tiesnet.measure(network, layers=["all"])

    # One row per firm and institution of the cluster; a firm that did not answer reads "silent",
    # never "isolate".
    table = measures.actors["all"][["answered", "connection", "connection_firms", "hangs_by"]]
    table = table.assign(name=survey.actors["name"])
    apart = table[~table["connection"].isin(["connected", "silent", "not surveyed"])]
    shown = apart[["name", "connection", "hangs_by"]].sort_values(["connection", "name"])
    print(shown.to_string(index=False, na_rep=""))

    # Who hangs together with the rest only through an institution?
    lost = table[(table["connection"] == "connected") & (table["connection_firms"] == "isolate")]
    print("\nWithout institutions also alone:", ", ".join(lost["name"]))


if __name__ == "__main__":
    main()

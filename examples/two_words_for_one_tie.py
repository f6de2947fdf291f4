"""Two words for one tie: how much depends on whom we believe.

A joint project counts when either firm names it (union), or only when both do (confirmed). Run it
with `python examples/two_words_for_one_tie.py`.
"""

from pathlib import Path

import pandas as pd

import tiesnet

SURVEY = Path(__file__).resolve().parent.parent / "surveys" / "footwear-valley"
METRICS = ["n_ties", "density_known", "density_all", "n_components"]


def main() -> None:
    survey = tiesnet.read_survey(SURVEY)
    columns = {}
    for policy in ("union", "confirmed"):
        network = tiesnet.build_network(survey, policies={"joint_project": policy})
        measures = tiesnet.measure(network, layers=["joint_project"], metrics=METRICS)
        columns[policy] = measures.network["joint_project"]
    print(pd.DataFrame(columns).round(4).to_string(na_rep=""))


if __name__ == "__main__":
    main()

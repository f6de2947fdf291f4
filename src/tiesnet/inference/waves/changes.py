"""What changed from one wave of a survey to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import REPLICATIONS
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.pairs import respondents
from tiesnet.inference.result import TEST_FIELDS
from tiesnet.inference.waves.changes_said import sentences
from tiesnet.inference.waves.drift import DRIFT_FIELDS, drift_rows, metric_rows, not_valid, valid
from tiesnet.inference.waves.flows import FLOW_FIELDS, MOVE_FIELDS, flow_row, move_rows
from tiesnet.inference.waves.outside import outside_row
from tiesnet.inference.waves.ranks import MOVER_FIELDS, RANK_FIELDS, rank_tables
from tiesnet.inference.waves.rounds import Notes, Rounds, Step, as_rounds, chosen_layers
from tiesnet.inference.waves.stability import alike
from tiesnet.inference.waves.ties import (
    STEP_FIELDS,
    TIE_FIELDS,
    TYPE_FIELDS,
    pair_change,
    tie_row,
    ties_table,
    type_rows,
)
from tiesnet.inference.words import among, count
from tiesnet.language import localised, say, word
from tiesnet.metrics import Metric, catalogue
from tiesnet.survey import Survey

METRICS = ("degree", "betweenness")
_QAP = (
    *STEP_FIELDS,
    Field("layer", "Relation", "layer"),
    Field("statistic", "Statistic", "word"),
    *TEST_FIELDS,
)
_FIELDS: dict[str, tuple[str, tuple[Field, ...], str]] = {
    "wave_ties": (word("Ties created, kept and dissolved"), TIE_FIELDS,
                  word("Over pairs known in both waves, of actors that were there in both.")),
    "wave_flows": (word("Where the ties of both waves went and came from"), FLOW_FIELDS,
                   word("Ties before = gone with those that left + dissolved + not known in both + "
                   "kept; ties after = kept + created + brought + not known in both.")),
    "wave_drift": (word("Did the network change?"), DRIFT_FIELDS,
                   word("Among actors that were there in both waves.")),
    "wave_stability": (word("Are ties where ties were?"), _QAP,
                       word("Far above chance: the network of the later wave is largely the "
                            "earlier one.")),
    "wave_ranks": (word("Did the actors change places?"), RANK_FIELDS,
                   word("Values of each wave's own network, among actors with a value in both.")),
    "wave_types": (word("Ties by their kind"), TYPE_FIELDS, ""),
    "wave_moves": (word("Who entered, left or merged"), MOVE_FIELDS, ""),
    "wave_movers": (word("Who moved most"), MOVER_FIELDS, ""),
}  # fmt: skip
_FOLDED = {"wave_types": "folded", "wave_moves": "folded", "wave_movers": "workbook"}


def wave_changes(
    survey: Survey | Rounds,
    *,
    layers: Sequence[str] | None = None,
    metrics: Sequence[str] = METRICS,
    waves: Sequence[str] | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Say what became of ties and actors from each wave of a survey to the next.

    Parameters
    ----------
    survey : Survey or Rounds
        With two waves or more; `tiesnet.inference.rounds_of` prepares them with policies of
        your own.
    layers : sequence of str, optional
        Layers or unions; by default the unions, then every layer.
    metrics : sequence of str, default degree and betweenness
        Measures of the catalogue: of actors, whose ranks are compared; or of the network, whose
        change is tested. Density, mean number of partners and reciprocity always are.
    waves : sequence of str, optional
        The waves to compare, each with the next in time; all by default.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        Tables ``wave_ties`` (created, kept, dissolved, Jaccard, Hamming; over pairs known in both
        waves and actors there in both), ``wave_flows`` (entry and exit apart from tie change),
        ``wave_drift`` (bootstrap of actors, paired), ``wave_stability`` (QAP of one wave with the
        next), ``wave_ranks`` and ``wave_movers`` (ranks of actors), ``wave_types`` (by
        orientation, stage and reach) and ``wave_moves`` (who came and who left). Shares of
        nothing are empty.

    Raises
    ------
    TiesnetError
        Fewer than two waves; a wave, layer or measure is not known; a measure of the network for
        which the bootstrap of actors is not valid.

    References
    ----------
    Snijders & Borgatti (1999) for the bootstrap of actors; Krackhardt (1987) for QAP.
    """
    rounds = as_rounds(survey, waves)
    names = chosen_layers(rounds.steps[-1].second, layers)
    of_actors, of_network = _records(metrics)
    testing = {"replications": replications, "seed": seed, "workers": workers}
    found = _Found(rounds, [record.name for record in of_actors], of_network, testing)
    for step in rounds.steps:
        found.add(step, names)
    return found.outcome(names)


def _records(metrics: Sequence[str]) -> tuple[list[Metric], list[Metric]]:
    """Find the measures, of actors and of the network."""
    known = catalogue()
    asked = list(dict.fromkeys([metrics] if isinstance(metrics, str) else metrics))
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise TiesnetError(
            say("There is no measure {repr}.", repr=", ".join(map(repr, unknown))),
            say("See catalogue() or 'tiesnet metrics'."),
        )
    records = [known[name] for name in asked]
    other = [one.name for one in records if one.level == "table" or one.dtype == "text"]
    if other:
        raise TiesnetError(
            say(
                "Of {repr} there is no single number that could change.",
                repr=", ".join(map(repr, other)),
            ),
            say("Choose measures that give a number for every actor or for the network."),
        )
    of_network = [record for record in records if record.level == "network"]
    if refused := [record for record in of_network if not valid(record)]:
        raise not_valid(refused)
    return [record for record in records if record.level == "actor"], of_network


class _Found:
    """What one call gathers, step by step."""

    def __init__(
        self, rounds: Rounds, names: list[str], records: list[Metric], testing: dict[str, Any]
    ) -> None:
        self.rounds, self.names, self.records, self.testing = rounds, names, records, testing
        self.rows: dict[str, list[dict[str, object]]] = {key: [] for key in _FIELDS}
        self.movers: list[pd.DataFrame] = []
        self.notes = Notes()

    def add(self, step: Step, layers: Sequence[str]) -> None:
        """Compare two waves."""
        for layer in layers:
            self._layer(step, layer)
        self.rows["wave_moves"] += move_rows(step, self.rounds.survey.actors["name"])
        if self.names:
            ranks, movers = rank_tables(step, layers, self.names, **self.testing)
            self.rows["wave_ranks"] += ranks
            self.movers += movers

    def _layer(self, step: Step, layer: str) -> None:
        change = pair_change(step, layer)
        self.rows["wave_flows"].append(flow_row(step, change))
        if not change.known.any():
            self.notes.add(step, step.label(layer), say("no pair is known in both waves"))
            return
        self.rows["wave_ties"].append(tie_row(step, change))
        self.rows["wave_types"] += type_rows(step, change)
        outside = outside_row(step, layer)
        self.rows["wave_types"] += [outside] if outside else []
        self.rows["wave_drift"] += drift_rows(step, change, **self.testing)
        self.rows["wave_drift"] += metric_rows(step, layer, self.records, **self.testing)
        told = [respondents(net.layer(layer), net.layer(layer).layers.index) for net in step.kept]
        tests = alike(change, told[0] & told[1], **self.testing)
        if tests is None:
            why = word("too few actors answered in both waves, or are known alike, for a QAP test")
            self.notes.add(step, step.label(layer), why)
            return
        for name, test in zip(("Correlation", "Jaccard"), tests, strict=True):
            row = {**step.key(), "layer": layer, "statistic": name, **test.row()}
            self.rows["wave_stability"].append(row)

    def outcome(self, layers: Sequence[str]) -> Outcome:
        """Put everything together."""
        return Outcome(
            "wave_changes",
            word("What changed between the waves"),
            tuple(self._tables()),
            tuple(sentences(self.rounds.steps, self.rows)),
            _method(self.testing),
            (*_assumptions(self.rounds), *self.notes.sentences()),
            _cautions(self.rounds.steps, self.rows),
            ("snijders1999", "frank1994", "krackhardt1987"),
            {
                "Waves": ", ".join(self.rounds.names),
                "Relations": ", ".join(layers),
                "Measures": ", ".join([*self.names, *(one.name for one in self.records)]),
                "Replications": self.testing["replications"],
                "Seed": self.testing["seed"],
            },
            self.rounds.steps[-1].wide[1],
        )

    def _tables(self) -> list[Evidence]:
        made = []
        for key, (title, fields, reading) in _FIELDS.items():
            rows = ties_table(self.rows[key], fields)
            if key == "wave_movers" and self.movers:
                rows = pd.concat(self.movers, ignore_index=True)[[field.key for field in fields]]
            shown: Any = _FOLDED.get(key, "page")
            made.append(Evidence(key, title, rows, fields, reading, shown))
        return made


def _method(testing: dict[str, Any]) -> str:
    return say(
        "Ties created, kept and dissolved were counted over the ordered pairs "
        "(unordered without arrows) known in both waves, of the actors inside "
        "the cluster that were there in both; stability is the Jaccard "
        "coefficient. Changes of density, mean number of partners and "
        "reciprocity were tested by a bootstrap of actors drawn together for "
        "both waves (Snijders & Borgatti 1999): two places with the same actor "
        "take the ties of a pair drawn at random; p is the share of the "
        "differences, moved to have mean 0, that are at least as large as the "
        "one observed, and intervals are their 2.5 and 97.5 % quantiles around "
        "it; the jackknife gives a second standard error (Frank & Snijders "
        "1994). The waves were compared by QAP (Krackhardt 1987), in which only "
        "actors that answered in both, and of which the same pairs are known, "
        "change places. {replications} replications, seed {seed}; p = (b + 1) / "
        "(m + 1).",
        replications=localised(f"{testing['replications']:,}"),
        seed=testing["seed"],
    )


def _assumptions(rounds: Rounds) -> list[str]:
    names = rounds.survey.actors["name"]
    said = [say("Only actors inside the cluster are compared; ties to the outside stand apart.")]
    for step in rounds.steps:
        told = [net.respondents.observed() for net in step.kept]
        silent = int((~(told[0] & told[1])).sum())
        if silent:
            said.append(
                say(
                    "{before} to {after}: {actor} there in both waves did not answer every "
                    "question in both; pairs that are not known in both stay out and are "
                    "counted.",
                    before=step.before,
                    after=step.after,
                    actor=count(silent, "actor"),
                )
            )
        if step.merged:
            pairs = [
                say("{one} into {other}", one=names.get(one, one), other=names.get(other, other))
                for one, other in step.merged.items()
            ]
            said.append(
                say(
                    "Merged between {before} and {after}, and one firm in both: {pairs}.",
                    before=step.before,
                    after=step.after,
                    pairs=among(pairs),
                )
            )
    said.append(say("Who was neither asked nor named in a wave was not there in it."))
    said.append(
        say(
            "Mean number of partners: the share of pairs tied either way, of those known both "
            "ways in both waves, times the number of other actors."
        )
    )
    return said


def _cautions(steps: Sequence[Step], rows: dict[str, list[dict[str, Any]]]) -> tuple[str, ...]:
    said = [
        say("Waves are photographs: a tie made and lost between two of them is not seen."),
        say(
            "The bootstrap of actors takes them as a sample of many. Where ties change "
            "independently "
            "of each other it is cautious: a change that is not found may be there. The "
            "jackknife is "
            "right then, and too small where all ties of an actor change together."
        ),
        say(
            "Ties depend on each other; a model of change (SAOM) takes that into account: the "
            "export in the format rsiena prepares one."
        ),
    ]
    few = [step for step in steps if len(step.both) < 20]
    if few:
        said.append(say("With fewer than 20 actors in both waves, bootstrap intervals are rough."))
    if any(row["unknown"] > row["pairs"] for row in rows["wave_ties"]):
        said.append(say("In some relations more pairs are unknown in one of the waves than known."))
    low = [
        row for row in rows["wave_ties"] if not np.isnan(row["jaccard"]) and row["jaccard"] < 0.2
    ]
    if low:
        said.append(
            say(
                "Stability under 20 % in some relations: the waves may be too far apart, or the "
                "questions not the same, to speak of one network that changed (Ripley et al.)."
            )
        )
    return tuple(said)

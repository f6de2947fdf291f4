"""Tables and words of a QAP correlation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.inference.attributes.words import HOLM, LEVEL, figure, left_out, p_word, several
from tiesnet.inference.correlation.asked import Two, Variable
from tiesnet.inference.correlation.coefficients import Coefficient
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.holm import holm
from tiesnet.inference.models.met import ARROWS
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.result import TEST_FIELDS
from tiesnet.language import joined, localised, say, say_n, word
from tiesnet.network import Network

TEST = word("QAP, permutation of labels")
NULL = word("the actors of one variable permuted together with all their pairs")
_MOST = 12
_SIDES = {"size": 1, "tails": 2}  # how many tails the two-sided p counts
_PLACES = {one.key: one for one in TEST_FIELDS}
FIELDS = (
    Field("one", "Variable"),
    Field("other", "And"),
    Field("coefficient_label", "Coefficient", "word"),
    *(_PLACES[key] for key in ("observed", "expected", "sd")),
    Field("lowest", "Lowest", "number", "", "Over the replications."),
    Field("highest", "Highest", "number", "", "Over the replications."),
    *(_PLACES[key] for key in ("p_greater", "p_less", "p", "p_error")),
    HOLM,
    Field("cells", "Pairs", "count", "", "Known in both; what both are compared in."),
    Field("compared", "Counted", "word", "", "Both directions as soon as one has a direction."),
    Field("moved", "Actors moved", "count", "", "That could change places."),
    *(_PLACES[key] for key in ("replications", "seed", "test", "null")),
    Field("remark", "Remark", "word"),
)


@dataclass(frozen=True)
class Run:
    """How it is tested."""

    replications: int
    seed: int
    workers: int | None


def told(
    net: Network,
    inside: Network,
    found: Sequence[Variable],
    pairs: Sequence[Two],
    chosen: Sequence[Coefficient],
    rows: list[dict[str, Any]],
    run: Run,
) -> Outcome:
    """Put the rows into tables and words."""
    table = pd.DataFrame(rows)
    table["p_holm"] = np.nan
    for name in table["coefficient"].unique():
        own = table["coefficient"] == name
        table.loc[own, "p_holm"] = holm(table.loc[own, "p"].tolist())
    reading = say(
        "Observed far above what chance gives: where the one is high, the other is high too. "
        "p, Holm is adjusted for the number of pairs of variables compared by one coefficient."
    )
    tables = [Evidence("qap", "Which variables go together", table, FIELDS, reading)]
    every = [one for one in found if sum(one in two for two in pairs) > 1]
    if every:
        tables.append(_square(table, every, chosen[0]))
    return Outcome(
        "qap",
        word("What goes together, beside chance (QAP correlation)"),
        tuple(tables),
        tuple(_sentences(table, chosen)),
        _method(found, chosen, run),
        tuple(_assumptions(net, inside, found, pairs, table)),
        tuple(_cautions(pairs, chosen, table, run)),
        ("hubert1976", "krackhardt1987", "krackhardt1988b", "holm1979", "phipson2010"),
        {
            "variables": ", ".join(one.values.name for one in found),
            "coefficients": ", ".join(one.name for one in chosen),
            "replications": run.replications,
            "seed": run.seed,
        },
        inside,
    )


def _square(table: pd.DataFrame, found: Sequence[Variable], main: Coefficient) -> Evidence:
    """Lay the first coefficient out as papers do: each variable a row and a column."""
    own = table[table["coefficient"] == main.name].set_index("variables")["observed"]
    names = [one.values.name for one in found]
    rows = [
        {"variable": found[row].values.label}
        | {
            str(column): own.get(f"{names[column]}, {names[row]}", np.nan)
            for column in range(len(found) - 1)
            if column < row
        }
        for row in range(1, len(found))
    ]
    fields = [Field("variable", "Variable")]
    fields += [
        Field(str(place), one.values.label, "number") for place, one in enumerate(found[:-1])
    ]
    title = say("{label} of every two", label=say(main.label))
    return Evidence("qap_square", title, pd.DataFrame(rows), tuple(fields), "", "folded")


def _sentences(table: pd.DataFrame, chosen: Sequence[Coefficient]) -> list[str]:
    """Say of every two variables whether they go together, by the first coefficient there is."""
    tested = table[table["p"].notna()]
    first = tested.drop_duplicates("variables")
    if first.empty:
        return [say("Nothing could be tested; the remarks say why.")]
    said = [_said(row, len(first)) for row in first.to_dict("records")[:_MOST]]
    if len(first) > _MOST:
        clear = int((first["p_holm"] <= LEVEL).sum())
        said.append(
            say(
                "Of {n} pairs of variables {clear} differ clearly from chance; the table has all.",
                n=len(first),
                clear=clear,
            )
        )
    return said


def _said(row: dict[str, Any], pairs: int) -> str:
    names = joined([row["one"], row["other"]])
    numbers = say(
        "{coefficient_label} {observed}, by chance {expected} on average, {p}",
        coefficient_label=say(row["coefficient_label"]).lower(),
        observed=figure(row["observed"]),
        expected=figure(row["expected"]),
        p=p_word(row["p"]),
    )
    if pairs > 1:
        numbers += say(
            ", adjusted for {pairs} comparisons {p_holm}", pairs=pairs, p_holm=p_word(row["p_holm"])
        )
    how = _how(row["one"], row["other"], row["observed"] > row["expected"], row["binary"])
    if row["p_holm"] <= LEVEL:
        return say("{how} more than chance would give: {numbers}.", how=how, numbers=numbers)
    if row["p"] <= LEVEL:
        return say(
            "{said}, it seems, but so many comparisons could show that by chance: {numbers}.",
            said=how,
            numbers=numbers,
        )
    return say(
        "{names} have no more to do with each other than chance could give: {numbers}.",
        names=names,
        numbers=numbers,
    )


def _how(one: str, other: str, more: bool, binary: bool) -> str:
    if binary and more:
        return say("{one} and {other} go together", one=one, other=other)
    if binary:
        return say("{one} and {other} keep apart", one=one, other=other)
    if more:
        return say("High values of {one} go with high ones of {other}", one=one, other=other)
    return say("High values of {one} go with low ones of {other}", one=one, other=other)


def _method(found: Sequence[Variable], chosen: Sequence[Coefficient], run: Run) -> str:
    words = joined([say(one.label) for one in chosen])
    return say(
        "QAP correlation of {n} over pairs of actors ({words}): the actors of "
        "one variable were permuted {replications} together with all their pairs "
        "(seed {seed}), among actors that answered. Pairs not known in both "
        "variables stayed out. p is (b + 1) / (m + 1); two-sided, of the "
        "correlation, the share of permutations at least as far from 0, of the "
        "others twice the smaller side; adjusted by Holm's method for the number "
        "of pairs of variables.",
        n=several(len(found), "variable"),
        words=words,
        replications=several(run.replications, "time"),
        seed=run.seed,
    )


def _assumptions(
    net: Network,
    inside: Network,
    found: Sequence[Variable],
    pairs: Sequence[Two],
    table: pd.DataFrame,
) -> list[str]:
    said = [
        *left_out(net),
        *_not_moved(table.drop_duplicates("variables"), len(inside.actors)),
        *_ties_out(found),
    ]
    if any(one.values.symmetric != other.values.symmetric for one, other in pairs):
        said.append(
            say(
                "Where only one of two variables has a direction, both directions of every pair "
                "are compared, and the other one counts in both."
            )
        )
    return said


def _not_moved(once: pd.DataFrame, n: int) -> list[str]:
    """Say which pairs are not known, and how many of the actors kept their place."""
    said = []
    every = np.where(once["compared"] == word("every pair once"), n * (n - 1) // 2, n * (n - 1))
    lacking = every - once["cells"].to_numpy()
    if lacking.any():
        said.append(
            say(
                "Pairs that are not known in both variables stay out: {lacking} % of all pairs.",
                lacking=_between(100 * lacking / every),
            )
        )
    still = n - once["moved"]
    if still.any():
        said.append(
            say(
                "Of {n} {still} kept their place, since they did not answer or other "
                "pairs are known of them than of the rest.",
                n=several(n, "actor"),
                still=_between(still),
            )
        )
    return said


def _ties_out(found: Sequence[Variable]) -> list[str]:
    """Say of each variable how many reported ties are not used."""
    said = []
    for one in found:
        if one.values.unused:
            said.append(
                say_n(
                    one.values.unused,
                    "{name}: {n} reported tie stays out, in pairs that are not fully known.",
                    "{name}: {n} reported ties stay out, in pairs that are not fully known.",
                    name=one.values.label,
                )
            )
    return said


def _between(numbers: Any) -> str:
    low, high = (f"{number:.0f}" for number in (np.min(numbers), np.max(numbers)))
    return low if low == high else say("between {low} and {high}", low=low, high=high)


def _cautions(
    pairs: Sequence[Two], chosen: Sequence[Coefficient], table: pd.DataFrame, run: Run
) -> list[str]:
    said = [
        say(ARROWS, one=one.values.label, other=other.values.label)
        for one, other in pairs
        if one.flow * other.flow < 0 and set(one.layers) != set(other.layers)
    ]
    remarks = table.loc[table["observed"].notna(), "remark"]
    texts = [say(text) for text in dict.fromkeys(remarks) if text]
    said += [f"{text[0].upper()}{text[1:]}." for text in texts]
    return [*said, *_too_few(chosen, table, run)]


def _too_few(chosen: Sequence[Coefficient], table: pd.DataFrame, run: Run) -> list[str]:
    """Say when so few replications cannot show anything after Holm's adjustment."""
    tested = table.groupby("coefficient")["p"].count()
    needed = {
        say(one.label): int(np.ceil(_SIDES[one.two_sided] * tested[one.name] / LEVEL)) - 1
        for one in chosen
        if tested[one.name] > 1
    }
    short = [label for label, least in needed.items() if run.replications < least]
    if not short:
        return []
    return [
        say(
            "{short}: of {tested} comparisons none can fall to p = {level} after "
            "Holm's adjustment with {replications}; ask for {short2}.",
            short=", ".join(short),
            tested=tested.max(),
            level=localised(f"{LEVEL:g}"),
            replications=several(run.replications, "replication"),
            short2=localised(f"{max(needed[label] for label in short):,}"),
        )
    ]

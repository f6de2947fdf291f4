"""The chapters on cooperation: along the chain or among peers, formal beside informal."""

from __future__ import annotations

from dataclasses import replace

from tiesnet.diagnosis import Finding, formal_informal, horizontal_vertical, number
from tiesnet.exports.report.cells import Page
from tiesnet.exports.report.chapter import Chapter, answer, part, side, terms
from tiesnet.exports.report.heat import heat_views
from tiesnet.exports.report.survey_quality import grouped
from tiesnet.exports.report.words import is_blank
from tiesnet.exports.tables import (
    Table,
    formal_informal_table,
    horizontal_vertical_table,
    network_table,
)
from tiesnet.language import localised, percent_text, say, say_n, word
from tiesnet.metrics import CORRECTED, Measures

SIDE_BY_SIDE = (
    "n_ties",
    "density_known",
    "reciprocity",
    "transitivity",
    "n_isolates",
    "mean_distance",
    "degree_centralisation",
)


def chain_chapter(measures: Measures, page: Page, made: dict[str, Finding]) -> Chapter:
    """Answer whether firms work along the chain or among peers."""
    table = _without_reasons(horizontal_vertical_table(measures))
    finding = made.get("chain")
    corrected = grouped(measures, CORRECTED)
    return Chapter(
        "chain",
        say("Along the chain or among peers?"),
        answer(page, finding, _no_chain(measures)),
        part(
            table,
            page,
            say("Ties by orientation"),
            leave_out=(*_all_zero(table), "remark"),
            printed=11,
        ),
        side(
            (say("How to read this"), table.reading),
            (say("The numbers in the sentence"), _ratios(measures)),
            (say("Caution"), f"{finding.caution if finding else ''} {corrected}".strip()),
        ),
        terms=terms(page, "odds_ratio_stage"),
        heats=tuple(heat_views(measures, page)),
    )


def _ratios(measures: Measures) -> str:
    """Say which densities the ratios of the sentence come from."""
    table = horizontal_vertical(measures)
    if "stage_ratio" not in table:
        return ""
    said = []
    for layer in ("formal", "informal"):
        ratio = table["stage_ratio"].get(layer)
        if is_blank(ratio) or not ratio:
            continue
        values = {
            "within": _share(table.at[layer, "density_same_stage"]),
            "between": _share(table.at[layer, "density_different_stage"]),
            "times": number(max(ratio, 1 / ratio)),
        }
        said.append(
            say(
                "Formal ties: {within} of the pairs within a stage, {between} of those between "
                "stages, so {times} times as likely.",
                **values,
            )
            if layer == "formal"
            else say(
                "Informal ties: {within} of the pairs within a stage, {between} of those between "
                "stages, so {times} times as likely.",
                **values,
            )
        )
    return " ".join(said)


def _share(value: float) -> str:
    """Give a share with the digits that let a reader divide."""
    return percent_text(f"{100 * value:.2f}")


def _without_reasons(table: Table) -> Table:
    """Say under the table, not in a narrow column, why cells are empty."""
    if "remark" not in table.rows:
        return table
    rows = table.rows[~table.rows["remark"].map(is_blank)]
    groups = rows.groupby("remark", sort=False)["label"].agg(", ".join)
    why = [f"{labels}: {reason}." for reason, labels in groups.items()]
    return replace(table, note=" ".join(part for part in (table.note, *why) if part))


def _no_chain(measures: Measures) -> str:
    """Say why nothing can be said about the chain."""
    if measures.net.inside().firms().actors["stage"].isna().all():
        return say("Stages are not known, so this cannot be said.")
    return say("Too few ties are known within and between stages to say which are likelier.")


def _all_zero(table: Table) -> tuple[str, ...]:
    """Leave out orientations that no tie has."""
    rare = ("lateral", "undetermined", "institutional")
    return tuple(key for key in rare if key in table.rows and not table.rows[key].any())


def layers_chapter(measures: Measures, page: Page, made: dict[str, Finding]) -> Chapter:
    """Answer whether formal and informal ties run together."""
    table = formal_informal_table(measures)
    finding = made.get("layers")
    nothing = say("Only one kind of tie was asked for, so there is nothing to compare.")
    return Chapter(
        "layers",
        say("Formal and informal"),
        answer(page, finding, nothing if table.rows.empty else ""),
        (
            *part(_side_by_side(measures), page, say("Side by side")),
            *part(table, page, say("Do they run together?")),
        ),
        side(
            (say("How to read this"), table.reading),
            (say("Why fewer pairs than above"), _fewer_pairs(measures)),
            (say("Caution"), finding.caution if finding else ""),
        ),
        figures=_overlap_figures(measures, page),
        terms=terms(page, "layer_overlap", "density_known", "transitivity"),
    )


def _overlap_figures(measures: Measures, page: Page) -> tuple[dict[str, str], ...]:
    row = formal_informal(measures)
    if row is None:
        return ()
    pairs = int(row["known_pairs"])
    words = (
        (
            "pairs_a",
            say_n(
                pairs,
                "with a formal tie, of the one pair known in both",
                "with a formal tie, of the {n} pairs known in both",
            ),
        ),
        (
            "pairs_b",
            say_n(
                pairs,
                "with an informal tie, of the one pair known in both",
                "with an informal tie, of the {n} pairs known in both",
            ),
        ),
        (
            "pairs_both",
            say_n(
                pairs,
                "with both, of the one pair known in both",
                "with both, of the {n} pairs known in both",
            ),
        ),
    )
    term = page.terms.metric("layer_overlap")
    return tuple(
        {"value": localised(f"{int(row[key]):,}"), "label": label, "term": term}
        for key, label in words
    )


def _fewer_pairs(measures: Measures) -> str:
    """Say why the counts differ from those of the chapter before, where they do."""
    row, table = formal_informal(measures), horizontal_vertical(measures)["ties"]
    if row is None:
        return ""
    formal, informal = int(table["formal"]), int(table["informal"])
    if (formal, informal) == (int(row["pairs_a"]), int(row["pairs_b"])):
        return ""
    return say(
        "The chapter before counts every tied pair: {formal} formal, {informal} informal. "
        "Here a pair counts only if it is known in both kinds, so that the two can be compared.",
        formal=formal,
        informal=informal,
    )


def _side_by_side(measures: Measures) -> Table:
    """Give some numbers of the network for formal and informal ties; no rows unless both exist."""
    table = network_table(measures)
    kinds = [c for c in table.columns if c.key in ("layer:formal", "layer:informal")]
    columns = tuple(c for c in table.columns if c.key in ("label", "unit")) + tuple(kinds)
    both = table.rows[[c.key for c in kinds]].notna().any(axis=1)
    known = table.rows.index[both] if len(kinds) == 2 else []
    kept = [name for name in SIDE_BY_SIDE if name in known]
    places = [table.rows.index.get_loc(name) for name in kept]
    return replace(
        table,
        key="side_by_side",
        title=word("Formal and informal ties side by side"),
        columns=columns,
        rows=table.rows.loc[kept],
        row_kinds=tuple(table.row_kinds[place] for place in places),
    )

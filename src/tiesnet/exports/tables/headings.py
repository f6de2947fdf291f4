"""Headings of the tables that are measures, where the column's own name does not say enough."""

from __future__ import annotations

_HEADINGS = {
    "all_pairs": "All pairs",
    "among_answered": "Among those who answered",
    "coleman": "Coleman's index",
    "count": "Open paths",
    "count_per_actor": "Open paths per actor",
    "density_all": "Density, all pairs",
    "deviation": "Standard deviation",
    "deviation_per_actor": "Standard deviation per actor",
    "ei": "E-I index",
    "ei_expected": "E-I index expected",
    "ei_highest": "E-I index, highest possible",
    "ei_lowest": "E-I index, lowest possible",
    "ei_rescaled": "E-I index rescaled",
    "ei_variance": "E-I index, variance by chance",
    "ei_z": "E-I index, standard deviations from chance",
    "expected_of_total": "Expected of its total",
    "from": "From group",
    "h_star": "Share within beyond that of pairs (H*)",
    "hamming": "Pairs that differ (Hamming)",
    "image": "Image (1: frequent)",
    "jaccard": "Both of either (Jaccard)",
    "layer_a": "Relation A",
    "layer_b": "Relation B",
    "mean_difference": "Mean difference of two ends",
    "no_deeper": "In this core and no deeper one",
    "one": "Actor",
    "only_a": "Only in A",
    "only_b": "Only in B",
    "other": "Other actor",
    "pairs_a": "Pairs in A",
    "pairs_b": "Pairs in B",
    "pairs_both": "Pairs in both",
    "relative": "Relative brokerage",
    "share_of_a_in_b": "Share of A also in B",
    "share_of_b_in_a": "Share of B also in A",
    "expected_share_of_a_in_b": "Share of A in B expected",
    "expected_share_of_b_in_a": "Share of B in A expected",
    "simple_matching": "Pairs alike (simple matching)",
    "source": "From",
    "source_group": "From group",
    "source_stage": "From stage",
    "target": "To",
    "target_group": "To group",
    "target_stage": "To stage",
    "tied_both": "Tied in both",
    "to": "To group",
    "ucinet": "Name in UCINET",
    "who": "Members by name",
    "yules_q": "Yule's Q",
    "z": "Standard deviations from chance",
}
_OF_ONE = {
    ("brokerage_roles", "share"): "Share of its paths",
    ("co_member_pairs", "shared"): "Organisations shared",
    ("co_member_pairs", "weight"): "Shared, normalised",
    ("core_densities", "from"): "From",
    ("core_densities", "to"): "To",
    ("coreness_cuts", "actor"): "Who joins",
    ("coreness_cuts", "size"): "Size of the core",
    ("cores", "k"): "Partners each, at least",
    ("critical_ties", "distance_fragmentation_added"): "Distance-weighted fragmentation added",
    ("critical_ties", "span"): "Steps without it",
    ("cohesive_blocks", "cohesion"): "Actors that must leave",
    ("dyadic_constraint", "share"): "Share of its ties",
    ("dyadic_constraint", "through"): "Over third partners",
    ("dyadic_redundancy", "share"): "Share of its ties",
    ("group_centrality", "degree"): "Actors tied to it",
    ("group_centrality", "degree_normalised"): "Actors tied to it, normalised",
    ("group_centrality", "harmonic_closeness"): "Closeness (harmonic)",
    ("group_centrality", "betweenness_normalised"): "Betweenness, normalised",
    ("edge_betweenness", "betweenness_normalised"): "Betweenness, normalised",
    ("key_players_fragmentation", "equally_good"): "Sets equally good",
    ("key_players_fragmentation", "fragmentation_without"): "Fragmentation without them",
    ("key_players_fragmentation", "size"): "Players",
    ("key_players_reach", "equally_good"): "Sets equally good",
    ("key_players_reach", "size"): "Players",
    ("lambda_sets", "connectivity"): "Ties that must break",
    ("layer_correlation", "degree_correlation"): "Correlation of partners",
    ("layer_correlation", "degree_rank_correlation"): "Rank correlation of partners",
    ("mixing_matrix", "expected"): "Expected ties",
    ("mixing_matrix", "ratio"): "Ties per expected tie",
    ("organisation_pairs", "other"): "Other organisation",
    ("organisation_pairs", "shared"): "Members shared",
    ("organisation_pairs", "weight"): "Shared, normalised",
    ("distance_table", "share_so_far"): "Share up to here",
    ("ucinet_cohesion", "measure"): "Code name here",
}
_ID = "_id"


def heading(metric: str, key: str) -> str:
    """Head a column of a table in words.

    >>> heading("homophily", "ei_z"), heading("brokerage_roles", "partial_credit")
    ('E-I index, standard deviations from chance', 'Partial credit')
    >>> heading("cliques", "members_id"), heading("edge_betweenness", "source_id")
    ('Members, ids', 'Id from')
    """
    if key.endswith(_ID):
        of = heading(metric, key.removesuffix(_ID))
        if key == f"members{_ID}" or key == f"no_deeper{_ID}":
            return f"{of}, ids"
        return f"Id {of.lower()}" if of in ("From", "To") else f"{of}, id"
    plain = key.replace("_", " ")
    return _OF_ONE.get((metric, key)) or _HEADINGS.get(key) or plain[:1].upper() + plain[1:]

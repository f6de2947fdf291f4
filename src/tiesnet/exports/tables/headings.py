"""Headings of the tables that are measures, where the column's own name does not say enough."""

from __future__ import annotations

from tiesnet.language import say, word

_HEADINGS = {
    "all_pairs": word("All pairs"),
    "among_answered": word("Among those who answered"),
    "coleman": word("Coleman's index"),
    "count": word("Open paths"),
    "count_per_actor": word("Open paths per actor"),
    "density_all": word("Density, all pairs"),
    "deviation": word("Standard deviation"),
    "deviation_per_actor": word("Standard deviation per actor"),
    "ei": word("E-I index"),
    "ei_expected": word("E-I index expected"),
    "ei_highest": word("E-I index, highest possible"),
    "ei_lowest": word("E-I index, lowest possible"),
    "ei_rescaled": word("E-I index rescaled"),
    "ei_variance": word("E-I index, variance by chance"),
    "ei_z": word("E-I index, standard deviations from chance"),
    "expected_of_total": word("Expected of its total"),
    "from": word("From group"),
    "h_star": word("Share within beyond that of pairs (H*)"),
    "hamming": word("Pairs that differ (Hamming)"),
    "image": word("Image (1: frequent)"),
    "jaccard": word("Both of either (Jaccard)"),
    "layer_a": word("Relation A"),
    "layer_b": word("Relation B"),
    "mean_difference": word("Mean difference of two ends"),
    "no_deeper": word("In this core and no deeper one"),
    "one": word("Actor"),
    "only_a": word("Only in A"),
    "only_b": word("Only in B"),
    "other": word("Other actor"),
    "pairs_a": word("Pairs in A"),
    "pairs_b": word("Pairs in B"),
    "pairs_both": word("Pairs in both"),
    "relative": word("Relative brokerage"),
    "share_of_a_in_b": word("Share of A also in B"),
    "share_of_b_in_a": word("Share of B also in A"),
    "expected_share_of_a_in_b": word("Share of A in B expected"),
    "expected_share_of_b_in_a": word("Share of B in A expected"),
    "simple_matching": word("Pairs alike (simple matching)"),
    "source": word("From"),
    "source_group": word("From group"),
    "source_stage": word("From stage"),
    "target": word("To"),
    "target_group": word("To group"),
    "target_stage": word("To stage"),
    "tied_both": word("Tied in both"),
    "to": word("To group"),
    "ucinet": word("Name in UCINET"),
    "who": word("Members by name"),
    "yules_q": word("Yule's Q"),
    "z": word("Standard deviations from chance"),
}
_OF_ONE = {
    ("brokerage_roles", "share"): word("Share of its paths"),
    ("co_member_pairs", "shared"): word("Organisations shared"),
    ("co_member_pairs", "weight"): word("Shared, normalised"),
    ("core_densities", "from"): word("From"),
    ("core_densities", "to"): word("To"),
    ("coreness_cuts", "actor"): word("Who joins"),
    ("coreness_cuts", "size"): word("Size of the core"),
    ("cores", "k"): word("Partners each, at least"),
    ("critical_ties", "distance_fragmentation_added"): word(
        "Distance-weighted fragmentation added"
    ),
    ("critical_ties", "span"): word("Steps without it"),
    ("cohesive_blocks", "cohesion"): word("Actors that must leave"),
    ("dyadic_constraint", "share"): word("Share of its ties"),
    ("dyadic_constraint", "through"): word("Over third partners"),
    ("dyadic_redundancy", "share"): word("Share of its ties"),
    ("group_centrality", "degree"): word("Actors tied to it"),
    ("group_centrality", "degree_normalised"): word("Actors tied to it, normalised"),
    ("group_centrality", "harmonic_closeness"): word("Closeness (harmonic)"),
    ("group_centrality", "betweenness_normalised"): word("Betweenness, normalised"),
    ("edge_betweenness", "betweenness_normalised"): word("Betweenness, normalised"),
    ("key_players_fragmentation", "equally_good"): word("Sets equally good"),
    ("key_players_fragmentation", "fragmentation_without"): word("Fragmentation without them"),
    ("key_players_fragmentation", "size"): word("Players"),
    ("key_players_reach", "equally_good"): word("Sets equally good"),
    ("key_players_reach", "size"): word("Players"),
    ("lambda_sets", "connectivity"): word("Ties that must break"),
    ("layer_correlation", "degree_correlation"): word("Correlation of partners"),
    ("layer_correlation", "degree_rank_correlation"): word("Rank correlation of partners"),
    ("mixing_matrix", "expected"): word("Expected ties"),
    ("mixing_matrix", "ratio"): word("Ties per expected tie"),
    ("organisation_pairs", "other"): word("Other organisation"),
    ("organisation_pairs", "shared"): word("Members shared"),
    ("organisation_pairs", "weight"): word("Shared, normalised"),
    ("distance_table", "share_so_far"): word("Share up to here"),
    ("ucinet_cohesion", "measure"): word("Code name here"),
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
        plain = key.removesuffix(_ID)
        if key == f"members{_ID}" or key == f"no_deeper{_ID}":
            return say("{heading}, ids", heading=heading(metric, plain))
        if _named(metric, plain) == "From":
            return say("Id from")
        if _named(metric, plain) == "To":
            return say("Id to")
        return say("{heading}, id", heading=heading(metric, plain))
    return say(_named(metric, key))


def _named(metric: str, key: str) -> str:
    plain = key.replace("_", " ")
    return _OF_ONE.get((metric, key)) or _HEADINGS.get(key) or plain[:1].upper() + plain[1:]

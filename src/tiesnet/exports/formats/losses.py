"""What a file of a network cannot hold of a survey, in plain sentences."""

from __future__ import annotations

from tiesnet.network import Network

_BESIDE = {
    "items": ("answer to scale items", "answers to scale items"),
    "affiliations": ("membership", "memberships"),
    "employment": ("row on jobs in the region", "rows on jobs in the region"),
    "introductions": ("row of the log of introductions", "rows of the log of introductions"),
}
_TIE = {"source", "target", "relation", "strength", "wave", "reported_by", "file", "sheet", "row"}
_CODEBOOK = ("trust_min", "trust_max", "core")


def lost_details(net: Network) -> tuple[str, ...]:
    """Say what stays behind when nodes and edges are written with all that is known of them."""
    survey = net.origin.survey
    if survey is None:
        return ()
    said = []
    counts = {words: len(getattr(survey, name)) for name, words in _BESIDE.items()}
    beside = [f"{n:,} {words[n != 1]}" for words, n in counts.items() if n]
    if beside:
        said.append(f"Not in the file: {', '.join(beside)}.")
    if columns := [name for name in survey.ties.columns if name not in _TIE]:
        said.append(f"Not in the file: details of ties ({', '.join(columns)}).")
    if count := _not_believed(net):
        said.append(
            f"Not in the file: {count:,} reported {'tie' if count == 1 else 'ties'} that the "
            f"policy of the relation did not accept."
        )
    waves = survey.ties["wave"].dropna().unique()
    if len(waves) > 1:
        wave = net.origin.parameters.get("wave") or waves[-1]
        said.append(f"Only the round {wave!r} is in the file, of {len(waves)}.")
    if any(survey.relations[name].notna().any() for name in _CODEBOOK if name in survey.relations):
        said.append("Not in the file: scales of trust and core competences.")
    return tuple(said)


def _not_believed(net: Network) -> int:
    """Count the reports of ties in the layers shown that made no tie; none in a union."""
    reported, survey = net.origin.reported, net.origin.survey
    if reported.empty or survey is None or not net.layers.index.isin(survey.relations.index).all():
        return 0
    here = reported["layer"].isin(net.layers.index)
    inside = reported["source"].isin(net.actors.index) & reported["target"].isin(net.actors.index)
    return max(0, int((here & inside).sum()) - len(net.ties))


def lost_codebook(net: Network) -> tuple[str, ...]:
    """Say what is lost where nothing is written but nodes and edges."""
    said = [
        "The codebook of the relations (flow, scale, question, policy for double reports), the "
        "order of the stages and what each end reported stay behind, except what stands in a "
        "column of its own."
    ]
    if {"answered", "partly"} & set(net.respondents.states()) and len(net.layers) > 1:
        said.append("Who answered is told for the whole survey, not question by question.")
    return tuple(said)


def lost_attributes(net: Network) -> tuple[str, ...]:
    """Say what is lost where only pairs of actors are written."""
    said = ["What is known of the firms, and firms without any tie, are not in the file."]
    return (*said, *lost_answers(net), *lost_details(net))


def lost_answers(net: Network) -> tuple[str, ...]:
    """Say that a pair without a tie may be an unknown one, where a file cannot say it."""
    silent = int((net.respondents.states() != "answered").sum())
    if not silent:
        return ()
    are = (
        "1 actor that was not asked or did not answer fully looks"
        if silent == 1
        else (f"{silent:,} actors that were not asked or did not answer fully look")
    )
    return (f"{are} as if they had no further ties: the file cannot say what is unknown.",)

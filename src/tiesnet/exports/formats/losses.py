"""What a file of a network cannot hold of a survey, in plain sentences."""

from __future__ import annotations

from tiesnet.language import say, say_n
from tiesnet.network import Network

_BESIDE = ("items", "affiliations", "employment", "introductions")
_TIE = {"source", "target", "relation", "strength", "wave", "reported_by", "file", "sheet", "row"}
_CODEBOOK = ("trust_min", "trust_max", "core")


def lost_details(net: Network, rounds: bool = True) -> tuple[str, ...]:
    """Say what stays behind when nodes and edges are written with all that is known of them.

    A format that holds all rounds has nothing to say of them.
    """
    survey = net.origin.survey
    if survey is None:
        return ()
    said = []
    beside = [text for name in _BESIDE if (text := _counted(name, len(getattr(survey, name))))]
    if beside:
        said.append(say("Not in the file: {parts}.", parts=", ".join(beside)))
    if columns := [name for name in survey.ties.columns if name not in _TIE]:
        said.append(
            say("Not in the file: details of ties ({columns}).", columns=", ".join(columns))
        )
    if count := _not_believed(net):
        said.append(
            say_n(
                count,
                "Not in the file: {n} reported tie that the policy of the relation did not accept.",
                "Not in the file: {n} reported ties that the policy of the relation did not "
                "accept.",
            )
        )
    waves = survey.ties["wave"].dropna().unique()
    if len(waves) > 1 and rounds:
        wave = net.origin.parameters.get("wave") or waves[-1]
        said.append(
            say("Only the round {wave} is in the file, of {n}.", wave=f"{wave!r}", n=len(waves))
        )
    if any(survey.relations[name].notna().any() for name in _CODEBOOK if name in survey.relations):
        said.append(say("Not in the file: scales of trust and core competences."))
    return tuple(said)


def _counted(table: str, count: int) -> str:
    """Say how many rows of a table there are; nothing when there is none."""
    if not count:
        return ""
    if table == "items":
        return say_n(count, "{n} answer to scale items", "{n} answers to scale items")
    if table == "affiliations":
        return say_n(count, "{n} membership", "{n} memberships")
    if table == "employment":
        return say_n(count, "{n} row on jobs in the region", "{n} rows on jobs in the region")
    return say_n(
        count, "{n} row of the log of introductions", "{n} rows of the log of introductions"
    )


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
        say(
            "The codebook of the relations (flow, scale, question, policy for double reports), the "
            "order of the stages and what each end reported stay behind, except what stands in a "
            "column of its own."
        )
    ]
    if {"answered", "partly"} & set(net.respondents.states()) and len(net.layers) > 1:
        said.append(say("Who answered is told for the whole survey, not question by question."))
    return tuple(said)


def lost_attributes(net: Network) -> tuple[str, ...]:
    """Say what is lost where only pairs of actors are written."""
    said = [say("What is known of the firms, and firms without any tie, are not in the file.")]
    return (*said, *lost_answers(net), *lost_details(net))


def lost_answers(net: Network) -> tuple[str, ...]:
    """Say that a pair without a tie may be an unknown one, where a file cannot say it."""
    silent = int((net.respondents.states() != "answered").sum())
    if not silent:
        return ()
    return (
        say_n(
            silent,
            "{n} actor that was not asked or did not answer fully looks as if they had no further "
            "ties: the file cannot say what is unknown.",
            "{n} actors that were not asked or did not answer fully look as if they had no further "
            "ties: the file cannot say what is unknown.",
        ),
    )

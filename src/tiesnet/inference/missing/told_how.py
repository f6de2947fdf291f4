"""How a run was made, what it takes for granted, and what to keep in mind."""

from __future__ import annotations

from collections.abc import Iterator

from tiesnet.inference.missing.filled import Gaps
from tiesnet.inference.missing.run import Run
from tiesnet.inference.words import count, percent
from tiesnet.language import localised, say, word
from tiesnet.network import ANSWERED, NOT_SURVEYED

MEANING = {
    "nonresponse": word(
        "If the silent actors had answered as others like them did, the number would "
        "lie between the two ends in at least {level} of the draws."
    ),
    "lost actors": word(
        "If a share of the actors had been left out of the survey, drawn at random, "
        "the number would lie between the two ends in at least {level} of the draws. It tells how "
        "far numbers move, not where the truth lies."
    ),
    "lost ties": word(
        "If a share of the ties had not been told, drawn at random, the number would lie "
        "between the two ends in at least {level} of the draws. It tells how far numbers move, not "
        "where the truth lies."
    ),
}


WORKS = {
    "nonresponse": ("rubin1987", "huisman2009", "vanduijn2004"),
    "lost actors": ("costenbader2003", "borgatti2006b"),
    "lost ties": ("costenbader2003", "borgatti2006b"),
}


FEW = 0.5


def method(run: Run, steps: list[float], gaps: Gaps | None) -> str:
    """Write the paragraph for a paper."""
    how = run.how
    drawn = say(
        "{draws} draws, seed {seed}; intervals hold at least {level} of them.",
        draws=how.draws,
        seed=how.seed,
        level=percent(how.level),
    )
    if gaps is None:
        what = word("actors") if run.cause == "lost actors" else word("ties")
        shares = ", ".join(f"{percent(one)}" for one in steps)
        return say(
            "Shares of the {what} ({shares}) were taken away at random and every "
            "measure computed again, as in Costenbader & Valente (2003) and "
            "Borgatti, Carley & Krackhardt (2006); for each share {drawn} Ranks are "
            "compared among the actors left.",
            what=what,
            shares=shares,
            drawn=drawn,
        )
    if not gaps.layers:
        return say("No answer was missing; no draw was needed.")
    pairs = sum(gaps.open_pairs.values())
    return say(
        "The {pairs} pairs that silent actors left open were drawn by multiple "
        "imputation (Rubin 1987) from a logistic model of the known pairs with "
        "effects of the activity of the sender, the popularity of the receiver, "
        "blocks of groups, the arrow back, how often others name the sender, and "
        "shared contacts, fitted to each relation by itself; the parameters and "
        "the activity of silent actors were drawn as well. {drawn}",
        pairs=localised(f"{pairs:,}"),
        drawn=drawn,
    )


def assumptions(run: Run, gaps: Gaps | None) -> Iterator[str]:
    """Name what was taken for granted."""
    out = len(run.net.actors) - len(run.inner.actors)
    if out:
        yield say(
            "{actor} outside the cluster left out, with all ties to them.",
            actor=count(out, "actor"),
        )
    if run.lowest & {slot.record.name for slot in run.slots}:
        yield say("Of constraint rank 1 is the lowest value, the strongest position.")
    if gaps is None:
        return
    for layer in gaps.layers:
        label = run.inner.layers.at[layer.name, "label"]
        yield say(
            "{label}: missing answers about {pair} drawn.",
            label=label,
            pair=count(gaps.open_pairs[layer.name], "pair"),
        )
    if gaps.layers:
        yield (
            say(
                "Silent actors are taken to differ from respondents only by what is known of them: "
                "their group, and what others say of them."
            )
        )
        yield say("Every relation is drawn by itself.")
    unasked = int((run.inner.respondents.states() == NOT_SURVEYED).sum())
    if unasked:
        yield say("Not surveyed, and left as observed: {actor}.", actor=count(unasked, "actor"))
    either = [name for name in _either(run) if name in {layer.name for layer in gaps.layers}]
    if either:
        labels = ", ".join(map(str, run.inner.layers.loc[either, "label"]))
        yield (
            say(
                "{labels}: either end's word makes a tie, so the pairs of a silent actor "
                "with one that answered count as known; the silent one could only have "
                "added ties.",
                labels=labels,
            )
        )


def _either(run: Run) -> list[str]:
    layers = run.inner.layers
    return [str(name) for name in layers.index[layers["combine"].isin(["union", "max", "mean"])]]


def cautions(run: Run, nothing: bool) -> Iterator[str]:
    """Name what to keep in mind."""
    if run.cause != "nonresponse":
        yield say("Losses at random are mild: surveys lose some kinds of firms more than others.")
        return
    if nothing:
        return
    states = run.inner.respondents.states()
    asked = int((states != NOT_SURVEYED).sum())
    share = int((states == ANSWERED).sum()) / asked
    if share < FEW:
        yield say(
            "Of those asked {share} answered everything: draws rest on few answers.",
            share=percent(share),
        )
    yield (
        say(
            "How often such intervals hold the truth was measured on networks with answers "
            "deleted; the page 'How sure are ranks?' of the documentation has the figures."
        )
    )
    if any(slot.record.topic == "closeness" for slot in run.slots):
        yield (
            say(
                "Closeness: in real networks the intervals of its values held the truth less often "
                "than stated for firms that answered."
            )
        )
    own = [slot for slot in run.slots if slot.of_actors and slot.record.observed == "self"]
    if own:
        yield (
            say(
                "As observed, a silent actor has no value of its own, so that it is not among "
                "those on top; in the draws it can be."
            )
        )

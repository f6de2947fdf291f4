"""``tiesnet permute``: measures and attributes, tested by shuffling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from tiesnet.cli.inputs import Source, layer_option, survey_argument
from tiesnet.cli.testing import Testing, test_options
from tiesnet.language import say, word

if TYPE_CHECKING:
    from tiesnet.inference import Outcome
    from tiesnet.network import Network

_BELONGS = {
    "attributes": ("--attribute", "metrics"),
    "by": ("--by", "metrics"),
    "shuffle": ("--shuffle", "regression"),
    "weights": ("--weights", "autocorrelation"),
    "model": ("--model", "lag"),
}
_MODES = word("--metric, --regression, --autocorrelation or --lag")


@click.command()
@survey_argument
@layer_option
@click.option("--metric", "metrics", metavar="M", multiple=True, help="A measure or a topic.")
@click.option(
    "--attribute", "attributes", metavar="A", multiple=True, help="A column of the actors."
)
@click.option("--by", metavar="A", help="How the measure itself sorts actors; stage by default.")
@click.option("--within", metavar="A", help="Only actors alike in this column change places.")
@click.option("--regression", metavar="FORMULA", help="Explain an outcome of firms.")
@click.option(
    "--shuffle",
    type=click.Choice(["residuals", "outcome"]),
    default="residuals",
    show_default=True,
    help="What a regression shuffles: what other terms leave of a term, or the outcome.",
)
@click.option(
    "--autocorrelation", metavar="A", multiple=True, help="Are tied firms alike in this column?"
)
@click.option(
    "--weights",
    type=click.Choice(["row", "raw"]),
    default="row",
    show_default=True,
    help="For --autocorrelation: the ties of a firm count 1 in all, or 1 each.",
)
@click.option("--lag", metavar="FORMULA", help="A regression with the outcome of partners.")
@click.option(
    "--model",
    type=click.Choice(["ml", "gm", "error"]),
    default="ml",
    show_default=True,
    help="For --lag: likelihood, two stages, or errors of partners.",
)
@test_options()
def permute(
    survey: Source,
    testing: Testing,
    layers: tuple[str, ...],
    **asked: Any,
) -> Outcome:
    """Test attributes of firms: who is alike, who stands where, what explains an outcome.

    \b
    --metric M                   a measure that groups firms, such as ei_index or gatekeeper,
                                 against shuffled stages
    --metric M --attribute A     the same by another attribute; any other measure is correlated
                                 with the attribute, or compared between its groups
    --regression "Y ~ X + Z"     attributes, log(attribute), and measures such as degree(advice)
    --autocorrelation A          Moran's I and Geary's C
    --lag "Y ~ X" --layer L      spatial lag or error model; nothing is drawn

    \b
    Examples:
      tiesnet permute my-survey.xlsx --metric ei_index --layer advice
      tiesnet permute my-survey.xlsx --metric degree --attribute size --attribute location
      tiesnet permute my-survey.xlsx --regression "exports ~ degree(advice) + log(size)"
      tiesnet permute my-survey.xlsx --autocorrelation exports -o alike.xlsx
    """
    _one_way(asked)
    net, chosen = survey.network(), list(layers) or None
    shared = {"within": asked["within"], **testing.keywords()}
    if asked["regression"]:
        from tiesnet.inference import regress

        return regress(net, asked["regression"], method=asked["shuffle"], **shared)
    if asked["autocorrelation"]:
        from tiesnet.inference import autocorrelation

        names = list(asked["autocorrelation"])
        return autocorrelation(net, names, layers=chosen, weights=asked["weights"], **shared)
    if asked["lag"]:
        from tiesnet.inference import lag_model

        return lag_model(net, asked["lag"], layers[0], method=asked["model"])
    return _of_metrics(net, chosen, asked, shared)


def _one_way(asked: dict[str, Any]) -> None:
    """Refuse what cannot be asked together, and options that would change nothing."""
    ways = ("metrics", "regression", "autocorrelation", "lag")
    chosen = [way for way in ways if asked[way]]
    if len(chosen) != 1:
        raise click.UsageError(
            say("Give one of {options}; {n} came.", options=say(_MODES), n=len(chosen))
        )
    context = click.get_current_context()
    for option, (name, way) in _BELONGS.items():
        given = context.get_parameter_source(option) is ParameterSource.COMMANDLINE
        if given and chosen != [way]:
            way = f"--{way.removesuffix('s')}"
            raise click.UsageError(say("{option} belongs to {other}.", option=name, other=way))
    layers = context.params.get("layers", ())
    if chosen == ["regression"] and layers:
        raise click.UsageError(say("Name layers inside the formula, as in degree(advice)."))
    if chosen == ["lag"] and len(layers) != 1:
        raise click.UsageError(say("--lag takes one --layer, whose ties say who is whose partner."))
    if chosen == ["lag"] and asked["within"]:
        raise click.UsageError(say("--lag draws nothing, so that --within would change nothing."))


def _of_metrics(
    net: Network, layers: list[str] | None, asked: dict[str, Any], shared: dict[str, Any]
) -> Outcome:
    """Shuffle the attribute in the measure, or set the measure beside the attribute."""
    from tiesnet.inference import attribute_test, computed_of, permute_metric

    metrics, attributes = list(asked["metrics"]), list(asked["attributes"])
    if not attributes:
        return permute_metric(net, metrics, asked["by"], layers=layers, **shared)
    if asked["by"]:
        options = {"by": asked["by"]}
        return attribute_test(net, metrics, attributes, layers=layers, options=options, **shared)
    inner = {computed_of(net, metric, name) for metric in metrics for name in attributes}
    if inner == {False}:
        return attribute_test(net, metrics, attributes, layers=layers, **shared)
    if inner == {True} and len(attributes) == 1:
        return permute_metric(net, metrics, attributes[0], layers=layers, **shared)
    raise click.UsageError(
        say(
            "Some of these measures are computed of an attribute, others stand beside it; ask for "
            "them one by one."
        )
    )

"""Columns of the tables about the supply chain, and how to read them."""

from __future__ import annotations

from tiesnet.diagnosis.evidence import Field
from tiesnet.diagnosis.tested import BESIDE_P
from tiesnet.language import word

LINKS = (
    Field("earlier", "From"),
    Field("later", "To"),
    Field("earlier_firms", "Firms", "count", definition="Firms inside at the earlier place."),
    Field("later_firms", "Firms next", "count", definition="Firms inside at the later place."),
    Field("both", "Do both", "count", "firms", "Firms at both places, which need no tie."),
    Field("ties", "Supply ties", "count", "pairs", "Of the known pairs."),
    Field("known", "Known pairs", "count", "pairs", "Pairs of which the answer is known."),
    Field("expected", "Expected", "number", "pairs",
          "Known pairs at the density of all neighbouring stages together."),
    Field("ratio", "Observed over expected", "number", "ratio"),
    Field("p", "p", "number", "",
          "Of shuffles of the places from which firms supply: twice the share in which the density "
          "of the link is at least as high, or as low, whichever is smaller."),
    Field("p_holm", "p for all links", "number", "", "Allows for the number of links (Holm)."),
    *BESIDE_P,
    Field("says", "Reading", "word"),
)  # fmt: skip
NUMBERS = (
    Field("what", "What"),
    Field("count", "Number", "count"),
    Field("value", "Value", "number"),
    Field("over", "Counted over"),
)
STAGES = (
    Field("stage", "Stage", "stage"),
    Field("firms", "Firms inside", "count"),
    Field("answered", "Answered", "count", "firms", "They answered all about trade."),
    Field("outside", "Firms outside", "count", definition="Named in the survey."),
    Field("level", "Level", "number", "levels",
          "Middle level along the trade of those that answered; 0: where goods begin."),
    Field("buyers", "Buyers", "count", "firms", "They buy, and all their purchases are known."),
    Field("one", "With one supplier", "count", "firms", "Of these, inside and outside together."),
)  # fmt: skip
INPUTS = (
    Field("input", "What is bought", definition="Stage of the supplier, else its sector."),
    Field("by", "Named by", "word"),
    Field("members", "Firms inside", "count", "", "Firms inside of this stage or sector."),
    Field("suppliers_inside", "Suppliers inside", "count"),
    Field("suppliers_outside", "Suppliers outside", "count"),
    Field("buyers_inside", "Buy it inside", "count", "firms"),
    Field("buyers_outside", "Buy it outside", "count", "firms"),
    Field("says", "Reading", "word"),
)
HANGING = (
    Field("supplier", "Supplier", "actor"),
    Field("where", "Where", "word"),
    Field("firms", "Firms that hang on it", "count", "firms",
          "Firms inside that name no other supplier, of those whose purchases are known."),
    Field("who", "Which", "actors"),
)  # fmt: skip
LONE = (
    Field("from_stage", "From", "stage"),
    Field("to_stage", "To", "stage"),
    Field("supplier", "The only supplier", "actor"),
    Field("where", "Where", "word"),
    Field("firms", "Buyers", "count", "firms"),
)
ODD = (
    Field("supplier", "Supplier", "actor"),
    Field("supplier_stage", "Its stage"),
    Field("buyer", "Buyer", "actor"),
    Field("buyer_stage", "Its stage"),
    Field("places", "Places down the chain", "count", "", "Below 0: against the order."),
    Field("kind", "Reading", "word"),
)
MARKETS = (
    Field("chain", "Market"),
    Field("firms", "Firms inside", "count"),
    Field("ties", "Supply ties inside", "count", "pairs"),
    Field("outside", "With firms outside", "count", "pairs"),
    Field("stages", "Stages present", "count"),
    Field("absent", "Stages absent"),
    Field("level", "Highest level", "number", "levels"),
    Field("incoherence", "Incoherence", "number", "0 to 1",
          "0: every tie goes one level down the chain. 1: goods go round in circles."),
    Field("missing", "Missing links", "count", "",
          "Places between the first and the last of the chain without a way to the next."),
    Field("single", "With one supplier", "count", "firms", "Firms inside, in this chain."),
    Field("buyer", "Largest buyer", "actor", definition="Empty where several are as large."),
    Field("share", "Its share", "percent", "", "Of what is sold in this chain."),
    Field("concentration", "Concentration of buyers", "number", "0 to 1",
          "Sum of the squared shares of all buyers. 1: there is one buyer."),
    Field("by", "Shares by", "word"),
)  # fmt: skip
FIRMS = (
    Field("firm", "Firm", "actor"),
    Field("answered", "Answered", "word", definition="About trade."),
    Field("level", "Level", "number", "levels", "Along the trade inside; 0: goods begin here."),
    Field("upstream", "Firms upstream", "count", "firms"),
    Field("downstream", "Firms downstream", "count", "firms"),
    Field("inside", "Suppliers inside", "count"),
    Field("outside", "Suppliers outside", "count"),
    Field("one", "One supplier in all", "flag"),
    Field("jumps", "Ties that jump", "count", "ties"),
    Field("linkage", "Local purchases over output", "percent"),
)
READINGS = {
    "chain_links": word(
        "Each row is a step of the chain. Where no firm inside supplies the next stage, "
        "the link is missing; firms that do both stages need none. The reading allows for the "
        "number of links tested."
    ),
    "chain_numbers": word(
        "Incoherence is 0 when every supply tie goes exactly one level down the "
        "chain, and 1 when goods go round in circles."
    ),
    "chain_markets": word(
        "A tie that serves several markets stands in each. Shares are by value where "
        "every tie has one, else by the number of ties."
    ),
    "chain_stages": word(
        "A firm of several stages stands in each of them. A stage without a firm "
        "inside is a gap of the chain if its neighbours need it."
    ),
    "chain_inputs": word(
        "What is bought outside only is where a new firm, or a firm inside that "
        "learns to make it, would find buyers."
    ),
    "chain_hanging": word(
        "If such a supplier stops, these firms have no other that the survey names."
    ),
    "chain_lone": word("All firms of a stage that buy from another stage buy from this one firm."),
}

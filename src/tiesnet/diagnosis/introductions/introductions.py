"""Who should meet whom: the best partners of disconnected firms, with reasons and whom to ask."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnose, diagnosis
from tiesnet.diagnosis.connection.register import register
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.introductions import introduced
from tiesnet.diagnosis.introductions.offers import offers_of
from tiesnet.diagnosis.introductions.open_pairs import PLANNED, wanting, whole_measures
from tiesnet.diagnosis.introductions.proposals import LARGEST, Rules, proposals
from tiesnet.diagnosis.introductions.reasons import BELONGS, KNOWS, belonging
from tiesnet.language import joined, pieces, say, say_n
from tiesnet.metrics import LIKE, NEAR, Measures
from tiesnet.network import affiliations

_PAIR = (
    Field("one", "Introduce", "actor"),
    Field("other", "To", "actor"),
    Field("why", "Why"),
    Field("ask", "Whom to ask", "actor"),
    Field("how", "Since it", "word"),
    Field("reasons", "Reasons", "count", definition="Of five kinds: stage, offer, place, "
          "membership, common partner."),
    Field("gain", "Pairs brought within two steps", "count", "pairs",
          "Pairs of actors that would reach each other through at most one other, and do not now."),
    Field("planned", "Planned", "flag", definition="The log of introductions says so."),
)  # fmt: skip
_LOG = (
    Field("one", "one", definition="Id of the firm, as in the survey."),
    Field("other", "other", definition="Id of the partner."),
    Field("state", "state", definition="Planned, until you write made or do_not_introduce."),
    Field("wave", "wave", definition="Round of the survey after which it was made."),
    Field("by", "by", definition="Who introduces them; here whom to ask."),
    Field("note", "note"),
)


@diagnosis(
    chapter="introductions",
    label="Introductions",
    question="Whom should a disconnected firm meet first, and who can introduce them?",
    needs="who answered and who is tied to whom; stages, places, memberships, and what firms "
    "offer and seek make the reasons; a table of introductions keeps the log",
    limits="It says who has a reason to meet, not whether they would get on, and nothing of firms "
    "that did not answer: call them, do not introduce them.",
    source="obstfeld2005, valente2012, altenburg1999",
)
def introductions(
    measures: Measures, *, most: int = 3, like: int = LIKE, near: float = NEAR
) -> Diagnosis:
    """Partners for every disconnected firm, with the reasons to meet and whom to ask.

    Proposed are firms that answered, are tied to the main group by more than one tie, and to whom
    nobody reports a tie of the firm. Reasons, each of which counts one: neighbouring stages of
    the chain; an offer of one that meets what the other seeks (token set ratio of the words); the
    same place; a body both belong to, unless more than half of the firms do; a partner of both
    that is not silent. First come the partners with most reasons; of equal ones those with a
    partner of both, those proposed least often so far, and those that bring most pairs within two
    steps.
    Whom to ask: a partner of both, else a body both belong to, else the cluster organisation.
    Pairs the log marks do_not_introduce are left out, whatever the wave, and so are those
    introduced already, which are checked instead.
    """
    measures = whole_measures(measures)
    rows = proposals(measures, Rules(like, near, most))
    best = rows[rows["place"] == 1].reset_index(drop=True)
    said = (_first(measures, best), _how_many(measures, best), introduced.find_introduced(measures))
    return Diagnosis(
        tables=(*_tables(measures, best, rows), introduced.evidence(measures)),
        findings=tuple(finding for finding in said if finding is not None),
        gaps=_gaps(measures, best),
        cautions=_cautions(measures),
        parameters={
            "Partners per firm": most,
            "Likeness of words, of 100, from which an offer meets a search": like,
            "Kilometres below which two firms are at the same place": near,
            "Actors up to which two-step reach is computed": LARGEST,
        },
    )


def find_introduction(measures: Measures) -> Finding | None:
    """Say which introduction comes first, as the diagnosis does."""
    found = diagnose(measures, [introductions.__name__])[introductions.__name__].findings
    return next((finding for finding in found if finding.key == "introduce"), None)


def first_introductions(measures: Measures, count: int) -> pd.DataFrame:
    """Give the introductions to make first.

    Those of disconnected firms; where no firm needs a way in, the best ones for reach.

    Returns
    -------
    DataFrame
        ``one``, ``other``, ``why``, ``ask``, ``how``; the first comes first.
    """
    name = "introductions" if len(wanting(measures)) else "best_introductions"
    found = diagnose(measures, [name])[name]
    if name not in [table.key for table in found.tables]:
        return pd.DataFrame(columns=list(_ASKED))
    return found.table(name)[list(_ASKED)].head(count)


_ASKED = ("one", "other", "why", "ask", "how")


def _tables(
    measures: Measures, best: pd.DataFrame, rows: pd.DataFrame
) -> tuple[Evidence, Evidence, Evidence]:
    planned = bool(rows["planned"].any())
    fields = tuple(field for field in _PAIR if planned or field.key != "planned")
    columns = [field.key for field in fields]
    return (
        Evidence(
            "introductions",
            "The best partner of each firm",
            best[columns],
            fields,
            "Most reasons first, of equal ones the most cut off; firms that only institutions "
            "connect come last. Two-step reach ignores directions.",
        ),
        Evidence(
            "introductions_all",
            "More partners of each firm",
            rows[columns],
            fields,
            "The best partners of each firm that needs a way in, the best first.",
            shown="folded",
        ),
        Evidence(
            "introductions_log",
            "To copy into the log",
            _log_rows(measures, rows),
            _LOG,
            "Copy what you take up into the table introductions of the survey, and write made "
            "instead of planned once they have met, or do_not_introduce. The next report checks "
            "the pairs that were made and proposes others.",
            shown="workbook",
        ),
    )


def _log_rows(measures: Measures, rows: pd.DataFrame) -> pd.DataFrame:
    names = measures.net.actors["name"]
    notes = [
        f"{joined([names.get(row['one']), names.get(row['other'])])}: {row['why']}".removesuffix(
            ": "
        )
        for _, row in rows.iterrows()
    ]
    by = [str(names.get(ask, ask)) if isinstance(ask, str) else "" for ask in rows["ask"]]
    wave = str(measures.net.origin.parameters.get("wave") or "")
    made = rows[["one", "other"]].assign(state=PLANNED, wave=wave, by=by, note=notes)
    return made if wave else made.drop(columns="wave")


def _first(measures: Measures, best: pd.DataFrame) -> Finding | None:
    """Say which two to introduce first, why, and who knows both."""
    if best.empty:
        return None
    row, names = best.iloc[0], measures.net.actors["name"].astype(str)
    claim = say(
        "Introduce {one} to {other} first", one=names[row["one"]], other=names[row["other"]]
    )
    rest = introduction_in_words(row, names)
    caution = say("Ask both before you introduce them.")
    return Finding("introduce", "introductions", claim, (": ", *rest, "."), best, caution,
                   "obstfeld2005")  # fmt: skip


def introduction_in_words(row: pd.Series, names: pd.Series) -> tuple[str | Mention, ...]:
    """Give the reasons of one introduction and whom to ask, as parts of a sentence."""
    ask = row["ask"] if isinstance(row["ask"], str) else ""
    who: str | Mention = Mention(ask, names[ask]) if ask in names.index else ask
    why = list(row["clauses"])
    if row["how"] == BELONGS:
        why = [part for part in why if part != belonging(str(names.get(ask, ask)))]
        last = pieces("both belong to {body}", body=who)
    elif row["how"] == KNOWS:
        last = pieces("{actor} knows both", actor=who)
    elif ask:
        last = pieces("ask {actor}, which {how}", actor=who, how=row["how"])
    else:
        last = (why.pop(),)
    return pieces("{reasons}, and {last}", reasons=", ".join(why), last=last) if why else last


def _how_many(measures: Measures, best: pd.DataFrame) -> Finding | None:
    """Say for how many firms there is a partner, and how many somebody can introduce."""
    need = wanting(measures)
    if best.empty:
        return None
    asked = int(best["how"].isin([KNOWS, BELONGS]).sum())
    if len(need) == 1:
        claim = say("1 of 1 firm that needs a way in has a partner with a reason to meet")
    else:
        claim = say_n(
            len(best),
            "{n} of {firms} firms that need a way in has a partner with a reason to meet",
            "{n} of {firms} firms that need a way in have a partner with a reason to meet",
            firms=len(need),
        )
    rest = say_n(
        asked,
        "; {n} of them could be introduced by somebody who knows both or by a body both belong to.",
        "; {n} of them could be introduced by somebody who knows both or by a body both belong to.",
    )
    return Finding("introductions", "introductions", claim, (rest,), best)


def _gaps(measures: Measures, best: pd.DataFrame) -> tuple[Gap, ...]:
    need = wanting(measures)
    gaps = []
    without = len(need) - len(best)
    if without:
        what = say_n(
            without,
            "Of {n} firm that needs a way in no partner with a reason to meet is known.",
            "Of {n} firms that need a way in no partner with a reason to meet is known.",
        )
        gaps.append(Gap(what, "Ask every firm for its stage, its place and its memberships."))
    if not offers_of(measures).given:
        gaps.append(
            Gap(
                "Whether what one firm offers is what another seeks cannot be said.",
                "Ask every firm what it offers to others and what it looks for.",
            )
        )
    if affiliations(measures.net.inside()).organisations.empty:
        gaps.append(
            Gap(
                "Whether firms meet in an association, project or fair is not known.",
                "Ask every firm which associations and projects it belongs to.",
            )
        )
    return tuple(gaps)


def _cautions(measures: Measures) -> tuple[str, ...]:
    status = register(measures)["connection"]
    if wanting(measures).empty and status.notna().any():
        return (say("No firm that answered needs a way in."),)
    return ()

"""What of a survey may be shown: no private column, and no name that was refused.

This is the one place where a survey becomes what outputs are made of; `build_network` goes
through it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say, say_n
from tiesnet.survey.names import suggestions
from tiesnet.survey.privacy.aliases import with_aliases
from tiesnet.survey.privacy.hidden import Hidden
from tiesnet.survey.privacy.private import PRIVATE_TABLES, private_columns, private_header
from tiesnet.survey.privacy.renamed import Renaming, renamed
from tiesnet.survey.survey import ASSUMPTION_COLUMNS, Survey
from tiesnet.survey.words import TEXT, shortened

NOUNS = {"firm": "Firm", "person": "Person"}
_Said = list[tuple[str, str, int]]


def shown_survey(survey: Survey, internal: bool = False) -> Survey:
    """Leave out private columns, and put labels in the place of names that may not be shown.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.
    internal : bool, default False
        Keep the names of those who did not agree; private columns are left out all the same.

    Returns
    -------
    Survey
        The survey itself where there is nothing to hide; what was decided is among its
        assumptions.
    """
    survey, said = _without_private(survey)
    if "consent" in survey.actors:
        survey, more = _as_agreed(survey, internal)
        said += more
    if not said:
        return survey
    rows = pd.DataFrame(said, columns=list(ASSUMPTION_COLUMNS)).astype(
        {"code": TEXT, "assumption": TEXT, "count": "int64"}
    )
    both = [table for table in (survey.assumptions, rows) if len(table)]
    return replace(survey, assumptions=pd.concat(both, ignore_index=True))


def _as_agreed(survey: Survey, internal: bool) -> tuple[Survey, _Said]:
    said: _Said = []
    refused = withheld(survey)
    blank = survey.actors["consent"].isna()
    unsaid = int((blank & ~survey.actors.index.isin(list(refused))).sum())
    if unsaid:
        text = say("Actors that did not say whether they may be shown by name are shown by name.")
        said.append(("consent_blank", text, unsaid))
    if refused and internal:
        text = say(
            "Internal: actors that did not agree to be shown by name are shown by name. Do not "
            "pass this on."
        )
        return survey, [*said, ("internal", text, len(refused))]
    if refused:
        text = say("Actors that did not agree to be shown by name stand under a neutral label.")
        said.append(("name_withheld", text, len(refused)))
        survey = _last(_under_labels(survey, refused), refused)
    return survey, said


def withheld(survey: Survey) -> dict[str, str]:
    """Give the label of every actor that did not agree to be shown by name, by its id.

    Their order tells nothing of their names: it hangs on all that was answered, which nobody
    knows who has not got the survey.
    """
    if "consent" not in survey.actors:
        return {}
    refuse = survey.actors["consent"].eq(False).fillna(False).to_numpy(dtype=bool)
    refuse = refuse | _misspelt(survey.actors, refuse)
    kinds = survey.actors["kind"][refuse]
    if kinds.empty:
        return {}
    secret = digest_of(survey)
    labels: dict[str, str] = {}
    for noun in sorted({_noun(kind) for kind in kinds}):
        ids = [str(actor) for actor, kind in kinds.items() if _noun(kind) == noun]
        width = max(2, len(str(len(ids))))
        for number, actor in enumerate(sorted(ids, key=_mixed(secret)), start=1):
            labels[actor] = say(
                "{noun} {number} (name withheld)", noun=noun, number=f"{number:0{width}}"
            )
    return labels


def _misspelt(actors: pd.DataFrame, refuse: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which names that are in no table are nearly those of actors that do not agree."""
    strange = ~actors["in_cluster"].to_numpy(dtype=bool) & actors["consent"].isna().to_numpy()
    strange &= (actors["kind"] == "other").to_numpy(dtype=bool)
    names = actors["name"].astype(str)
    near = suggestions(names[strange].tolist(), names[refuse].tolist())
    return np.asarray(strange & names.isin(list(near)).to_numpy(dtype=bool))


def _noun(kind: str) -> str:
    return NOUNS.get(kind, "Organisation")


def drawn_from(survey: Survey) -> int:
    """Give a seed that hangs on all that was answered: who has not got it cannot repeat it."""
    return int.from_bytes(digest_of(survey), "big")


def digest_of(survey: Survey) -> bytes:
    """Digest everything that was answered."""
    digest = hashlib.sha256()
    for frame in (survey.actors, survey.ties, survey.responses):
        digest.update(frame.to_csv(lineterminator="\n").encode("utf-8", "surrogatepass"))
    return digest.digest()


def _mixed(secret: bytes) -> Callable[[str], bytes]:
    return lambda actor: hashlib.sha256(secret + actor.encode("utf-8", "surrogatepass")).digest()


def _under_labels(survey: Survey, labels: Mapping[str, str]) -> Survey:
    names = survey.actors["name"]
    words = {str(names[actor]): label for actor, label in labels.items()} | dict(labels)
    hidden = Hidden(with_aliases(words, labels, survey))
    return renamed(survey, Renaming(labels, labels, hidden))


def _last(survey: Survey, labels: Mapping[str, str]) -> Survey:
    """Put those without a name last: their place in the list would give them away."""
    hidden = sorted(labels.values())
    first = [actor for actor in survey.actors.index if actor not in set(hidden)]
    return replace(survey, actors=survey.actors.loc[[*first, *hidden]])


def _without_private(survey: Survey) -> tuple[Survey, _Said]:
    """Leave private columns out of every table, and their cells out of the problems."""
    found = {name: private_columns(name, getattr(survey, name)) for name in PRIVATE_TABLES}
    found = {name: columns for name, columns in found.items() if columns}
    facts = [key for key in survey.info if _private_fact(key)]
    if not found and not facts:
        return survey, []
    tables = {name: getattr(survey, name).drop(columns=own) for name, own in found.items()}
    info = {key: value for key, value in survey.info.items() if key not in facts}
    columns = [column for own in found.values() for column in own]
    problems = _without_cells(survey.problems, {*columns, *facts})
    count = len(columns) + len(facts)
    named = ", ".join(shortened(name) for name in (*columns, *facts))
    text = say_n(
        count,
        "{n} private column is left out of every output: {named}.",
        "{n} private columns are left out of every output: {named}.",
        named=named,
    )
    changed = replace(survey, **tables, info=info, problems=problems)
    return changed, [("private_left_out", text, count)]


def _private_fact(key: str) -> bool:
    return "contact" in key.casefold() or private_header(key)


def _without_cells(problems: pd.DataFrame, columns: set[str]) -> pd.DataFrame:
    """Take the cell's content out of problems with private columns."""
    private = problems["column"].isin(columns) & problems["value"].ne("")
    if not private.any():
        return problems
    clean = problems.copy()
    for at in clean.index[private]:
        value = str(clean.at[at, "value"])
        for column in ("problem", "repair"):
            clean.at[at, column] = str(clean.at[at, column]).replace(value, "…")
        clean.at[at, "value"] = ""
    return clean

"""The codebook: what each relation means, as given or as inferred from its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.language import say, word
from tiesnet.survey.clean.columns import typed_frame
from tiesnet.survey.inverses import check_inverses, infer_inverses
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Table
from tiesnet.survey.schema import TABLES
from tiesnet.survey.vocabulary import Meaning, meaning_of
from tiesnet.survey.words import TEXT, phrase, quoted

NUMBERS = ("scale_min", "scale_max", "trust_min", "trust_max")
# Of what cannot be known the weakest is claimed: an informal contact that passes knowledge on.
DEFAULTS: Mapping[str, Any] = {
    "formality": "informal",
    "content": "knowledge",
    "directed": True,
    "flow": "with_arrow",
}

Row = dict[str, Any]


class Codebook:
    """The relations of a survey while they are being completed.

    ``rows`` maps a relation id to its fields (a missing field is absent); ``counts`` to the
    number of reports; ``directed`` holds what a column ``directed`` of the ties says.
    """

    def __init__(
        self, table: Table, counts: Mapping[str, int], directed: Mapping[str, bool], log: Log
    ) -> None:
        self.table, self.log = table, log
        self.counts, self.directed = counts, directed
        self.at: dict[str, int] = {}
        self.rows: dict[str, Row] = {}
        self.inferred: dict[str, dict[str, list[str]]] = {}

    def read_table(self) -> None:
        """Take over what the relations table gives."""
        frame = typed_frame(self.table, self.log)
        ids = self.table.text("id")
        for at, name in enumerate(ids):
            if name in self.rows or not name:
                text = (
                    say(
                        "The relation {name} stands twice; the first row was used.",
                        name=quoted(name),
                    )
                    if name
                    else say("The row has no id; it was left out.")
                )
                self.log.add("duplicate_relation", self.table.place(at, "id", str(name)), text)
                continue
            values = frame.iloc[at].to_dict()
            self.rows[str(name)] = {k: v for k, v in values.items() if not _missing(v)}
            self.at[str(name)] = at
            self._check_scale(str(name), "scale_min", "scale_max")
            self._check_scale(str(name), "trust_min", "trust_max")

    def _check_scale(self, name: str, low: str, high: str) -> None:
        row = self.rows[name]
        if row.get(low, -np.inf) >= row.get(high, np.inf):
            text = say(
                "The scale of {name} does not rise from {low} to {high}; it was ignored",
                name=quoted(name),
                low=low,
                high=high,
            )
            place = self.table.place(self.at[name], high, str(self.table.text(high)[self.at[name]]))
            self.log.add("invalid_value", place, f"{text}.", say("Correct one of them."))
            del row[low], row[high]

    def add(self, name: str) -> None:
        """Add a relation the table does not have."""
        self.rows.setdefault(name, {"id": name})

    def complete(self) -> pd.DataFrame:
        """Fill every field: given, inferred from the name, or by default; then check inverses."""
        meanings = {name: self._meaning(name, row) for name, row in self.rows.items()}
        for name, row in self.rows.items():
            self._fill(name, row, meanings[name])
        if not self.table.has("inverse_of"):
            infer_inverses(self, {n: m[0] for n, m in meanings.items() if m})
        check_inverses(self)
        self._say_inferred()
        self._say_combine()
        return self._frame()

    def assume(self, name: str, field: str, value: Any, why: str) -> None:
        """Note one inferred field of one relation; `complete` lists them, a row per relation."""
        self.inferred.setdefault(name, {}).setdefault(why, []).append(_in_words(field, value))

    def _say_inferred(self) -> None:
        for name, reasons in self.inferred.items():
            parts = [f"{', '.join(words)} ({why})" for why, words in reasons.items()]
            text = say(
                "Relation {name} was read as {parts}.", name=quoted(name), parts="; ".join(parts)
            )
            self.log.assume("inferred_relation", text, int(self.counts.get(name, 0)))

    def place(self, name: str, column: str, value: str = "") -> Place:
        """Where a relation's field stands, if it stands anywhere."""
        if name in self.at:
            return self.table.place(self.at[name], column, value)
        return Place(value=value or name)

    def _meaning(self, name: str, row: Row) -> tuple[Meaning, str] | None:
        texts = (name, str(row.get("label", "")), str(row.get("question", "")))
        return next((found for text in texts if (found := meaning_of(text))), None)

    def _fill(self, name: str, row: Row, meaning: tuple[Meaning, str] | None) -> None:
        self._fill_from_words(name, row)
        if "directed" not in row and name in self.directed:
            row["directed"] = self.directed[name]
            self.assume(name, "directed", row["directed"], say("from the ties' own column"))
        if row.get("directed") is False and "flow" not in row:
            row["flow"] = "both"
        listed = name in self.at or not self.table.given  # others are reported in the ties
        if meaning is None and name != "tie" and listed and not {"formality", "content"} & set(row):
            self._say_unknown(name)
        for field, default in DEFAULTS.items():
            if field in row:
                continue
            if field == "directed" and row.get("flow") in ("with_arrow", "against_arrow"):
                row[field] = True
                self.assume(name, field, True, say("since it has a flow along its arrow"))
            elif meaning:
                row[field] = getattr(meaning[0], field)
                self.assume(
                    name,
                    field,
                    row[field],
                    say("from the words {meaning}", meaning=quoted(meaning[1])),
                )
            else:
                row[field] = default
                self.assume(name, field, default, say("by default"))
        if not row["directed"] and row["flow"] != "both":
            self._say_no_arrow(name, row)

    def _fill_from_words(self, name: str, row: Row) -> None:
        """Take over what the name says outright: formal, informal, vertical, horizontal."""
        words = set(phrase(f"{name} {row.get('label', '')}").split())
        for field, stem, value in (
            ("formality", "informal", "informal"),
            ("formality", "formal", "formal"),
            ("orientation", "vertical", "vertical"),
            ("orientation", "horizontal", "horizontal"),
            ("orientation", "orizzontal", "horizontal"),
        ):
            hit = next((w for w in sorted(words) if w.rstrip("aeos") == stem), None)
            if field not in row and hit:
                row[field] = value
                self.assume(name, field, value, say("from the words {hit}", hit=quoted(hit)))

    def _say_unknown(self, name: str) -> None:
        self.log.add(
            "unknown_relation",
            self.place(name, "id", name),
            say(
                "What the relation {name} means cannot be told from its name; it was "
                "taken as informal exchange of knowledge, from source to target.",
                name=quoted(name),
            ),
            say(
                "Give its formality, content, directed and flow in the table 'relations'; "
                "of a form, in a mapping file."
            ),
            "warning",
        )

    def _say_no_arrow(self, name: str, row: Row) -> None:
        text = say(
            "{name} is not directed, so nothing can flow along or against its arrow.",
            name=quoted(name),
        )
        place = self.place(name, "flow", str(row["flow"]))
        self.log.add("invalid_value", place, text, say("Use flow 'both', or make it directed."))
        row["flow"] = "both"

    def _say_combine(self) -> None:
        open_ = [row for row in self.rows.values() if "combine" not in row]
        for row in open_:
            formal = row["formality"] == "formal" or not row["directed"]
            row["combine"] = "union" if formal else "source"
        if open_:
            text = say(
                "Double reports: in formal and in undirected relations either end's word counts "
                "(union); in informal directed ones the word of the source."
            )
            self.log.assume("combine", text, len(open_))

    def _frame(self) -> pd.DataFrame:
        names = list(self.rows)
        for name, row in self.rows.items():
            row.setdefault("label", name)
        columns: dict[str, Any] = {}
        known = [column.name for column in TABLES["relations"].columns if column.name != "id"]
        extra = [k for row in self.rows.values() for k in row if k not in (*known, "id")]
        for column in dict.fromkeys([*known, *extra]):
            values = [self.rows[name].get(column) for name in names]
            columns[column] = _typed(column, values, known)
        return pd.DataFrame(columns, index=pd.Index(names, name="id", dtype=TEXT))


def _typed(column: str, values: list[Any], known: list[str]) -> Any:
    if column == "directed":
        return np.array([bool(value) for value in values], dtype=bool)
    if column in NUMBERS:
        return np.array([np.nan if value is None else value for value in values], dtype=float)
    if column == "core":
        return pd.array([None if v is None else bool(v) for v in values], dtype="boolean")
    if column in known or any(isinstance(value, str) for value in values):
        return pd.array([None if v is None else str(v) for v in values], dtype=TEXT)
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def _missing(value: Any) -> bool:
    return bool(pd.isna(value))


def _in_words(field: str, value: Any) -> str:
    """Say one field of a relation as a reader would."""
    if field == "directed":
        return say("with arrows") if value else say("without arrows")
    if field == "flow":
        return say(_FLOWS.get(str(value), str(value)))
    if field == "inverse_of":
        return say("the other side of {value}", value=value)
    return say(_WORDS.get(str(value), str(value)))


_WORDS = {
    "formal": word("formal"),
    "informal": word("informal"),
    "vertical": word("vertical"),
    "horizontal": word("horizontal"),
    "lateral": word("lateral"),
    "trade": word("trade"),
    "cooperation": word("cooperation"),
    "knowledge": word("knowledge"),
    "membership": word("membership"),
    "ownership": word("ownership"),
    "social": word("social"),
}
_FLOWS = {
    "with_arrow": word("flow with the arrow"),
    "against_arrow": word("flow against the arrow"),
    "both": word("flow both ways"),
}

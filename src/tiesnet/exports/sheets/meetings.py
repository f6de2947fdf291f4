"""The introductions proposed for a firm, as far as they may be told to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tiesnet.exports.report.proposed import proposed
from tiesnet.exports.report.words import shown
from tiesnet.language import say
from tiesnet.metrics import Measures

MOST = 3
_MARK = "\x00"


@dataclass(frozen=True)
class Meeting:
    """Whom to meet, why, and whom to ask; ``ask`` is empty where nobody may be named."""

    whom: str
    why: str
    ask: str


class Meetings:
    """The introductions of all firms.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    hidden : collection of str
        Ids of those that are not to be named.
    """

    def __init__(self, measures: Measures, hidden: Collection[str]) -> None:
        self._found, self._hidden = proposed(measures), hidden
        self._actors = measures.net.actors
        survey = measures.net.origin.survey
        chief = str(survey.info.get("cluster_organisation") or "") if survey is not None else ""
        self._chief = self._name(chief) if chief in self._actors.index else ""

    def of(self, firm: str, partners: Collection[str]) -> tuple[tuple[Meeting, ...], int]:
        """Give the introductions of a firm, and how many are left out for want of consent.

        Parameters
        ----------
        firm : str
            An id.
        partners : collection of str
            Whom the firm said it knows: only they, and institutions, are named to be asked.
        """
        every = self._found.get(firm, [])
        named = [one for one in every if one["whom"] not in self._hidden]
        made = tuple(
            Meeting(
                self._name(one["whom"]), without_trade(one["why"]), self._ask(one["ask"], partners)
            )
            for one in named[:MOST]
        )
        return made, len(every) - len(named)

    def _name(self, actor: str) -> str:
        return shown(self._actors.at[actor, "name"])

    def _ask(self, ask: str, partners: Collection[str]) -> str:
        """Name a partner of the firm or a body; who else knows both is nobody's business."""
        if not ask or ask in self._hidden:
            return self._chief
        if ask not in self._actors.index:
            return ask  # a body that is no actor
        firm = self._actors.at[ask, "kind"] in ("firm", "other")
        return self._name(ask) if ask in partners or not firm else self._chief


def without_trade(why: str) -> str:
    """Leave out of the reasons with whom else the two trade: that was said in confidence."""
    heads = [
        text.split(_MARK)
        for text in (say("both supply {firm}", firm=_MARK), say("both buy from {firm}", firm=_MARK))
    ]
    kept = [
        part
        for part in why.split("; ")
        if not any(part.startswith(head) and part.endswith(tail) for head, tail in heads)
    ]
    return "; ".join(kept)

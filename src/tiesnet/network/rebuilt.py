"""Networks of one survey under several policies for double reports, to be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiesnet.network.build import build_network
from tiesnet.network.network import Network
from tiesnet.network.policies import chosen_policies
from tiesnet.survey import Survey

_USUAL = {"wave": None, "seed": 1, "internal": False}


class Rebuilt:
    """Networks of one survey, each built once: two ways of naming the same policies share it.

    Parameters
    ----------
    survey : Survey
        It must not be changed as long as its networks are asked for.
    """

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._made: dict[Any, Network] = {}

    def network(self, policies: Mapping[str, str] | None = None, **building: Any) -> Network:
        """Build the network under policies, as `build_network` does; the same one when asked again.

        Parameters
        ----------
        policies, building
            As in `build_network`.

        Raises
        ------
        TiesnetError
            A policy, relation or wave is not known.
        """
        told = self.survey.relations["combine"].to_dict()
        combine = {**told, **chosen_policies(self.survey, policies)}
        key = (*sorted((_USUAL | building).items()), *combine.items())
        if key not in self._made:
            self._made[key] = build_network(self.survey, policies, **building)
        return self._made[key]

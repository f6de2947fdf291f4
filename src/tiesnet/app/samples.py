"""The sample surveys, with the words to choose one by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tiesnet.language import word


class Sample(NamedTuple):
    """A sample survey: its name, the function that draws it, and what it is."""

    name: str
    function: str
    label: str
    about: str

    def tables(self) -> Mapping[str, Any]:
        """Draw the tables of the survey."""
        from tiesnet.survey import samples

        made: Mapping[str, Any] = getattr(samples, self.function)()
        return made


SAMPLES = {
    one.name: one
    for one in (
        Sample(
            "footwear-valley",
            "footwear_valley",
            word("A footwear valley"),
            word("Firms along a value chain, with advice and friendship beside trade. Invented."),
        ),
        Sample(
            "sinos-like-exporters",
            "sinos_like_exporters",
            word("Exporters"),
            word("A cluster that lives from export, asked in two rounds. Invented."),
        ),
        Sample(
            "compatriots-abroad",
            "compatriots_abroad",
            word("Compatriots abroad"),
            word("Firms of one origin in a foreign country. Invented."),
        ),
        Sample(
            "florentine-families",
            "florentine_families",
            word("Families of Florence"),
            word("Marriages and business among 16 families of the fifteenth century."),
        ),
    )
}

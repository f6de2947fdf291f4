"""The tables behind the dashboard have titles in the language of the workbook."""

from __future__ import annotations

import pytest

from tiesnet.exports.workbook import dashboard_tables as tables
from tiesnet.language import LANGUAGES, in_language
from tiesnet.metrics import measure
from tiesnet.network import network_from_edges

MADE = (
    tables.connection_counts,
    tables.kind_counts,
    tables.leading_brokers,
    tables.holes,
    tables.partner_counts,
)


@pytest.mark.parametrize("lang", [one for one in LANGUAGES if one != "en"])
def test_titles_behind_the_dashboard_are_said(lang: str) -> None:
    stages = {"a": "1", "b": "1", "c": "2", "d": "2"}
    measures = measure(network_from_edges([("a", "b"), ("b", "c"), ("c", "d")], stages=stages))
    english = {make(measures).title for make in MADE}
    with in_language(lang):
        assert not english & {make(measures).title for make in MADE}

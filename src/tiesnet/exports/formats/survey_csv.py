"""The survey as a folder of CSV files, which tiesnet reads again."""

from __future__ import annotations

from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.formats.survey_tables import survey_of, survey_tables
from tiesnet.exports.formats.tables import csv_bytes
from tiesnet.language import say
from tiesnet.network import Network


def _lost(net: Network) -> tuple[str, ...]:
    return (say("The problems found in the data and the rows they stood in are not in the files."),)


@network_format("survey-csv", (), "tiesnet: all tables of the survey, a folder of CSV files", _lost)
def survey_csv_files(net: Network) -> dict[str, bytes]:
    """Give every table of the survey behind a network, whatever view of it is shown."""
    tables = survey_tables(survey_of(net, "survey-csv"))
    return {f"{name}.csv": csv_bytes(table, mark=True) for name, table in tables.items()}

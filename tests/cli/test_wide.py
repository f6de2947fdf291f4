"""Tables that are wider than the terminal stand in parts, and no number is broken."""

from __future__ import annotations

import pandas as pd
import pytest

from tiesnet.cli.show import PIPE_WIDTH
from tiesnet.cli.tables import show_table
from tiesnet.cli.wide import ERROR_NOTE, is_wide
from tiesnet.exports.tables.model import Column, Table

LONG = "Number of the firms that answered"


def made(numbers: int, words: int = 1, cell: str = "Alba") -> Table:
    columns = [Column(f"w{k}", f"Word {k}", kind="text") for k in range(words)]
    columns += [Column(f"n{k}", f"{LONG} {k}", kind="number") for k in range(numbers)]
    columns += [Column("p", "p", kind="p"), Column("p_error", "Error of p", kind="p")]
    rows = pd.DataFrame(
        {column.key: [cell if column.kind == "text" else 1234.5678] * 2 for column in columns}
    ).assign(p=0.25, p_error=0.01)
    return Table("wide", "A table", tuple(columns), rows)


def test_a_wide_table_stands_in_parts(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(made(20))
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= PIPE_WIDTH
    assert said.count("1,234.6") == 40  # whole, however many there are
    assert said.count("Word 0") > 1  # what a row is about stands in every part
    assert said.count("0.250 (0.010)") == 2
    assert said.rstrip().endswith(ERROR_NOTE)


def test_a_table_that_fits_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(made(1))
    said = capsys.readouterr().out
    assert f"{LONG} 0" in said
    assert "Error of p" in said
    assert ERROR_NOTE not in said


@pytest.mark.parametrize(("words", "wide"), [(1, True), (2, False)])
def test_words_in_front_are_not_repeated_when_they_take_half_the_room(
    words: int, wide: bool
) -> None:
    heads = [*("Why",) * words, *("n",) * 9]
    columns = [*(["many words " * 9],) * words, *(["12345.678"],) * 9]
    assert is_wide(heads, columns, [*(False,) * words, *(True,) * 9], PIPE_WIDTH) is wide

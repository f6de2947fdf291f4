"""Text stays with Python while a report is made, and what was asked for comes back afterwards."""

from __future__ import annotations

import pandas as pd
import pytest

from tiesnet.cli.small_tables import keep_tables_small, small_tables

STORAGE = "mode.string_storage"


def test_text_is_kept_by_python_inside_and_as_before_afterwards() -> None:
    with pd.option_context(STORAGE, "auto"):
        with pytest.raises(ValueError, match="stopped"), small_tables():
            assert pd.Series(["a"]).dtype.storage == "python"
            raise ValueError("stopped")
        assert pd.get_option(STORAGE) == "auto"


def test_the_second_process_keeps_it_so() -> None:
    with pd.option_context(STORAGE, "auto"):
        keep_tables_small()
        assert pd.Series(["a"]).dtype.storage == "python"

"""The sentence of a finding."""

from __future__ import annotations

from tiesnet.diagnosis.finding import Finding, Mention

SOL = Mention("sol", "Sol S.A.")


def test_a_name_with_a_full_stop_ends_its_sentence_once() -> None:
    found = Finding("k", "brokers", "One broker: ", (SOL, "."))
    assert found.sentence == "One broker: Sol S.A."
    found = Finding("k", "brokers", "", (SOL, ". Call ", SOL, ", first."))
    assert found.sentence == "Sol S.A. Call Sol S.A., first."
    assert Finding("k", "brokers", "", (Mention("a", "Ada"), ".")).sentence == "Ada."

"""Numbers, lists and names inside sentences, as each language has them."""

from __future__ import annotations

from tiesnet.language import in_language, in_quotes, percent_text, pieces, say
from tiesnet.language._numbers import elided


def test_the_article_before_a_share_is_as_it_is_spoken() -> None:
    with in_language("it"):
        said = [
            say("{share} of the formal ties run beside an informal one", share=percent_text(part))
            for part in ("14", "8", "11.5", "0.4", "1")
        ]
        told = pieces("{share} of the formal ties run beside an informal one", share="80%")
        named = say("{share} of the formal ties run beside an informal one", share="Bar al 8% SA")
    assert named.startswith("Il Bar al 8% SA dei")  # a name stays as it was written
    starts = ["Il 14%", "L'8%", "L'11,5%", "Lo 0,4%", "L'1%"]
    assert [text.split(" dei")[0] for text in said] == starts
    assert told[0].startswith("L'80% dei")
    assert elided("il {share}", {"share": "8%"}) == "il {share}"  # a rule of Italian alone


def test_names_stand_between_the_marks_of_the_language() -> None:
    told = {}
    for lang in ("en", "es", "pt", "it"):
        with in_language(lang):
            told[lang] = in_quotes("Advice")
    assert told == {"en": "“Advice”", "es": "«Advice»", "pt": "“Advice”", "it": "«Advice»"}

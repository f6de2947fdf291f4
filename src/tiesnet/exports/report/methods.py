"""The chapter on methods: what is defined where, a paragraph for a paper, the sources used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tiesnet.diagnosis import diagnoses, response
from tiesnet.exports.provenance import library_versions, tiesnet_version
from tiesnet.exports.report.cells import Term
from tiesnet.exports.report.chapter import Chapter
from tiesnet.exports.report.words import day, shown
from tiesnet.exports.tables import definitions_table, in_words
from tiesnet.exports.tables.firms import SHORT
from tiesnet.language import joined, say, say_n
from tiesnet.literature import bibtex, cite, sources
from tiesnet.metrics import TOPICS, Measures, catalogue
from tiesnet.plots import figures

COMPUTING = ("igraph", "networkx", "numpy", "pandas", "scipy")
"""The libraries a paper names: those that compute."""
DRAWS = ("Shuffles", "Random sets", "Replications", "Draws", "Random networks")
"""How diagnoses call the number of what they drew."""


@dataclass(frozen=True)
class Paper:
    """What an author takes from the report.

    Attributes
    ----------
    paragraphs : tuple of str
        How it was done, in words.
    keys : tuple of str
        The works used, by their keys.
    references : tuple of str
        The same in full.
    bibtex : str
        The same as BibTeX.
    """

    paragraphs: tuple[str, ...]
    keys: tuple[str, ...]
    references: tuple[str, ...]
    bibtex: str


def paper(measures: Measures, chapters: Sequence[Chapter]) -> Paper:
    """Collect what an author takes from the report."""
    keys = used_sources(measures, chapters)
    known = sources()
    return Paper(
        tuple(text for text in _paragraphs(measures, chapters) if text),
        keys,
        tuple(sorted(known[key].reference for key in keys)),
        bibtex(keys),
    )


def used_sources(measures: Measures, chapters: Sequence[Chapter]) -> tuple[str, ...]:
    """Give the keys of the works behind what the report shows, in alphabetical order."""
    known, studies, drawings = catalogue(), diagnoses(), figures()
    used = {key for name in measured(measures) for key in known[name].source}
    used |= {key for name in _told(chapters) for key in studies[name].source}
    used |= {key for one in chapters for drawn in one.drawn for key in drawings[drawn.key].source}
    return tuple(sorted(used))


def measured(measures: Measures) -> set[str]:
    """Name what was computed or tried; other measures are explained in the workbook."""
    tables = {key if isinstance(key, str) else key[1] for key in measures.tables}
    skipped = set(measures.skipped["metric"])
    actors = set(measures.actors.columns.get_level_values("metric"))
    return (tables | actors | skipped | set(measures.network.index)) & set(catalogue())


def _told(chapters: Sequence[Chapter]) -> list[str]:
    """Name the diagnoses that said something."""
    return [view["key"] for one in chapters for view in one.studies if not view["quiet"]]


def definitions(
    measures: Measures, terms: Mapping[str, Term], chapters: Sequence[Chapter]
) -> list[dict[str, Any]]:
    """Give what is defined, topic by topic; then the words of tables that are no measures."""
    wanted = measured(measures) | {term.metric for term in terms.values() if term.metric}
    rows = [r for r in definitions_table().rows.to_dict("records") if r["name"] in wanted]
    topics = []
    for heading in TOPICS.values():
        own = [_measure(row) for row in rows if row["topic"] == say(heading)]
        topics += _topic(say(heading), own)
    asked = _asked(chapters)
    others = [_word(key, term) for key, term in terms.items() if not term.metric and key in asked]
    return [*topics, *_topic(say("Words and columns of the tables"), others, named=False)]


def _asked(chapters: Sequence[Chapter]) -> set[str]:
    """Name the definitions that columns and large numbers of the page lead to."""
    asked = {str(figure.get("term", "")) for one in chapters for figure in one.figures}
    for one in chapters:
        parts = [*one.tables, *one.last, *(part for view in one.studies for part in view["tables"])]
        heads = [head for part in parts if part["table"] for head in part["table"]["headers"]]
        asked |= {str(head["term"]) for head in heads}
    return asked - {""}


def _topic(label: str, own: list[dict[str, str]], named: bool = True) -> list[dict[str, Any]]:
    names = "; ".join(one["title"] for one in own) if named else ""
    return [{"label": label, "names": names, "definitions": own}] if own else []


def _measure(row: Mapping[str, Any]) -> dict[str, str]:
    more = say(
        "Unit: {unit}. Empty: {undefined}. Code name: {name}.",
        unit=row["unit"],
        undefined=row["undefined"],
        name=row["name"],
    )
    same = ("definition", "reading", "formula", "source")
    said = {key: str(row[key]) for key in same}
    return {**said, "key": f"t-{row['name']}", "title": str(row["label"]), "more": more, "part": ""}


def _word(key: str, term: Term) -> dict[str, str]:
    return {
        "key": key,
        "title": term.title,
        "definition": term.definition,
        "reading": term.reading,
        "formula": term.formula,
        "source": term.source,
        "more": "",
        "part": term.part,
    }


def _paragraphs(measures: Measures, chapters: Sequence[Chapter]) -> tuple[str, ...]:
    return (
        " ".join(
            part for part in (_survey(measures), _ties(measures), _combined(measures)) if part
        ),
        " ".join(part for part in (_measures(measures), _tests(chapters)) if part),
        " ".join((_software(measures), _assumed(measures))).strip(),
    )


def _survey(measures: Measures) -> str:
    """Say whose survey it is and how many answered."""
    survey = measures.net.origin.survey
    info = survey.info if survey is not None else {}
    title, when = shown(info.get("title") or ""), day(shown(info.get("date") or ""))
    heard = response(measures).sentence
    if title and when:
        return say("The data are those of “{title}”, {date}. {heard}.", title=title, date=when,
                   heard=heard)  # fmt: skip
    if title:
        return say("The data are those of “{title}”. {heard}.", title=title, heard=heard)
    return f"{heard}."


def _ties(measures: Measures) -> str:
    """Name the relations asked for, formal and informal."""
    layers = measures.net.layers
    said = []
    for formality in ("formal", "informal"):
        own = [str(label) for label in layers["label"][layers["formality"] == formality]]
        if own and formality == "formal":
            said.append(say("Formal ties: {relations}.", relations=joined(own)))
        elif own:
            said.append(say("Informal ties: {relations}.", relations=joined(own)))
    return " ".join(said)


def _combined(measures: Measures) -> str:
    """Say how reports became ties."""
    choices = measures.net.origin.choices
    own = choices["choice"][choices["code"] == "policy"] if len(choices) else []
    rules = " ".join(say(str(choice)) for choice in own)
    return say("How reports became ties: {rules}", rules=rules) if rules else ""


def _measures(measures: Measures) -> str:
    """Name the headline measures with their sources, and what was chosen for them."""
    known = catalogue()
    there = [name for name in SHORT if name in measured(measures) - set(measures.skipped["metric"])]
    if not there:
        return ""
    named = [
        say(
            "{measure} ({source})",
            measure=say(known[name].label),
            source=_cited(known[name].source),
        )
        if known[name].source
        else say(known[name].label)
        for name in there
    ]
    notes = measures.notes[
        (measures.notes["layer"] == "all") & measures.notes["metric"].isin(there)
    ]
    chosen = [
        say("{measure}: {choice}", measure=say(known[row.metric].label), choice=say(str(row.note)))
        for row in notes.drop_duplicates(["metric", "note"]).itertuples(index=False)
    ]
    told = say("The measures include {measures}.", measures=joined(named))
    return f"{told} {say('Choices: {choices}.', choices='; '.join(chosen))}" if chosen else told


def _cited(keys: Iterable[str]) -> str:
    """Cite inside brackets: Burt 1992; Freeman 1977."""
    return cite(", ".join(keys)).replace(" (", " ").replace(")", "")


def _tests(chapters: Sequence[Chapter]) -> str:
    """Name what rests on random draws, and how often was drawn."""
    studies, said = diagnoses(), []
    for view in (view for one in chapters for view in one.studies if not view["quiet"]):
        drawn = _draws(view["parameters"])
        if drawn:
            label = say(studies[view["key"]].label)
            said.append(say("{diagnosis} ({draws})", diagnosis=label, draws=drawn))
    if not said:
        return ""
    return say("Random draws were used for: {diagnoses}.", diagnoses=joined(said))


def _draws(parameters: Mapping[str, Any]) -> str:
    """Say how often a diagnosis drew, in its own words; nothing where it drew nothing."""
    if "Seed" not in parameters:
        return ""
    counts = [(name, value) for name, value in parameters.items() if name in DRAWS]
    return ", ".join(f"{say(name)} {in_words(value)}" for name, value in counts)


def _software(measures: Measures) -> str:
    versions = library_versions()
    libraries = joined([f"{name} {versions[name]}" for name in COMPUTING if name in versions])
    seed = measures.net.origin.parameters.get("seed")
    made = say(
        "Computed with tiesnet {version} (Python {python}; {libraries}).",
        version=tiesnet_version(),
        python=versions["python"],
        libraries=libraries,
    )
    return (
        made
        if seed is None
        else f"{made} {say('Random draws start from seed {seed}.', seed=str(seed))}"
    )


def _assumed(measures: Measures) -> str:
    n = len(measures.net.origin.assumptions)
    return (
        say_n(
            n,
            "{n} assumption was made; the report lists it.",
            "{n} assumptions were made; the report lists them.",
        )
        if n
        else ""
    )

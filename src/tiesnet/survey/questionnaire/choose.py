"""Which of the returned forms count: one per firm, of one questionnaire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tiesnet.language import say
from tiesnet.survey.problems import Log
from tiesnet.survey.questionnaire.answers import Reply
from tiesnet.survey.questionnaire.design import Design
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import counted, quoted


def choose(replies: Sequence[Reply], log: Log) -> tuple[dict[str, Reply], Design]:
    """Keep one reply per firm, and the questionnaire that holds all firms and relations.

    What does not count is said: forms of another questionnaire, without a firm, without
    agreement to take part, and the emptier ones of a firm that sent several.
    """
    replies = _of_one(replies, log)
    design = _joined([reply.design for reply in replies])
    found: dict[str, list[Reply]] = {}
    for reply in replies:
        if _counts(reply, log):
            found.setdefault(reply.code, []).append(reply)
    chosen = {code: _fullest(several, log) for code, several in found.items()}
    order = {firm.code: k for k, firm in enumerate(design.firms)}
    return {code: chosen[code] for code in sorted(chosen, key=order.__getitem__)}, design


def _of_one(replies: Sequence[Reply], log: Log) -> list[Reply]:
    """Keep the forms that fit the most frequent one; later lists of the same firms do."""
    counts = Counter(reply.design.key for reply in replies)
    designs = {reply.design.key: reply.design for reply in replies}
    order = list(designs)
    main = max(order, key=lambda key: (counts[key], -order.index(key)))
    fits = {key for key, design in designs.items() if _fit(design, designs[main])}
    for reply in replies:
        place = replace(reply.firm.place, row=None, column="", value="")
        if reply.design.key not in fits:
            text = say("The form belongs to another questionnaire; it was not read.")
            log.add(
                "other_questionnaire", place, text, say("Put it into a folder of its own."), "error"
            )
        elif reply.design.key != main:
            text = say(
                "The form belongs to another version of the questionnaire; it was read. What only "
                "one of the two asks was not asked of everybody."
            )
            log.add("other_questionnaire", place, text)
    return [reply for reply in replies if reply.design.key in fits]


def _fit(one: Design, other: Design) -> bool:
    """Whether codes mean the same firms in both, and most firms are in both."""
    ids = {firm.code: firm.id for firm in other.firms}
    shared = [firm for firm in one.firms if firm.code in ids]
    same = all(ids[firm.code] == firm.id for firm in shared)
    return same and 2 * len(shared) >= min(len(one.firms), len(other.firms))


def _joined(designs: Sequence[Design]) -> Design:
    """The questionnaire that has all firms, relations and modules of some versions."""
    counts = Counter(design.key for design in designs)
    ranked = sorted(designs, key=lambda design: -counts[design.key])
    first = ranked[0]
    firms = {firm.code: firm for design in reversed(ranked) for firm in design.firms}
    order = dict.fromkeys(firm.code for design in ranked for firm in design.firms)
    return replace(
        first,
        firms=[firms[code] for code in order],
        modules=list(dict.fromkeys(name for design in ranked for name in design.modules)),
        relations=list(dict.fromkeys(name for design in ranked for name in design.relations)),
    )


def _counts(reply: Reply, log: Log) -> bool:
    if read_choice("yesno", reply.agree) == "no":
        text = say("The respondent does not agree to take part; the answers were not read.")
        log.add("response_left_out", reply.firm.place, text, say("Nothing need be done."))
        return False
    if not reply.firm.text and not reply.filled():
        text = say("The form came back empty; it was left out.")
        log.add("response_left_out", reply.firm.place, text, say("Ask the firm again."))
        return False
    if not reply.firm.text:
        text = say("The form does not say which firm filled it in; it was left out.")
        log.add("missing_respondent", reply.firm.place, text, say("Choose the firm in the form."))
        return False
    if not reply.code:
        text = say(
            "{text} is no firm of the list; the form was left out.", text=quoted(reply.firm.text)
        )
        log.add("missing_respondent", reply.firm.place, text, say("Choose a firm from the list."))
        return False
    return True


def _fullest(several: Sequence[Reply], log: Log) -> Reply:
    """Of several forms of one firm the fullest counts, among equals the last."""
    best = max(enumerate(several), key=lambda pair: (pair[1].filled(), pair[0]))[1]
    for reply in several:
        if reply is best:
            continue
        where = best.firm.place
        same = where.file == reply.firm.place.file
        row = say(", row {row}", row=str(where.row)) if same else ""
        text = say(
            "{text} answered {time}; the fullest answer counts ({file}{row}), this "
            "one was left out.",
            text=quoted(reply.firm.text),
            time=counted(len(several), "time"),
            file=where.file,
            row=row,
        )
        log.add("several_responses", reply.firm.place, text)
    return best

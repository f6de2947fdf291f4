"""Every control of the pages tiesnet writes: how to find it, drive it, and what must change then.

A control that is in a page and not here fails the tests of the controls, and so does one that is
here and changes nothing. Keys of the keyboard are listed apart.
"""

from __future__ import annotations

from dataclasses import dataclass

CARD = "document.getElementById('card').textContent"
ANSWER = "document.getElementById('answer')?.textContent ?? ''"
HASH = "location.hash"
TOLD = "document.querySelector(':popover-open')?.textContent ?? ''"
CLICK, SAVE, CHOOSE = "click", "save", "choose"


@dataclass(frozen=True)
class Control:
    """One kind of control.

    Attributes
    ----------
    found : str
        What finds all of its kind in the page.
    says : str
        Script for what must be another after it was used; "" where a file must come.
    act : str
        How it is used: click, save, choose, press:Key or type:text.
    first : tuple
        What is used before, so that it can be seen: what finds it, and how.
    driven : str
        What finds the ones that can be used now, when not all can.
    fingers : bool
        Whether a phone has fingers instead.
    """

    found: str
    says: str
    act: str = CLICK
    first: tuple[tuple[str, str], ...] = ()
    driven: str = ""
    fingers: bool = False


def _each(of: str, what: str) -> str:
    """Something of all elements of a kind."""
    return f"[...document.querySelectorAll({of!r})].map(e => {what}).join()"


def _open(of: str) -> str:
    return _each(of, "e.open")


def _pressed(of: str) -> str:
    return _each(of, "e.ariaPressed")


def _text(of: str) -> str:
    return _each(of, "e.textContent")


def _seen(of: str) -> str:
    return _each(of, "e.checkVisibility()")


def _map(key: str) -> str:
    """What the canvas says of itself."""
    return f"document.getElementById('canvas').dataset.{key}"


A_CARD = ("#found .firm", CLICK)
A_TERM = (".chapter a.ask", CLICK)
WHOM = ("#card .ask-what button:last-child", CLICK)
CHAPTERS = (
    Control("a.skip", HASH, "press:Enter"),
    Control("#found ol a", HASH),
    Control(".contents a", HASH),
    Control("header p a", HASH),
    Control("#theme", "document.documentElement.dataset.theme ?? ''"),
    Control("a.ask, a.term", TOLD),
    Control("#meaning a", HASH, first=(A_TERM,)),
    Control("#meaning", TOLD, "press:Escape", first=(A_TERM,)),
    Control(".table .sort", _each("th", "e.ariaSort")),
    Control(".take > button[title]:first-child", _text(".take > button")),
    Control(".take > button[title]:last-child", "", SAVE),
    Control("details.part > summary", _open("details.part")),
)
REPORT = (
    Control(".firm", CARD, driven="#todo .firm"),
    Control("[data-meet]", ANSWER),
    Control("[data-leave]", ANSWER),
    Control("#print-todo", "window.printed ?? 0"),
    Control(
        ".scroll[tabindex]",
        _each(".scroll", "e.scrollLeft"),
        "press:ArrowRight",
        first=(("#firms .more.aside", CLICK),),
        driven="#firms .scroll",
    ),
    Control("#bibtex", _each("#bibtex", "e.scrollLeft + e.scrollTop"), "press:End"),
    Control(".tools input", _text(".count"), "type:Firm 1"),
    Control(".tools select", _text(".count"), CHOOSE),
    Control(".more.aside", _seen("th")),
    Control("[data-copy]", _text("[data-copy]")),
    Control("[data-take]", "", SAVE),
    Control("[data-heat]", _pressed("[data-heat]"), driven="[data-heat][aria-pressed=false]"),
    Control("details.about > summary", _open("details.about")),
    Control("details.study > summary", _open("details.study")),
    Control("details.rows > summary", _open("details.rows")),
    Control(".more-of a", HASH),
    Control(".under > .more", _seen("tbody tr")),
    Control("#public > summary", _open("#public")),
)
MAP = (
    Control("#find", _text("#hits"), "type:f"),
    Control("#hits [role=option]", CARD, first=(("#find", "type:f"),)),
    Control("#layout", _map("layout"), CHOOSE),
    Control("#colour", _map("colour"), CHOOSE),
    Control("#size", _map("size"), CHOOSE),
    Control("#strength", _text("#strength-says"), "press:ArrowRight"),
    Control("[data-zoom='1.4']", _map("scale"), fingers=True),
    Control("[data-zoom='0.714']", _map("scale"), fingers=True),
    Control("[data-zoom='0']", _map("scale"), first=(("[data-zoom='1.4']", CLICK),), fingers=True),
    Control("[data-round]", _map("round"), driven="[data-round][aria-pressed=false]"),
    Control("[data-formality]", _map("ties")),
    Control("[data-layer]", _map("ties")),
    Control("[data-group=institutions]", _map("nodes")),
    Control("[data-group=outside]", _map("nodes")),
    Control("#columns button", _pressed("#columns button")),
    Control("#swatches .swatch", _pressed(".swatch"), first=(("#colour", CHOOSE),)),
    Control("#canvas", _map("focus"), "press:ArrowRight"),
    Control(".dock[data-actor]", CARD),
    Control("[data-more]", _seen(".dock")),
    Control("#as-table > summary", _open("#as-table")),
    Control("#more-ties", _seen("#ties tr")),
)
THE_CARD = (
    Control("#card .x", "document.getElementById('card').hidden", first=(A_CARD,)),
    Control("#card .try", ANSWER, first=(A_CARD,)),
    Control("#card .ask-what button", _pressed("#card .ask-what button"), first=(A_CARD,)),
    Control("#card .ask-what button:last-child", _seen("#whom"), first=(A_CARD,)),
    Control("#card button.term", TOLD, first=(A_CARD,)),
    Control("#card button.ask", TOLD, first=(A_CARD,)),
    Control("#card .more", CARD, first=(("#find", "type:f00"), ("#find", "press:Enter"))),
    Control("#whom", _text("#whom-hits"), "type:f", first=(A_CARD, WHOM)),
    Control("#whom-hits [role=option]", ANSWER, first=(A_CARD, WHOM, ("#whom", "type:f"))),
)
CONTROLS = (*CHAPTERS, *REPORT, *MAP, *THE_CARD)

# Whatever takes the focus or waits for a press.
FOCUSED = (
    "a[href], button, input, select, textarea, summary, [tabindex], [role=option], [role=button],"
    " [role=tab], [role=slider], [contenteditable], audio, video, iframe"
)

# A key: what is used before, where it is pressed, and what must be another then.
CANVAS = "#canvas"


def _walked(key: str) -> tuple[tuple[str, str], ...]:
    """Away from where it is to go: somebody is there then, wherever the walk began."""
    return ((CANVAS, f"press:{key}"),) * 2


KEYS = (
    ("/", (), "body", "document.activeElement.id"),
    ("Escape", (A_CARD,), "body", "document.getElementById('card').hidden"),
    ("ArrowRight", _walked("ArrowLeft"), CANVAS, _map("focus")),
    ("ArrowLeft", _walked("ArrowRight"), CANVAS, _map("focus")),
    ("ArrowUp", _walked("ArrowDown"), CANVAS, _map("focus")),
    ("ArrowDown", _walked("ArrowUp"), CANVAS, _map("focus")),
    ("Enter", _walked("ArrowRight"), CANVAS, CARD),
    ("+", (), CANVAS, _map("scale")),
    ("-", (), CANVAS, _map("scale")),
    ("0", ((CANVAS, "press:+"),), CANVAS, _map("scale")),
    ("ArrowDown", (("#find", "type:f"),), "#find", _each("#hits li", "e.ariaSelected")),
    ("ArrowUp", (("#find", "type:f"),), "#find", _each("#hits li", "e.ariaSelected")),
    ("Enter", (("#find", "type:f"),), "#find", CARD),
    ("Escape", (("#find", "type:f"),), "#find", "document.getElementById('find').value"),
)

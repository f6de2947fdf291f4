"""XML of graph programs: read as a stream, without document types, entities or other files."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import InputSource

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from tiesnet.language import localised, say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import LONGEST_CELL, Options
from tiesnet.survey.readers.graph_data import GraphFile
from tiesnet.survey.readers.registry import first_bytes, unreadable

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DEEPEST = 200
_BLOCK = 1 << 20
_LARGE_BLOCK = 1 << 24
_HEAD = 4096


class _Blocks:
    """A file that is read in large blocks, whatever is asked for.

    The parser looks through a tag or comment again with every block until it ends; in small
    blocks, one of a hundred megabytes would take hours.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, _size: int = -1) -> bytes:
        """Give the next block."""
        return self._stream.read(_LARGE_BLOCK)

    def close(self) -> None:
        """Leave the file to whoever opened it."""


def begins_with(path: Path, root: str) -> bool:
    """Whether a file begins as XML with this root element, whatever its name."""
    head = first_bytes(path, _HEAD)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = head.decode("utf-16", errors="replace")
    else:
        text = head.decode("latin-1").removeprefix("ï»¿")
    return text.lstrip()[:1] == "<" and bool(re.search(rf"<(\w+:)?{root}[\s>/]", text))


class Elements(ContentHandler):
    """Follows the elements of a file: where it is, and the text of the one it is in.

    ``path`` holds the names of the open elements, without their namespaces, since many programs
    write wrong ones.
    """

    root = ""

    def __init__(self, found: GraphFile) -> None:
        super().__init__()
        self.found = found
        self.path: list[str] = []
        self.done = False
        self._text: list[str] = []
        self._length = 0
        self._locator: Any = None

    @property
    def line(self) -> int:
        """The line of the file that is being read."""
        return int(self._locator.getLineNumber() or 0) if self._locator else 0

    def setDocumentLocator(self, locator: Any) -> None:
        """Take what knows the line."""
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:
        """Enter an element."""
        local = name.rpartition(":")[2]
        if not self.path and local != self.root:
            file = self.found.file
            raise unreadable(
                file,
                say(
                    "{file} holds <{local}> where <{root}> is expected.",
                    file=file,
                    local=local[:40],
                    root=self.root,
                ),
                say("Export it again, or give it the ending of its format."),
            )
        self.path.append(local)
        if len(self.path) > _DEEPEST:
            file = self.found.file
            text = say(
                "{file} has more than {deepest} elements inside each other.",
                file=file,
                deepest=_DEEPEST,
            )
            raise unreadable(file, text, say("Export it again."))
        self._text, self._length = [], 0
        self.enter(local, dict(attrs.items()))

    def endElement(self, name: str) -> None:
        """Leave an element."""
        self.leave(self.path[-1], "".join(self._text))
        self.path.pop()
        self._text, self._length = [], 0
        self.done = not self.path

    def characters(self, content: str) -> None:
        """Collect the text of an element, as far as a cell can hold it."""
        if self._length <= LONGEST_CELL:
            self._text.append(content)
            self._length += len(content)

    def enter(self, element: str, given: dict[str, str]) -> None:
        """Take an element that begins, with its attributes."""

    def leave(self, element: str, text: str) -> None:
        """Take an element that ends, with its text."""


def read_xml(path: Path, options: Options, handler: Elements, log: Log) -> None:
    """Read a file of XML through a handler; refuse what is broken or dangerous.

    A document type is refused altogether: it is where entity bombs and references to other files
    stand, and no format read here needs it.
    """
    size = path.stat().st_size
    if size > options.csv_bytes:
        raise unreadable(
            path.name,
            say(
                "{name} holds {size} bytes, more than the {csv_bytes} allowed.",
                name=path.name,
                size=localised(f"{size:,}"),
                csv_bytes=localised(f"{options.csv_bytes:,}"),
            ),
            say("Export only what belongs to the survey, or raise max_bytes."),
        )
    encoding = _encoding(path, options, log)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    try:
        with path.open("rb") as stream:
            source = InputSource()
            source.setByteStream(_Blocks(stream))
            if encoding:
                source.setEncoding(encoding)
            parser.parse(source)
    except DefusedXmlException as error:
        raise unreadable(
            path.name,
            say(
                "{name} declares a document type (<!DOCTYPE ...>), which can hide other "
                "files or expand without end; it was not read.",
                name=path.name,
            ),
            say("Delete this declaration, or export the network again."),
        ) from error
    except SAXParseException as error:
        _broken(path, handler, error, log)
    except (LookupError, ValueError) as error:
        raise _no_text(path) from error


def _broken(path: Path, handler: Elements, error: SAXParseException, log: Log) -> None:
    line = error.getLineNumber() or 0
    if handler.done:
        text = say("Something stands after the end of the network; it was not read.")
        log.add("part_not_read", Place(path.name, "", line), text)
        return
    if "encoding" in error.getMessage():
        raise _no_text(path) from error
    column = (error.getColumnNumber() or 0) + 1
    raise unreadable(
        path.name,
        say(
            "{name} is broken at line {line}, character {column} ({error}).",
            name=path.name,
            line=line,
            column=column,
            error=error.getMessage(),
        ),
        say("Export it again; it may have been cut off or edited by hand."),
    ) from error


def _no_text(path: Path) -> Exception:
    return unreadable(
        path.name,
        say("{name} cannot be read in the encoding it declares.", name=path.name),
        say("Export it again as UTF-8."),
    )


def _encoding(path: Path, options: Options, log: Log) -> str | None:
    """The encoding when the file itself does not tell it rightly.

    Many files say nothing, or UTF-8, and hold Windows-1252.
    """
    head = first_bytes(path, _HEAD)
    said = _DECLARED.match(head)
    declared = said.group(1).decode("ascii").lower() if said else ""
    if options.encoding:
        return options.encoding
    if head.startswith(_MARKS) or declared not in ("", "utf-8", "utf8") or is_utf8(path):
        return None
    log.add(
        "encoding",
        Place(path.name),
        say("{name} was read as Windows-1252, since it is not valid UTF-8.", name=path.name),
        say("Export it as UTF-8."),
    )
    return "windows-1252"


def is_utf8(path: Path) -> bool:
    """Whether a whole file is valid UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True

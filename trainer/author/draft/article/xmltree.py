"""Parse untrusted XML into a tree, or say why it cannot be read. Nothing is ever fetched.

The parser is the standard library's expat with hooks. A document type declaration must be allowed,
because every JATS file has one, but any entity that it defines is refused before it can be used,
external entities are never opened, and size and depth have limits. Named characters such as
``&nbsp;`` are defined in the DTD, which is not read; HTML's table has the same ones.
"""

from __future__ import annotations

from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from trainer.errors import NotAnArticle

MAX_DEPTH = 120
MAX_ELEMENTS = 400_000


class _Reader:
    """Builds the tree; names lose their namespaces, which publishers use in many ways."""

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self.depth = self.elements = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.tree.data
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._external
        # As the external DTD is not read, expat skips unknown entities and reports them here.
        parser.SkippedEntityHandler = self._skipped
        self.parser = parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
            raise NotAnArticle(
                "The XML is nested too deeply or has too many parts to be an article."
            )
        self.tree.start(_local(name), {_local(k): v for k, v in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(_local(name))

    def _entity(self, name: str, _parameter: bool, value: str | None, *places: str | None) -> None:
        # An unparsed entity (NDATA, such as an image) is never expanded; others could be a bomb.
        notation = places[-1]
        if notation is None or value is not None:
            raise NotAnArticle(
                f"The XML defines an entity of its own ('{name[:40]}'), which can be used to do"
                " harm and is refused. Remove the definition from its DOCTYPE."
            )

    def _external(self, *_named: str | None) -> int:
        raise NotAnArticle("The XML asks for another file; that is refused.")

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            self.tree.data(html5.get(f"{name};", " "))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def read_xml(raw: bytes) -> Element:
    """The root of the document. Raises ``NotAnArticle``."""
    reader = _Reader()
    try:
        reader.parser.Parse(raw, True)
        return reader.tree.close()
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "not well-formed")
        raise NotAnArticle(
            f"Line {error.lineno} is not XML ({reason}). Download the article's XML again;"
            " if it is plain text, name the file .txt."
        ) from None
    except (LookupError, ValueError) as error:
        raise NotAnArticle(f"The XML's encoding is not known here ({error}).") from None
    except AssertionError:
        raise NotAnArticle("The XML ends before it is whole.") from None

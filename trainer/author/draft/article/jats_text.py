"""The text of a JATS element as a reader sees it: without reference marks, with powers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from trainer.author.draft.article.text import tidy

# Parts that stand apart from the running text, or repeat it in another form.
APART = frozenset({
    "table-wrap", "table-wrap-group", "fig", "fig-group", "fn", "object-id",
    "supplementary-material",
    "graphic", "media", "inline-graphic", "tex-math", "annotation", "annotation-xml", "index-term",
})  # fmt: skip
_BLOCK = frozenset({"p", "title", "break", "list-item", "td", "th", "tr", "label", "def", "term"})


def words_of(element: Element | None, apart: frozenset[str] = APART) -> str:
    """The text of ``element`` on one line; empty without an element."""
    return "" if element is None else tidy("".join(_parts(element, apart)))


def _parts(element: Element, apart: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    before = element.text or ""
    for child in element:
        text = _child(child, apart, before) + (child.tail or "")
        yield text
        before = text or before


def _child(child: Element, apart: frozenset[str], before: str) -> str:
    name = child.tag
    if name in apart or _is_reference(child):
        return " " if name in ("table-wrap", "fig") else ""
    inside = "".join(_parts(child, apart))
    if name in ("sup", "msup"):
        return _raised(child, inside, before)
    return f" {inside} " if name in _BLOCK else inside


def _is_reference(child: Element) -> bool:
    if child.tag == "xref":
        return child.get("ref-type") in ("bibr", "fn", "table-fn", "aff", "corresp")
    # <sup><xref/>,<xref/></sup>: the comma between two reference marks is not part of the text.
    return (
        child.tag == "sup"
        and len(child) > 0
        and all(_is_reference(c) for c in child)
        and not re.search(r"\w", (child.text or "") + "".join(c.tail or "" for c in child))
    )


def _raised(child: Element, inside: str, before: str) -> str:
    if child.tag == "msup" and len(child) == 2:
        base, power = ("".join(_parts(c, APART)).strip() for c in child)
        return f"{base}^{power}"
    text = inside.strip()
    if re.search(r"10\s*\Z", before) and re.fullmatch(r"[0-9]{1,2}", text):
        return f"^{text}"
    if re.fullmatch(r"[-\u2212][0-9]", text) or re.fullmatch(r"[23]", text):
        # m2, mm3, L-1 belong to a unit; a lone 2 after a word is a reference or footnote mark.
        unit = re.search(r"(?:^|[\s/0-9×])(?:[kcmµμdn]?m|L|l|s|min|h|kg)\Z", before.rstrip())
        return text if unit else ""
    return "" if re.fullmatch(r"[a-z0-9,*†‡§¶# -]{1,7}", text) else inside

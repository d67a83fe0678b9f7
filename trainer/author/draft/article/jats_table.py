"""JATS tables as grids: spans filled in, head rows counted, notes beside them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from trainer.author.draft.article.article import Grid
from trainer.author.draft.article.jats_text import APART, words_of

MAX_SPAN = 60
MAX_CELLS = 20_000


def grid(wrap: Element) -> Grid | None:
    """The table in ``wrap``, or None where there is only an image of it."""
    table = wrap.find(".//table")
    if table is None:
        return None
    label = wrap.find("label")
    caption = wrap.find("caption")
    notes = wrap.find("table-wrap-foot")
    heads = [r for part in table.iter("thead") for r in part.iter("tr")]
    every = list(table.iter("tr"))
    body = [r for r in every if not any(r is h for h in heads)]
    if not heads:
        # Some publishers mark head cells one by one.
        while body and len(body[0]) and all(c.tag == "th" for c in body[0]):
            heads.append(body.pop(0))
    rows = _filled([*heads, *body])
    return Grid(
        "" if label is None else words_of(label).rstrip(".:"),
        "" if caption is None else words_of(caption),
        rows,
        len(heads),
        "" if notes is None else words_of(notes, APART - {"fn"}),
    )


def _filled(rows: list[Element]) -> tuple[tuple[str, ...], ...]:
    """Cells by row; a cell over several rows or columns stands in each of them."""
    found: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[int, str]] = {}
    cells = 0
    for row in rows:
        line: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            _hang(line, hanging)
            text = words_of(cell)
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan") - 1) > 0:
                    hanging[len(line)] = (down, text)
                line.append(text)
        _hang(line, hanging)
        cells += len(line)
        if cells > MAX_CELLS:
            break
        found.append(tuple(line))
    return tuple(found)


def _hang(line: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(line) in hanging:
        left, text = hanging[len(line)]
        if left > 1:
            hanging[len(line)] = (left - 1, text)
        else:
            del hanging[len(line)]
        line.append(text)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isascii() and value.isdigit() else 1

"""Authors, journal and ids from the head of a plain text."""

from __future__ import annotations

import re

from trainer.author.draft.article.text import tidy
from trainer.files.lists import set_in


def authors_in(line: str) -> tuple[str, ...]:
    """'Yui Imai1, Taku Yorozuya1*' as ('Imai Y', 'Yorozuya T'); nothing if it is no such line."""
    names = re.split(r",|\band\b|;", re.sub(r"\^?[0-9*†‡§]+|\^|\{|\}", "", line))
    found: list[str] = []
    for name in (n.strip() for n in names):
        if not name:
            continue
        parts = name.split()
        if not 2 <= len(parts) <= 5 or not all(
            p[:1].isupper() or p in set_in(__file__, "particles.txt") for p in parts
        ):
            return ()
        given = "".join(p[0] for p in parts[:-1] if p not in set_in(__file__, "particles.txt"))
        found.append(f"{parts[-1]} {given}")
    return tuple(found)


_JOURNAL = re.compile(r"(?P<journal>[A-Z][A-Za-z. &]{5,60}?)[,.]?\s(?P<year>(?:19|20)[0-9]{2})\s?"
                      r"(?:[A-Z][a-z]{2}(?:\s[0-9]{1,2})?)?;\s?(?P<volume>[0-9]{1,4})"
                      r"(?:\s?\((?P<issue>[0-9A-Za-z -]{1,10})\))?:\s?(?P<pages>[e0-9][0-9-]*)"
)  # fmt: skip


def journal_in(text: str) -> tuple[str, str, str, str, str]:
    """Journal, year, volume, issue and pages from the head of the text, above its references."""
    if match := _JOURNAL.search(tidy(text[:3000])):
        return (match["journal"].strip(), match["year"], match["volume"], match["issue"] or "",
                match["pages"])  # fmt: skip
    year = re.search(r"(?:©|\(c\)|copyright)\D{0,40}((?:19|20)[0-9]{2})|published(?:\sonline)?:"
                     r"\s[^.\n]{0,14}?((?:19|20)[0-9]{2})", text, re.IGNORECASE)  # fmt: skip
    return "", (year[1] or year[2]) if year else "", "", "", ""


def _head(text: str) -> str:
    # A DOI in the list of references is another article's.
    return re.split(r"\n\W*references\W*\n", text, maxsplit=1, flags=re.IGNORECASE)[0]


def doi_in(text: str) -> str:
    """The article's DOI, or nothing."""
    match = re.search(r"\b10\.[0-9]{4,9}/[^\s\"'<>]*[^\s\"'<>.,;)\]]", _head(text))
    return re.sub(r"\.[A-Z][a-z]+\Z", "", match[0]) if match else ""


def id_in(text: str, before: str) -> str:
    """The number printed after ``before`` (a pattern), or nothing."""
    match = re.search(before + r"([0-9]{6,9})\b", _head(text))
    return match[1] if match else ""


def pmcid_in(text: str) -> str:
    """The PubMed Central id, or nothing."""
    match = re.search(r"\bPMC[0-9]{5,9}\b", _head(text))
    return match[0] if match else ""

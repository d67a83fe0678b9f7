"""Read authors, journal and identifiers from the head of a plain text."""

from __future__ import annotations

import re

from trainer.author.draft.article.article import Front
from trainer.author.draft.article.text import tidy
from trainer.files.lists import set_in


def authors_in(line: str) -> tuple[str, ...]:
    """'Yui Imai1, Taku Yorozuya1*' as ('Imai Y', 'Yorozuya T'); empty for any other line."""
    particles = set_in(__file__, "lists/particles.txt")
    authors: list[str] = []
    for name in re.split(r",|\band\b|;", re.sub(r"\^?[0-9*†‡§]+|\^|\{|\}", "", line)):
        parts = name.split()
        if not parts:
            continue
        if not 2 <= len(parts) <= 5 or not all(p[:1].isupper() or p in particles for p in parts):
            return ()
        initials = "".join(p[0] for p in parts[:-1] if p not in particles)
        authors.append(f"{parts[-1]} {initials}")
    return tuple(authors)


_JOURNAL = re.compile(r"(?P<journal>[A-Z][A-Za-z. &]{5,60}?)[,.]?\s(?P<year>(?:19|20)[0-9]{2})\s?"
                      r"(?:[A-Z][a-z]{2}(?:\s[0-9]{1,2})?)?;\s?(?P<volume>[0-9]{1,4})"
                      r"(?:\s?\((?P<issue>[0-9A-Za-z -]{1,10})\))?:\s?(?P<pages>[e0-9][0-9-]*)"
)  # fmt: skip
_YEAR = re.compile(r"(?:(?:©|\(c\)|copyright)\D{0,40}|published(?:\sonline)?:\s[^.\n]{0,14}?)"
                   r"((?:19|20)[0-9]{2})", re.IGNORECASE)  # fmt: skip


def front_in(text: str, title: str, authors: tuple[str, ...]) -> Front:
    """The bibliographic data; identifiers in the list of references are other articles'."""
    head = re.split(r"\n\W*references\W*\n", text, maxsplit=1, flags=re.IGNORECASE)[0]
    if match := _JOURNAL.search(tidy(text[:3000])):
        printed = match.groupdict(default="")
        printed["journal"] = printed["journal"].strip()
    else:
        printed = {"year": _first(_YEAR, text)}
    doi = _first(r"\b(10\.[0-9]{4,9}/[^\s\"'<>]*[^\s\"'<>.,;)\]])", head)
    return Front(
        title=title,
        authors=authors,
        doi=re.sub(r"\.[A-Z][a-z]+\Z", "", doi),
        pmid=_first(r"PMID:?\s*([0-9]{6,9})\b", head),
        pmcid=_first(r"\b(PMC[0-9]{5,9})\b", head),
        **printed,
    )


def _first(pattern: str | re.Pattern[str], text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""

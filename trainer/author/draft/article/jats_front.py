"""Read the authors, journal, identifiers and licence of a JATS article."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from trainer.author.draft.article.article import Front
from trainer.author.draft.article.jats_text import words_of


def front(article: Element) -> Front:
    """The bibliographic data in ``<front>``."""
    meta = article.find("front/article-meta")
    if meta is None:
        return Front()
    ids: dict[str, str] = {}
    for part in meta.findall("article-id"):
        ids.setdefault(part.get("pub-id-type", "").casefold(), "".join(part.itertext()).strip())
    return Front(
        title=_first(meta, "title-group/article-title"),
        authors=_authors(meta),
        journal=_first(
            article,
            "front/journal-meta/journal-id[@journal-id-type='iso-abbrev']",
            "front/journal-meta/journal-title-group/abbrev-journal-title",
            "front/journal-meta/journal-title-group/journal-title",
            "front/journal-meta/journal-title",
            "front/journal-meta/journal-id[@journal-id-type='nlm-ta']",
        ),
        year=_year(meta),
        volume=_first(meta, "volume"),
        issue=_first(meta, "issue"),
        pages=_pages(meta),
        doi=_matching(ids.get("doi", ""), r"10\.[0-9]{4,9}/\S+"),
        pmid=_matching(ids.get("pmid", ""), r"[0-9]{1,9}"),
        pmcid=_pmcid(ids),
    )


def rights(article: Element) -> tuple[str, ...]:
    """The article's own licence, not that of a figure: addresses first, then statements."""
    meta = article.find("front/article-meta")
    if meta is None:
        return ()
    # Older files have the statements directly in <article-meta>.
    loose = [words_of(c) for c in meta.findall("copyright-statement") + meta.findall("license")]
    permissions = meta.find("permissions")
    if permissions is None:
        return tuple(dict.fromkeys(filter(None, loose)))
    addresses: list[str] = []
    statements: list[str] = []
    for licence in permissions.iter("license"):
        addresses.append(licence.get("href", ""))
        addresses.extend((ref.text or "").strip() for ref in licence.iter("license_ref"))
        addresses.extend(link.get("href", "") for link in licence.iter("ext-link"))
        statements.append(words_of(licence))
    addresses.extend((r.text or "").strip() for r in permissions.findall("license_ref"))
    statements.extend(words_of(c) for c in permissions.findall("copyright-statement"))
    return tuple(dict.fromkeys(filter(None, [*addresses, *statements, *loose])))


def _authors(meta: Element) -> tuple[str, ...]:
    names: list[str] = []
    for group in meta.findall("contrib-group"):
        for contrib in group.iter("contrib"):
            # Editors and reviewers have groups of their own; some are marked only on the group.
            kind = contrib.get("contrib-type") or group.get("content-type") or "author"
            if kind.startswith("author"):
                names.append(_name(contrib))
    return tuple(dict.fromkeys(filter(None, names)))


def _name(contrib: Element) -> str:
    for path in ("name", "name-alternatives/name", "name-alternatives/string-name", "string-name"):
        name = contrib.find(path)
        if name is None:
            continue
        surname, first = name.find("surname"), name.find("given-names")
        if surname is None:
            return words_of(name)
        printed = "" if first is None else first.get("initials")
        initials = printed or "".join(
            part[0].upper() for part in re.split(r"[\s.-]+", words_of(first)) if part
        )
        return f"{words_of(surname)} {initials}".strip()
    return words_of(contrib.find("collab"), frozenset({"contrib-group", "xref", "address", "fn"}))


def _year(meta: Element) -> str:
    """The year of the volume if given, as citations have it; else of another publication date."""
    dates = meta.findall("pub-date")
    for wanted in ("collection", "ppub", "issue", "pub", "epub", ""):
        for one in dates:
            kind = f"{one.get('pub-type') or ''} {one.get('date-type') or ''}".split()
            year = (one.findtext("year") or "").strip()
            if (wanted in kind or not wanted) and re.fullmatch(r"[0-9]{4}", year):
                return year
    return ""


def _pages(meta: Element) -> str:
    first, last = _first(meta, "fpage"), _first(meta, "lpage")
    if first and last and first != last:
        return f"{first}-{last}"
    return first or _first(meta, "elocation-id")


def _pmcid(ids: dict[str, str]) -> str:
    digits = next((ids[k] for k in ("pmcid", "pmc", "pmcaid") if k in ids), "")
    return _matching("PMC" + re.sub(r"(?i)^pmc", "", digits.split(".")[0]), r"PMC[0-9]{1,9}")


def _matching(text: str, pattern: str) -> str:
    return text if re.fullmatch(pattern, text) else ""


def _first(element: Element, *paths: str) -> str:
    for path in paths:
        if text := words_of(element.find(path)):
            return text
    return ""

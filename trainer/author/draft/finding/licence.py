"""Which licence an article is under, and what it means for a scenario."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.author.draft.article.text import tidy


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by name; ``name`` is empty where none was found."""

    name: str = ""
    no_derivatives: bool = False
    non_commercial: bool = False
    share_alike: bool = False
    reserved: bool = False
    """All rights are said to be reserved."""


_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<parts>by[a-z-]*)(?:/(?P<version>[0-9.]+[0-9]))?"
    r"|publicdomain/(?P<zero>zero|mark))", re.IGNORECASE)  # fmt: skip
_SHORT = re.compile(r"\bCC[ -]?(?P<parts>BY(?:[ -](?:NC|ND|SA)){0,3})\b(?:["
                    r" -]?(?P<version>[1-4]\.[0-9]))?|"
                    r"\bCC[ -]?(?P<zero>0)\b", re.IGNORECASE)  # fmt: skip
_LONG = re.compile(
    r"Creative\s*Commons\s*(?P<words>Attribution(?:[\s-]*(?:Non[\s-]?Commercial|"
    r"No[\s-]?Deriv(?:ative|s|atives)?(?:\s?Works?)?|Share[\s-]?Alike)s?)*)"
    r"(?:[^.]{0,12}?(?P<version>[1-4]\.[0-9]))?", re.IGNORECASE)  # fmt: skip


def licence_of(rights: Sequence[str]) -> Licence:
    """The licence that ``rights`` (addresses and words) name; of several, the strictest."""
    found: list[Licence] = []
    for text in map(tidy, rights):
        for pattern in (_ADDRESS, _SHORT, _LONG):
            found.extend(_named(m) for m in pattern.finditer(text))
    if found:
        return max(found, key=lambda x: (x.no_derivatives, x.non_commercial, x.share_alike,
                                         len(x.name)))  # fmt: skip
    reserved = any(re.search(r"\ball rights reserved\b", t, re.IGNORECASE) for t in rights)
    return Licence("All rights reserved" if reserved else "", reserved=reserved)


def _named(match: re.Match[str]) -> Licence:
    groups = match.groupdict()
    if groups.get("zero"):
        return Licence("Public domain" if groups["zero"].casefold() == "mark" else "CC0 1.0")
    parts = re.sub(r"[\s-]+", "-", (groups.get("parts") or groups.get("words") or "").upper())
    nc = bool(re.search(r"\bNC\b|NON-?COMM", parts))
    nd = bool(re.search(r"\bND\b|NO-?DERIV", parts))
    sa = bool(re.search(r"\bSA\b|SHARE-?ALIKE", parts))
    name = "-".join(["CC BY", *(["NC"] if nc else []), *(["SA"] if sa else []),
                     *(["ND"] if nd else [])])  # fmt: skip
    version = groups.get("version")
    return Licence(f"{name} {version}" if version else name, nd, nc, sa)


FACTS = (
    "Facts and figures may be restated in your own words and cited; do not copy its sentences,"
    " the layout of its tables or its images."
)


def meaning(licence: Licence) -> tuple[str, ...]:
    """What an author must know, a sentence each; nothing for a licence that allows it all."""
    if not licence.name:
        return ("No licence was found in the file: take the article as all rights reserved until"
                " you have looked it up.", FACTS)  # fmt: skip
    if licence.reserved:
        return ("The article says that all rights are reserved.", FACTS)
    told: list[str] = []
    if licence.no_derivatives:
        told.append(f"{licence.name} does not allow adapted material of the article to be shared.")
    if licence.non_commercial:
        told.append(f"{licence.name} does not allow commercial use of what is taken from it.")
    if licence.share_alike:
        told.append(f"{licence.name} asks that adapted material carries the same licence.")
    return (*told, FACTS) if told else ()

"""An article as its readers return it, whatever form the file had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from trainer.files.lists import pairs_in

Role = Literal["abstract", "background", "case", "discussion", "conclusion", "back"]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its title as printed, its role, and its own paragraphs."""

    title: str
    role: Role
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """A figure's label ('Figure 1') and legend."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: label ('Table 1'), caption, cells by row, how many rows are heads, and its notes."""

    label: str
    caption: str
    rows: tuple[tuple[str, ...], ...]
    heads: int
    notes: str = ""
    own: bool = False
    """Whether the author made it: then it certainly holds results of this patient."""


@dataclass(frozen=True, slots=True)
class Front:
    """The article's bibliographic data; empty where the file does not say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    """As 'Imai Y'."""
    journal: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article taken apart."""

    front: Front
    rights: tuple[str, ...]
    """Addresses and statements about the licence, the most reliable first."""
    sections: tuple[Section, ...]
    legends: tuple[Legend, ...] = ()
    tables: tuple[Grid, ...] = ()
    remarks: tuple[str, ...] = ()
    """Notes for the author on how the file was read."""
    marked: bool = False
    """Whether the file marks its paragraphs; otherwise they are guessed from its lines."""


def role_of(title: str, inside: Role | None = None) -> Role:
    """The role of a section with this title; ``inside`` is the role of the section around it."""
    if inside is not None and inside != "case":
        return inside
    low = title.casefold().lstrip("0123456789. ")
    if inside is None and low.startswith(("case summary", "summary of case")):
        return "case"
    for role, starts in pairs_in(__file__, "lists/roles.txt").items():
        if low.startswith(tuple(starts.split(", "))):
            return cast(Role, role)
    return "case"

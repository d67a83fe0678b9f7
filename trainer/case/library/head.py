"""The head of a case, which the library shows, read without parsing the whole file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.case.library.installed import origin_of
from trainer.case.reading.diagnostics import NotYaml
from trainer.case.reading.text import MAX_BYTES, plain_breaks
from trainer.files.outside import read_bytes


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What the library shows of a case; ``ok`` is False if it cannot be read."""

    id: str
    title: str
    specialty: str
    summary: str
    path: str
    first_day: int
    last_day: int
    decisions: int
    minutes: int | None
    version: str
    ok: bool
    problem: str = ""
    hash: str = ""
    """SHA-256 of the file's text, in hex, which runs store."""
    origin: str = ""
    """The file it was installed from; empty for a case that was not installed."""
    installed: str = ""
    """The day it was installed."""
    source: str = ""
    """Journal and year of its report, never the title, which names the diagnosis."""
    licence: str = ""
    """The report's licence, as the file states it."""
    reviewer: str = ""
    """Who accepted the file in a review, and when; empty if nobody has."""


def read_head(path: str) -> CaseHead:
    """The head of the file; if it cannot be read, a head with the reason in ``problem``."""
    # Imported late: the parser loads libyaml, and a library with an index does not need it.
    from trainer.case.reading.yaml12 import parse

    try:
        file = Path(path)
        text = plain_breaks(read_bytes(file, MAX_BYTES).decode("utf-8-sig"))
        head, questions = _head_of(text)
        data, _ = parse(head)
        clock = data["clock"]
        if questions is None:
            questions = len(data["decisions"])
        minutes = data.get("minutes")
        origin, installed = origin_of(file.parent)
        return CaseHead(
            **{key: _text(data[key]) for key in _TEXTS},
            path=path,
            first_day=int(clock["first_day"]),
            last_day=int(clock["last_day"]),
            decisions=questions,
            minutes=minutes if isinstance(minutes, int) else None,
            ok=True,
            hash=hashlib.sha256(text.encode()).hexdigest(),
            origin=origin,
            installed=installed,
            **_trust(data),
        )
    except NotYaml as error:
        problem = error.message
    except OSError as error:
        problem = f"it cannot be read: {error.strerror or error}"
    except UnicodeDecodeError:
        problem = "it is not UTF-8 text"
    except (KeyError, TypeError, ValueError, AttributeError):
        problem = "it is not a scenario"
    name = Path(path).stem
    return CaseHead(name, name, "", "", path, 0, 0, 0, None, "", ok=False, problem=problem)


_TEXTS = ("id", "version", "title", "specialty", "summary")
_HEAD_KEYS = (*_TEXTS, "minutes", "clock", "sources", "review")
_JOURNAL = re.compile(r"[.?!:] (?P<journal>[^.?!:;]{2,60}) (?P<year>(?:19|20)\d\d)[;:( ]")
"""``... a case report. J Med Case Rep 2024;18:471.``"""
_LOCATORS = re.compile(r"^( +)locators:.*\n(?:\1 .*\n|[ \t]*\n)*", re.MULTILINE)
"""The long part of a source, which a head does not need."""
_SECTION = re.compile(r"^([a-z_]+):", re.MULTILINE)
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


def _head_of(text: str) -> tuple[str, int | None]:
    """The sections of a scenario that make up its head, and its number of decisions.

    Parsing a whole file takes twenty times as long. It is needed only if the file is not in the
    usual block style: then the whole text and None are returned.
    """
    starts = list(_SECTION.finditer(text))
    if not starts:
        return text, None
    ends = [*(m.start() for m in starts[1:]), len(text)]
    sections = {m[1]: text[m.start() : end] for m, end in zip(starts, ends, strict=True)}
    first_line, _, items = sections.get("decisions", "").partition(":")[2].partition("\n")
    if len(sections) != len(starts) or first_line.strip() or not _ITEM.search(items):
        return text, None
    indents = [len(m[1]) for m in _ITEM.finditer(items)]
    sections["sources"] = _LOCATORS.sub("", sections.get("sources", ""))
    head = "".join(sections.get(key, "") for key in _HEAD_KEYS)
    return head, indents.count(min(indents))


def _trust(data: Mapping[str, Any]) -> dict[str, str]:
    """Source, licence and reviewers, to be known before play; each empty if it is not found."""
    sources = list(_parts(data.get("sources")))
    report = next((s for s in sources if s.get("kind") == "case-report"), {})
    journals = list(_JOURNAL.finditer(str(report.get("citation", "")).replace("\n", " ")))
    accepted = [r for r in _parts(data.get("review")) if r.get("verdict") == "accepted"]
    reviewers = [f"{r.get('by', '')}, {r.get('date', '')}" for r in accepted]
    return {
        "source": _shown(" ".join(journals[-1].group("journal", "year")) if journals else ""),
        "licence": _shown(report.get("licence", "")),
        "reviewer": _shown("; ".join(reviewers)),
    }


def _parts(value: object) -> Iterable[Mapping[str, Any]]:
    return (part for part in value if isinstance(part, dict)) if isinstance(value, list) else ()


def _shown(value: object) -> str:
    """``value`` cut to ``_MOST`` characters, to fit in a line; empty if it is no text."""
    text = _text(value) if isinstance(value, str) else ""
    return text if len(text) <= _MOST else f"{text[: _MOST - 3]}..."


_MOST = 80


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is wanted")
    return "".join(c if c.isprintable() else " " for c in value).strip()

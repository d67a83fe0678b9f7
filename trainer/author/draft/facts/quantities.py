"""Find the figures of a sentence: numbers with their units, as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from trainer.author.draft.article.text import LONGEST, signed, tidy
from trainer.author.draft.facts.numbers import COMPARATOR, THOUSANDS, units_pattern, with_point
from trainer.case.units.printed import printed_units, ucum_of
from trainer.files.lists import pairs_in, set_in

_NUMBER = rf"(?:{THOUSANDS}|[0-9]+(?:[.,][0-9]+)?)"
_RANGE = (
    r"\s*[(\[](?:(?:normal|reference|ref|range|nr|rr)\b[a-z\s.:,]{0,20})?"
    rf"(?P<range>(?:{COMPARATOR})\s*{_NUMBER}|{_NUMBER}\s*(?:-|to)\s*{_NUMBER})"
)


def figures(sentence: str) -> tuple[str, ...]:
    """The distinct figures of ``sentence``, in its order.

    Each has its unit, and the reference range if one is printed after it.
    """
    return tuple(dict.fromkeys(figure for figure, _, _ in placed_figures(sentence)))


def placed_figures(sentence: str) -> list[tuple[str, int, int]]:
    """All figures of ``sentence``, each with its start and end in ``readable(sentence)``."""
    matches = _pattern().finditer(readable(sentence))
    return [(_figure(match), match.start(), match.end()) for match in matches]


def readable(sentence: str) -> str:
    """The sentence in the spelling in which figures are searched."""
    # A bare F may also be a catheter's size: it means degrees only after a possible temperature.
    return _FAHRENHEIT.sub(r"\1 °F", signed(tidy(sentence[:LONGEST])))


_FAHRENHEIT = re.compile(r"\b((?:9[4-9]|10[0-9])(?:\.[0-9])?) ?F\b")


def _figure(match: re.Match[str]) -> str:
    if match["label"]:
        return f"{' '.join(match['label'].split())} {match['score']}"
    value = re.sub(r"(?<=[0-9])to(?=[0-9])", " to ", re.sub(r"\s+", "", match["value"]))
    unit = (f"×{match['power']}" if match["power"] else "") + match["unit"].strip()
    limits = f" (range {match['range'].strip()})" if match["range"] else ""
    return f"{value}{'' if unit.startswith(('%', '/', '‰')) else ' '}{unit}{limits}"


@cache
def _pattern() -> re.Pattern[str]:
    forms = printed_units().keys() - set_in(__file__, "lists/no_figures.txt")
    units = units_pattern(form for form in forms if not form.startswith("10^"))
    return re.compile(
        rf"(?P<label>\b(?:GCS(?: score)?|pH|APACHE II|SOFA|NIHSS|INR|Glasgow Coma Scale(?: score)?)"
        rf"(?: score| value)?)(?:\s*(?:of|was|at|:|=|\(|\[|\]|\)|GCS|score|value))*\s*"
        rf"(?P<score>[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?)(?![\w%])"
        rf"|(?<![\w.^/-])(?P<value>(?:{COMPARATOR})?\s*(?:(?:(?<=\s)|(?<=\())-)?{_NUMBER}"
        rf"(?:\s*(?:-|/|to)\s*{_NUMBER})?)"
        rf"\s*(?:[×x]\s*(?P<power>10\^?[0-9]{{1,2}}))?"
        rf"\s?(?P<unit>{units})(?![A-Za-z0-9^]|/[A-Za-z])"
        rf"(?:{_RANGE}(?:\s?(?:{units}))?\s*[)\]])?",
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table cell says: a ``value`` with its ``unit``, or a ``result`` in words.

    ``doubt`` is what the author must check, such as a comma that may be a decimal point.
    """

    value: str = ""
    unit: str = ""
    result: str = ""
    doubt: str = ""
    range: str = ""
    """The reference range printed in the same cell."""


_NOTHING = re.compile(r"(?:n/?[ad]\.?|not (?:done|available|measured|reported|tested|performed)|"
                      r"[-.*/]*|nil|nr|unknown|missing)\Z", re.IGNORECASE)  # fmt: skip
_FLAG = re.compile(r"\s*(?:\((?:H|L|HH|LL|high|low)\)|[↑↓▲▼*†‡§]+|(?<=[0-9])\s?[HL])\s*\Z")
_CELL = re.compile(
    rf"(?P<comparator>{COMPARATOR})?\s*(?P<number>[-+]?(?:{_NUMBER}|[0-9]{{1,3}}(?: [0-9]{{3}})+))"
    r"(?P<rest>(?:\s*[×x*]\s*10\^?[0-9]{1,2}|\s*[^\s0-9(]|\s*/).*)?\Z"
)


_RANGE_BEHIND = re.compile(
    rf"(?<=\S){_RANGE}(?:\s?[^\s()\[\]0-9]{{1,12}})?\s*[)\]]\Z", re.IGNORECASE
)


def reading(cell: str) -> Reading | None:
    """Read one cell; None if it has no result ('NA', a dash, an empty cell)."""
    text = _FLAG.sub("", tidy(cell[:LONGEST])).strip()
    if sign := pairs_in(__file__, "lists/signed.txt").get(text.casefold()):
        return Reading(result=sign)
    if not text or _NOTHING.match(text):
        return None
    limits = ""
    if behind := _RANGE_BEHIND.search(text):
        text, limits = text[: behind.start()], behind["range"]
    match = _CELL.match(text)
    rest = "" if match is None else match["rest"] or ""
    if match is None or re.match(r"\s*/\s*[0-9]", rest) or not _is_unit(rest):
        return Reading(result=text + (f" ({limits})" if limits else ""))
    printed = match["number"].replace(" ", "")
    number = with_point(printed)
    doubt = "the comma is read as a decimal point" if number != printed.replace(",", "") else ""
    return Reading(f"{match['comparator'] or ''}{number}", rest.strip(), "", doubt, limits)


def _is_unit(rest: str) -> bool:
    rest = rest.strip()
    return (
        not rest or ucum_of(rest) is not None or bool(re.match(r"[×xX%/A-Za-zµ]\S{0,18}\Z", rest))
    )

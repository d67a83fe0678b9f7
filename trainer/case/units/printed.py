"""Units as reports print them, and the UCUM unit of each, from ``printed.yaml``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from trainer.case.units.ucum import is_ucum
from trainer.files.lists import pairs_in

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SIGNS = str.maketrans({
    "\u03bc": "u", "\u00b5": "u", "\u00ba": "°", "\u02da": "°", "\u22c5": "·", "\u2044": "/",
    "\u2215": "/", "\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-", "\uff05": "%",
    "\u2019": "'",
})  # fmt: skip


@cache
def printed_units() -> Mapping[str, str]:
    """UCUM units by printed form, each form made uniform by ``spelling``."""
    import yaml  # imported late: needed only for a wrong unit or a draft

    text = (Path(__file__).parent / "printed.yaml").read_text("utf-8")
    # Every scalar as text: no unit is read as a number.
    pairs: dict[str, str] = yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return MappingProxyType({spelling(k): v for k, v in pairs.items()})


@cache
def _any_case() -> Mapping[str, str]:
    # Case may matter, as in mM and MM, or U and u: it is ignored only if one unit can be meant.
    units: dict[str, set[str]] = {}
    for printed, ucum in printed_units().items():
        if len(printed) > 2:
            units.setdefault(printed.casefold(), set()).add(ucum)
    return {form: ucum.pop() for form, ucum in units.items() if len(ucum) == 1}


def spelling(printed: str) -> str:
    """One spelling of a printed unit: no spaces, ``u`` for µ, no leading multiplication sign."""
    text = re.sub("(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: "^" + m[0].translate(_RAISED), printed)
    text = text.translate(_RAISED).replace("℃", "°C").translate(_SIGNS)
    text = "".join(unicodedata.normalize("NFC", text).split())
    text = re.sub(r"^[×xX*·](?=10)", "", text)
    text = re.sub(r"^10(?:\^|\*\*?|E|e)?(3|4|5|6|9|12)(?=/)", r"10^\1", text)
    text = text.replace("mm^3", "mm3").replace("m^2", "m2")
    text = re.sub(r"(?<=[A-Za-z])[·.]?(?:L-1|l-1)$", "/L", text)
    return text.rstrip(".,;")


def ucum_of(printed: str) -> str | None:
    """The UCUM unit of a printed one; None if it is not known."""
    form = spelling(printed)
    return printed_units().get(form) or _any_case().get(form.casefold())


def misread(unit: str) -> tuple[str, str] | None:
    """How UCUM reads ``unit``, and the UCUM unit that is meant; None if it is no known mistake."""
    meant, _, reading = pairs_in(__file__, "misread.txt").get(unit, "").partition(" ")
    return (reading, meant) if meant else None


def near(unit: str) -> str | None:
    """The UCUM unit that an author who wrote ``unit`` may have meant; None if unknown."""
    if ucum := ucum_of(unit):
        return ucum
    bare = spelling(unit)
    return bare if bare != unit and is_ucum(bare) else None

"""Units as printed and what each is in UCUM; the pairs are data (``units.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from trainer.author.draft.text import tidy
from trainer.case.yaml12 import parse


@cache
def printed_units() -> Mapping[str, str]:
    """UCUM by printed form, each form evened out."""
    text = resources.files("trainer.author.draft").joinpath("units.yaml").read_text("utf-8")
    pairs: dict[str, str] = parse(text)[0]
    return MappingProxyType({even(k): v for k, v in pairs.items()})


@cache
def _any_case() -> Mapping[str, str | None]:
    # mM and MM, or U and u, differ: a form is found without its case only if one unit is meant.
    found: dict[str, set[str]] = {}
    for printed, ucum in printed_units().items():
        if len(printed) > 2:
            found.setdefault(printed.casefold(), set()).add(ucum)
    return {k: next(iter(v)) if len(v) == 1 else None for k, v in found.items()}


def even(printed: str) -> str:
    """One spelling of a printed unit: no spaces, ``u`` for µ, no leading sign of multiplication."""
    text = tidy(printed).replace("µ", "u").replace(" ", "")
    text = re.sub(r"^[×xX*·](?=10)", "", text)
    text = re.sub(r"^10(?:\^|\*\*?|E|e)?(3|4|5|6|9|12)(?=/)", r"10^\1", text)
    text = re.sub(r"mm\^3", "mm3", text)
    text = re.sub(r"(?<=[A-Za-z])·?L-1$", "/L", text)
    return text.rstrip(".,;")


def ucum(printed: str) -> str | None:
    """The UCUM unit for a printed one, or None where it is not known."""
    form = even(printed)
    if not form:
        return None
    exact = printed_units().get(form)
    return exact or _any_case().get(form.casefold())

"""Units of measure: what UCUM allows, and what printed forms are in it."""

from __future__ import annotations

from trainer.case.units.printed import even, misread, near, printed_units, ucum_of
from trainer.case.units.ucum import NotUcum, is_ucum, parse_unit

__all__ = [
    "NotUcum",
    "even",
    "is_ucum",
    "misread",
    "near",
    "parse_unit",
    "printed_units",
    "ucum_of",
]

"""How options are told apart: by letter, by shape and by colour, the same on every interface."""

from __future__ import annotations

LETTERS = "ABCDEFGIJKLM"
"""Without H, which asks for a hint."""

SHAPES = "●■▲◆▼★▶◀○□△◇"

COLOURS = (
    "#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#D55E00",
    "#0072B2", "#999999", "#56B4E9", "#E69F00", "#009E73", "#CC79A7",
)  # fmt: skip
"""Okabe and Ito's, safe for colour blindness (https://jfly.uni-koeln.de/color/)."""

"""How options are told apart on every interface: by letter, by shape and by colour.

Each of the three says the same, so that nobody needs colours, and a room can call out a letter.
"""

from __future__ import annotations

LETTERS = "ABCDEFGIJKLM"
"""Without H, which asks for a hint."""
SHAPES = "●■▲◆▼★▶◀○□△◇"
# Okabe and Ito's colours for the colour-blind.
COLOURS = (
    "#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#D55E00",
    "#0072B2", "#999999", "#56B4E9", "#E69F00", "#009E73", "#CC79A7",
)  # fmt: skip

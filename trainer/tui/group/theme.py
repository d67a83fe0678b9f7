"""Two themes for a projector: as much contrast as there is, and few colours."""

from __future__ import annotations

from textual.theme import Theme

_QUIET = {
    "footer-key-foreground": "#F0E442",
    "block-cursor-text-style": "bold",
    "button-focus-text-style": "bold underline",
}

DARK = Theme(
    name="high-contrast",
    primary="#56B4E9",
    secondary="#56B4E9",
    accent="#F0E442",
    warning="#F0E442",
    error="#FF8A65",
    success="#56B4E9",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    boost="#262626",
    dark=True,
    variables={**_QUIET, "foreground-muted": "#C8C8C8"},
)
"""For a darkened room."""

LIGHT = Theme(
    name="high-contrast-light",
    primary="#004C80",
    secondary="#004C80",
    accent="#7A3E00",
    warning="#7A3E00",
    error="#A00000",
    success="#004C80",
    foreground="#000000",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#EDEDED",
    boost="#E0E0E0",
    dark=False,
    variables={**_QUIET, "footer-key-foreground": "#004C80", "foreground-muted": "#3A3A3A"},
)
"""For a room with the lights on, where dark areas are washed out."""

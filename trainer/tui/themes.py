"""The themes on offer: in each of them every text can be read (a test measures the contrast).

Textual's own themes are left out: their muted text and the text under a bar have contrasts down
to 1.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    "textual-dark",
    primary="#4aa3e0",
    secondary="#3a6ea5",
    accent="#5cb3f0",
    warning="#f0b050",
    error="#ff8f8f",
    success="#6fd08c",
    foreground="#e6e6e6",
    background="#121212",
    surface="#1a1d20",
    panel="#24303a",
    variables={
        "text": "#f2f2f2", "text-muted": "#b8b8b8", "text-disabled": "#a0a0a0",
        "foreground-muted": "#b8b8b8", "foreground-disabled": "#a0a0a0",
        "text-primary": "#7cc4f5", "text-accent": "#7cc4f5", "text-secondary": "#9cc4ea",
        "text-success": "#7fdc9c", "text-warning": "#f5bd66", "text-error": "#ff9f9f",
        "block-cursor-background": "#2c4256", "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#26323c", "block-cursor-blurred-foreground": "#f2f2f2",
        "block-hover-background": "#20262b", "button-color-foreground": "#0a0a0a",
        "input-selection-background": "#31506b", "footer-key-foreground": "#7cc4f5",
    },
)  # fmt: skip
LIGHT = Theme(
    "textual-light",
    dark=False,
    primary="#0b5c9e",
    secondary="#3a6ea5",
    accent="#0b5c9e",
    warning="#8a5200",
    error="#b3202c",
    success="#14692f",
    foreground="#1c1c1c",
    background="#fbfbfb",
    surface="#f2f2f2",
    panel="#e3e9ee",
    variables={
        "text": "#141414", "text-muted": "#4f4f4f", "text-disabled": "#5c5c5c",
        "foreground-muted": "#4f4f4f", "foreground-disabled": "#5c5c5c",
        "text-primary": "#0a4f88", "text-accent": "#0a4f88", "text-secondary": "#2c5580",
        "text-success": "#0f5a27", "text-warning": "#734400", "text-error": "#9c1722",
        "block-cursor-background": "#cfe2f3", "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#dfe7ee", "block-cursor-blurred-foreground": "#141414",
        "block-hover-background": "#e8edf1", "button-color-foreground": "#ffffff",
        "input-selection-background": "#bcd6ee", "footer-key-foreground": "#0a4f88",
    },
)  # fmt: skip
HIGH_CONTRAST = Theme(
    "high-contrast",
    primary="#ffff00",
    secondary="#ffff00",
    accent="#ffff00",
    warning="#ffd700",
    error="#ffb3b3",
    success="#a6ffb8",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#202020",
    variables={
        "text": "#ffffff", "text-muted": "#e6e6e6", "text-disabled": "#cccccc",
        "foreground-muted": "#e6e6e6", "foreground-disabled": "#cccccc",
        "text-primary": "#ffff66", "text-accent": "#ffff66", "text-secondary": "#ffff66",
        "text-success": "#a6ffb8", "text-warning": "#ffd700", "text-error": "#ffb3b3",
        "block-cursor-background": "#00408a", "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold underline",
        "block-cursor-blurred-background": "#303030", "block-cursor-blurred-foreground": "#ffffff",
        "block-hover-background": "#202020", "button-color-foreground": "#000000",
        "input-selection-background": "#00408a", "footer-key-foreground": "#ffff66",
    },
)  # fmt: skip
TERMINAL = Theme(
    "terminal",
    primary="ansi_blue",
    secondary="ansi_blue",
    accent="ansi_blue",
    # Only these of the sixteen colours can be read on dark and on light in common palettes.
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_blue",
    ansi=True,
    variables={
        "ansi-background": "ansi_default", "ansi-foreground": "ansi_default",
        "surface-active": "ansi_default",
        "text-muted": "ansi_default", "text-disabled": "ansi_default",
        "foreground-muted": "ansi_default", "foreground-disabled": "ansi_default",
        "block-cursor-background": "ansi_default", "block-cursor-foreground": "ansi_default",
        "block-cursor-text-style": "bold underline",
        "block-cursor-blurred-text-style": "underline",
        "border": "ansi_default", "border-blurred": "ansi_default",
        "footer-key-foreground": "ansi_blue", "link-color-hover": "ansi_default",
        "input-selection-background": "ansi_default",
        "scrollbar": "ansi_default", "scrollbar-background": "ansi_default",
    },
)  # fmt: skip
THEMES = (DARK, LIGHT, HIGH_CONTRAST, TERMINAL)

"""How blocks look: as text, Markdown, JSON. How they look on the screen is in ``tui``."""

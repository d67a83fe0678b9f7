"""The pages of this folder that are made from the program, so that they cannot go stale.

python -m docs.generate          write them
python -m docs.generate --check  exit 1 if one of them is stale
"""

from __future__ import annotations

from pathlib import Path

from docs.generate.format_page import format_page
from docs.generate.rules_page import rules_page
from docs.generate.slips_page import slips_page

FOLDER = Path(__file__).parent.parent


def pages() -> dict[Path, str]:
    """The path and the text of each page."""
    return {
        FOLDER / "rules.md": rules_page(),
        FOLDER / "format.md": format_page(),
        FOLDER / "slips.md": slips_page(),
    }


def stale() -> list[Path]:
    """The pages that are missing or differ from what would be generated."""
    return [p for p, text in pages().items() if not p.is_file() or p.read_text("utf-8") != text]

"""Which files in a folder are scenarios."""

from __future__ import annotations

_ENDINGS = (".yaml", ".yml")
# Hidden files, editors' locks (.#a.yaml), swap files, and what a Mac adds to a copy (._a.yaml)
# begin with a dot; #a.yaml# and ~$a.yaml are editors' leftovers. a.yaml~ has another ending.
_NOT_OURS = (".", "#", "~$")


def is_scenario(name: str) -> bool:
    """Whether a file of that name in a folder counts as a scenario."""
    return name.endswith(_ENDINGS) and not is_leftover(name)


def is_leftover(name: str) -> bool:
    """Whether a file of that name is hidden or left by an editor, and so not meant to be read."""
    return name.startswith(_NOT_OURS) or name.endswith(("~", "#"))

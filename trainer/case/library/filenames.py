"""Which files of a folder are scenarios."""

from __future__ import annotations

_ENDINGS = (".yaml", ".yml")
# Hidden files, editors' locks (.#a.yaml), swap files, and what a Mac adds to a copy (._a.yaml)
# begin with a dot; #a.yaml# and ~$a.yaml are editors' leftovers. a.yaml~ has another ending.
_NOT_OURS = (".", "#", "~$")


def is_scenario(name: str) -> bool:
    """Whether a file of that name in a folder is taken for a scenario."""
    return name.endswith(_ENDINGS) and not is_leftover(name)


def is_leftover(name: str) -> bool:
    """Whether it is hidden, or an editor's own: nobody put it there for others to read."""
    return name.startswith(_NOT_OURS) or name.endswith(("~", "#"))

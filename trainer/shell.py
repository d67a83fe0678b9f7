"""Commands for a person to type or copy, quoted for a shell."""

from __future__ import annotations

import shlex
from pathlib import Path


def shell_line(command: str, *names: str | Path, then: str = "") -> str:
    """``trainer <command>`` with ``names`` (paths and ids), quoted if a shell needs it."""
    words = ["trainer", command, *(_quoted(str(name)) for name in names)]
    return " ".join([*words, then] if then else words)


def _quoted(name: str) -> str:
    if name.startswith("-") and name != "-":  # a file, not an option
        name = f"./{name}"
    if name.isprintable():
        return shlex.quote(name)
    # Unprintable characters could control the terminal, so they are escaped.
    text = ""
    for c in name:
        if c.isprintable() and c not in "\\'":
            text += c
        else:
            text += "".join(f"\\x{b:02x}" for b in c.encode("utf-8", "surrogateescape"))
    return f"$'{text}'"

"""Commands for a person to type or copy: what is in them means the same to a shell."""

from __future__ import annotations

import shlex
from pathlib import Path


def shell_line(command: str, *names: str | Path, then: str = "") -> str:
    """``trainer <command>`` on ``names`` (paths and ids), quoted where a shell needs it."""
    words = ["trainer", command, *(_quoted(str(name)) for name in names)]
    return " ".join([*words, then] if then else words)


def _quoted(name: str) -> str:
    if name.startswith("-") and name != "-":  # a file, and no option
        name = f"./{name}"
    if name.isprintable():
        return shlex.quote(name)
    # Such a character could drive the terminal that this is printed on.
    text = ""
    for c in name:
        if c.isprintable() and c not in "\\'":
            text += c
        else:
            text += "".join(f"\\x{b:02x}" for b in c.encode("utf-8", "surrogateescape"))
    return f"$'{text}'"

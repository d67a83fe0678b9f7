"""What each key that can be changed means, and the keys a learner has chosen instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.keys import format_key


class Letter:
    """What a letter means, the same on every screen of a learner."""

    CITATIONS = "c"
    DECIDE = "d"
    END_ORDER = "e"
    GO_TO = "g"
    HINT = "h"
    LEARNER = "l"
    LEAVE = "q"
    RUNS = "m"
    NEXT = "n"
    BEFORE = "b"
    ORDER = "o"
    PASS = "p"
    RESET = "z"
    SAVE_AGAIN = "r"
    SUBMIT = "s"
    TERMS = "x"
    THEME = "t"
    UNDO = "u"
    WRITE = "w"
    YES = "y"


OTHERS = {
    "slash": "find",
    "question_mark": "help",
    "delete": "delete",
    "ctrl+p": "commands",
    "ctrl+q": "quit",
    "ctrl+z": "suspend",
}
MEANINGS = {
    **{key: name.lower() for name, key in vars(Letter).items() if name.isupper()},
    **OTHERS,
}
"""Meanings by key. Digits, arrows, enter and escape mean what stands on the screen: they stay."""


def meaning(key: str) -> str | None:
    """What a key means, by the name it has in the settings; None of one that stays."""
    return MEANINGS.get(key)


def keymap_of(wish: object) -> tuple[dict[str, str], list[str]]:
    """The keys by meaning that ``wish``, from the settings, asks for; and what is wrong with it.

    What is wrong is left out: a name that means nothing, a key that already means something else.
    """
    if wish is None:
        return {}, []
    if not isinstance(wish, Mapping):
        return {}, ["they are not names with keys"]
    keymap, problems = {}, []
    for name, key in wish.items():
        if name not in MEANINGS.values():
            problems.append(f"'{name}' is no command; there are: {', '.join(MEANINGS.values())}")
        elif not isinstance(key, str) or not key.strip() or "," in key:
            problems.append(f"'{name}' has no key")
        elif _stays(key):
            problems.append(f"'{key}' cannot be given to '{name}': it has a fixed meaning")
        else:
            keymap[str(name)] = key.strip()
    for name in _clashing(keymap):
        problems.append(f"'{keymap[name]}' of '{name}' means something else already")
        del keymap[name]
    return keymap, problems


def _stays(key: str) -> bool:
    return key.isdecimal() or key in ("enter", "escape", "tab", "up", "down", "left", "right")


def _clashing(keymap: Mapping[str, str]) -> list[str]:
    """Names whose key another one has; taking one out may make another clash."""
    kept = dict(keymap)
    out: list[str] = []
    while True:
        keys = {name: kept.get(name, key) for key, name in MEANINGS.items()}
        taken = [name for name in kept if list(keys.values()).count(keys[name]) > 1]
        if not taken:
            return out
        out.append(taken[-1])
        del kept[taken[-1]]


def names_of(keys: Iterable[str], keymap: Mapping[str, str]) -> str:
    """The keys as a person calls them: ``n or enter``."""
    now = [keymap.get(meaning(key) or "", key) for key in keys]
    return " or ".join(key if key == "enter" else format_key(key) for key in now)

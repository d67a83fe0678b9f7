"""The meanings of the keys that can be changed, and the keys a learner chose instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from textual.keys import format_key

OWN_KEYS: Mapping[str, str] = MappingProxyType({})
"""The keymap of a learner who chose no other keys."""


class Letter:
    """The letters by meaning; a letter means the same on all of a learner's screens."""

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
    OTHERS = "v"
    PASS = "p"
    PROGRESS = "f"
    RESET = "z"
    SAVE_AGAIN = "r"
    SUBMIT = "s"
    TERMS = "x"
    THEME = "t"
    UNDO = "u"
    WRITE = "w"
    YES = "y"


OTHER_KEYS = {
    "slash": "find",
    "question_mark": "help",
    "delete": "delete",
    "ctrl+p": "commands",
    "ctrl+q": "quit",
    "ctrl+z": "suspend",
}
MEANINGS = {
    **{key: name.lower() for name, key in vars(Letter).items() if name.isupper()},
    **OTHER_KEYS,
}
"""Meanings by key. Digits, arrows, enter and escape depend on the screen and cannot be changed."""


def meaning(key: str) -> str | None:
    """The meaning of a key, as named in the settings; None if it cannot be changed."""
    return MEANINGS.get(key)


def keymap_of(wish: object) -> tuple[dict[str, str], list[str]]:
    """The keys by meaning from ``wish``, the value in the settings, and the problems found in it.

    Several keys have commas between them. A screen's name may stand before a meaning
    (``case.order``), but the key is the same on all screens. Wrong entries are left out: an unknown
    name, or a key that already means something else.
    """
    if wish is None:
        return {}, []
    if not isinstance(wish, Mapping):
        return {}, ["they must be commands with their keys"]
    keymap: dict[str, str] = {}
    problems = []
    for command, text in wish.items():
        name = str(command).rpartition(".")[2]
        keys = [key.strip() for key in text.split(",")] if isinstance(text, str) else []
        if name not in MEANINGS.values():
            problems.append(f"'{command}' is no command; there are: {', '.join(MEANINGS.values())}")
        elif not keys or not all(keys):
            problems.append(f"'{command}' has no key")
        elif fixed := [key for key in keys if _is_fixed(key)]:
            problems.append(f"'{fixed[0]}' cannot be given to '{command}': it has a fixed meaning")
        else:
            keymap[name] = ",".join(dict.fromkeys(keys))
    for name in _clashing(keymap):
        problems.append(f"'{keymap[name]}' of '{name}' means something else already")
        del keymap[name]
    return keymap, problems


def _is_fixed(key: str) -> bool:
    return key.isdecimal() or key in ("enter", "escape", "tab", "up", "down", "left", "right")


def _clashing(keymap: Mapping[str, str]) -> list[str]:
    """The names to leave out because another name has one of their keys.

    A name that is left out gets its original key back, which may make another name clash.
    """
    remaining = dict(keymap)
    clashing: list[str] = []
    while True:
        keys = {name: remaining.get(name, key).split(",") for key, name in MEANINGS.items()}
        count = Counter(key for each in keys.values() for key in each)
        taken = [name for name in remaining if any(count[key] > 1 for key in keys[name])]
        if not taken:
            return clashing
        clashing.append(taken[-1])
        del remaining[taken[-1]]


def names_of(keys: Iterable[str], keymap: Mapping[str, str]) -> str:
    """The keys by their everyday names: ``n or enter``."""
    chosen = [each for key in keys for each in keymap.get(meaning(key) or "", key).split(",")]
    return " or ".join(key if key == "enter" else format_key(key) for key in chosen)


def keymap_in(app: object) -> Mapping[str, str]:
    """The keymap of an app; a room uses the keys of the program."""
    return getattr(app, "keymap", OWN_KEYS)


def in_words(text: str, keymap: Mapping[str, str]) -> str:
    """``text`` with keys in place of their meanings in braces, as in ``{submit} locks``."""
    return text.format_map({name: names_of([key], keymap) for key, name in MEANINGS.items()})

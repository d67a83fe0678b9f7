"""What each key that can be changed means, and the keys a learner has chosen instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from textual.keys import format_key

OWN_KEYS: Mapping[str, str] = MappingProxyType({})
"""The keymap of a learner who chose no other keys."""


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

    Of several keys commas stand between. A screen's name may stand before a meaning
    (``case.order``); it is one key on all of them all the same. What is wrong is left out: a name
    that means nothing, a key that already means something else.
    """
    if wish is None:
        return {}, []
    if not isinstance(wish, Mapping):
        return {}, ["they are not names with keys"]
    keymap: dict[str, str] = {}
    problems = []
    for command, text in wish.items():
        name = str(command).rpartition(".")[2]
        keys = [key.strip() for key in text.split(",")] if isinstance(text, str) else []
        if name not in MEANINGS.values():
            problems.append(f"'{command}' is no command; there are: {', '.join(MEANINGS.values())}")
        elif not keys or not all(keys):
            problems.append(f"'{command}' has no key")
        elif fixed := [key for key in keys if _stays(key)]:
            problems.append(f"'{fixed[0]}' cannot be given to '{command}': it has a fixed meaning")
        else:
            keymap[name] = ",".join(dict.fromkeys(keys))
    for name in _clashing(keymap):
        problems.append(f"'{keymap[name]}' of '{name}' means something else already")
        del keymap[name]
    return keymap, problems


def _stays(key: str) -> bool:
    return key.isdecimal() or key in ("enter", "escape", "tab", "up", "down", "left", "right")


def _clashing(keymap: Mapping[str, str]) -> list[str]:
    """Names one of whose keys another has; taking one out may make another clash."""
    kept = dict(keymap)
    out: list[str] = []
    while True:
        keys = {name: kept.get(name, key).split(",") for key, name in MEANINGS.items()}
        count = Counter(key for each in keys.values() for key in each)
        taken = [name for name in kept if any(count[key] > 1 for key in keys[name])]
        if not taken:
            return out
        out.append(taken[-1])
        del kept[taken[-1]]


def names_of(keys: Iterable[str], keymap: Mapping[str, str]) -> str:
    """The keys as a person calls them: ``n or enter``."""
    now = [each for key in keys for each in keymap.get(meaning(key) or "", key).split(",")]
    return " or ".join(key if key == "enter" else format_key(key) for key in now)


def keymap_in(app: object) -> Mapping[str, str]:
    """The keymap of an app; a room's keys are those of the program."""
    return getattr(app, "keymap", OWN_KEYS)


def in_words(text: str, keymap: Mapping[str, str]) -> str:
    """A text of the program with its keys in place of what they mean: ``{submit} locks``."""
    return text.format_map({name: names_of([key], keymap) for key, name in MEANINGS.items()})

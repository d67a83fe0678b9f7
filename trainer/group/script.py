"""The facilitator's actions as a script, one a line, for sessions without a screen.

``open [SECONDS]``, ``reopen`` (the next round), ``close``, ``unclose`` (the closed round takes
votes again), ``withdraw`` (the last round no longer counts), ``wait N`` (votes; ``wait N within
SECONDS``), ``count A=3 B=2``, ``lock`` (the majority) or ``lock OPTION...``, ``pass``, ``reveal``,
``reasons`` (those of the last round on the wall), ``hide-reasons``,
``order ID [every DAYS]``, ``next day`` (passes today's open questions), ``lock-join``,
``unlock-join``, ``drop-last N`` (removes devices that joined in the last N minutes), ``new-code``,
``end``. Blank lines, comments after ``#`` and a ``- `` before an action are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from trainer.errors import Unreadable

ACTIONS = (
    "open", "reopen", "close", "unclose", "withdraw", "wait", "count", "lock", "pass", "reveal",
    "reasons", "hide-reasons", "order", "next day", "lock-join", "unlock-join", "drop-last",
    "new-code", "end",
)  # fmt: skip
_ALONE = frozenset({
    "close", "unclose", "withdraw", "reveal", "pass", "lock-join", "unlock-join", "new-code", "end",
    "reasons", "hide-reasons",
})  # fmt: skip
"""The actions without arguments."""
WAIT = 120.0
"""Seconds to wait for votes, unless the line says otherwise."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action; ``number`` is its line in the script, from 1."""

    name: str
    number: int
    words: tuple[str, ...] = ()
    count: int | None = None
    """Votes to wait for, seconds of a countdown, days between orders, or minutes to go back."""
    within: float = WAIT
    counts: dict[str, int] = field(default_factory=dict)


_WAIT = re.compile(
    r"wait(?: for)? (\d+)(?: votes?)?(?: (?:within|timeout|for) (\d+(?:\.\d+)?)(?: ?s| seconds)?)?"
)


def actions(lines: Iterable[str]) -> Iterator[Action]:
    """The actions of a script, each as soon as its line is read. Raises ``Unreadable``."""
    for number, line in enumerate(lines, 1):
        uncommented = re.sub(r"(^|\s)#.*", "", line.removeprefix("\ufeff"))
        text = uncommented.strip().removeprefix("- ").strip()
        if text:
            yield _action(" ".join(text.replace("_", " ").split()), number)


def _action(text: str, number: int) -> Action:
    plain = re.sub(r"^([a-z-]+) ?: ?", r"\1 ", text, flags=re.IGNORECASE).strip("\"'")
    first, *rest = plain.split(" ")
    name = first.casefold()
    if plain.casefold() in ("next-day", "nextday", "next", "next day"):
        return Action("next day", number)
    if name in _ALONE and not rest:
        return Action(name, number)
    if name == "drop-last" and len(rest) == 1:
        return Action(name, number, count=_whole(rest[0], number, text))
    if name in ("open", "reopen") and len(rest) <= 1:
        return Action(name, number, count=_whole(rest[0], number, text) if rest else None)
    if name == "wait" and (votes := _WAIT.fullmatch(plain.casefold())):
        within = float(votes[2]) if votes[2] else WAIT
        return Action(name, number, count=int(votes[1]), within=within)
    if name == "lock":
        picks = () if [w.casefold() for w in rest] == ["majority"] else rest
        return Action(name, number, tuple(w.strip(",") for w in picks))
    if name == "order" and rest:
        every = None
        if len(rest) == 3 and rest[1].casefold() == "every":
            every = _whole(rest[2], number, text)
        elif len(rest) != 1:
            raise _bad(number, text, "An order is an id, and 'every' with a number of days.")
        return Action(name, number, (rest[0],), every)
    if name == "count" and rest:
        pairs = [word.strip(",").partition("=") for word in rest]
        counts = {option: _whole(votes, number, text) for option, _, votes in pairs}
        return Action(name, number, counts=counts)
    raise _bad(number, text, f"Use one of: {', '.join(ACTIONS)}.")


def _whole(word: str, number: int, text: str) -> int:
    if not word.isdecimal() or len(word) > 6:
        raise _bad(number, text, f"'{word}' should be a whole number.")
    return int(word)


def _bad(number: int, text: str, advice: str) -> Unreadable:
    return Unreadable(f"line {number}: '{text[:60]}' is no action. {advice}")

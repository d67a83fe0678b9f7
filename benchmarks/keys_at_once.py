"""Send random keys in one write to a play in a real pseudo-terminal; check what is recorded.

    python benchmarks/keys_at_once.py --bursts 200

A model of the rule says what each burst may do: its keys act in their order on the screen that
was there when they came, up to the first that changes it, and the rest do nothing. After each
burst the run on disk must hold exactly the events of the model: the options whose numbers were
typed, the confidence that stood there, and never one picked by a key meant otherwise.
`c7sa`, the keys that once committed option A at 70 % and showed its answer, are sent first on
every question. Exits 1 if anything else is recorded.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from first_paint import Terminal

from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.case.model import AnyQuestion, EstimateQuestion
from trainer.engine import moves, views
from trainer.engine.events import Event, from_dict, to_dict
from trainer.engine.state import State, replay
from trainer.questions import Answer

# Of format 1: its options stand in the order of the file.
CASE = Path(__file__).parent.parent / "tests" / "data" / "format-1" / "anti-mda5-ild.yaml"
ARROWS = {"left": "\x1b[D", "right": "\x1b[C", "up": "\x1b[A", "down": "\x1b[B"}
SEEN = 12
"""Looks, 10 ms apart, at which the play slept and painted nothing: the screen is at rest."""
OTHERS = list("abceiuwy")
FORM = [*"1234567890" * 2, *ARROWS, *ARROWS, "\r", " ", *"ssshnpx?", *OTHERS]
VERDICT = [*"nn\r", *"12spd", "up", "down", *OTHERS]
DAY = [*"ddnn\r", *"12s0po", *OTHERS]


class Form:
    """What a learner sees of an answer that is being given."""

    def __init__(self, asked: AnyQuestion) -> None:
        self.asked = asked
        self.picks: list[int] = []
        self.typed = ""
        self.sure: int | None = None
        self.at = 0

    def press(self, key: str) -> None:
        """A key that only changes the form."""
        if key in ("left", "right"):
            self._step(10 if key == "right" else -10)
        elif isinstance(self.asked, EstimateQuestion):
            if key.isdecimal() and len(self.typed) < 20:
                self.typed += key
        elif key in ("up", "down"):
            self.at = (self.at + (1 if key == "down" else -1)) % len(self.asked.choices)
        elif key in ("\r", " "):
            self._pick(self.at)
        elif key.isdecimal() and (index := (int(key) - 1) % 10) < len(self.asked.choices):
            self._pick(index)

    def _step(self, by: int) -> None:
        if self.sure is None:
            self.sure = 50
        elif self.sure + by < 0:
            self.sure = None
        else:
            self.sure = min(100, self.sure + by)

    def _pick(self, index: int) -> None:
        most = self.asked.most if not isinstance(self.asked, EstimateQuestion) else 0
        self.at = index
        if most == 1:
            self.picks = [index]
        elif index in self.picks:
            self.picks.remove(index)
        elif len(self.picks) < most:
            self.picks.append(index)

    def commit(self, case: Case, state: State) -> Event:
        """The answer as it stands."""
        asked, value, picks = self.asked, None, []
        if isinstance(asked, EstimateQuestion):
            value = float(self.typed) if self.typed else None
        else:
            picks = [asked.choices[i].id for i in self.picks]
        return moves.commit(case, state, asked.id, Answer(tuple(picks), value, self.sure))


class Model:
    """What the rule says of a learner's screens."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.events: list[Event] = []
        self.forms: dict[str, Form] = {}
        self.screen = "day"
        self.asked: AnyQuestion | None = None
        self.window = ""

    @property
    def state(self) -> State:
        """The state that the recorded events lead to."""
        return replay(self.case, self.events)

    def burst(self, keys: list[str]) -> None:
        """Keys that came together: each acts until one has changed what is seen."""
        for key in keys:
            before = (self.screen, self.asked, self.window, len(self.events))
            try:
                getattr(self, f"_{self.screen}")(key)
            except moves.Refused:
                continue
            if (self.screen, self.asked, self.window, len(self.events)) != before:
                return

    def _day(self, key: str) -> None:
        case, state = self.case, self.state
        if key == "\r":  # the line under the pointer: what is asked, else what was answered first
            if (asked := views.next_question(case, state)) is not None:
                self._ask(asked)
            elif done := case.questions_on.get(state.day, ()):
                self.screen, self.asked = "verdict", done[0]
        elif key == "d":
            if (asked := views.next_question(case, state)) is not None:
                self._ask(asked)
            elif today := [d for d in case.questions_on.get(state.day, ()) if d.id in state.locks]:
                self.screen, self.asked = "verdict", today[-1]
        elif key == "n":
            day = views.next_event_day(case, state)
            if day is None:
                moves.finish(case, state)
                self.window = "finish"
            else:
                self.events.append(moves.go(case, state, day))
        elif key in ("o", "x", "?"):
            self.window = key
        elif key == "2":
            self.window = "page"

    def _ask(self, asked: AnyQuestion) -> None:
        self.screen, self.asked = "form", asked
        self.forms.setdefault(asked.id, Form(asked))

    def _form(self, key: str) -> None:
        case, state, asked = self.case, self.state, self.asked
        assert asked is not None
        form = self.forms[asked.id]
        if key == "s":
            self._lock(form.commit(case, state))
        elif key == "p":
            self.window = "pass"
        elif key == "h":
            self.events.append(moves.hint(case, state, asked.id))
        elif key in ("x", "?"):
            self.window = key
        else:
            form.press(key)

    def _lock(self, answer: Any) -> None:
        self.events += moves.lock(self.state, answer)
        self.screen = "verdict"

    def _verdict(self, key: str) -> None:
        if key in ("n", "\r"):
            following = views.next_question(self.case, self.state)
            if following is None:
                self.screen, self.asked = "day", None
            else:
                self._ask(following)
        elif key in ("x", "?"):
            self.window = key


class Play:
    """A play in a terminal, beside its model."""

    def __init__(self, folder: Path, case: Case) -> None:
        words = [sys.executable, "-m", "trainer", "play", str(CASE)]
        env = {**os.environ, "TERM": "xterm-256color"}
        self.folder = folder
        self.model = Model(case)
        self.terminal = Terminal([*words, "--saves", str(folder)], env)
        self.terminal.until("How do you want to play?")
        self.look()
        self.write(["1"])
        self.terminal.until("Question 1 of")
        self.look()

    def look(self) -> None:
        """Read until the screen has come to rest, however slow the machine is."""
        still, end = 0, time.monotonic() + 20
        while still < SEEN and time.monotonic() < end:
            quiet = not self.terminal.read(0.01)
            still = still + 1 if quiet and self._sleeps() else 0

    def _sleeps(self) -> bool:
        # Waiting for a processor is not sleeping.
        stat = Path(f"/proc/{self.terminal.child}/stat")
        return not stat.exists() or stat.read_text("utf-8").rpartition(")")[2].split()[0] == "S"

    def write(self, keys: list[str]) -> None:
        """Send keys in one write, and look at what came of them."""
        os.write(self.terminal.end, "".join(ARROWS.get(k, k) for k in keys).encode())
        self.look()

    def recorded(self) -> list[dict[str, Any]]:
        """The events on disk."""
        (file,) = (self.folder / "runs").glob("*.json")
        return [to_dict(from_dict(e)) for e in _events(json.loads(file.read_text("utf-8")))]

    def burst(self, keys: list[str]) -> str:
        """Send keys; what is wrong with what is recorded, or nothing."""
        self.model.burst(keys)
        self.write(keys)
        wanted = [to_dict(e) for e in self.model.events]
        # A busy machine may take longer than a look: the record is waited for, then compared.
        end = time.monotonic() + 5
        while (found := self.recorded()) != wanted and time.monotonic() < end:
            self.terminal.read(0.1)
        if found != wanted:
            screen = self.terminal.said[-1500:].decode(errors="replace")
            return f"{keys}: recorded {found[-2:]}, wanted {wanted[-2:]}\n{screen!r}"
        if self.model.window == "finish":
            return ""
        if self.model.window:  # a window or another page is in front: back from it
            self.write(["1"] if self.model.window == "page" else ["\x1b"])
            self.model.window = ""
        return ""

    def close(self) -> None:
        """End it."""
        os.kill(self.terminal.child, signal.SIGKILL)
        os.waitpid(self.terminal.child, 0)
        os.close(self.terminal.end)


def _events(value: Any) -> list[dict[str, Any]]:
    """The list of events, wherever the file keeps it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "events":
                return list(inner)
            if found := _events(inner):
                return found
    return []


def bursts(play: Play, chance: random.Random, pairs: bool) -> Callable[[], list[str]]:
    """What to send next."""
    old: set[str] = set()

    def following() -> list[str]:
        model = play.model
        if model.screen == "form" and model.asked is not None and model.asked.id not in old:
            old.add(model.asked.id)
            return list("c7sa")
        if pairs:
            picked = [str(chance.randint(1, 5)), *["right"] * 3, *"sa1n1s"]
            going = "d" if views.open_questions(model.case, model.state) else "n"
            return {"form": picked, "verdict": ["n"], "day": [going]}[model.screen]
        keys = {"form": FORM, "verdict": VERDICT, "day": DAY}[model.screen]
        return chance.choices(keys, k=chance.randint(1, 12))

    return following


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bursts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument(
        "--pairs", action="store_true", help="on each question c7sa and the keys of today, no more"
    )
    args = parser.parse_args()
    seed = args.seed if args.seed is not None else random.randrange(1_000_000)
    chance = random.Random(seed)
    scenario = load(CASE).scenario
    assert scenario is not None
    case = Case.of(scenario)
    sent = plays = answers = passes = wrong = old = 0
    while sent < args.bursts and wrong == 0:
        plays += 1
        with tempfile.TemporaryDirectory() as folder:
            play = Play(Path(folder), case)
            following = bursts(play, chance, args.pairs)
            try:
                while sent < args.bursts and play.model.window != "finish":
                    keys = following()
                    old += keys == list("c7sa")
                    sent += 1
                    if trouble := play.burst(keys):
                        wrong += 1
                        print(trouble)
                        break
                kinds = [e.kind for e in play.model.events]
                answers += kinds.count("commit")
                passes += kinds.count("pass")
            finally:
                play.close()
    print(
        f"{sent} bursts (seed {seed}) in {plays} plays: {answers} answers, {passes} passed,"
        f" c7sa {old} times; wrong {wrong}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

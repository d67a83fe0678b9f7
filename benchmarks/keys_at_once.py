"""Send random keys in one write to a play in a real pseudo-terminal; check what is recorded.

    python benchmarks/keys_at_once.py --bursts 200

A model says what each burst may do: its keys act in order on the screen that was shown when they
came, up to the first key that changes the screen; the rest do nothing. After each burst the run on
disk must hold exactly the events of the model: the options whose numbers were typed, the confidence
that was shown, and no option picked by a key meant for something else. On every question `c7sa` is
sent first: these keys once committed option A at 70 % and showed its answer. Exits 1 if anything
else is recorded.
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

# A file of format 1, because its options are shown in the order of the file.
CASE = Path(__file__).parent.parent / "tests" / "data" / "format-1" / "anti-mda5-ild.yaml"
ARROWS = {"left": "\x1b[D", "right": "\x1b[C", "up": "\x1b[A", "down": "\x1b[B"}
QUIET_CHECKS = 12
"""The screen has settled after so many checks in a row, 10 ms apart, found the play asleep."""
OTHERS = list("abceiuwy")
FORM = [*"1234567890" * 2, *ARROWS, *ARROWS, "\r", " ", *"ssshnpx?", *OTHERS]
VERDICT = [*"nn\r", *"12spd", "up", "down", *OTHERS]
DAY = [*"ddnn\r", *"12s0po", *OTHERS]


class Form:
    """The model of an answer's form."""

    def __init__(self, question: AnyQuestion) -> None:
        self.question = question
        self.picks: list[int] = []
        self.typed = ""
        self.confidence: int | None = None
        self.at = 0

    def press(self, key: str) -> None:
        """Handle a key that only changes the form."""
        if key in ("left", "right"):
            self._step(10 if key == "right" else -10)
        elif isinstance(self.question, EstimateQuestion):
            if key.isdecimal() and len(self.typed) < 20:
                self.typed += key
        elif key in ("up", "down"):
            self.at = (self.at + (1 if key == "down" else -1)) % len(self.question.choices)
        elif key in ("\r", " "):
            self._pick(self.at)
        elif key.isdecimal() and (index := (int(key) - 1) % 10) < len(self.question.choices):
            self._pick(index)

    def _step(self, by: int) -> None:
        if self.confidence is None:
            self.confidence = 50
        elif self.confidence + by < 0:
            self.confidence = None
        else:
            self.confidence = min(100, self.confidence + by)

    def _pick(self, index: int) -> None:
        most = self.question.most if not isinstance(self.question, EstimateQuestion) else 0
        self.at = index
        if most == 1:
            self.picks = [index]
        elif index in self.picks:
            self.picks.remove(index)
        elif len(self.picks) < most:
            self.picks.append(index)

    def commit(self, case: Case, state: State) -> Event:
        """The event that commits the answer as it is now."""
        question, value, picks = self.question, None, []
        if isinstance(question, EstimateQuestion):
            value = float(self.typed) if self.typed else None
        else:
            picks = [question.choices[i].id for i in self.picks]
        answer = Answer(tuple(picks), value, self.confidence)
        return moves.commit(case, state, question.id, answer)


class Model:
    """The model of a learner's screens: where they are, and the events recorded."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.events: list[Event] = []
        self.forms: dict[str, Form] = {}
        self.screen = "day"
        self.question: AnyQuestion | None = None
        self.window = ""

    @property
    def state(self) -> State:
        """The state that the recorded events lead to."""
        return replay(self.case, self.events)

    def burst(self, keys: list[str]) -> None:
        """Apply keys that came together, up to the first that changes the screen."""
        for key in keys:
            before = (self.screen, self.question, self.window, len(self.events))
            try:
                getattr(self, f"_{self.screen}")(key)
            except moves.Refused:
                continue
            if (self.screen, self.question, self.window, len(self.events)) != before:
                return

    def _day(self, key: str) -> None:
        case, state = self.case, self.state
        if key == "\r":  # the line at the cursor: the open question, else the first one answered
            if (question := views.next_question(case, state)) is not None:
                self._ask(question)
            elif today := case.questions_on.get(state.day, ()):
                self.screen, self.question = "verdict", today[0]
        elif key == "d":
            if (question := views.next_question(case, state)) is not None:
                self._ask(question)
            elif done := [d for d in case.questions_on.get(state.day, ()) if d.id in state.locks]:
                self.screen, self.question = "verdict", done[-1]
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

    def _ask(self, question: AnyQuestion) -> None:
        self.screen, self.question = "form", question
        self.forms.setdefault(question.id, Form(question))

    def _form(self, key: str) -> None:
        case, state, question = self.case, self.state, self.question
        assert question is not None
        form = self.forms[question.id]
        if key == "s":
            self._lock(form.commit(case, state))
        elif key == "p":
            self.window = "pass"
        elif key == "h":
            self.events.append(moves.hint(case, state, question.id))
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
                self.screen, self.question = "day", None
            else:
                self._ask(following)
        elif key in ("x", "?"):
            self.window = key


class Play:
    """A play in a terminal, with its model."""

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
        """Read until the screen has settled, at most 20 seconds."""
        still, end = 0, time.monotonic() + 20
        while still < QUIET_CHECKS and time.monotonic() < end:
            quiet = not self.terminal.read(0.01)
            still = still + 1 if quiet and self._sleeps() else 0

    def _sleeps(self) -> bool:
        # A process that waits for a processor is not asleep.
        stat = Path(f"/proc/{self.terminal.child}/stat")
        return not stat.exists() or stat.read_text("utf-8").rpartition(")")[2].split()[0] == "S"

    def write(self, keys: list[str]) -> None:
        """Send keys in one write, and read until the screen has settled."""
        os.write(self.terminal.end, "".join(ARROWS.get(k, k) for k in keys).encode())
        self.look()

    def recorded(self) -> list[dict[str, Any]]:
        """The events on disk."""
        (file,) = (self.folder / "runs").glob("*.json")
        return [to_dict(from_dict(e)) for e in _events(json.loads(file.read_text("utf-8")))]

    def burst(self, keys: list[str]) -> str:
        """Send keys; return what is wrong with the recorded events, or an empty text."""
        self.model.burst(keys)
        self.write(keys)
        wanted = [to_dict(e) for e in self.model.events]
        # A busy machine may save after the screen has settled, so wait for the events.
        end = time.monotonic() + 5
        while (events := self.recorded()) != wanted and time.monotonic() < end:
            self.terminal.read(0.1)
        if events != wanted:
            screen = self.terminal.output[-1500:].decode(errors="replace")
            return f"{keys}: recorded {events[-2:]}, wanted {wanted[-2:]}\n{screen!r}"
        if self.model.window == "finish":
            return ""
        if self.model.window:  # go back from the window or page in front
            self.write(["1"] if self.model.window == "page" else ["\x1b"])
            self.model.window = ""
        return ""

    def close(self) -> None:
        """Kill the play."""
        os.kill(self.terminal.child, signal.SIGKILL)
        os.waitpid(self.terminal.child, 0)
        os.close(self.terminal.end)


def _events(value: Any) -> list[dict[str, Any]]:
    """The list of events, wherever the file keeps it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "events":
                return list(inner)
            if events := _events(inner):
                return events
    return []


def bursts(play: Play, chance: random.Random, pairs: bool) -> Callable[[], list[str]]:
    """A function that gives the next keys to send."""
    seen: set[str] = set()

    def next_keys() -> list[str]:
        model = play.model
        question = model.question
        if model.screen == "form" and question is not None and question.id not in seen:
            seen.add(question.id)
            return list("c7sa")
        if pairs:
            pick = [str(chance.randint(1, 5)), *["right"] * 3, *"sa1n1s"]
            go_on = "d" if views.open_questions(model.case, model.state) else "n"
            return {"form": pick, "verdict": ["n"], "day": [go_on]}[model.screen]
        keys = {"form": FORM, "verdict": VERDICT, "day": DAY}[model.screen]
        return chance.choices(keys, k=chance.randint(1, 12))

    return next_keys


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bursts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument(
        "--pairs", action="store_true", help="on each question send only c7sa and an answer"
    )
    args = parser.parse_args()
    seed = args.seed if args.seed is not None else random.randrange(1_000_000)
    chance = random.Random(seed)
    scenario = load(CASE).scenario
    assert scenario is not None
    case = Case.of(scenario)
    sent = plays = answers = passes = wrong = c7sa = 0
    while sent < args.bursts and wrong == 0:
        plays += 1
        with tempfile.TemporaryDirectory() as folder:
            play = Play(Path(folder), case)
            next_keys = bursts(play, chance, args.pairs)
            try:
                while sent < args.bursts and play.model.window != "finish":
                    keys = next_keys()
                    c7sa += keys == list("c7sa")
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
        f" c7sa {c7sa} times; wrong {wrong}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

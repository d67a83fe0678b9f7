"""Time to the first paint in a real pseudo-terminal (120 x 40), over a bare Textual app.

    python benchmarks/first_paint.py --repeat 11

Runs take turns: a bare app, the trainer's library, the trainer opening benchmarks/big_case, and the
same case opened with enter in the library, which has then been quiet for 0.4 s. The bare app is a
library of plain Textual: the same kinds of widget (heading, input, list, text in a scroll, a line,
footer), with the input focused, the down key moving the list's cursor, and a text for the
highlighted case. It reads no files and has almost no styles.

The clock starts with the process, or with enter, and stops when the expected text appears in the
terminal's output.
Key to paint is the time from pressing down until the terminal prints anything.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections import defaultdict
from pathlib import Path

from big_case import big_case

BARE = """
from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Footer, Input, OptionList, Static

class Bare(App):
    BINDINGS = [
        ("down", "down", "Down"), ("ctrl+q", "quit", "Quit"), ("question_mark", "help", "Help"),
    ]
    CSS = "OptionList { height: 1fr; } VerticalScroll { height: 6; }"

    def compose(self):
        yield Static("Bare heading")
        yield Input(placeholder="Search")
        yield OptionList(*(f"Case {n}" for n in range(20)))
        with VerticalScroll(can_focus=False):
            yield Static("The text beside the list", id="text")
        yield Static("A line of advice")
        yield Footer()

    def on_mount(self):
        self.animation_level = "none"
        self.query_one(Input).focus()

    def action_down(self):
        self.query_one(OptionList).action_cursor_down()

    def on_option_list_option_highlighted(self, event):
        self.query_one("#text").update(f"The text on case {event.option_index}")

Bare().run()
"""
DOWN, ENTER = b"\x1b[B", b"\r"
BIG_CASE, FIRST_DAY = "A big case", "A woman with a cough"
REPLY_TO = {b"\x1b[6n": b"\x1b[1;1R"}


class Terminal:
    """A process in a pseudo-terminal."""

    def __init__(self, words: list[str], env: dict[str, str]) -> None:
        self.start = time.perf_counter()
        self.child, self.end = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.execvpe(words[0], words, env)
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.output = b""

    def read(self, wait: float) -> bytes:
        """The output that comes within `wait` seconds, empty if none does."""
        if not select.select([self.end], [], [], wait)[0]:
            return b""
        try:
            chunk = os.read(self.end, 65536)
        except OSError:
            chunk = b""
        if not chunk:
            raise RuntimeError(f"it ended: {self.output[-1500:].decode(errors='replace')}")
        self.output += chunk
        for query, reply in REPLY_TO.items():
            if query in chunk:
                os.write(self.end, reply)
        return chunk

    def until(self, text: str, limit: float = 20.0) -> float:
        """Milliseconds from the start until `text` is in the output."""
        while text.encode() not in self.output:
            if time.perf_counter() - self.start > limit:
                raise RuntimeError(f"{text!r} was not painted in {limit:.0f} s")
            self.read(0.5)
        return (time.perf_counter() - self.start) * 1000

    def send(self, keys: bytes) -> None:
        """Send keys, and start the clock and the output anew."""
        self.output, self.start = b"", time.perf_counter()
        os.write(self.end, keys)

    def settle(self, quiet: float = 0.4, limit: float = 5.0) -> None:
        """Wait until there was no output for `quiet` seconds, at most `limit` seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self.read(quiet):
            pass

    def press(self, key: bytes) -> float:
        """Milliseconds from a key until the terminal prints anything."""
        start = time.perf_counter()
        os.write(self.end, key)
        if not self.read(2.0):
            raise RuntimeError("the key changed nothing on the screen")
        return (time.perf_counter() - start) * 1000

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.end)


def measure(words: list[str], env: dict[str, str], text: str, keys: int) -> tuple[float, float]:
    """Milliseconds to the first paint, and the median of `keys` presses of down (0.0 if none)."""
    terminal = Terminal(words, env)
    try:
        first = terminal.until(text)
        if not keys:
            return first, 0.0
        terminal.settle()
        times = []
        for _ in range(keys):
            times.append(terminal.press(DOWN))
            terminal.settle(0.05)
        return first, statistics.median(times)
    finally:
        terminal.close()


def from_home(words: list[str], env: dict[str, str], title: str, text: str) -> float:
    """Milliseconds from enter on the case `title` in the library to the first paint of `text`."""
    terminal = Terminal(words, env)
    try:
        terminal.until(title)
        terminal.settle()
        for keys in (b"/", title.encode()):  # leave only this case in the list
            terminal.send(keys)
            terminal.settle()
        terminal.send(ENTER)
        return terminal.until(text)
    finally:
        terminal.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=11)
    parser.add_argument("--only-bare", action="store_true", help="measure only the bare app")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, cases = Path(name), Path(name) / "cases"
        cases.mkdir()
        for n in range(20):  # as many as the bare app's list has
            text = big_case(f"case-{n}", 10, 4, title=f"Painted {n}")
            (cases / f"case-{n}.yaml").write_text(text, "utf-8")
        (folder / "bare.py").write_text(BARE, "utf-8")
        big = folder / "big" / "big.yaml"
        big.parent.mkdir()
        big.write_text(big_case(), "utf-8")
        env = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TRAINER_SCENARIOS": str(cases),
        }
        trainer = [sys.executable, "-m", "trainer", "play", "--saves", str(folder / "saves")]
        runs = {
            "bare": ([sys.executable, str(folder / "bare.py")], "Case 10", 10),
            "library": (trainer, "Painted 10", 10),
            "big case": ([*trainer, str(big)], FIRST_DAY, 0),
        }
        if args.only_bare:
            runs = {"bare": runs["bare"]}
        paints, keys = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
        for repeat in range(args.repeat + 1):
            for label, (words, text, presses) in runs.items():
                if label == "big case":  # a new run each time; --exam skips the question of mode
                    words = [*words, "--exam", "--saves", str(folder / f"saves-{repeat}")]
                first, key = measure(words, env, text, presses)
                if repeat:  # the first round fills caches and writes the index
                    paints[label].append(first)
                    keys[label].append(key)
            if not args.only_bare and repeat:
                words = [*trainer, "--exam", "--saves", str(folder / f"home-{repeat}")]
                library = {**env, "TRAINER_SCENARIOS": str(big.parent)}
                paints["big case from home"].append(from_home(words, library, BIG_CASE, FIRST_DAY))
    floor, key_floor = statistics.median(paints["bare"]), statistics.median(keys["bare"])
    for label, times in paints.items():
        paint, key = statistics.median(times), statistics.median(keys[label] or [0.0])
        key_text = f"; key to paint ratio {key / key_floor:.2f}, {key:.1f} ms" if key else ""
        print(f"{label}: first paint ratio {paint / floor:.2f}, {paint:.0f} ms{key_text}")


if __name__ == "__main__":
    main()

"""The program in a real pseudo-terminal: what it prints, and how it leaves the terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

MODES = {"alternate screen": "1049", "mouse": "1000", "mouse moves": "1003", "paste": "2004"}


class InTerminal:
    """A Python program at a terminal of 80 x 24 of its own."""

    def __init__(self, program: str, cwd: Path, environ: Mapping[str, str] | None = None) -> None:
        self.terminal, self._inside = pty.openpty()
        fcntl.ioctl(self._inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self._inside)
        self.output = ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", program], cwd=cwd, start_new_session=True,
            stdin=self._inside, stdout=self._inside, stderr=self._inside,
            env={**os.environ, "TERM": "xterm-256color", **(environ or {})},
        )  # fmt: skip

    def see(self, text: str, seconds: float = 30) -> None:
        """Read until ``text`` has been printed."""
        self._read(lambda: text in self.output, seconds, text)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.terminal, keys.encode())

    def end(self, seconds: float = 30) -> int:
        """Read to the end; gives the exit code."""
        self._read(lambda: self.process.poll() is not None, seconds, "the end")
        self._read(lambda: not self._waiting(0.05), seconds, "the rest")
        return self.process.returncode

    def left_on(self) -> list[str]:
        """What the terminal was left in, that it was not in before."""
        wrong = []
        for name, number in MODES.items():
            on, off = (self.output.rfind(f"\x1b[?{number}{c}") for c in "hl")
            if on > off:
                wrong.append(name)
        if self.output.rfind("\x1b[?25l") > self.output.rfind("\x1b[?25h"):
            wrong.append("no cursor")
        if termios.tcgetattr(self._inside)[:4] != self.before[:4]:
            wrong.append("termios")
        return wrong

    def close(self) -> None:
        """End it, and let go of the terminal."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.terminal)
        os.close(self._inside)

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Read what is printed until something holds; ``what`` says it if it never does."""
        self._read(holds, seconds, what)

    def _waiting(self, seconds: float) -> bool:
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        self.output += os.read(self.terminal, 65536).decode("utf-8", "replace")
        return True

    def _read(self, until: object, seconds: float, what: str) -> None:
        assert callable(until)
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, f"never came: {what}\n{self.output[-3000:]}"
            self._waiting(0.05)

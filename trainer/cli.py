"""The command line: runs the command named by the arguments and returns an exit code.

The commands are functions in the modules of ``trainer.commands``. Each imports what it needs when
it runs, so that a command without a screen does not load Textual.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from trainer import clock
from trainer.commands.parsing import parser
from trainer.errors import TrainerError
from trainer.unexpected import report_failure, report_remembered

OK, MISUSE = 0, 2
# 70 means an error of the program itself: see ``trainer.unexpected``.
PIPE = 141
"""The exit code a shell reports for a program killed by SIGPIPE (128 + 13)."""


def run(words: Sequence[str]) -> int:
    """Run one command: 0 means fine, 1 findings, 2 misuse or unreadable input."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the parent process
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words = ["play", *words]
    try:
        clock.now()  # report an invalid TRAINER_NOW before anything begins
        try:
            arguments = parser(words[0]).parse_args(words)
            code = arguments.run(arguments) or OK
        finally:
            sys.stdout.flush()
    except TrainerError as error:
        print(f"trainer: {error}", file=sys.stderr)  # noqa: T201
        return MISUSE
    except BrokenPipeError:
        # The reader of a pipe has stopped, as in `trainer catalogue | head`. The default action of
        # SIGPIPE is not used: it would also end a room when a phone disconnects during a write.
        with open(os.devnull, "w") as nothing:  # noqa: PTH123
            os.dup2(nothing.fileno(), sys.stdout.fileno())
        return PIPE
    except OSError as error:
        # Errors that a command does not explain itself, such as a full disk under standard output.
        file, why = error.filename or "The output", error.strerror or error
        print(f"trainer: {file} cannot be written or read: {why}.", file=sys.stderr)  # noqa: T201
        with contextlib.suppress(OSError):
            sys.stdout.close()
        return MISUSE
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the one handler of unexpected errors
        return report_failure(error, words[0])
    return report_remembered(code)

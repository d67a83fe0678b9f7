"""``trainer`` as a process of its own, without the wait for its imports.

The suite runs some four hundred commands, and the most of each was importing the program. So one
process imports it once and forks for each command, which has its own streams, folder, environment
and exit code. Where the start itself matters, in a long run, and where there is no ``fork``, a
command starts from nothing.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

from tests.long import LONG

ROOT = Path(__file__).parents[1]
SECONDS = 60
"""After which a command is killed."""
TYPED = 10_000
"""Characters that a pipe takes before anybody reads, each of up to four bytes."""


def trainer(
    *words: object,
    stdin: str = "",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> CompletedProcess[str]:
    """Run ``trainer`` with these words to its end; ``env`` is all of its environment."""
    given, env = [str(word) for word in words], dict(os.environ if env is None else env)
    plain = LONG or not hasattr(os, "fork") or len(stdin) > TYPED
    run = from_nothing if plain or _for_python(env) != _for_python(os.environ) else _forked
    return run(given, stdin, cwd or Path.cwd(), env)


def from_nothing(
    words: list[str], stdin: str, cwd: Path, env: Mapping[str, str]
) -> CompletedProcess[str]:
    """Run ``trainer`` as a shell would."""
    return subprocess.run(
        [sys.executable, "-m", "trainer", *words], input=stdin, cwd=cwd, env=env,
        capture_output=True, encoding="utf-8", timeout=SECONDS, check=False,
    )  # fmt: skip


def _for_python(env: Mapping[str, str]) -> dict[str, str]:
    """What Python itself looks at as it starts."""
    return {k: v for k, v in env.items() if k.startswith(("PYTHON", "LC_", "LANG"))}


def _forked(
    words: list[str], stdin: str, cwd: Path, env: Mapping[str, str]
) -> CompletedProcess[str]:
    reading, writing = os.pipe()
    os.write(writing, stdin.encode())
    os.close(writing)
    with (
        os.fdopen(reading, "rb") as typed,
        tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        tempfile.TemporaryFile("w+", encoding="utf-8") as err,
        tempfile.TemporaryFile("w+", encoding="utf-8") as request,
    ):
        json.dump([words, str(cwd), dict(env)], request)
        request.flush()
        talk = _server()
        socket.send_fds(talk, [b"."], [file.fileno() for file in (typed, out, err, request)])
        code = int(talk.recv(8))
        out.seek(0)
        err.seek(0)
        return CompletedProcess(["trainer", *words], code, out.read(), err.read())


@functools.cache
def _server() -> socket.socket:
    """The process that forks; it ends when nobody is left to ask it."""
    ours, theirs = socket.socketpair()
    words = [sys.executable, "-m", "tests.forked"]
    process = subprocess.Popen(words, cwd=ROOT, stdin=theirs, stdout=subprocess.DEVNULL)
    theirs.close()
    atexit.register(process.wait)
    atexit.register(ours.close)  # comes first
    return ours


def _serve() -> list[int]:
    """Fork for each request, and return in the child, with its streams and its request."""
    with socket.socket(fileno=os.dup(0)) as talk:
        while streams := socket.recv_fds(talk, 1, 4)[1]:
            child = os.fork()
            if not child:
                return streams
            for stream in streams:
                os.close(stream)
            ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            talk.sendall(str(ended).encode())
    sys.exit()


def _become(streams: list[int]) -> None:
    """Take over the streams, the words, the folder and the environment of a command."""
    signal.alarm(SECONDS)
    with os.fdopen(streams[3], encoding="utf-8") as request:
        request.seek(0)
        words, cwd, env = json.load(request)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.dup2(streams[number], number)
        os.close(streams[number])
        old = getattr(sys, name)
        new = open(number, old.mode, errors=old.errors, closefd=False)  # noqa: SIM115
        setattr(sys, name, new)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    tempfile.tempdir = None
    sys.argv[1:] = words


def _main() -> None:
    import trainer
    from trainer import __main__, cli

    for module in pkgutil.walk_packages(trainer.__path__, "trainer.", lambda _: None):
        if ".tui" not in module.name:  # nothing that is forked has a terminal
            with contextlib.suppress(ImportError):  # of what is optional
                importlib.import_module(module.name)
    check = ["check", str(ROOT / "scenarios" / "two-days-of-fever.yaml")]
    for words in (check, ["catalogue", "ct"], ["schema"]):
        cli.run(words)  # fills what is cached
    gc.collect()
    gc.freeze()
    _become(_serve())
    try:
        code: object = __main__.main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)  # all the imported would be taken apart first


if __name__ == "__main__":
    _main()

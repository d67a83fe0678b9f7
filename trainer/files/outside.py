"""Reading outside files whole or refusing them, never blocking and never without limit.

A path that a person types, or a name in a folder, may be a pipe without a writer, a device that
never ends, a folder, or a file that is far too large. Everything from outside is read through here.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from trainer.errors import NotWritten
from trainer.files.lists import set_in

_KINDS = (
    (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"), (stat.S_ISLNK, "a link"),
)  # fmt: skip
# An open descriptor passed in by the shell, as for `<(command)`. Reading it may block, because the
# user asked for that command's output.
_HANDED = re.compile(r"/dev/stdin|(?:/dev|/proc/(?:self|\d+))/fd/\d+")
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)


class NotPlain(OSError):  # noqa: N818 - named for what is there
    """The path is not a plain file but ``kind``: a folder, a pipe, a socket or a device."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"it is {kind}")
        self.kind = kind


class TooLarge(OSError):  # noqa: N818 - named for what is there
    """The file has more than ``most`` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"it has more than {most:,} bytes")
        self.most = most


def read_bytes(path: Path, most: int, *, links: bool = True) -> bytes:
    """The whole content of a plain file, or of a passed descriptor (``/dev/fd/63``).

    The content may have at most ``most`` bytes. Without ``links`` the last part of ``path`` must
    not be a link. Raises ``NotPlain``, ``TooLarge``, or another ``OSError``.
    """
    handed = is_handed(path)
    try:
        # Opening some devices has effects, so check the path first; then check what was opened.
        _check_plain(os.stat(path) if links else os.lstat(path), handed=handed)  # noqa: PTH116
        no_link = 0 if links else getattr(os, "O_NOFOLLOW", 0)
        waiting = 0 if handed else _NOT_WAITING
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | waiting | no_link
        with os.fdopen(os.open(path, flags), "rb") as file:
            _check_plain(os.fstat(file.fileno()), handed=handed)
            content = file.read(most + 1)
    except ValueError as error:  # a NUL in the path
        raise OSError(errno.EINVAL, str(error)) from None
    if len(content) > most:
        raise TooLarge(most)
    return content


def check_readable(path: Path) -> None:
    """Check, without opening it, that ``path`` is a readable file, pipe or socket.

    Raises ``NotPlain`` or another ``OSError``.
    """
    try:
        _check_plain(os.stat(path), handed=True)  # noqa: PTH116
    except ValueError as error:
        raise OSError(errno.EINVAL, str(error)) from None
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def write_text(path: Path, text: str) -> None:
    """Write an output file that a person named; it may be a device or a pipe with a reader.

    Raises ``NotWritten``, also for a pipe without a reader instead of waiting for one.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | _NOT_WAITING
    try:
        with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
            if _NOT_WAITING:
                os.set_blocking(file.fileno(), True)
            file.write(text.encode("utf-8"))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or error
        if getattr(error, "errno", None) == errno.ENXIO:
            why = "it is a socket, or a named pipe that nobody reads"
        raise NotWritten(f"{path} cannot be written: {why}.") from None


def is_handed(path: Path) -> bool:
    """Whether ``path`` names a descriptor that is already open."""
    return _HANDED.fullmatch(str(path)) is not None


def is_device(name: str) -> bool:
    """Whether Windows treats ``name`` as a device, in any folder and with any ending.

    ``con``, ``NUL.yaml`` and ``com¹`` are such names.
    """
    return name.partition(".")[0].rstrip(" ").lower() in set_in(__file__, "devices.txt")


def sentence(path: Path, error: OSError, expected: str) -> str:
    """A sentence saying why ``path``, which should be ``expected``, was not read.

    ``expected`` is a noun with its article, such as ``a scenario file``.
    """
    if isinstance(error, NotPlain):
        return f"{path} is {error.kind}, not {expected}. Name a file."
    if isinstance(error, TooLarge):
        return (
            f"{path} has more than {error.most:,} bytes, the most that {expected} has."
            " Is it the right file?"
        )
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return f"{path} is a link that leads nowhere. Repair or remove the link."
        return f"There is no file {path}."
    return f"{path} cannot be read: {error.strerror or error}."


def _check_plain(status: os.stat_result, *, handed: bool) -> None:
    mode = status.st_mode
    if stat.S_ISREG(mode) or (handed and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode))):
        return
    kind = next((name for fits, name in _KINDS if fits(mode)), "no plain file")
    raise NotPlain(kind)

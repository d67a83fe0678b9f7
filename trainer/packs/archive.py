"""The members of a zip file from a stranger, or the reason to refuse it.

Nothing is unpacked to the disk here, and no member is believed: sizes are limited as declared and
again as read.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

from trainer.case.reading.diagnostics import printable
from trainer.errors import PackError
from trainer.packs.names import check_safe

MAX_ARCHIVE = 6_000_000
MAX_MEMBER = 4_000_000
MAX_MEMBERS = 32
MAX_TOTAL = 5_000_000
MAX_RATIO = 100
_SMALL = 100_000
"""Bytes up to which a member may shrink as well as it likes: it can do no harm."""

_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError,
    NotImplementedError, RuntimeError, IndexError,
)  # fmt: skip


def members(data: bytes) -> dict[str, bytes]:
    """What is in the zip file ``data``, by name. Raises ``PackError``."""
    if len(data) > MAX_ARCHIVE:
        raise PackError(f"It has {len(data):,} bytes; a pack has at most {MAX_ARCHIVE:,}.")
    # Something else with a zip file at its end would be a zip file, too, for Python.
    if not data.startswith(b"PK\x03\x04"):
        raise PackError("It is not a zip file, or not one that holds anything.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check(infos)
            return _read(archive, infos)
    except _BROKEN as error:
        reason = printable(str(error)) or type(error).__name__
        raise PackError(
            f"It is damaged or cut short, or no zip file at all ({reason}). Fetch it again."
        ) from None


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise PackError(f"It has {len(infos):,} members; a pack has at most {MAX_MEMBERS}.")
    # Python cuts a name at its first NUL: the name as it stands in the file is looked at.
    names = [info.orig_filename for info in infos]
    for info, name in zip(infos, names, strict=True):
        kind = stat.S_IFMT(info.external_attr >> 16)
        if stat.S_ISLNK(kind):
            raise PackError(f"The member '{printable(name)}' is a link; a pack holds none.")
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise PackError(f"The member '{printable(name)}' is not a plain file.")
    check_safe(names)
    for info in infos:
        _check_member(info)
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL:
        raise PackError(f"It unpacks to {total:,} bytes; a pack has at most {MAX_TOTAL:,}.")


def _check_member(info: zipfile.ZipInfo) -> None:
    name = info.filename
    if info.is_dir() or info.external_attr & 0x10:
        raise PackError(f"The member '{name}' is a folder; a pack has none.")
    if info.flag_bits & _ENCRYPTED:
        raise PackError(f"The member '{name}' is encrypted. Ask for a pack without a password.")
    if info.compress_type not in _METHODS:
        raise PackError(
            f"The member '{name}' is compressed in a way that packs are not"
            f" (method {info.compress_type})."
        )
    if info.file_size > MAX_MEMBER:
        raise PackError(
            f"The member '{name}' unpacks to {info.file_size:,} bytes;"
            f" a member has at most {MAX_MEMBER:,}."
        )
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise PackError(
            f"The member '{name}' unpacks to more than {MAX_RATIO} times its size:"
            " that is no text anybody wrote."
        )


def _read(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    left = MAX_TOTAL
    for info in infos:
        with archive.open(info) as member:
            content = member.read(left + 1)
            if len(content) > left or len(content) != info.file_size or member.read(1):
                raise PackError(f"The member '{info.filename}' is not of the size it declares.")
        left -= len(content)
        contents[info.filename] = content
    return contents

"""Reading the members of an untrusted zip file, or refusing it with a reason.

Nothing is unpacked to the disk here. Sizes are limited both as declared and as read. A pack has no
folders and only plain names, so that no system can take a name for a path, a device or another
member. A bad name is refused, never repaired: a repair could go wrong.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable

from trainer.case.library.installed import folder_name, id_and_version
from trainer.case.model import Scenario
from trainer.case.reading.diagnostics import printable
from trainer.errors import PackError
from trainer.files.outside import is_device

MANIFEST = "manifest.json"
MAX_ARCHIVE = 6_000_000
MAX_MEMBER = 4_000_000
MAX_MEMBERS = 32
MAX_TOTAL = 5_000_000
MAX_RATIO = 100
_SMALL = 100_000
"""Bytes up to which any compression ratio is allowed, because so small a member is harmless."""

_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError,
    NotImplementedError, RuntimeError, IndexError,
)  # fmt: skip

_UNSAFE = (
    (r"", "has no name"),
    (r".*\\.*", "has a backslash in its name"),
    (r"/.*", "has an absolute path"),
    (r"[A-Za-z]:.*", "names a drive"),
    (r"(.*/)?\.\.(/.*)?", "leads out of the pack ('..')"),
    (r".*/", "is a folder; a pack has none"),
    (r".*/.*", "lies in a folder; a pack has none"),
    (
        r".{121,}|.*\.|(?![A-Za-z0-9]).*|.*[^A-Za-z0-9._-].*",
        "has a name that is not plain (letters, digits, '.', '_', '-')",
    ),
)
"""Patterns of bad names with the fault; the first match counts."""
KINDS = (".yaml", ".yml", ".txt", ".md")
"""The allowed endings of members other than the manifest."""


def check_safe(names: Iterable[str]) -> None:
    """Raise ``PackError`` for a name that is unsafe, or that two members share."""
    folded_names: dict[str, str] = {}
    for name in names:
        if problem := _unsafe(name):
            raise PackError(f"The member '{printable(name)}' {problem}.")
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in folded_names:
            fault = "stands twice in it" if folded_names[folded] == name else (
                f"and '{printable(folded_names[folded])}' are one file where case does not count"
            )  # fmt: skip
            raise PackError(f"The member '{printable(name)}' {fault}.")
        folded_names[folded] = name


def check_kinds(names: Iterable[str]) -> None:
    """Raise ``PackError`` for a member that is not the manifest, YAML or text."""
    for name in names:
        if name != MANIFEST and not name.endswith(KINDS):
            raise PackError(
                f"The member '{name}' is of a kind that no pack holds:"
                f" only {MANIFEST}, {', '.join('*' + kind for kind in KINDS)}."
            )


def check_name(scenario: Scenario) -> None:
    """Raise ``PackError`` if id and version cannot be the names of a file and a folder."""
    check_safe([f"{scenario.id}.yaml"])
    if id_and_version(folder_name(scenario.id, scenario.version)) is None:
        raise PackError(
            f"The version '{scenario.version}' cannot be kept:"
            " three plain numbers of at most nine digits are wanted, such as 1.0.0."
        )


def _unsafe(name: str) -> str | None:
    if any(unicodedata.category(c)[0] == "C" for c in name):
        return "has control or invisible characters in its name"
    for pattern, why in _UNSAFE:
        if re.fullmatch(pattern, name):
            return why
    return "has the name of a device" if is_device(name) else None


def members(data: bytes) -> dict[str, bytes]:
    """The contents of the members of the zip file ``data``, by name. Raises ``PackError``."""
    if len(data) > MAX_ARCHIVE:
        raise PackError(f"It has {len(data):,} bytes; a pack has at most {MAX_ARCHIVE:,}.")
    # Python also accepts another kind of file with a zip file at its end.
    if not data.startswith(b"PK\x03\x04"):
        raise PackError("It is not a zip file, or an empty one.")
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
    # Python cuts a name at its first NUL, so check the name as in the file.
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
    size = info.file_size
    for wrong, why in (
        (info.is_dir() or info.external_attr & 0x10, "is a folder; a pack has none."),
        (info.flag_bits & _ENCRYPTED, "is encrypted. Ask for a pack without a password."),
        (
            info.compress_type not in _METHODS,
            f"uses a compression that packs do not allow (method {info.compress_type}).",
        ),
        (
            size > MAX_MEMBER,
            f"unpacks to {size:,} bytes; a member has at most {MAX_MEMBER:,}.",
        ),
        (
            size > _SMALL and size > MAX_RATIO * max(info.compress_size, 1),
            f"unpacks to more than {MAX_RATIO} times its size: that cannot be a text.",
        ),
    ):
        if wrong:
            raise PackError(f"The member '{info.filename}' {why}")


def _read(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    bytes_left = MAX_TOTAL
    for info in infos:
        with archive.open(info) as member:
            content = member.read(bytes_left + 1)
            if len(content) > bytes_left or len(content) != info.file_size or member.read(1):
                raise PackError(f"The member '{info.filename}' is not of the size it declares.")
        bytes_left -= len(content)
        contents[info.filename] = content
    return contents

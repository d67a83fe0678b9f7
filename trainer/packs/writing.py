"""Writing a pack's file: whole or not at all, and never over something that is no pack."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from trainer.case.loader import Loaded
from trainer.case.reading.text import read_raw, text_of
from trainer.errors import PackError
from trainer.packs.archive import MAX_TOTAL
from trainer.packs.candidate import check_name
from trainer.packs.packing import pack_bytes, pack_members, pack_name


def write_pack(loaded: Loaded, output: Path | None) -> Path:
    """Pack a case without errors into the file returned. Raises ``PackError``."""
    scenario, path = loaded.scenario, loaded.path
    assert scenario is not None
    check_name(scenario)
    target = output or Path(pack_name(scenario))
    if target.is_dir():
        target = target / pack_name(scenario)
    try:
        raw = read_raw(path)
        if text_of(raw, str(path)) != loaded.text:
            raise PackError(f"{path} gives something else when read again. Name a file that stays.")
        if target.exists() and not _is_zip(target):
            raise PackError(f"{target} is there and is no pack; it was left alone. Name another.")
        members = pack_members(scenario, raw)
        if sum(map(len, members.values())) > MAX_TOTAL:
            raise PackError(
                f"{path} is too large for a pack, which has {MAX_TOTAL:,} bytes at most."
            )
        _write(target, pack_bytes(members))
    except OSError as error:
        raise PackError(f"{target} cannot be written: {error.strerror or error}.") from None
    return target


def _is_zip(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _write(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)

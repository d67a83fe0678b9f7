"""A scenario as one file that can be handed on: the same bytes wherever it is packed.

It is written whole or not at all, and never over something that is no pack.
"""

from __future__ import annotations

import contextlib
import io
import secrets
import stat
import zipfile
from pathlib import Path

from trainer.case.loader import Loaded
from trainer.case.model import Scenario
from trainer.case.reading.text import read_raw, text_of
from trainer.errors import PackError
from trainer.packs.archive import MAX_TOTAL
from trainer.packs.manifest import manifest_of
from trainer.packs.names import MANIFEST, check_name
from trainer.packs.words import credits_text, licence_text
from trainer.store.files import write_new


def pack_members(scenario: Scenario, raw: bytes) -> dict[str, bytes]:
    """The members of the pack for ``scenario``, whose file as it stands is ``raw``."""
    file = f"{scenario.id}.yaml"
    rest = {
        file: raw,
        "CREDITS.txt": credits_text(scenario).encode(),
        "LICENSE.txt": licence_text(scenario).encode(),
    }
    return {
        MANIFEST: manifest_of(scenario, file, rest),
        **{name: rest[name] for name in sorted(rest)},
    }


def pack_bytes(members: dict[str, bytes]) -> bytes:
    """The members as a zip file.

    Nothing of the computer, the clock or the zlib at hand gets into it: times and rights are
    fixed, and members are stored as they are, for compressors differ from version to version.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # Unix, on every system
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, content)
    return out.getvalue()


def write_pack(loaded: Loaded, output: Path | None) -> Path:
    """Pack a case without errors into the file returned. Raises ``PackError``."""
    scenario, path = loaded.scenario, loaded.path
    assert scenario is not None
    check_name(scenario)
    name = f"{scenario.id}-{scenario.version}.case.zip"
    target = output or Path(name)
    if target.is_dir():
        target = target / name
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
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
        try:
            write_new(temporary, pack_bytes(members))
            temporary.replace(target)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    except OSError as error:
        raise PackError(f"{target} cannot be written: {error.strerror or error}.") from None
    return target


def _is_zip(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"

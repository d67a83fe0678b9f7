"""A scenario as one file that can be handed on: the same bytes wherever it is packed."""

from __future__ import annotations

import io
import stat
import zipfile

from trainer.case.model import Scenario
from trainer.packs.manifest import manifest_of
from trainer.packs.names import MANIFEST
from trainer.packs.words import credits_text, licence_text

ENDING = ".case.zip"


def pack_name(scenario: Scenario) -> str:
    """What a pack's file is called."""
    return f"{scenario.id}-{scenario.version}{ENDING}"


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

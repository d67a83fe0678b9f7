"""Packing a scenario into one file to share: the same bytes wherever it is packed.

The file is written whole or not at all, and never over a file that is not a pack. Beside the
scenario it has LICENSE.txt and CREDITS.txt for people.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from pathlib import Path
from textwrap import fill

from trainer.case.loader import Loaded
from trainer.case.model import Scenario, Source
from trainer.case.reading.text import read_raw, text_of
from trainer.errors import PackError
from trainer.packs.archive import MANIFEST, MAX_TOTAL, check_name
from trainer.packs.manifest import manifest_of
from trainer.store.files import replacing, write_new

_NO_ADAPTATIONS = re.compile(r"\bND\b|no[ -]?deriv", re.IGNORECASE)


def adaptation_warnings(scenario: Scenario) -> list[str]:
    """Warnings for the person who shares the pack, one for each source that may not be adapted."""
    return [
        f"The source {source.id} is under {source.licence}: adaptations of it may not be shared."
        " Make sure that none of its sentences, tables or images is in the file;"
        " facts may be retold."
        for source in scenario.sources
        if _NO_ADAPTATIONS.search(source.licence)
    ]


def _credit(source: Source) -> str:
    doi = source.doi and f"https://doi.org/{source.doi}"
    numbers = " · ".join(filter(None, (doi, source.pmid and f"PMID {source.pmid}", source.pmcid)))
    named, licence = f"{source.id}: {source.citation}", f"Licence: {source.licence}"
    return "\n".join(filter(None, (named, numbers, licence, source.licence_note)))


def _page(*paragraphs: str) -> bytes:
    # The author's line breaks stay; a long word such as a DOI is never cut.
    filled = (
        "\n".join(
            fill(line, 78, break_long_words=False, break_on_hyphens=False)
            for line in paragraph.splitlines()
        )
        for paragraph in paragraphs
    )
    return ("\n\n".join(filled) + "\n").encode()


def pack_members(scenario: Scenario, raw: bytes) -> dict[str, bytes]:
    """The members of the pack for ``scenario``; ``raw`` is the content of its file."""
    file = f"{scenario.id}.yaml"
    credits_text = _page(
        f"Sources of {scenario.id} {scenario.version}",
        "The licence of the scenario does not extend to them.",
        *(_credit(source) for source in scenario.sources),
    )
    licence_text = _page(
        f"{scenario.title} ({scenario.id} {scenario.version})",
        f"Authors: {'; '.join(scenario.authors)}",
        f"Licence of the words of this file: {scenario.licence}",
        f"Provenance: {scenario.provenance}",
        "For education, not medical advice.",
    )
    rest = {file: raw, "CREDITS.txt": credits_text, "LICENSE.txt": licence_text}
    return {MANIFEST: manifest_of(scenario, file, rest), **dict(sorted(rest.items()))}


def pack_bytes(members: dict[str, bytes]) -> bytes:
    """The members as a zip file.

    The bytes depend on nothing else: times and permissions are fixed, and members are stored
    uncompressed, because the output of zlib differs between versions.
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
    """Pack a case without errors; the path of the pack. Raises ``PackError``."""
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
            raise PackError(f"{path} has changed meanwhile. Name a file that does not change.")
        if target.exists() and not _is_zip(target):
            raise PackError(f"{target} exists and is no pack; it was not changed. Name another.")
        members = pack_members(scenario, raw)
        if sum(map(len, members.values())) > MAX_TOTAL:
            raise PackError(
                f"{path} is too large for a pack, which has {MAX_TOTAL:,} bytes at most."
            )
        with replacing(target) as new:
            write_new(new, pack_bytes(members))
    except OSError as error:
        raise PackError(f"{target} cannot be written: {error.strerror or error}.") from None
    return target


def _is_zip(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"

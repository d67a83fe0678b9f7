"""A pack: the same bytes wherever and by whomever it is made, and what is in it."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.packs.conftest import ROOT, SMALL, Case, Run, scenario_text
from trainer.case.loader import load
from trainer.packs.packing import pack_bytes, pack_members
from trainer.packs.sources import from_pack

SHIPPED = ROOT / "scenarios" / "anti-mda5-ild.yaml"


def packed(path: Path) -> bytes:
    loaded = load(path)
    assert loaded.scenario is not None
    return pack_bytes(pack_members(loaded.scenario, path.read_bytes()))


@pytest.mark.parametrize("path", [SMALL, SHIPPED])
def test_a_pack_says_what_it_holds_and_can_be_installed(path: Path) -> None:
    data = packed(path)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        credits_ = archive.read("CREDITS.txt").decode()
        licence = archive.read("LICENSE.txt").decode()
        assert archive.read(manifest["scenario"]) == path.read_bytes()
    scenario = load(path).scenario
    assert scenario is not None
    assert names == ["manifest.json", "CREDITS.txt", "LICENSE.txt", f"{scenario.id}.yaml"]
    assert set(manifest["members"]) == set(names) - {"manifest.json"}
    assert (manifest["manifest"], manifest["format"]) == (1, scenario.format)
    assert (manifest["id"], manifest["version"], manifest["title"], manifest["licence"]) == (
        scenario.id, scenario.version, scenario.title, scenario.licence,
    )  # fmt: skip
    assert [s["citation"] for s in manifest["sources"]] == [s.citation for s in scenario.sources]
    for source in scenario.sources:
        assert not source.doi or f"https://doi.org/{source.doi}" in credits_
        assert source.licence in " ".join(credits_.split())
    assert " ".join(scenario.licence.split()) in " ".join(licence.split())
    assert max(map(len, licence.splitlines())) <= 78
    taken = from_pack(data, "x")
    assert taken.members == pack_members(scenario, path.read_bytes())
    assert taken.content_hash == load(path).content_hash


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_file_goes_in_as_it_stands(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + scenario_text().replace("\n", ending).encode())
    assert from_pack(packed(path), "x").members["minimal.yaml"] == path.read_bytes()


def test_the_same_bytes_in_any_folder_time_zone_language_and_rights(
    trainer: Run, tmp_path: Path
) -> None:
    made = set()
    for n, (zone, tongue, mask) in enumerate(
        [("UTC", "C", 0o022), ("Asia/Kathmandu", "C.UTF-8", 0o077), ("XYZ+11", "POSIX", 0o000)]
    ):
        folder = tmp_path / f"folder {n}"
        folder.mkdir()
        case = folder / f"case-{n}.yaml"
        case.write_text(SHIPPED.read_text("utf-8"), "utf-8")
        case.chmod(0o600 if n else 0o755)
        os.utime(case, (n * 10**8, n * 10**8))
        before = os.umask(mask)
        try:
            output = folder / "out.case.zip"
            result = trainer(
                "pack", case, "--output", output,
                TZ=zone, LC_ALL=tongue, LANG=tongue, PYTHONHASHSEED=str(n), USER=f"user{n}",
            )  # fmt: skip
        finally:
            os.umask(before)
        assert result.returncode == 0, result.stderr
        made.add(output.read_bytes())
    assert len(made) == 1
    assert str(tmp_path).encode() not in made.pop()


def test_packing_an_installed_case_gives_the_pack_it_came_from(
    trainer: Run, tmp_path: Path, case_file: Case
) -> None:
    trainer("pack", case_file(), "--output", tmp_path / "one.case.zip")
    assert trainer("install", tmp_path / "one.case.zip").returncode == 0
    assert trainer("pack", "minimal@1.0.0").returncode == 0
    default = tmp_path / "minimal-1.0.0.case.zip"
    assert default.read_bytes() == (tmp_path / "one.case.zip").read_bytes()


def test_errors_block_packing_and_warnings_do_not(
    trainer: Run, tmp_path: Path, case_file: Case
) -> None:
    bad = case_file()
    bad.write_text(scenario_text().replace("report: made-up", "report: no-such"), "utf-8")
    result = trainer("pack", bad)
    assert result.returncode == 1
    assert "no-such" in result.stderr
    assert f"{bad}:" in result.stderr
    assert not list(tmp_path.glob("*.zip"))
    assert trainer("pack", tmp_path / "none.yaml").returncode == 2
    assert trainer("pack", "no-such-case").returncode == 2


def test_a_licence_without_adaptations_is_told(trainer: Run, case_file: Case) -> None:
    told = trainer("pack", "anti-mda5-ild")
    assert "imai-2024 is under CC BY-NC-ND 4.0" in told.stderr
    assert "may not be shared" in told.stderr
    assert told.returncode == 0
    assert "may not be shared" not in trainer("pack", case_file()).stderr


def test_what_is_no_pack_is_not_written_over(trainer: Run, tmp_path: Path, case_file: Case) -> None:
    case = case_file()
    result = trainer("pack", case, "--output", case)
    assert result.returncode == 2
    assert "no pack" in result.stderr
    assert case.read_text("utf-8") == scenario_text()
    assert trainer("pack", case, "--output", tmp_path / "no" / "such.zip").returncode == 2
    folder = tmp_path / "out"
    folder.mkdir()
    for _ in range(2):  # a pack may be written over
        assert trainer("pack", case, "--output", folder).returncode == 0
    assert [p.name for p in folder.iterdir()] == ["minimal-1.0.0.case.zip"]

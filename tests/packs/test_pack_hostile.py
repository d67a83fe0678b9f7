"""Archives made to do harm, by hand: each is refused with its reason, and nothing is installed."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packs.conftest import good_members, manifest_for, scenario_text, shown, zip_of
from trainer.case.model import FORMAT
from trainer.errors import PackError
from trainer.packs import archive
from trainer.packs.sources import from_pack, read_source

SCENARIO = scenario_text().encode()


def with_info(change: Callable[[zipfile.ZipInfo], None], name: str = "note.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for good, content in good_members().items():
            made.writestr(good, content)
        info = zipfile.ZipInfo(name)
        change(info)
        made.writestr(info, b"x")
    return out.getvalue()


def mode(kind: int) -> Callable[[zipfile.ZipInfo], None]:
    def change(info: zipfile.ZipInfo) -> None:
        info.external_attr = (kind | 0o777) << 16

    return change


def patched(data: bytes, offset_local: int, offset_central: int, value: bytes) -> bytes:
    """The last member's headers changed in place, in both copies."""
    raw = bytearray(data)
    local, central = raw.rindex(b"PK\x03\x04"), raw.rindex(b"PK\x01\x02")
    raw[local + offset_local : local + offset_local + len(value)] = value
    raw[central + offset_central : central + offset_central + len(value)] = value
    return bytes(raw)


def renamed(name: str) -> bytes:
    """A name that Python's own zipfile would mend while writing it."""
    stand_in = "n" * len(name.encode())
    data = zip_of({**good_members(), stand_in: b"x"})
    assert data.count(stand_in.encode()) == 2
    return data.replace(stand_in.encode(), name.encode())


def twice() -> bytes:
    data = zip_of({**good_members(), "aa.txt": b"1", "ab.txt": b"2"})
    return data.replace(b"ab.txt", b"aa.txt")


HOSTILE: dict[str, tuple[bytes, str]] = {
    "parent": (renamed("../evil.yaml"), "'..'"),
    "absolute": (renamed("/tmp/evil.yaml"), "absolute"),
    "drive": (renamed("C:evil.yaml"), "drive"),
    "backslash": (renamed("..\\evil.yaml"), "backslash"),
    "escape in a name": (renamed("\x1b]0;hi.yaml"), "control"),
    "nul in a name": (renamed("a.txt\0.exe"), "control"),
    "twice": (twice(), "twice"),
    "case": (zip_of({**good_members(), "Minimal.yaml": b"x"}), "case does not count"),
    "link": (with_info(mode(stat.S_IFLNK)), "is a link"),
    "link on DOS": (with_info(lambda i: (mode(stat.S_IFLNK)(i), setattr(i, "create_system", 0))[0]),
                    "is a link"),
    "device": (with_info(mode(stat.S_IFCHR)), "not a plain file"),
    "pipe": (with_info(mode(stat.S_IFIFO)), "not a plain file"),
    "folder": (with_info(mode(stat.S_IFDIR), "folder/"), "folder"),
    "folder by its attribute": (with_info(lambda i: setattr(i, "external_attr", 0x10)), "folder"),
    "script": (zip_of(good_members(**{"run.py": b"print()"})), "of a kind"),
    "second scenario": (zip_of(good_members(**{"b.yaml": b"a: 1"})), "one scenario file"),
    "encrypted": (
        patched(zip_of({**good_members(), "z.txt": b"x"}), 6, 8, b"\x01\x00"), "encrypted",
    ),
    "bzip2": (zip_of(good_members(), zipfile.ZIP_BZIP2), "method 12"),
    "many members": (zip_of({f"{n}.txt": b"" for n in range(33)}), "33 members"),
    "a bomb": (zip_of({**good_members(), "z.txt": b"0" * 3_900_000}), "100 times"),
    "a large bomb": (zip_of({**good_members(), "z.txt": b"0" * 50_000_000}), "50,000,000 bytes"),
    "too much": (
        zip_of({f"{n}.txt": os.urandom(1_300_000) for n in range(4)}, zipfile.ZIP_STORED),
        "5,200,000 bytes",
    ),
    "too large": (b"PK\x03\x04" + bytes(archive.MAX_ARCHIVE), "6,000,004 bytes"),
    "size understated": (
        patched(zip_of({**good_members(), "z.txt": b"0" * 90_000}), 22, 24, struct.pack("<I", 10)),
        "damaged",
    ),
    "size overstated": (
        patched(
            zip_of({**good_members(), "z.txt": b"x"}, zipfile.ZIP_STORED),
            22, 24, struct.pack("<I", 1000),
        ),
        "not of the size|damaged",
    ),
    "no zip": (b"just text", "not a zip file"),
    "empty file": (b"", "not a zip file"),
    "empty zip": (zip_of({}), "not a zip file"),
    "a program before it": (b"#!/bin/sh\n" + zip_of(good_members()), "not a zip file"),
    "no manifest": (zip_of({"minimal.yaml": SCENARIO}), "no manifest.json"),
    "no scenario": (
        zip_of({"manifest.json": manifest_for({})}), "one scenario file",
    ),
}  # fmt: skip


def lying(**changes: object) -> bytes:
    members = {"minimal.yaml": SCENARIO}
    return zip_of({"manifest.json": manifest_for(members, **changes), **members})


HOSTILE |= {
    "newer manifest": (lying(manifest=2, members=...), "newer trainer"),
    "newer scenario": (lying(format=FORMAT + 1), "newer trainer"),
    "manifest of no number": (lying(manifest=True), "no number"),
    "manifest 0": (lying(manifest=0), "never was"),
    "other id": (lying(id="other"), "another id"),
    "other version": (lying(version="9.0.0"), "another version"),
    "other licence": (lying(licence="MIT"), "another licence"),
    "hash": (lying(members={"minimal.yaml": "0" * 64}), "SHA-256"),
    "hash of no text": (lying(members={"minimal.yaml": None}), "SHA-256"),
    "no hashes": (lying(members=...), "does not list"),
    "not listed": (lying(members={}), "not in its manifest"),
    "missing": (
        lying(
            members={**json.loads(manifest_for({"minimal.yaml": SCENARIO}))["members"], "b.txt": ""}
        ),
        "missing",
    ),
    "manifest names no scenario": (lying(scenario="other.yaml"), "one scenario file"),
    "manifest no JSON": (zip_of({"manifest.json": b"{", "minimal.yaml": SCENARIO}), "not JSON"),
    "manifest no object": (zip_of({"manifest.json": b"[1]"}), "not a JSON object"),
    "manifest too deep": (zip_of({"manifest.json": b"[" * 90_000}), "not JSON"),
    "a key twice": (zip_of({"manifest.json": b'{"manifest": 1, "manifest": 1}'}), "not JSON"),
    "a huge number": (zip_of({"manifest.json": b'{"manifest": ' + b"9" * 9000 + b"}"}), "not JSON"),
}


def of_scenario(raw: bytes) -> bytes:
    members = {"minimal.yaml": raw}
    return zip_of({"manifest.json": manifest_for(members), **members})


HOSTILE |= {
    "does not pass": (of_scenario(SCENARIO.replace(b"specialty:", b"x:", 1)), "does not pass"),
    "no text": (of_scenario(b"\xff\xfe"), "UTF-8"),
    "escape in the text": (
        of_scenario(SCENARIO.replace(b"title: A cough", b'title: "A cough\\e[2J"', 1)),
        "does not pass",
    ),
    "anchors": (of_scenario(b"a: &a [1]\nb: *a\n"), "does not pass"),
    "a newer scenario inside": (
        of_scenario(SCENARIO.replace(b"format: 1", b"format: 99", 1)), "newer trainer",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_its_reason(name: str) -> None:
    data, told = HOSTILE[name]
    with pytest.raises(PackError, match=told) as caught:
        from_pack(data, "hostile.case.zip")
    text = str(caught.value)
    assert all(c.isprintable() or c == "\n" for c in text), "nothing of it reaches the terminal raw"


def test_the_same_made_well_is_taken() -> None:
    assert from_pack(zip_of(good_members()), "good").name == "minimal@1.0.0"
    assert (
        from_pack(zip_of(good_members(**{"README.md": b"x"})), "good").members["README.md"] == b"x"
    )


def test_cut_anywhere_it_is_refused() -> None:
    data = zip_of(good_members())
    for length in range(0, len(data), 37):
        with pytest.raises(PackError):
            from_pack(data[:length], "cut")


def test_a_changed_byte_never_gives_another_case() -> None:
    data = zip_of(good_members(), zipfile.ZIP_STORED)
    for at in range(0, len(data), 11):
        changed = bytearray(data)
        changed[at] ^= 0x41
        try:
            taken = from_pack(bytes(changed), "changed")
        except PackError:
            continue
        assert taken.members["minimal.yaml"] == SCENARIO


# Folders and files that are no archives


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(SCENARIO)
    (tmp_path / "b.yaml").symlink_to("/etc/passwd")
    with pytest.raises(PackError, match=r"b.yaml.* is a link"):
        read_source(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    for path in (tmp_path / "a.yaml", tmp_path):
        with pytest.raises(PackError, match="not a plain file"):
            read_source(path)


def test_an_unpacked_pack_is_checked_like_a_pack(tmp_path: Path) -> None:
    for name, content in good_members().items():
        (tmp_path / name).write_bytes(content)
    assert read_source(tmp_path).candidates[0].name == "minimal@1.0.0"
    (tmp_path / "minimal.yaml").write_bytes(SCENARIO + b"# changed\n")
    with pytest.raises(PackError, match="SHA-256"):
        read_source(tmp_path)


def test_two_files_of_one_version_in_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(SCENARIO)
    (tmp_path / "b.yaml").write_bytes(SCENARIO)
    with pytest.raises(PackError, match=r"both minimal@1\.0\.0"):
        read_source(tmp_path)


@pytest.mark.parametrize("name", ["nothing.case.zip", "nothing.yaml", "bad\0name"])
def test_what_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackError):
        read_source(tmp_path / name)


def test_nothing_is_left_by_a_refusal(tmp_path: Path, trainer, cases: Path) -> None:  # type: ignore[no-untyped-def]
    for name in ("parent", "link", "a bomb", "hash", "does not pass", "newer manifest"):
        data, told = HOSTILE[name]
        (tmp_path / "x.case.zip").write_bytes(data)
        result = trainer("install", tmp_path / "x.case.zip")
        assert result.returncode == 2, name
        assert result.stderr.startswith("trainer: Nothing was installed.")
        assert told in result.stderr
        assert "Traceback" not in result.stderr
    assert shown(cases) == []
    assert not list(tmp_path.rglob("evil*"))

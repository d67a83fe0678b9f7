"""Names of members: whatever is let through is a plain file name on every system."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.errors import PackError
from trainer.packs.archive import check_kinds, check_safe

PIECES = [
    *(
        "..",
        ".",
        "/",
        "\\",
        "a",
        "B",
        "con",
        "nul",
        ":",
        "C:",
        "\0",
        "\x1b",
        "é",
        "\u202e",
        "~",
        " ",
    ),
    *(".yaml", ".md", ".txt", "manifest.json", "-", "_", "1"),
]
pieces = st.sampled_from(PIECES)
names = st.one_of(st.text(max_size=30), st.lists(pieces, max_size=6).map("".join))


@given(names)
def test_what_is_let_through_stays_in_its_folder(name: str) -> None:
    try:
        check_safe([name])
    except PackError:
        return
    for kind in (PurePosixPath, PureWindowsPath):
        path = kind(name)
        assert path.name == name
        assert path.parts == (name,)
        assert not path.is_absolute()
    assert not PureWindowsPath(name).is_reserved()
    assert name.isascii()
    assert name.isprintable()
    assert not name.startswith(".")


@given(st.lists(names, max_size=5))
def test_names_let_through_together_are_told_apart_where_case_does_not_count(
    several: list[str],
) -> None:
    try:
        check_safe(several)
    except PackError:
        return
    assert len({name.casefold() for name in several}) == len(several)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../evil.yaml", "'..'"),
        ("a/../../evil.yaml", "'..'"),
        ("/etc/passwd.txt", "absolute"),
        ("C:evil.yaml", "drive"),
        ("c:/evil.yaml", "drive"),
        ("a\\..\\evil.yaml", "backslash"),
        ("\\\\host\\share.txt", "backslash"),
        ("a\x1b[2J.yaml", "control"),
        ("a\0.yaml", "control"),
        ("a\u202elmay.yaml", "control or invisible"),
        ("folder/", "folder"),
        ("folder/a.yaml", "folder"),
        ("aux.txt", "device"),
        ("COM1.md", "device"),
        (".hidden.yaml", "plain"),
        ("a.yaml.", "plain"),
        ("a b.yaml", "plain"),
        ("é.yaml", "plain"),
        ("", "no name"),
        ("a" * 200 + ".yaml", "plain"),
    ],
)
def test_a_name_that_leads_anywhere_is_refused(name: str, told: str) -> None:
    with pytest.raises(PackError, match=told):
        check_safe([name])


@pytest.mark.parametrize(
    ("two", "told"),
    [(["a.yaml", "a.yaml"], "twice"), (["a.yaml", "A.YAML"], "case does not count")],
)
def test_one_name_for_two_members_is_refused(two: list[str], told: str) -> None:
    with pytest.raises(PackError, match=told):
        check_safe(two)


@pytest.mark.parametrize(
    "name", ["run.py", "page.html", "lib.so", "README", "other.json", "a.YAML"]
)
def test_other_kinds_are_refused(name: str) -> None:
    with pytest.raises(PackError, match="of a kind that no pack holds"):
        check_kinds(["manifest.json", name])

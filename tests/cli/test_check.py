"""`trainer check` in all its forms, and `trainer explain`."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from trainer.case.rules import all_rules
from trainer.case.rules.example import example
from trainer.cli import run

NO = ('reported: "no"', "reported: no")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, *edits: tuple[str, str]) -> Path:
    text = example()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path = Path(name)
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, "utf-8", newline="")
    return path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run(["check", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def found(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[Any]]:
    code, out, _ = told(capsys, *words, "--format", "json")
    return code, json.loads(out)


def test_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    put("good/a-cough.yaml")
    put("bad/a-cough.yaml", NO)
    assert told(capsys, "good")[:2] == (0, "1 file: 0 errors, 0 warnings.\n")
    code, out, _ = told(capsys, "bad/a-cough.yaml")
    assert code == 1
    assert "bad/a-cough.yaml:62:19 Y107 error" in out
    assert "trainer check --fix" in out
    assert "trainer explain Y107" in out


def test_a_file_that_is_not_there_does_not_hide_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("bad/a-cough.yaml", NO)
    Path("empty").mkdir()
    code, items = found(capsys, "nothing.yaml", "empty", "bad", "no-such-case")
    assert code == 2
    assert [(d["code"], d["path"]) for d in items] == [
        ("F001", "nothing.yaml"), ("F001", "empty"), ("Y107", "bad/a-cough.yaml"),
        ("F001", "no-such-case"),
    ]  # fmt: skip
    assert all(set(d) == {"path", "line", "column", "code", "severity", "message"} for d in items)


def test_a_file_named_twice_is_checked_once(capsys: pytest.CaptureFixture[str]) -> None:
    put("bad/a-cough.yaml", NO)
    assert len(found(capsys, "bad", "bad/a-cough.yaml")[1]) == 1


def test_warnings_are_told_and_left_out_at_wish(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(put("a-cough.yaml", ("text: A film lags behind the patient.", "text: TODO")))
    code, items = found(capsys, path)
    assert (code, [d["code"] for d in items]) == (1, ["W401"])
    assert found(capsys, path, "--no-warnings") == (0, [])


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = put("a-cough.yaml", NO).read_bytes()
    for given, code, codes in ((raw, 1, ["Y107"]), (raw.decode().encode("utf-16"), 2, ["F001"])):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        got, items = found(capsys, "-")
        assert (got, [d["code"] for d in items], items[0]["path"]) == (code, codes, "-")


def test_workflow_commands(capsys: pytest.CaptureFixture[str]) -> None:
    put("100%, a:b.yaml", ("analyte: ferritin, value", 'analyte: "50%\\n::x", value'))
    code, out, _ = told(capsys, ".", "--format", "github")
    assert code == 1
    [line] = out.splitlines()
    assert line.startswith("::error file=100%25%2C a%3Ab.yaml,line=36,col=52,title=M205::")
    assert "50%25%0A::x" in line


def test_fix_changes_the_scalars_alone(capsys: pytest.CaptureFixture[str]) -> None:
    path = put(
        "a-cough.yaml", NO, ("sex: female", "sex: Female   # as told"), ("age: 50", "age: '50'"),
        ("specialty: General medicine", "specialty: 0.50"), ("kind: image", "kind: picture"),
    )  # fmt: skip
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    before = path.read_bytes()
    code, out, _ = told(capsys, str(path), "--fix")
    assert code == 1
    assert out.count("corrected:") == 4
    assert "M204" in out.split("corrected:")[-1], "what is left is told"
    expected = (
        before.replace(b"reported: no\r", b'reported: "no"\r').replace(b"Female", b"female")
        .replace(b"'50'", b"50").replace(b"0.50", b'"0.50"')
    )  # fmt: skip
    assert path.read_bytes() == expected
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in Path().iterdir()] == ["a-cough.yaml"]
    assert told(capsys, str(path), "--fix")[0] == 1
    assert path.read_bytes() == expected


def test_fix_as_a_diff_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    path = put("a-cough.yaml", NO)
    before = path.read_bytes()
    code, out, _ = told(capsys, str(path), "--fix", "--diff")
    assert code == 1
    assert '-        reported: no\n+        reported: "no"\n' in out
    assert path.read_bytes() == before


def test_fix_leaves_what_it_cannot_read(capsys: pytest.CaptureFixture[str]) -> None:
    path = put("a-cough.yaml", NO, ("title: Chest film", "title: Chest: film"))
    before = path.read_bytes()
    code, out, _ = told(capsys, str(path), "--fix")
    assert code == 1
    assert "Y100" in out
    assert path.read_bytes() == before


def test_fix_of_a_file_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put("a-cough.yaml", NO)
    before = path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)
    code, out, err = told(capsys, str(path), "--fix")
    assert code == 2
    assert "a-cough.yaml was not changed: it may not be written." in err
    assert "Y107" in out
    assert path.read_bytes() == before


def test_fix_follows_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    put("real/a-cough.yaml", NO)
    Path("link.yaml").symlink_to("real/a-cough.yaml")
    told(capsys, "link.yaml", "--fix")
    assert Path("link.yaml").is_symlink()
    assert 'reported: "no"' in Path("real/a-cough.yaml").read_text("utf-8").split("scope")[0]


@pytest.mark.parametrize("words", [["a.yaml", "--diff"], ["-", "--fix"]])
def test_misuse(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *words]) == 2
    assert "--fix" in capsys.readouterr().err


def test_every_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in all_rules()]
    assert run(["explain", *(rule.code.lower() for rule in all_rules())]) == 0
    text = capsys.readouterr().out
    for rule in all_rules():
        assert f"{rule.code} {rule.severity}: {rule.title}" in text
        assert " ".join(rule.reason.split()[:3]) in " ".join(text.split())
    assert "- {rule: W401, where: some-id, why: Your reason}" in text


def test_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "r3002"]) == 2
    err = capsys.readouterr().err
    assert "there is no code R3002" in err
    assert "Did you mean 'R302'?" in err


def test_a_file_is_checked_again_at_each_saving(here: Path) -> None:
    path = put("good/a-cough.yaml")
    words = [sys.executable, "-m", "trainer", "check", str(path), "--watch"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8", cwd=here) as watching:
        lines = iter(watching.stdout or ())
        end = threading.Timer(60, watching.kill)
        end.start()
        try:
            assert next(lines) == "1 file: 0 errors, 0 warnings.\n"
            assert "ctrl-C" in next(lines)
            put("good/a-cough.yaml", NO)
            assert "Y107 error" in next(lines)
            put("good/a-cough.yaml")
            assert "1 file: 0 errors, 0 warnings.\n" in lines
        finally:
            end.cancel()
            watching.kill()


def test_what_does_not_go_together_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    put("a-cough.yaml")
    assert told(capsys, "a-cough.yaml", "--fix", "--watch")[0] == 2

"""``trainer group`` without a screen, as another program drives it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import forked
from tests.group.conftest import SHIPPED
from trainer.errors import Unreadable
from trainer.group.script import Action, actions

SCRIPT = """
# hands alone
open
count cadm=5 ipf=3
close
- reopen
count: cadm=7 ipf=1
close
lock majority
reveal
order ferritin every 7
open
close
lock high-ferritin growth
reveal
end
"""


def trainer(*words: str, script: str | None = None) -> subprocess.CompletedProcess[str]:
    return forked.trainer("group", *words, stdin=script or "", cwd=SHIPPED.parents[1])


def test_a_session_by_hands_from_a_script(tmp_path: Path) -> None:
    file = tmp_path / "script.txt"
    file.write_text(SCRIPT, "utf-8")
    saves = ("--saves", str(tmp_path / "saves"))
    done = trainer("anti-mda5-ild", "--headless", "--script", str(file), "--format", "json", *saves)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["event"] for line in lines] == [
        "started", "opened", "hands", "closed", "opened", "hands", "closed", "locked", "revealed",
        "order", "opened", "closed", "locked", "revealed", "finish",
    ]  # fmt: skip
    numbers = [line["number"] for line in lines]
    assert numbers == sorted(numbers)
    assert lines[3]["tally"]["cadm"] == 5
    assert lines[6]["round"] == 2
    assert lines[6]["shift"] == pytest.approx(0.25)
    assert lines[7]["picks"] == ["cadm"]
    assert lines[8]["reported"] == ["cadm"]
    before = "".join(done.stdout.splitlines(keepends=True)[:8])
    assert '"reported"' not in before
    assert lines[-1]["status"] == "ended"
    assert lines[-1]["scores"]["as_reported"] == pytest.approx(80)  # all of one, 1.5 of 2.5
    listed = json.loads(trainer("list", "--format", "json", *saves).stdout)
    assert [entry["finished"] for entry in listed] == [True]
    assert trainer("delete", "--all", "--yes", *saves).returncode == 0
    assert json.loads(trainer("list", "--format", "json", *saves).stdout) == []


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="a signal of POSIX systems")
def test_a_phone_that_hangs_up_while_it_is_written_to_ends_nothing(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "trainer", "group", "anti-mda5-ild", "--headless", "--lan",
         "--host", "127.0.0.1", "--port", "0", "--saves", str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=SHIPPED.parents[1],
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    assert json.loads(child.stdout.readline())["url"]
    child.send_signal(signal.SIGPIPE)  # what the system sends for such a write
    said, _ = child.communicate("open\nclose\n", timeout=30)
    assert [json.loads(line)["event"] for line in said.splitlines()] == ["opened", "closed"]
    assert child.returncode == 0


def test_phones_take_their_answers_along_after_the_end(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "trainer", "group", "anti-mda5-ild", "--headless", "--lan",
         "--host", "127.0.0.1", "--port", "0", "--stay", "60", "--saves", str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=SHIPPED.parents[1],
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    first = json.loads(child.stdout.readline())
    phone = http.client.HTTPConnection("127.0.0.1", first["port"], timeout=10)
    phone.request(
        "POST", "/join", json.dumps({"code": first["code"]}), {"Content-Type": "application/json"}
    )
    joined = phone.getresponse()
    joined.read()
    seat = {"Cookie": (joined.getheader("Set-Cookie") or "").split(";")[0]}
    child.stdin.write("end\n")
    child.stdin.flush()
    assert json.loads(child.stdout.readline())["status"] == "ended"
    phone.request("GET", "/mine", headers=seat)
    mine = phone.getresponse()
    assert mine.status == 200
    assert "Your answers beside" in mine.read().decode()
    child.terminate()
    child.communicate(timeout=30)
    assert child.returncode == 143


def test_a_session_is_taken_up_again_where_it_was(tmp_path: Path) -> None:
    saves = ("--headless", "--saves", str(tmp_path))
    first = trainer("anti-mda5-ild", *saves, script="open\ncount cadm=2\n")
    assert first.returncode == 0
    again = trainer("--resume", *saves, script="close\nlock\nreveal\nend\n")
    assert again.returncode == 0, again.stderr
    lines = [json.loads(line) for line in again.stdout.splitlines()]
    assert lines[0]["status"] == "open"
    assert lines[0]["session"] == json.loads(first.stdout.splitlines()[0])["session"]
    assert lines[1]["tally"]["cadm"] == 2
    over = trainer("--resume", *saves, script="")
    assert over.returncode == 2
    assert "no session" in over.stderr


@pytest.mark.parametrize(
    ("script", "told"),
    [("reveal\n", "line 1, reveal: Lock"), ("open\nopen\n", "line 2, open: A vote is open"),
     ("dance\n", "'dance' is no action"), ("open\nwait 3 within 0.2\n", "0 of 3 votes"),
     ("open\ncount nothing=2\n", "no option 'nothing'"), ("reopen\n", "no vote on this question")],
)  # fmt: skip
def test_what_cannot_be_done_is_told_with_its_line(tmp_path: Path, script: str, told: str) -> None:
    done = trainer("anti-mda5-ild", "--headless", "--saves", str(tmp_path), script=script)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_next_day_passes_what_is_still_asked(tmp_path: Path) -> None:
    script = "next day\nopen\nnext day\n"
    done = trainer("anti-mda5-ild", "--headless", "--saves", str(tmp_path), script=script)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    passed = [line for line in lines if line["event"] == "locked"]
    assert len(passed) == 4
    assert {line["how"] for line in passed} == {"passed"}
    assert [line["day"] for line in lines if line["event"] == "day"] == [13]
    assert done.returncode == 2  # the vote that is open is not passed by
    assert "A vote is open" in done.stderr


def test_misuse_is_told(tmp_path: Path) -> None:
    for words in ((), ("no-such-case",), ("anti-mda5-ild", "--script", "x")):
        done = trainer(*words, "--saves", str(tmp_path))
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_actions_are_read_in_the_forms_people_write() -> None:
    text = "wait for 3 votes\nwait: 4\nnext_day\nnext\nlock a, b\nopen 30\n\n  # nothing\n"
    text += "order x every 7"
    read = list(actions(text.splitlines()))
    assert [(a.name, a.count) for a in read] == [
        ("wait", 3), ("wait", 4), ("next day", None), ("next day", None), ("lock", None),
        ("open", 30), ("order", 7),
    ]  # fmt: skip
    assert read[4] == Action("lock", 5, ("a", "b"))
    for bad in ("wait", "open x", "order", "order x every", "count a", "count a=-1", "wait 1e9"):
        with pytest.raises(Unreadable):
            list(actions([bad]))


def fed(tmp_path: Path, script: str, *words: str, case: str = "anti-mda5-ild") -> tuple[int, str]:
    done = trainer(case, "--headless", "--saves", str(tmp_path), *words, script=script)
    return done.returncode, done.stdout + done.stderr


def test_a_passed_question_is_revealed_before_the_next_is_asked(tmp_path: Path) -> None:
    code, said = fed(tmp_path, "pass\nopen\n")
    assert code == 2
    assert "reveal what was reported" in said
    assert "poor-prognosis" not in said
    code, said = fed(tmp_path, "pass\nnext day\n")
    assert code == 0
    assert [json.loads(line)["event"] for line in said.splitlines()][-1] == "day"


def test_a_countdown_that_is_over_needs_no_closing(tmp_path: Path) -> None:
    counted = "open 1\ncount anti-synthetase=2 cadm=5\nwait 12 within 20\nclose\n"
    script = f"{counted}lock cadm\nreveal\nNext Day\n"
    code, said = fed(tmp_path, "\ufeff" + script)
    lines = [json.loads(line) for line in said.splitlines()]
    assert code == 0
    assert [line["event"] for line in lines[1:6]] == [
        "opened",
        "hands",
        "closed",
        "waited",
        "locked",
    ]
    assert lines[4]["votes"] == 7
    assert lines[5]["picks"] == ["cadm"]
    assert lines[5]["decision"]["id"] == "phenotype"


@pytest.mark.parametrize(
    ("script", "words", "why"),
    [
        ("open\nwait 1 within 1.2.3\n", (), "is no action"),
        ("lock cadm ipf\n", (), "At most 1"),
        ("", ("--countdown", "0"), "1 to 3600"),
        ("", ("--port", "99999"), "a whole number from 0 to 65,535"),
        ("", ("--script", "nosuch.txt"), "There is no file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    tmp_path: Path, script: str, words: tuple[str, ...], why: str
) -> None:
    code, said = fed(tmp_path, script, *words)
    assert code == 2
    assert why in said
    assert "Traceback" not in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
def test_a_script_in_a_pipe_is_followed_as_it_is_written(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    child = subprocess.Popen(
        [sys.executable, "-m", "trainer", "group", "anti-mda5-ild", "--headless", "--script",
         str(pipe), "--saves", str(tmp_path)],
        stdout=subprocess.PIPE, text=True, cwd=SHIPPED.parents[1],
    )  # fmt: skip
    assert child.stdout is not None
    with pipe.open("w", encoding="utf-8", buffering=1) as script:
        assert json.loads(child.stdout.readline())["event"] == "started"
        script.write("open\n")
        assert json.loads(child.stdout.readline())["event"] == "opened"
    assert child.wait(30) == 0


def test_a_taken_port_keeps_no_session_from_going_on(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    lan = ("--lan", "--host", "127.0.0.1", "--port", port)
    assert fed(tmp_path, "open\n", *lan)[0] == 0
    with socket.create_server(("127.0.0.1", int(port))):
        resumed = ("--resume", "--headless", "--saves", str(tmp_path))
        refused = trainer(*resumed, script="")
        assert refused.returncode == 2
        assert "Another port" in refused.stderr
        assert "Traceback" not in refused.stderr
        elsewhere = trainer(*resumed, "--port", "0", script="")
        assert elsewhere.returncode == 0
        assert json.loads(elsewhere.stdout.splitlines()[0])["status"] == "open"


def test_a_session_at_any_free_port_comes_back_to_it(tmp_path: Path) -> None:
    lan = ("--lan", "--host", "127.0.0.1", "--port", "0")
    begun = trainer("anti-mda5-ild", "--headless", "--saves", str(tmp_path), *lan, script="open\n")
    again = trainer("--resume", "--headless", "--saves", str(tmp_path), script="close\n")
    first, second = (json.loads(done.stdout.splitlines()[0]) for done in (begun, again))
    assert first["port"] == second["port"]

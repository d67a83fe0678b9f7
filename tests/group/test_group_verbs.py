"""The words of a script that take slips back and keep the door, as a program uses them."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import forked
from tests.group.conftest import SHIPPED

TAKEN_BACK = """
open
close
open
count cadm=5
close
unclose
count cadm=6
close
reopen
close
reopen
count ipf=9
close
withdraw
lock
reveal
end
"""


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_slips_are_taken_back_and_the_report_agrees(tmp_path: Path) -> None:
    saves = ("--saves", str(tmp_path))
    words = ("group", "anti-mda5-ild", "--headless", *saves)
    done = forked.trainer(*words, stdin=TAKEN_BACK, cwd=SHIPPED.parents[1])
    assert (done.returncode, done.stderr) == (0, "")
    told = lines(done.stdout)
    assert [line["event"] for line in told] == [
        "started", "opened", "closed", "opened", "hands", "closed", "unclosed", "hands", "closed",
        "opened", "closed", "opened", "hands", "closed", "withdrawn", "locked", "revealed",
        "finish",
    ]  # fmt: skip
    assert [line["round"] for line in told if line["event"] == "opened"] == [1, 2, 3, 4]
    assert told[15]["picks"] == ["cadm"]
    report = forked.trainer("group", "report", "--format", "json", *saves, cwd=SHIPPED.parents[1])
    [row] = json.loads(report.stdout)["decisions"]
    assert [(r["number"], r["counts"]["cadm"]) for r in row["rounds"]] == [(1, 6)]
    journal = (tmp_path / "groups").glob("*.json")
    assert '"ipf":9' in next(journal).read_text("utf-8")  # withdrawn, and still written down


VOTED = "open\ncount cadm=1\nclose\nlock\n"


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("unclose", "No vote was closed"),
        ("withdraw", "no round"),
        ("open\nunclose", "The vote is open"),
        (f"{VOTED}withdraw", "its rounds stand"),
        (f"{VOTED}unclose", "its rounds stand"),
        (f"{VOTED}reveal\nunclose", "No vote was closed"),
        ("drop-last 0", "1 to 1440"),
        ("drop-last", "is no action"),
    ],
)
def test_what_is_final_is_not_taken_back(tmp_path: Path, script: str, why: str) -> None:
    words = ("group", "anti-mda5-ild", "--headless", "--saves", str(tmp_path))
    done = forked.trainer(*words, stdin=f"{script}\n", cwd=SHIPPED.parents[1])
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_a_crowd_is_put_out_and_the_door_is_kept(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "trainer", "group", "anti-mda5-ild", "--headless", "--lan",
         "--host", "127.0.0.1", "--port", "0", "--saves", str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=SHIPPED.parents[1],
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None

    def do(action: str) -> dict[str, Any]:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(f"{action}\n")
        child.stdin.flush()
        told: dict[str, Any] = json.loads(child.stdout.readline())
        return told

    first = json.loads(child.stdout.readline())
    link = urlsplit(first["join_url"])
    assert first["code"] not in link.query
    connection = http.client.HTTPConnection("127.0.0.1", first["port"], timeout=10)

    def ask(method: str, path: str, body: object = None, **headers: str) -> tuple[int, str]:
        sent = None if body is None else json.dumps(body)
        connection.request(method, path, sent, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        answer.read()
        return answer.status, (answer.getheader("Set-Cookie") or "").split(";")[0]

    do("open")
    for _ in range(60):
        status, seat = ask("POST", "/join", {"code": first["code"]})
        assert status == 200
        vote = {"decision": "phenotype", "round": 1, "pick": ["ipf"]}
        assert ask("POST", "/vote", vote, Cookie=seat)[0] == 200
    assert do("wait 60")["votes"] == 60
    assert do("lock-join")["allowed"] is False
    assert ask("POST", "/join", {"code": first["code"]})[0] == 409
    told = do("drop-last 5")
    assert (told["dropped"], told["participants"], told["connected"]) == (60, 0, 0)
    renewed = do("new-code")
    assert renewed["code"] != first["code"]
    assert renewed["join_url"] != first["join_url"]
    do("unlock-join")
    assert ask("POST", "/join", {"code": first["code"]})[0] == 403
    assert not ask("GET", f"/?{link.query}")[1]
    assert ask("GET", f"/?{urlsplit(renewed['join_url']).query}")[1]
    closed = do("close")
    assert (closed["votes"], closed["tally"]["ipf"]) == (0, 0)
    connection.close()
    child.communicate(timeout=30)
    assert child.returncode == 0

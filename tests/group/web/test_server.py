"""The server in its own thread, its addresses, and the QR code."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from tests.group.web.conftest import SECRET
from trainer.errors import CannotServe
from trainer.group.session import GroupSession
from trainer.group.web import Server, addresses, qr, wifi


@pytest.fixture
def server(make_session: Callable[..., GroupSession]) -> Iterator[Server]:
    server = Server(make_session())
    yield server
    server.stop()


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return str(answer.read().decode())


def test_up_and_down(server: Server) -> None:
    assert server.urls == [f"http://127.0.0.1:{server.port}/"]
    assert server.join_url == f"http://127.0.0.1:{server.port}/?k={SECRET}"
    assert "You are in" in get(server.join_url)
    assert server.devices == 0  # no stream is open
    server.stop()
    server.stop()
    with pytest.raises(urllib.error.URLError):
        get(server.urls[0])
    assert "group-web" not in {t.name for t in threading.enumerate()}


def test_a_stream_is_seen_and_ends_with_the_server(server: Server) -> None:
    request = urllib.request.Request(
        f"{server.urls[0]}join", json.dumps({"code": "ABCDEF"}).encode(),
        {"Content-Type": "application/json"},
    )  # fmt: skip
    with urllib.request.urlopen(request, timeout=5) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    request = urllib.request.Request(f"{server.urls[0]}events", headers={"Cookie": cookie})
    with urllib.request.urlopen(request, timeout=5) as stream:
        while not stream.readline().startswith(b"data:"):
            pass
        assert server.devices == 1
        server.stop()
        assert stream.read() in (b"", b"\n")
    assert server.devices == 0


def test_the_port_can_be_taken_again_at_once(
    server: Server, make_session: Callable[..., GroupSession]
) -> None:
    get(server.urls[0])
    server.stop()
    again = Server(make_session(), port=server.port)
    assert again.port == server.port
    again.stop()


def test_a_port_in_use_is_said(server: Server, make_session: Callable[..., GroupSession]) -> None:
    with pytest.raises(CannotServe, match="--port"):
        Server(make_session(), port=server.port)


def test_others_only_with_lan(make_session: Callable[..., GroupSession]) -> None:
    for host in ("0.0.0.0", "192.0.2.1", "::", "some-host"):
        with pytest.raises(CannotServe, match="--lan"):
            Server(make_session(), host=host)
    assert addresses.listening_host("", lan=False) == "127.0.0.1"
    assert addresses.listening_host("localhost", lan=False) == "localhost"
    assert addresses.listening_host("", lan=True) == "0.0.0.0"


def test_on_the_network(make_session: Callable[..., GroupSession]) -> None:
    server = Server(make_session(), lan=True)
    try:
        assert server.urls
        for url in server.urls:
            assert "0.0.0.0" not in url
            assert "Join the room" in get(url)
        named = urllib.request.Request(
            f"http://127.0.0.1:{server.port}/", headers={"Host": f"{socket.gethostname()}.local"}
        )
        named.headers["Host"] += f":{server.port}"
        with urllib.request.urlopen(named, timeout=5) as answer:
            assert answer.status == 200
    finally:
        server.stop()


def test_addresses_as_people_type_them() -> None:
    assert addresses.url("192.168.1.20", 80) == "http://192.168.1.20/"
    assert addresses.url("fe80::1", 8000) == "http://[fe80::1]:8000/"


def test_qr() -> None:
    segno = pytest.importorskip("segno")
    text = "http://192.168.1.20:8000/?c=ABCDEF"
    lines = qr(text)
    rows = []
    for line in lines:
        rows.append([c in "▀█" for c in line])
        rows.append([c in "▄█" for c in line])
    matrix = segno.make(text, error="m", micro=False).matrix
    drawn = [[not m for m in row] for row in matrix]
    found = [row[2:-2] for row in rows[2 : 2 + len(matrix)]]
    assert found == drawn
    assert len({len(line) for line in lines}) == 1
    assert len(lines) <= 18


def test_wifi() -> None:
    assert wifi("Guests") == "WIFI:T:nopass;S:Guests;;"
    assert wifi('a;b,"c', "p:w\\") == 'WIFI:T:WPA;S:a\\;b\\,\\"c;P:p\\:w\\\\;;'


@pytest.mark.parametrize("package", ["aiohttp", "segno"])
def test_without_the_extra_it_is_said_what_to_install(package: str) -> None:
    code = f"import sys; sys.modules['{package}'] = None; import trainer.group.web"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'case-trainer[group]'" in done.stderr
    assert done.returncode


def test_the_session_itself_needs_no_extra() -> None:
    code = (
        "import sys; sys.modules['aiohttp'] = sys.modules['segno'] = None;"
        "import trainer.group.session, trainer.group.saved, trainer.group.headless"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

"""A proxy before a session: Caddy with its own certificate authority."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from pathlib import Path

import pytest

CADDYFILE = """
{{
  admin off
  skip_install_trust
  auto_https disable_redirects
  storage file_system {folder}/data
  log {{
    output file {folder}/log
  }}
}}
"""
SITE = """
https://localhost:{port} {{
  bind 127.0.0.1
  tls internal
  reverse_proxy 127.0.0.1:{behind}
}}
"""


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port: int = trial.getsockname()[1]
        return port


installed = pytest.mark.skipif(
    shutil.which("caddy") is None, reason="caddy is not installed: apt-get install caddy"
)


class Caddy:
    """The proxy with its own certificate authority, on the loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.lead_port = folder, _free(), _free()
        self.origin = f"https://localhost:{self.port}"
        self.lead_origin = f"https://localhost:{self.lead_port}"
        """That of the facilitator's page, where there is one behind it."""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, behind: int, lead: int = 0) -> None:
        file = self.folder / "Caddyfile"
        sites = [(self.port, behind), *([(self.lead_port, lead)] if lead else [])]
        text = CADDYFILE.format(folder=self.folder)
        file.write_text(text + "".join(SITE.format(port=p, behind=b) for p, b in sites))
        self._process = subprocess.Popen(
            ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={"HOME": str(self.folder), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        )  # fmt: skip

    @property
    def answers(self) -> bool:
        """Whether it has made its certificates and shows one that is trusted."""
        try:
            with (
                socket.create_connection(("127.0.0.1", self.port), 1) as plain,
                self.trusted.wrap_socket(plain, server_hostname="localhost"),
            ):
                return True
        except OSError:
            return False

    @property
    def trusted(self) -> ssl.SSLContext:
        authority = self.folder / "data" / "pki" / "authorities" / "local" / "root.crt"
        return ssl.create_default_context(cafile=str(authority))

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

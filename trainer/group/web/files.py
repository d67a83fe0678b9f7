"""The two files that pages load: a fixed map, read once. No path of a request reaches the disk."""

from __future__ import annotations

from importlib.resources import files

from aiohttp import web

from trainer.questions.marks import COLOURS


def routes() -> list[web.RouteDef]:
    """``/phone.css`` and ``/phone.js``."""
    return [
        _route("phone.css", "text/css", _text("phone.css") + colours()),
        _route("phone.js", "text/javascript", _text("phone.js")),
    ]


def colours() -> str:
    """Style rules for the options' colours, the same as on the projected screen."""
    return "".join(
        f".c{at} {{ --mark: {colour}; --ink: {_ink(colour)}; }}\n"
        for at, colour in enumerate(COLOURS)
    )


def _ink(colour: str) -> str:
    """Black or white, whichever is read better on ``colour``: by WCAG's relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "#fff"


def _text(name: str) -> str:
    return (files(__package__) / "static" / name).read_text(encoding="utf-8")


def _route(name: str, kind: str, text: str) -> web.RouteDef:
    async def give(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type=kind)

    return web.get(f"/{name}", give)

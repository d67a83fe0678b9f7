"""The pages around what a room is asked: the document, joining, and a phone's own answers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from trainer.group.header import ALPHABET, CODE_LENGTH
from trainer.group.web.mine import Mine
from trainer.presentation.words import DISCLAIMER

RELOAD = 5
"""Seconds after which a phone without script looks again, where nothing is being filled in."""


def text(value: str) -> str:
    """Literal text for a page: no markup, no control characters."""
    return escape("".join(c for c in value if c.isprintable() or c == "\n"))


def document(
    title: str,
    main: str,
    *,
    key: str = "",
    ballot: str = "null",
    reload: bool = False,
    error: str = "",
) -> str:
    """A whole page. ``key`` says which state of the room it shows, ``ballot`` whose answer."""
    again = (
        f'<noscript><meta http-equiv="refresh" content="{RELOAD}; url=/"></noscript>'
        if reload
        else ""
    )
    alert = f'<p class="error" role="alert">{text(error)}</p>' if error else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{text(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/phone.css">
<script src="/phone.js" defer></script>
{again}
</head>
<body>
<p id="say" role="status" aria-live="polite"></p>
<main id="main" data-key="{text(key)}" data-ballot="{text(ballot)}">
{alert}
{main}
</main>
<footer>{DISCLAIMER}</footer>
</body>
</html>
"""


def join(title: str, teams: Sequence[str], code: str = "", error: str = "") -> str:
    """The page that lets a phone in, with the code of the QR already in it."""
    code = code if is_code(code) else ""
    # With a code and nothing to choose, a phone with script sends it by itself.
    auto = " data-auto" if code and not teams and not error else ""
    choice = ""
    if teams:
        radios = "\n".join(
            f'<label class="pick"><input type="radio" name="team" value="{text(team)}" required>'
            f"<span>{text(team)}</span></label>"
            for team in teams
        )
        choice = f"<fieldset><legend>Your team</legend>\n{radios}\n</fieldset>"
    main = f"""<h1>Join the room</h1>
<p>{text(title)}</p>
<form id="join" method="post" action="/join"{auto}>
<label for="code">Code on the screen</label>
<input id="code" name="code" value="{code}" required maxlength="12" autocomplete="off"
 autocapitalize="characters" spellcheck="false">
{choice}
<button>Join</button>
</form>
<p class="quiet">No name and no account. One phone is one vote.</p>"""
    return document(f"Join: {title}", main, key="join", error=error)


def is_code(code: str) -> bool:
    """Whether it could be a session's code."""
    return len(code) == CODE_LENGTH and all(c in ALPHABET for c in code)


def own_answers(title: str, mine: Sequence[Mine]) -> str:
    """A phone's own answers beside the report's."""
    parts = [_own_answer(m) for m in mine] or ["<p>Nothing was asked in this session.</p>"]
    main = "\n".join([
        "<h1>Your answers beside the report's</h1>",
        f"<p>{text(title)}</p>",
        '<p class="actions"><a class="button" href="/mine.txt" download>Keep as text</a>'
        ' <button type="button" id="print" hidden>Print</button></p>',
        *parts,
        '<p><a href="/">Back</a></p>',
    ])  # fmt: skip
    return document("Your answers", main, key="mine")


def _own_answer(mine: Mine) -> str:
    lines = "".join(f"<dt>{text(label)}</dt><dd>{text(told)}</dd>" for label, told in mine.lines)
    head = f"<h2>{text(mine.heading)}</h2><p>{text(mine.prompt)}</p>"
    return f"<section>{head}<dl>{lines}</dl></section>"

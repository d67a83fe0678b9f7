"""The page of a phone in the room: what is asked, what was answered, what was reported.

Made of a snapshot alone, so that it can say no more than that.
"""

from __future__ import annotations

import json
from typing import Any

from trainer.group.web.pages import document, text
from trainer.group.web.result import result

Values = dict[str, Any]
LOOK = "Look at the screen in the room."
AGAIN = '<p class="again"><a href="/">Load this page again</a></p>'
"""For phones whose script is off or did not arrive; the script hides it."""


def room(now: Values, form_token: str, error: str = "") -> str:
    """The page for a snapshot."""
    parts = {
        "waiting": _waiting,
        "open": _form,
        "closed": _closed,
        "locked": _closed,
        "revealed": result,
        "ended": _ended,
    }
    status = now["status"]
    body = parts[status](now | {"form_token": form_token})
    team = f" · {text(now['team'])}" if now["team"] else ""
    main = f'<p class="where">{text(now["day"])}{team}</p>\n{body}\n{AGAIN}'
    quiet = status not in ("open", "revealed", "ended")
    ballot = json.dumps(now["ballot"])
    return document(now["title"], main, key=key(now), ballot=ballot, reload=quiet, error=error)


def key(now: Values) -> str:
    """Which state of the room a page shows: another key, another page."""
    asked = now["decision"]["id"] if now["decision"] else "-"
    return f"{now['status']} {asked} {now['round']} {now['day']}"


def answer_text(asked: Values, ballot: Values) -> str:
    """An answer in words: its letters and shapes, or its number."""
    if ballot["value"] is not None:
        told = f"{ballot['value']:g} {asked['unit']}"
    else:
        told = ", ".join(
            f"{o['letter']} {o['shape']}" for o in asked["options"] if o["id"] in ballot["picks"]
        )
    return told if ballot["confidence"] is None else f"{told} ({ballot['confidence']} % sure)"


def mark(at: int, letter: str, shape: str) -> str:
    """An option's letter and shape, in its colour."""
    return f'<span class="mark c{at}">{letter} <span aria-hidden="true">{shape}</span></span>'


def _waiting(_: Values) -> str:
    told = f"Nothing is asked right now. {LOOK} This page changes by itself."
    return f"<h1>You are in</h1>\n<p>{told}</p>"


def _ended(_: Values) -> str:
    return (
        "<h1>The session is over</h1>\n<p>Keep your answers before you leave: they are gone when"
        ' the room closes.</p>\n<p><a class="button" href="/mine">Your answers beside the report\'s'
        "</a></p>"
    )


def _head(asked: Values, now: Values) -> str:
    several = f" · round {now['round']}" if now["round"] > 1 else ""
    return (
        f'<h1>{text(asked["title"])}{several}</h1>\n<p class="prompt">{text(asked["prompt"])}</p>'
    )


def _closed(now: Values) -> str:
    asked, ballot = now["decision"], now["ballot"] or now["earlier"]
    said = {
        "closed": "Voting is closed.",
        "locked": "The group's answer is locked. What was reported comes next.",
    }[now["status"]]
    yours = f"Your answer: {answer_text(asked, ballot)}." if ballot else "You gave no answer."
    options = "".join(
        f'<li class="option{" chosen" if ballot and o["id"] in ballot["picks"] else ""}">'
        f"{mark(at, o['letter'], o['shape'])}<span>{text(o['text'])}</span></li>"
        for at, o in enumerate(asked["options"])
    )
    listed = f'<ul class="options">{options}</ul>' if options else ""
    return (
        f'{_head(asked, now)}\n<p class="strong">{said}</p>\n<p>{text(yours)}</p>\n{listed}'
        f"<p>{LOOK}</p>"
    )


def _form(now: Values) -> str:
    asked, ballot = now["decision"], now["ballot"]
    yours = ""
    if ballot:
        yours = (
            f'<p class="yours">Your answer is in: <strong>{text(answer_text(asked, ballot))}'
            "</strong>. You can change it until voting closes.</p>"
        )
    elif now["earlier"]:
        yours = (
            f"<p>Before, you answered {text(answer_text(asked, now['earlier']))}. Answer again.</p>"
        )
    left = now["seconds_left"]
    clock = ""
    if left is not None:
        # Without script it stands still.
        then = '<span class="again"> when this page was loaded</span>'
        clock = f'<p id="clock" class="strong">{_clock(left)} left{then}</p>'
    return f"""{_head(asked, now)}
{clock}
{yours}
<form id="vote" method="post" action="/vote" autocomplete="off">
<input type="hidden" name="form" value="{now["form_token"]}">
<input type="hidden" name="decision" value="{text(asked["id"])}">
<input type="hidden" name="round" value="{now["round"]}">
{_options(asked, ballot) if asked["options"] else _number(asked, ballot)}
{_confidence(ballot) if now["ask_confidence"] else ""}
<div class="send">
<button id="send">{"Change my answer" if ballot else "Send my answer"}</button>
</div>
</form>"""


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _options(asked: Values, ballot: Values | None) -> str:
    most = asked["maximum"]
    kind, legend = ("radio", "Pick one") if most == 1 else ("checkbox", f"Pick up to {most}")
    picked = ballot["picks"] if ballot else []
    lines = "\n".join(
        f'<label class="pick"><input type="{kind}" name="pick" id="o{at}" value="{text(o["id"])}"'
        f"{' checked' if o['id'] in picked else ''}>{mark(at, o['letter'], o['shape'])}"
        f"<span>{text(o['text'])}</span></label>"
        for at, o in enumerate(asked["options"])
    )
    return f'<fieldset data-most="{most}"><legend>{legend}</legend>\n{lines}\n</fieldset>'


def _number(asked: Values, ballot: Values | None) -> str:
    given = "" if ballot is None else f"{ballot['value']:g}"
    return (
        f'<label for="value">{text(asked["how"])}</label>\n'
        f'<input id="value" name="value" inputmode="decimal" maxlength="20" value="{given}">'
    )


def _confidence(ballot: Values | None) -> str:
    given = ballot["confidence"] if ballot else None
    options = "".join(
        f'<option value="{n}"{" selected" if n == given else ""}>{n} %</option>'
        for n in range(0, 101, 10)
    )
    return (
        '<label for="confidence">How sure are you? (as you like)</label>\n<select id="confidence"'
        f' name="confidence"><option value="">not said</option>{options}</select>'
    )

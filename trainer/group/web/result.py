"""The page's part after the reveal: the report, the room, and one's own answer, apart."""

from __future__ import annotations

from typing import Any

from trainer.group.web.pages import text

Values = dict[str, Any]


def result(now: Values) -> str:
    """What was reported, how the group was divided, and one's own picks."""
    asked, told = now["decision"], now["result"]
    cite = f' <span class="cite">({text(told["cite"])})</span>' if told["cite"] else ""
    parts = [
        f"<h1>{text(asked['title'])}</h1>",
        f'<p class="prompt">{text(asked["prompt"])}</p>',
        f"<section><h2>What was reported</h2>\n<p>{text(told['reported'])}{cite}</p>",
    ]
    if "number" in told:
        parts.append(f"<p>The report's number: {text(told['number'])}.</p>")
        parts.append(f"<p>{text(told['why'])}</p>")
    parts += ["</section>", _own(now["own"]), _room(asked, told)]
    return "\n".join(parts)


def _own(own: list[Values]) -> str:
    if not own:
        return "<section><h2>Your answer</h2>\n<p>You gave none.</p></section>"
    items = []
    for pick in own:
        if not pick["letter"]:
            items.append(f"<p>{text(pick['text'])}</p>")
            continue
        items.append(
            f"<p><strong>{pick['letter']} {pick['shape']}</strong> {text(pick['text'])}</p>\n"
            f"<dl><dt>Reported</dt><dd>{text(pick['reported'])}</dd>"
            f"<dt>Sound that day</dt><dd>{text(pick['judgement'])}. {text(pick['why'])}</dd></dl>"
        )
    return "<section><h2>Your answer</h2>\n" + "\n".join(items) + "</section>"


def _room(asked: Values, told: Values) -> str:
    rounds = told["rounds"]
    if not rounds:
        return ""
    names = ["The room"] if len(rounds) == 1 else ["At first", "At last"]
    parts = ["<section><h2>The room</h2>"]
    if not asked["options"]:
        parts += [
            f"<p>{name}: median {r['median']:g} {text(asked['unit'])}, of {r['people']}.</p>"
            for name, r in zip(names, rounds, strict=True)
            if r["median"] is not None
        ]
        return "\n".join([*parts, "</section>"])
    said = {m["id"]: m["said"] for m in told["marked"]}
    for at, option in enumerate(asked["options"]):
        shape = f'<span aria-hidden="true">{option["shape"]}</span>'
        note = f' <em class="did">({text(said[option["id"]])})</em>' if option["id"] in said else ""
        bars = "".join(
            _bar(name, r["counts"][option["id"]], r["people"], at)
            for name, r in zip(names, rounds, strict=True)
        )
        parts.append(
            f'<div class="spread"><p><span class="mark c{at}">{option["letter"]} {shape}</span>'
            f" {text(option['text'])}{note}</p>{bars}</div>"
        )
    return "\n".join([*parts, "</section>"])


def _bar(name: str, count: int, people: int, at: int) -> str:
    share = round(100 * count / people) if people else 0
    # A meter needs no style of its own, which the page's policy forbids.
    return (
        f'<p class="bar c{at}"><span>{name}</span><meter min="0" max="{max(people, 1)}" '
        f'value="{min(count, people)}" aria-label="{name}: {count} of {people}"></meter>'
        f"<span>{count} of {people} ({share} %)</span></p>"
    )

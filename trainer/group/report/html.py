"""A session as one HTML file that needs nothing beside it."""

from __future__ import annotations

from html import escape

from trainer.presentation.blocks import round as words
from trainer.presentation.blocks.debrief import AXES
from trainer.presentation.blocks.round import DecisionRow, GroupSummary, OptionRow
from trainer.presentation.blocks.verdict import REPORTED
from trainer.presentation.words import DISCLAIMER, cites, score_text

_STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;"
    "margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}"
    "td,th{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #8886;vertical-align:top}"
    "meter{width:6rem}.key{font-weight:bold}section{break-inside:avoid}"
)


def html(told: GroupSummary) -> str:
    """The report of a session."""
    scores = "".join(
        f"<li><b>{escape(name)}</b> ({escape(AXES[name])}): {score_text(value)}</li>"
        for name, value in told.scores.items()
    )
    body = [
        f"<h1>Group session: {_text(told.title)}</h1>",
        *(f"<p>{_text(line)}</p>" for line in (*words.head(told), words.CAUTION)),
        f"<h2>The group's answers beside the report</h2><ul>{scores}</ul>",
        *map(_decision, told.decisions),
        f"<p><em>{escape(DISCLAIMER)}</em></p>",
    ]
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'>"
        f"<title>{_text(told.title)}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(body)}</body></html>\n"
    )


def _decision(row: DecisionRow) -> str:
    minutes = "" if row.minutes is None else f", {row.minutes:.0f} min"
    parts = [f"<h2>Day {row.day}: {_text(row.title)}{minutes}</h2><p>{_text(row.prompt)}</p>"]
    if row.options:
        parts.append(_table(row))
    for here in row.rounds:
        said = [f"Vote {here.number}: {here.voters} voted", words.sure(here)]
        if here.median is not None:
            said.append(f"middle {here.median:g}")
        parts.append(f"<p>{_text('; '.join(filter(None, said)))}.</p>")
    parts += [f"<p>{_text(line)}</p>" for line in words.movement(row)]
    if row.changes:
        parts.append(f"<p>Changes: {_text('; '.join(words.changed(row)))}.</p>")
    parts.append(f"<p><b>The group:</b> {_text(words.locked(row))}</p>")
    if row.told:
        cite = f" ({_text(cites(row.cite))})" if row.cite else ""
        parts.append(f"<p><b>The report:</b> {_text(row.answer)}{cite}</p>")
        parts.append(f"<p>{_text(words.agreement(row))}</p>")
    return f"<section>{''.join(parts)}</section>"


def _table(row: DecisionRow) -> str:
    heads = ["", "option", *(f"vote {r.number}" for r in row.rounds)]
    heads += ["reported", "sound that day"] if row.told else []
    head = "".join(f"<th scope='col'>{_text(h)}</th>" for h in heads)
    return f"<table><tr>{head}</tr>{''.join(_option(row, o) for o in row.options)}</table>"


def _option(row: DecisionRow, o: OptionRow) -> str:
    cells = [_text(o.letter), _text(o.text)]
    for r in row.rounds:
        share = r.shares.get(o.id, 0.0)
        meter = f"<meter value='{share:.4f}' aria-label='{words.percent(share)}'></meter>"
        cells.append(f"{meter} {r.counts[o.id]} ({words.percent(r.shares.get(o.id))})")
    if row.told:
        cells += [_text(REPORTED[o.reported or "silent"]), _text(o.judgement or "")]
    key = " class='key'" if o.reported in ("yes", "part") else ""
    return f"<tr{key}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _text(text: str) -> str:
    return escape("".join(c for c in text if c.isprintable() or c == "\n"))

"""A session as CSV: a line for each option in each round; of a number its median."""

from __future__ import annotations

import csv
import io

from trainer.presentation.blocks.round import GroupSummary

HEAD = (
    "scenario", "version", "day", "decision", "title", "round", "team", "option", "letter", "text",
    "votes", "voters", "share", "reported", "judgement", "locked",
)  # fmt: skip


def table(told: GroupSummary) -> str:
    """The votes; a team's lines follow those of the whole room."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    cells: tuple[object, ...]
    for row in told.decisions:
        for here in row.rounds:
            if here.median is not None:
                chosen = "; ".join(row.locked)
                cells = (
                    told.scenario, told.version, row.day, row.id, row.title, here.number, "",
                    "median", "", f"{here.median:g}", here.voters, here.voters, "", "", "", chosen,
                )  # fmt: skip
                writer.writerow(map(_safe, cells))
            for team, counts in (("", here.counts), *here.teams.items()):
                for o in row.options:
                    share = "" if team else f"{here.shares.get(o.id, 0):.4f}"
                    chosen = "yes" if o.text in row.locked else "no"
                    cells = (
                        told.scenario, told.version, row.day, row.id, row.title, here.number, team,
                        o.id, o.letter, o.text, counts[o.id], "" if team else here.voters, share,
                        o.reported or "", o.judgement or "", chosen,
                    )  # fmt: skip
                    writer.writerow(map(_safe, cells))
    return out.getvalue()


def _safe(cell: object) -> object:
    # A spreadsheet would run what begins like a formula.
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{cell}"
    return cell

"""A learner's progress in words and tables; no figure is shown for too few answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trainer.counting import some
from trainer.learning.figures import Share
from trainer.learning.progress import Group, Progress
from trainer.learning.schedule import UNSURE, Why
from trainer.learning.total import FirstPlay
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.round import percent
from trainer.scoring.limits import ENOUGH, SURE

NOTHING = "Nothing is played yet: your first answers to a case count here."
TOO_FEW = "too few"
INTERVALS = (
    "In brackets the 95 % interval (Wilson). Repeats of a case and reviews are not counted here;"
    f" fewer than {ENOUGH} answers are too few for a figure."
)
OPEN: Mapping[Why, str] = {
    "sure and wrong": "Sure of and missed",
    "wrong": "Missed",
    "lucky": "Sound, but by luck",
}
MEANING: Mapping[Why, str] = {
    "sure and wrong": f"Sure: from {SURE} %.",
    "lucky": f"By luck: below {UNSURE} %.",
}
BARS = "▁▂▃▄▅▆▇█"
CELLS = 20
"""Columns of a full bar."""


def progress_blocks(progress: Progress) -> Iterator[Block]:
    """The whole progress page, section by section."""
    yield from summary_blocks(progress)
    yield from detail_blocks(progress)


def summary_blocks(progress: Progress) -> Iterator[Block]:
    """The first part of the page: by skill, what is still open, over time."""
    if not progress.runs:
        yield Block("text", NOTHING)
        return
    yield Block("text", head_text(progress))
    if _is_empty(progress):
        yield Block("aside", "Answers count here once their verdict is shown.")
        return
    if progress.skills:
        yield Block("heading", "By skill")
        yield Block("chart", _table(_skills(progress.skills)))
    yield from _open(progress)
    yield from _over_time(progress)


def detail_blocks(progress: Progress) -> Iterator[Block]:
    """The second part of the page: by principle, confidence, differentials, take-aways."""
    if _is_empty(progress):
        return
    if progress.principles:
        yield Block("heading", "By principle")
        yield Block("chart", _table(_principles(progress.principles)))
    yield from _confidence(progress)
    yield from _differentials(progress)
    yield from _takeaways(progress)


def _is_empty(progress: Progress) -> bool:
    """Whether there are no figures yet; the page then has one sentence instead of empty tables."""
    p = progress
    return not (p.everything.share.n or p.passed or p.back or p.plays or p.takeaways)


def head_text(progress: Progress) -> str:
    """``7 cases, 84 first answers, 9 weeks``."""
    weeks = max(1, round(progress.days / 7)) if progress.days else 0
    counted = some(progress.everything.share.n, "first answer")
    return ", ".join((some(progress.cases, "case"), counted, some(weeks, "week")))


def share_text(share: Share) -> str:
    """``68 % (47-84)``, or ``too few``."""
    if not share.enough:
        return TOO_FEW
    low, high = share.interval
    return f"{percent(share.share)} ({100 * low:.0f}-{100 * high:.0f})"


def _skills(groups: Mapping[str, Group]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("", "answers", "sound", "sure", "you are")]
    for name, group in groups.items():
        mean, enough = group.confidence.mean, group.share.enough
        sure = percent(mean) if enough and mean is not None else ""
        leaning = group.confidence.leaning if enough else ""
        counted = str(group.share.n), share_text(group.share)
        rows.append((name.capitalize(), *counted, sure, leaning))
    return rows


def _principles(groups: Mapping[str, Group]) -> list[tuple[str, ...]]:
    rows = [
        (name.replace("-", " ").capitalize(), str(group.share.n), share_text(group.share), "")
        for name, group in groups.items()
    ]
    return [("", "answers", "sound", ""), *rows]


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    # The first and the last column hold words, aligned left; figures are aligned right.
    last = len(widths) - 1
    lines = []
    for row in rows:
        cells = (
            cell.ljust(width) if i in (0, last) else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _over_time(progress: Progress) -> Iterator[Block]:
    yield Block("heading", "Over time")
    scores = [play.soundness for play in progress.plays if play.soundness is not None]
    if scores:
        yield Block("item", _plays(progress.plays), "Sound, first plays")
    rows = (
        ("Early", progress.early),
        ("Late", progress.late),
        ("Without a hint", progress.unaided),
        ("With a hint", progress.with_hints),
        ("Repeats of a case", progress.repeats),
        ("Reviews", progress.reviews),
    )
    for label, share in rows:
        if share.n:
            yield Block("item", f"{share_text(share)}, {some(share.n, 'answer')}", label)
    yield Block("item", change_text(progress), "From early to late")
    if progress.passed:
        yield Block("item", f"{some(progress.passed, 'question')}, not counted above", "Passed")
    yield Block("aside", INTERVALS)


def _plays(plays: Iterable[FirstPlay]) -> str:
    scores = [play.soundness for play in plays if play.soundness is not None]
    return "  ".join(f"{score:.0f} {BARS[min(7, int(score / 12.5))]}" for score in scores)


def change_text(progress: Progress) -> str:
    """Whether the later half of the answers was better, as far as the interval can show it."""
    if progress.change is None:
        return f"{TOO_FEW}: each half needs {ENOUGH} answers"
    by, low, high = (100 * value for value in progress.change)
    interval = f"{by:+.0f} points ({low:+.0f} to {high:+.0f})"
    if low <= 0 <= high:
        return f"no change that so few answers could show: {interval}"
    return f"{'better' if by > 0 else 'worse'}: {interval}"


def _confidence(progress: Progress) -> Iterator[Block]:
    yield Block("heading", "Confidence against soundness")
    confidence, brier = progress.everything.confidence, progress.brier
    if not confidence.share.enough:
        yield Block("text", f"{TOO_FEW.capitalize()}: {some(confidence.share.n, 'answer')}.")
        return
    rows = [("you said", "answers", "sound", "")]
    for low, high, part in progress.curve:
        share = part.share
        bar = "█" * round(share.share * CELLS) if share.enough else ""
        rows.append((f"{low}-{high} %", str(share.n), share_text(share) if share.n else "", bar))
    yield Block("chart", _table(rows))
    mean, share = confidence.mean or 0.0, confidence.share
    sentence = f"You are {confidence.leaning}: {percent(mean)} sure, {share_text(share)} sound"
    yield Block("text", f"{sentence}; Brier score {brier['brier']:.3f} (0 is best, 1 worst).")


def _differentials(progress: Progress) -> Iterator[Block]:
    pool = progress.differentials
    if not pool["n"] and not pool["not_to_miss"]["of"]:
        return
    yield Block("heading", "Differentials")
    counted = f"{some(pool['n'], 'list')} of {some(pool['cases'], 'case')}"
    if pool["enough"]:
        text = f"log score {pool['log']:.2f}, Brier score {pool['brier']:.2f} over {counted}"
        yield Block("item", f"{text} (0 is best)", "Chance of the final diagnosis")
    elif pool["n"]:
        yield Block("item", f"{TOO_FEW}: {counted}", "Chance of the final diagnosis")
    wanted = pool["not_to_miss"]
    yield Block("item", f"{wanted['named']} of {wanted['of']}", "Not to miss, on the list")


def _open(progress: Progress) -> Iterator[Block]:
    yield Block("heading", "Still open")
    counts = {why: progress.still_open(why) for why in OPEN}
    for why, label in OPEN.items():
        if counts[why]:
            yield Block("item", str(counts[why]), label)
    back = len(progress.back)
    if not back:
        yield Block("text", "Nothing comes back.")
        return
    today, how = (f"{progress.due} today", "trainer review") if progress.due else ("none today", "")
    yield Block("item", f"{today}, {back} in all", "Comes back", note=how)
    if meaning := " ".join(MEANING[why] for why in MEANING if counts[why]):
        yield Block("aside", meaning)


def _takeaways(progress: Progress) -> Iterator[Block]:
    if progress.takeaways:
        yield Block("heading", f"Take-aways ({len(progress.takeaways)})")
    for each in progress.takeaways:
        yield Block("item", each.text, f"{each.at[:10]}, {each.title}")

"""Progress as JSON values, as Markdown and as plain text."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from trainer.learning.figures import Confidence
from trainer.learning.progress import Group, Progress
from trainer.learning.schedule import ORDER
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.progress import progress_blocks
from trainer.presentation.layouts.markdown import block_markdown, escaped
from trainer.presentation.layouts.text import lines

TITLE = "Progress of {}"
_RUN = ("run", "scenario", "title", "scenario_version", "mode", "status", "day", "scores",
        "scoring", "created", "updated")  # fmt: skip


def progress_json(progress: Progress) -> dict[str, Any]:
    """All figures of the progress page; a share is null if there are too few answers."""
    change = progress.change
    confidence = progress.everything.confidence
    return {
        "learner": progress.learner,
        "cases": progress.cases,
        "days": progress.days,
        "first_answers": progress.everything.share.n,
        "all": _group(progress.everything),
        "by_skill": {name: _group(group) for name, group in progress.skills.items()},
        "by_principle": {
            name: {"says": progress.rules.get(name)} | _group(group)
            for name, group in progress.principles.items()
        },
        "passed": progress.passed,
        "repeats": progress.repeats.to_dict(),
        "reviews": progress.reviews.to_dict(),
        "unaided": progress.unaided.to_dict(),
        "with_hints": progress.with_hints.to_dict(),
        "early": progress.early.to_dict(),
        "late": progress.late.to_dict(),
        "change": None
        if change is None
        else dict(zip(("by", "low", "high"), (round(v, 4) for v in change), strict=True)),
        "calibration": {
            **progress.brier,
            "you_are": confidence.leaning,
            "curve": [_part(*part) for part in progress.curve],
        },
        "differentials": dict(progress.differentials),
        "first_plays": [asdict(play) for play in progress.plays],
        "open": {why: progress.still_open(why) for why in ORDER},
        "due": progress.due,
        "takeaways": [asdict(takeaway) for takeaway in progress.takeaways],
        "runs": [{name: getattr(run, name) for name in _RUN} for run in progress.runs],
    }


def _group(group: Group) -> dict[str, Any]:
    share = group.share.to_dict()
    return {"first_answers": share.pop("n"), **share, "confidence": group.confidence.to_dict()}


def _part(low: int, high: int, part: Confidence) -> dict[str, Any]:
    mean = part.mean
    return {
        "from": low,
        "to": high,
        "mean": None if mean is None else round(mean, 4),
        **part.share.to_dict(),
    }


def progress_markdown(progress: Progress) -> str:
    """The page as Markdown; texts of cases and of the learner are escaped."""
    title = f"# {escaped(TITLE.format(progress.learner))}"
    return "\n\n".join([title, *map(block_markdown, progress_blocks(progress))]) + "\n"


def progress_text(progress: Progress) -> str:
    """The page as plain text."""
    text = lines([Block("heading", TITLE.format(progress.learner))])
    for block in progress_blocks(progress):
        text += [""] if block.kind == "heading" else []
        text += lines([block])
    return "\n".join(text)

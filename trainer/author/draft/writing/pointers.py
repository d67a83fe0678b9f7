"""Write dated sentences as pointers: the place, the day and the figures, never the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trainer.author.draft.article.text import any_of, sentences
from trainer.author.draft.facts.named import named_figures
from trainer.author.draft.facts.naming import orders_in
from trainer.author.draft.facts.places import Place
from trainer.author.draft.facts.timeline import Dated
from trainer.author.draft.writing.guard import CopyGuard
from trainer.author.draft.writing.yaml_out import day_id, flow, note
from trainer.case.catalogue import shared_catalogue


@dataclass(frozen=True, slots=True)
class DaysInPlay:
    """The days in play; findings of later days are put on the last."""

    first: int
    last: int
    starts_at: int = 1

    def day(self, day: int | None) -> int:
        """The day in play for a finding of ``day``; the first if ``day`` is unknown."""
        return self.first if day is None else min(day, self.last)


def finding_lines(
    dated: Sequence[Dated], source: str, span: DaysInPlay, guard: CopyGuard, tests: frozenset[str]
) -> Iterator[tuple[int, list[str]]]:
    """The day and the lines of each dated sentence. ``tests`` are those in the article's tables."""
    used: set[str] = set()
    following = _following(dated)
    for entry in dated:
        day = span.day(entry.day)
        name = f"{day_id(day)}-{entry.place.locator.lower()}-{entry.sentence}"
        while name in used:
            name += "-x"
        used.add(name)
        lines = [] if entry.sure else note(_question(entry, day), 2)
        if orders := orders_in(entry.text):
            # They go into a comment, because a name in the text could give a later day away.
            lines += note(f"named there: {', '.join(orders[:8])}", 2)
        text = "TODO read it there, retell it in your own words."
        if count := following.get((entry.place.locator, entry.sentence)):
            have = "the next sentence has" if count == 1 else f"the next {count} sentences have"
            text += f" In that place {have} no day."
        if figures := _figures(entry.text, guard, tests):
            text += f" Figures: {figures}."
        lines.append("  - " + flow({
            "id": name, "kind": "image" if entry.place.kind == "figure" else "text", "day": day,
            "when": None if entry.sure else guard.own(entry.printed),
            "title": f"TODO title ({_part(entry)} there)", "text": text,
            "cite": f"{source} {entry.place.locator}",
        }))  # fmt: skip
        yield day, lines


def _part(entry: Dated) -> str:
    return f"{'row' if entry.place.kind == 'table' else 'sentence'} {entry.sentence}"


def _figures(sentence: str, guard: CopyGuard, tests: frozenset[str]) -> str:
    """The figures of a sentence, in another order if their own would copy the article."""
    figures = named_figures(sentence, tests)[:12]
    orders = (figures, sorted(figures), sorted(figures, reverse=True))
    return next((line for f in orders if not guard.copies(line := ", ".join(f))), "(many)")


def _following(dated: Sequence[Dated]) -> dict[tuple[str, int], int]:
    """How many sentences without a day follow each dated one in its place."""
    numbers: dict[Place, set[int]] = {}
    for entry in dated:
        if entry.place.kind == "paragraph" and entry.place.role == "case":
            numbers.setdefault(entry.place, set()).add(entry.sentence)
    return {
        (place.locator, number): following - number - 1
        for place, dates in numbers.items()
        for number, following in pairwise([*sorted(dates), len(sentences(place.text)) + 1])
    }


def _question(entry: Dated, day: int) -> str:
    place = f"({entry.place.locator}, {_part(entry)})"
    if entry.day is None:
        return f"TODO which day? Nothing in the text says from when this counts {place}."
    if entry.day != day:
        return f"TODO which day? It counts to day {entry.day}, after the last {place}."
    return f"TODO is it day {day}? That is a guess {place}."


_STARTED, _STOPPED = (
    re.compile(r"\b" + any_of(__file__, f"lists/{name}.txt"), re.IGNORECASE)
    for name in ("started", "stopped")
)


def course_lines(dated: Sequence[Dated], source: str, span: DaysInPlay) -> list[str]:
    """What the team may have done: orders named in dated sentences of the case itself."""
    lines: list[str] = []
    done: set[tuple[int, str]] = set()
    running: set[str] = set()
    for entry in dated:
        if entry.place.role != "case" or entry.place.kind != "paragraph" or entry.day is None:
            continue
        day = span.day(entry.day)
        for order in orders_in(entry.text):
            action = _action(order, entry.text)
            if (day, order) in done or action is None or order == "vital-signs":
                continue
            done.add((day, order))
            # What already runs cannot start, and what never started cannot stop: leave it open.
            if (action == "start") == (order in running) and action in ("start", "stop"):
                action = "event"
            if action == "start":
                running.add(order)
            elif action == "stop":
                running.remove(order)
            name = f"c-{day_id(day).removeprefix('d')}-{order}"[:60].rstrip("-")
            lines.append("  - " + flow({
                "id": name, "day": day, "action": action, "orders": [order],
                "text": "TODO done on this day, or only named?"
                        f" See sentence {entry.sentence} there.",
                "cite": f"{source} {entry.place.locator}",
            }))  # fmt: skip
    return lines


def _action(order: str, sentence: str) -> str | None:
    kind = shared_catalogue().orders[order].kind
    if kind == "procedure":
        return "procedure"
    if kind != "treatment":
        return "order"
    if _STARTED.search(sentence):
        return "start"
    return "stop" if _STOPPED.search(sentence) else None


def undated(
    places: Sequence[Place], dated: Sequence[Dated], guard: CopyGuard, tests: frozenset[str]
) -> list[str]:
    """Sentences of the case with figures and no day, as comments."""
    known = {(d.place.locator, d.sentence) for d in dated}
    lines: list[str] = []
    for place in places:
        if place.role != "case" or place.kind != "paragraph":
            continue
        for i, sentence in enumerate(sentences(place.text), start=1):
            figures = _figures(sentence, guard, tests)
            if figures and (place.locator, i) not in known:
                lines += note(f"{place.locator}, sentence {i}: {figures}", 2)
    if lines:
        lines = [*note("TODO these sentences have figures and no day:", 2), *lines]
    return lines

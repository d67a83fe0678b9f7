"""The patient in a column beside a page, or in one line if there is no room for a column."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from trainer.counting import some
from trainer.presentation.patient.course import SIGNS
from trainer.presentation.patient.results import CHANGES
from trainer.presentation.sight import Series, Sight, Treatment
from trainer.presentation.spans import Line, Role, cells, cut, fit, left, right
from trainer.presentation.words import age_and_sex

LEVELS = "▁▂▃▄▅▆▇█"
SPARK = 8
"""Columns of a sparkline; a wide panel has twice as many."""
WIDE = 48
"""Columns from which a panel is wide."""
LEAST = 8
"""Columns of a name, at least."""
MOST = 8
"""Values shown, at most; Results has all."""
LIST = 30
"""Columns reserved for the running treatments when the patient is shown in one line."""
ARROWS: dict[str, str] = {"higher": "↑", "lower": "↓", "same": "="}


def panel(sight: Sight, width: int) -> list[Line]:
    """The patient, values, running treatments and the learner's marks, at most ``width`` wide."""
    parts = _who(sight, width), _values(sight, width), _running(sight, width), _answers(sight)
    return [fit(line, width) for part in parts for line in part]


def in_one_line(sight: Sight, width: int) -> Line:
    """The values that changed and the running treatments, as many as fit into ``width``."""
    treatments = [(name, ts[-1]) for name, ts in sight.treatments.items() if ts[-1].runs]
    names = [name + "?" * (latest.ends == "unknown") for name, latest in treatments]
    running = f"running: {', '.join(names)}" if names else ""
    room = width - min(cells(running), LIST) - 3 * bool(running)
    line: list[tuple[str, Role]] = []
    for series in _chosen(sight):
        text = " ".join(filter(None, (series.analyte.label, _last_two(series))))
        lead, arrow = " · " if line else "", _arrow(series)
        room -= cells(lead + text + arrow)
        if not series.moves or room < 0:
            break
        line += [(lead, "dim"), (text, ""), (arrow, _role(series))]
    if not line and not running:
        # The first day's page opens with the patient.
        is_first_day = sight.state.day == sight.case.scenario.clock.first_day
        return () if is_first_day else ((cut(age_and_sex(sight.case), width), "dim"),)
    used = sum(cells(text) for text, _ in line)
    lead = " · " if line and running else ""
    return (*line, (lead, "dim"), (cut(running, max(0, width - used - len(lead))), ""))


def _last_two(series: Series) -> str:
    """``5›10 L/min``."""
    figures = "›".join(p.text for p in series.points[-2:])
    return f"{figures} {series.analyte.shown_unit}".rstrip()


def _who(sight: Sight, width: int) -> Iterator[Line]:
    patient = sight.case.scenario.patient
    person = age_and_sex(sight.case).replace(" years", "")
    since = sight.state.day - sight.case.scenario.clock.first_day
    stay = f"   {some(since, 'day')} with you" if since else ""
    yield ((cut(person, width - cells(stay)), "bold"), (stay, "dim"))
    wrapped = textwrap.wrap(" ".join(patient.summary.split()), max(10, width))
    for number, text in enumerate(wrapped[:4]):
        more = number == 3 and len(wrapped) > 4
        yield ((cut(f"{text} …" if more else text, width), "dim"),)


def _chosen(sight: Sight) -> list[Series]:
    """Values that changed, then those out of range or new today; the latest of each first."""
    figures = [series for series in sight.series.values() if series.points]
    today = sight.state.day
    candidates = [s for s in figures if s.moves or s.flag or s.last.day == today]
    return sorted(candidates, key=lambda s: (not s.moves, -s.last.day))[:MOST]


def _values(sight: Sight, width: int) -> Iterator[Line]:
    chosen = _chosen(sight)
    if not chosen:
        return
    figures = max(cells(s.points[-1].text) for s in chosen)
    spark = SPARK if width < WIDE else 2 * SPARK
    tail = max(cells(f" {s.analyte.shown_unit}{_arrow(s)}") for s in chosen)
    room = max(LEAST, width - spark - figures - min(tail, width // 3) - 3)
    names = min(max(cells(s.analyte.label) for s in chosen), room)
    yield ()
    for series in chosen:
        last, arrow = series.points[-1], _arrow(series)
        room = width - names - spark - figures - 3 - cells(arrow)
        unit = series.analyte.shown_unit
        before = ""
        if series.moves:
            before = f"  {series.points[-2].text} before"
            before = before if cells(f" {unit}{before}") <= room else ""
        yield (
            (left(series.analyte.label, names) + "  ", "dim"),
            (sparkline(sight, series, spark), "line"),
            (right(last.text, figures + 1), "warn" if last.flag else "bold"),
            (f" {unit}" if unit and cells(unit) < room else "", "dim"),
            (arrow, _role(series)),
            (before, "dim"),
        )


def sparkline(sight: Sight, series: Series, width: int) -> str:
    """The figures as blocks of different height, each at its day between the first and today."""
    first = min([sight.case.scenario.clock.first_day, series.points[0].day])
    span = max(1, sight.state.day - first)
    low = min(p.number for p in series.points)
    spread = max(p.number for p in series.points) - low
    line = [" "] * width
    for point in series.points:
        level = round((point.number - low) / spread * (len(LEVELS) - 1)) if spread else 3
        line[round((point.day - first) / span * (width - 1))] = LEVELS[level] if spread else "·"
    return "".join(line)


def _arrow(series: Series) -> str:
    flag = f" {series.points[-1].flag}".rstrip()
    change = series.change
    return flag if change is None else f"{flag} {ARROWS.get(change, change)}"


def _role(series: Series) -> Role:
    if series.change in ("worse", "better"):
        return CHANGES[series.change]
    return "warn" if series.points[-1].flag else "dim"


def _running(sight: Sight, width: int) -> Iterator[Line]:
    running = {n: ts for n, ts in sight.treatments.items() if ts[-1].runs}
    if not running:
        return
    first = min(ts[-1].start for ts in running.values())
    names = min(max(*(cells(n) for n in running), 8), width // 2)
    bar = width - names - 2
    today = f"day {sight.state.day}"
    yield ()
    axis = left(f"day {first}", bar - cells(today)) if bar > cells(today) * 2 else ""
    yield ((left("Running", names + 2), "bold"), (axis + today if axis else "", "dim"))
    for name, stretches in running.items():
        yield (
            (left(name, names) + "  ", ""),
            (_stretch(stretches[-1], first, sight.state.day, bar), "line"),
        )


def _stretch(stretch: Treatment, first: int, today: int, width: int) -> str:
    """A bar from the start of a treatment to today; ``?`` marks a day that is not reported."""
    start = round((stretch.start - first) / max(1, today - first) * (width - 1))
    begin = "?" if not stretch.dated else "━"
    if stretch.ends == "unknown":
        dashes = min(4, width - start - 2)
        return (" " * start + begin + "╌" * max(0, dashes) + "?")[:width]
    return " " * start + begin + "━" * (width - start - 1)


def _answers(sight: Sight) -> Iterator[Line]:
    marks = [m for on_day in sight.marks.values() for m in on_day]
    if marks:
        yield ()
        spans: list[tuple[str, Role]] = [("You  ", "bold")]
        for on_day in sight.marks.values():
            spans += [*(SIGNS[m] for m in on_day), (" ", "")]
        judged = [m for m in marks if m not in ("made", "passed")]
        if judged:
            spans.append((f" {judged.count('sound')} of {len(judged)} sound", "dim"))
        else:
            spans.append((f" {some(len(marks) - marks.count('passed'), 'answer')}", "dim"))
        yield tuple(spans)
    if sight.orders:
        if not marks:
            yield ()
        standing = sum(view.active for view in sight.orders)
        text = some(len(sight.orders), "order") + (f", {standing} standing" if standing else "")
        yield ((text, "dim"),)

"""Today at a glance: what is new, the questions, the learner's orders, the past in folds."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping

from textual.content import Content

from trainer.engine import views
from trainer.engine.offers import may, place_of
from trainer.presentation.blocks import day
from trainer.presentation.blocks.verdict import answered
from trainer.presentation.patient import today
from trainer.presentation.patient.course import SIGNS
from trainer.presentation.patient.results import CHANGES, aligned, places
from trainer.presentation.sight import Sight, mark
from trainer.presentation.spans import cells, left
from trainer.tui.keymap import OWN_KEYS, in_words
from trainer.tui.widgets.indented import tied
from trainer.tui.widgets.orders_pane import order_lines
from trainer.tui.widgets.rows import STYLES, Row, of_page
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

ORDERS = 6
"""Orders listed here, at most; the pane Orders has all."""
DECIDE, NOTES = "decide", "notes"
UNDO = "locked; {undo} opens it again today"
FINAL = "final; its verdict comes in the debrief"
BLANK = Row(Content(""))


def rows(
    sight: Sight,
    unfolded: Collection[Hashable] = (),
    cites: bool = False,
    alone: bool = True,
    question_first: bool = False,
    keymap: Mapping[str, str] = OWN_KEYS,
) -> list[Row]:
    """The rows of the page.

    ``alone``: there is no panel beside the page to say who the patient is. ``question_first`` puts
    the question above what is new, if it would be out of sight below it.
    """
    page: list[Row] = []
    clock = sight.case.scenario.clock
    next_step = list(_next_step(sight, keymap))
    if question_first:
        page += next_step
    if alone and sight.state.day == clock.first_day:
        page += [BLANK] if page else []
        page += of_page(Page(cites).blocks(day.patient(sight.case)))
    for part in (
        list(_new(sight, cites)),
        of_page(Page(cites).blocks(day.team_actions(sight.case, sight.state))),
        [] if question_first else next_step,
        list(_answered(sight, keymap)),
        list(_orders(sight)),
        list(_folds(sight, unfolded, cites)),
    ):
        if part:
            page += [BLANK, *part] if page else part
    return page


def _new(sight: Sight, cites: bool) -> Iterator[Row]:
    since = today.last_day(sight)
    is_first_day = sight.state.day == sight.case.scenario.clock.first_day
    heading = "New today" if is_first_day or since is None else f"New since day {since}"
    yield Row(Content.styled(heading, HEAD))
    values = today.values_of_today(sight)
    labels = max((cells(v.label) for v in values), default=0)
    figures = _aligned([f"{v.text} {v.flag}".rstrip() for v in values])
    texts = max(map(cells, figures), default=0)
    changes = max((cells(v.change or "") for v in values), default=0)
    for value, figure in zip(values, figures, strict=True):
        text = figure + " " * (texts - cells(figure))
        before = ", ".join(map(tied, value.before.split(", ")))
        change = left(value.change or "", changes)
        yield Row(
            Content.assemble(
                (text, WARN if value.flag else "bold"),
                (f"  {change}", STYLES[CHANGES[value.change]] if value.change else ""),
                (f"   {before}" if before else "", DIM),
                (f"  {value.cite}" if cites else "", DIM),
            ),
            Content(f"{left(value.label, labels)}  "),
        )
        if value.note:
            yield Row(Content.styled(value.note, DIM), Content("  "))
    others = of_page(Page(cites).blocks(today.others_of_today(sight)))
    yield from others
    if not values and not others:
        yield Row(Content.styled(today.NOTHING, DIM))


def _aligned(texts: list[str]) -> list[str]:
    """Figures with their units, the decimal points under each other."""
    parts = [text.partition(" ") for text in texts]
    after, room = places([figure for figure, _, _ in parts])
    return [f"{aligned(figure, after, room)}{gap}{unit}" for figure, gap, unit in parts]


def _next_step(sight: Sight, keymap: Mapping[str, str]) -> Iterator[Row]:
    """The next open question; if there is none, how to go on to the next day or finish."""
    case, state = sight.case, sight.state
    if (waiting := views.next_question(case, state)) is not None:
        name = place_of(case, waiting).capitalize()
        key = in_words("   {decide} decide", keymap)
        yield Row(Content.assemble((name, "bold"), (key, WARN)), key=DECIDE)
        return
    if state.finished:
        return
    last = may(case, state, "finish")
    text = "Finish and see the debrief" if last else "On to the next day with an event"
    # This row cannot be chosen: one enter too many must not end a day.
    yield Row(Content.assemble((text, "bold"), (in_words("   {next}", keymap), WARN)))
    yield from of_page(Page().blocks(day.pause(case, state)))


def _answered(sight: Sight, keymap: Mapping[str, str]) -> Iterator[Row]:
    """The questions answered today; enter opens their verdicts."""
    case, state = sight.case, sight.state
    for question in case.questions_on.get(state.day, ()):
        if (lock := state.locks.get(question.id)) is None:
            continue
        sign, role = SIGNS[mark(question, lock)]
        if lock.revealed:
            answer = answered(question, lock.answer)
        elif may(case, state, "undo", question.id):
            answer = in_words(UNDO, keymap)
        else:
            answer = FINAL
        text = Content.assemble((sign, STYLES[role]), f" {question.title}   ", (answer, DIM))
        yield Row(text, key=("answer", question.id), wraps=False)


def _orders(sight: Sight) -> Iterator[Row]:
    state = sight.state
    placed = [v for v in sight.orders if v.active or v.placed.day == state.day]
    if not placed:
        return
    yield Row(Content.styled("You asked for", HEAD))
    for line in order_lines(sight, placed[:ORDERS]):
        yield Row(line, wraps=False)
    if (more := len(placed) - ORDERS) > 0:
        yield Row(Content.styled(f"and {more} more under Orders", DIM))


def _folds(sight: Sight, unfolded: Collection[Hashable], cites: bool) -> Iterator[Row]:
    folds = today.folds(sight)
    names = max(cells(fold.name) for fold in folds)
    if notes := today.notes_of_today(sight):
        page = Page(cites).blocks(day.notes(notes))
        titles = "; ".join(n.title for n in notes)
        name = "The report"
        names = max(names, cells(name))
        yield from _fold(NOTES, left(name, names), titles, page, NOTES in unfolded)
    for fold in folds:
        contents = Page(cites)
        if fold.key in unfolded:
            contents.blocks(today.unfolded(sight, fold.key))
        yield from _fold(
            fold.key, left(fold.name, names), fold.summary, contents, fold.key in unfolded
        )


def _fold(key: Hashable, name: str, summary: str, page: Page, is_open: bool) -> Iterator[Row]:
    lead = Content.styled(f"{'▾' if is_open else '▸'} {name}   ", STYLES["line"])
    yield Row(Content(" ".join(summary.split())), lead, key, wraps=False)
    if is_open:
        yield from of_page(page, "    ")

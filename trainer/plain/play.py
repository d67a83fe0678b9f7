"""The game by numbered prompts, for screen readers, pipes and scripts.

Every prompt is one line; every answer is a number, a word or empty. At the end of input the run is
saved and the exit code is 0.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from trainer import typed
from trainer.case.library.cases import find_case, heads, scenario_folders
from trainer.case.library.head import CaseHead
from trainer.case.library.installed import folder_name
from trainer.case.library.played import head_of_run, runs_of
from trainer.case.loader import Loaded
from trainer.case.model import AnyQuestion, CourseEntry, Finding, SourceNote
from trainer.case.search import search
from trainer.engine import moves, views
from trainer.engine.events import Event
from trainer.engine.offers import may, offers, stopped
from trainer.errors import NoSuchCase, StoreError
from trainer.plain.answers import ask_answer, with_forecast
from trainer.plain.chances import ListEntry
from trainer.plain.prompts import Leave, ask, ask_text, ask_until, choose, tell
from trainer.plain.words import WORDS, Teller
from trainer.presentation import words
from trainer.presentation.blocks import Block, day
from trainer.presentation.blocks.order import order_text
from trainer.presentation.blocks.question import question_blocks
from trainer.presentation.blocks.trust import trust
from trainer.presentation.layouts.text import debrief_text
from trainer.questions import Answer, DifferentialQuestion
from trainer.session import Session, changed_since
from trainer.shell import shell_line
from trainer.store.records import Mode
from trainer.store.runs import RunStore

Part = TypeVar("Part", Finding, CourseEntry, SourceNote)


def play_plain(loaded: Loaded, store: RunStore, learner: str, mode: Mode, seed: int) -> int:
    """Play a case by prompts; offer to resume an unfinished run.

    A new run shows options in the order of ``seed``. Returns the exit code: 2 if not all was saved.
    """
    try:
        session = _open(loaded, store, learner, mode, seed)
    except Leave:
        return 0
    except StoreError as error:
        tell(str(error))
        return 2
    try:
        _Plain(session).play()
    except Leave:
        tell("")
    saving = session.close()
    if saving.problem is not None:
        tell(f"Not everything is saved: {saving.reason}")
        return 2
    if not session.state.finished:
        _tell_command("Saved. Go on with:", _name(loaded))
    return 0


def _tell_command(before: str, name: str) -> None:
    # Not wrapped, however long, so that it can be copied.
    print(f"{before} {shell_line('play', name, then='--plain')}")  # noqa: T201


def _heads(store: RunStore) -> list[CaseHead]:
    return heads(scenario_folders(os.environ), store.folder / "cases-index.json")


def _name(loaded: Loaded) -> str:
    """A name of the case that opens exactly this version again."""
    assert loaded.scenario is not None
    case, folders = loaded.scenario.id, scenario_folders(os.environ)
    with contextlib.suppress(NoSuchCase):
        for name in (case, folder_name(case, loaded.scenario.version)):
            if find_case(name, folders).resolve() == loaded.path.resolve():
                return name
    return str(loaded.path)


def _open(loaded: Loaded, store: RunStore, learner: str, mode: Mode, seed: int) -> Session:
    assert loaded.scenario is not None
    summaries = store.to_resume(learner, loaded.scenario.id)
    for notice in summaries.notices:
        tell(notice)
    runs = summaries.runs
    mine = runs_of(loaded.path, loaded.content_hash, runs, lambda: _heads(store))
    started = next((r for r in mine if r.status == "playing"), None)
    other = next((r for r in runs if r.status == "playing" and r not in mine), None)
    if other is not None and (head := head_of_run(other, _heads(store))) is not None:
        name = folder_name(head.id, head.version)
        _tell_command(f"Your run of another version waits on day {other.day}:", name)
    if started is not None:
        tell(f"You have an unfinished run of this case, on day {started.day}.")
        if changed := changed_since(loaded, store, started):
            tell(changed)
        if choose("Your choice", ["Go on with it", "Start a new run"]) == 0:
            try:
                return Session.resume(loaded, store, started.run)
            except ValueError:
                tell("It holds something that this version does not know; a new one is started.")
    return Session.start(loaded, store, learner, mode, seed)


class _Plain:
    """The dialogue of one run."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.teller = Teller(session)
        self.shown: set[int] = set()
        self.paused: set[int] = set()
        """Days on which a pause has been proposed; it is proposed once a day."""

    def play(self) -> None:
        s, scenario = self.session, self.session.case.scenario
        tell(scenario.title)
        tell(scenario.patient.summary)
        tell(" ".join([words.DISCLAIMER, words.COURSE_GOES_ON, trust(scenario)]))
        tell(f"Instead of a number you can type: {WORDS}.")
        for notice in s.notices:
            tell(notice)
        self._saving()
        for name in s.owed:
            tell("")
            tell(f"Your answer to: {s.case.questions[name].title}")
            self.teller.verdict(name)
        while not s.state.finished:
            self._news()
            self._menu()
        tell("")
        tell(debrief_text(s.case, s.state, changed=s.since_played, in_words=True))

    def _do(self, move: Callable[[], Event]) -> bool:
        try:
            self.session.do(move())
        except moves.Refused as refused:
            tell(str(refused))
            return False
        self._saving()
        return True

    def _saving(self) -> None:
        if reason := self.session.saving.reason:
            tell(f"NOT SAVED: {reason} Play goes on in memory; each step tries again.")

    def _news(self) -> None:
        s = self.session
        tell("")
        tell(f"== Day {s.state.day} ==")
        findings = self._new(views.findings(s.case, s.state))
        course = self._new(views.course(s.case, s.state))
        for number in sorted({part.day for part in (*findings, *course)}):
            self._say(day.findings(s.case, [f for f in findings if f.day == number], dated=True))
            self._say(
                day.course(c, "The team", words.day_text(s.case, number, c.when))
                for c in course
                if c.day == number
            )
        self._say(day.notes(self._new(views.source_notes(s.case, s.state))))
        if s.state.day not in self.paused and (pause := list(day.pause(s.case, s.state))):
            self.paused.add(s.state.day)
            self._say(pause)

    def _new(self, parts: Iterable[Part]) -> list[Part]:
        """The parts not shown before; they count as shown from now on."""
        fresh = [part for part in parts if id(part) not in self.shown]
        self.shown |= {id(part) for part in fresh}
        return fresh

    def _say(self, blocks: Iterable[Block]) -> None:
        self.teller.say(blocks)

    def _menu(self) -> None:
        s = self.session
        actions: dict[str, Callable[[Any], object]] = {
            "decide": lambda about: self._decide(s.case.questions[about]),
            "go_on": lambda day: self._do(lambda: moves.go(s.case, s.state, day)),
            "go_to": lambda _: self._go(),
            "finish": lambda _: self._do(lambda: moves.finish(s.case, s.state)),
            "order": lambda _: self._order(),
            "orders": lambda _: self._orders(),
            "explain": lambda _: self._explain(),
            "note": lambda _: self._note(),
            "undo": lambda name: self._do(lambda: moves.undo(s.case, s.state, name)),
        }
        menu = [o for o in offers(s.case, s.state) if o.allowed and o.action in actions]
        chosen = menu[choose("Your choice", [o.label for o in menu], self.teller.take)]
        self.teller.latest.clear()
        actions[chosen.action](chosen.about)

    def _go(self) -> None:
        s = self.session
        target = ask_until("Go to which day (empty: stay)", lambda t: typed.days(t) if t else None)
        if target is None:
            return
        if self._do(lambda: moves.go(s.case, s.state, target)) and s.state.day != target:
            tell(stopped(s.case, s.state))

    def _decide(self, question: AnyQuestion) -> None:
        s = self.session
        s.show_question(question.id)
        self.teller.question = question.id
        tell("")
        answer = self._answer(question)
        if answer is not None:
            answer = with_forecast(question, answer)
        try:
            if answer is None:
                s.lock(moves.pass_by(s.case, s.state, question.id))
            else:
                s.lock(moves.commit(s.case, s.state, question.id, answer))
        except moves.Refused as refused:
            tell(str(refused))
            return
        self._saving()
        outcome = "Passed." if answer is None else "Committed."
        if s.state.mode == "exam":
            tell(f"{outcome} The answer is in the debrief.")
        else:
            if answer is not None:  # the verdict itself says that a question was passed
                tell(outcome)
            self.teller.verdict(question.id)
        if may(s.case, s.state, "mark", question.id):
            self._mark(question)

    def _mark(self, question: AnyQuestion) -> None:
        """Ask the learner which of the author's elements the answer contains."""
        s = self.session
        prompt = f"Which of these does yours have? Numbers from 1 to {len(question.markable)}"
        numbers = [str(n) for n in range(1, len(question.markable) + 1)]
        marked = ask_until(f"{prompt} (empty: none)", lambda words: typed.places(words, numbers))
        elements = [question.markable[place] for place in marked]
        self._do(lambda: moves.mark(s.case, s.state, question.id, elements))

    def _answer(self, question: AnyQuestion) -> Answer | None:
        """The learner's answer; None to pass."""
        read: Callable[[str], Answer] | None = None
        if isinstance(question, DifferentialQuestion):
            s = self.session
            read = ListEntry(question, views.last_chances(s.case, s.state, question.id)).read
        return ask_answer(question, lambda line: self._other(question, line), read)

    def _other(self, question: AnyQuestion, line: str) -> bool:
        """Handle a line that is not an answer; whether it was one."""
        if line.lower() == "hint":
            self._hint(question)
            return True
        return not question.markable and self.teller.take(line)

    def _hint(self, question: AnyQuestion) -> None:
        s = self.session
        if self._do(lambda: moves.hint(s.case, s.state, question.id)):
            self._say(list(question_blocks(question, hints=s.state.hints[question.id]))[-1:])

    def _order(self) -> None:
        s = self.session
        words_typed = ask("What do you want to order (a few letters)")
        matches = search(words_typed, s.case.catalogue.orders.values())
        if not matches:
            tell("No order is like that.")
            return
        chosen = choose("Which", [f"{o.name} ({o.kind})" for o in matches] + ["None of these"])
        if chosen == len(matches):
            return
        every = ask_until("Repeat every how many days (empty: once)", _interval)
        if self._do(lambda: moves.place(s.case, s.state, matches[chosen].id, every)):
            self._tell_order(views.orders(s.case, s.state)[0])

    def _orders(self) -> None:
        s = self.session
        placed = views.orders(s.case, s.state)
        for view in placed:
            self._tell_order(view)
        if not placed:
            tell("You have ordered nothing so far.")
        standing = [o for o in offers(s.case, s.state) if o.action == "stop_order" and o.allowed]
        if standing:
            chosen = choose("Your choice", [*(o.label for o in standing), "Leave them"])
            if chosen < len(standing):
                self._do(lambda: moves.stop(s.state, int(standing[chosen].about)))

    def _tell_order(self, view: views.OrderView) -> None:
        tell(order_text(view))
        self._say(day.findings(self.session.case, view.findings, dated=True))

    def _explain(self) -> None:
        s = self.session
        letters = ask("Which term").casefold()
        terms = [t for t in views.glossary(s.case, s.state) if letters in t.term.casefold()]
        for term in terms:
            tell(f"{term.term}: {term.expansion}. {term.meaning or ''}".rstrip())
        if not terms:
            tell("That term is not in the glossary.")

    def _note(self) -> None:
        text = ask_text("Your note")
        self._do(lambda: moves.note(self.session.state, text))


def _interval(text: str) -> int | None:
    every = typed.days(text) if text else None
    if every is not None and not 1 <= every <= moves.LONGEST_INTERVAL:
        raise typed.NotUnderstood(f"Type 1 to {moves.LONGEST_INTERVAL} days, or nothing.")
    return every

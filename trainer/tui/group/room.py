"""The room's screen: what the facilitator's keys do."""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Key
from textual.screen import Screen

from trainer.case.compiled import Case
from trainer.counting import some
from trainer.engine import moves as run_moves
from trainer.engine.events import Finished
from trainer.engine.moves import Refused
from trainer.engine.views import next_event_day
from trainer.group import moves
from trainer.group.offers import may, next_page, why_not
from trainer.group.session import Move
from trainer.group.state import GroupState
from trainer.tui.commands import Result
from trainer.tui.group.room_commands import EARLY, OFFERED, ROOM, first, stands
from trainer.tui.group.room_page import RoomPage
from trainer.tui.widgets.dialogs import AskNumber, ChoiceScreen, Confirm, Reply


class RoomScreen(RoomPage):
    """Each action makes a move; if it is refused, the reason is shown and nothing changes."""

    COMMAND_LIST = ROOM

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual gives it
        """Whether a command can be done now: the footer and the palette list only these."""
        if not self._stands(action) or self.why_not(action):
            return False
        if action == "hands":
            return self.session.case.questions[self.at].by_hand
        if action == "join":
            return self.server is not None
        return action != "retry" or bool(self.session.journal.problem)

    def on_key(self, event: Key) -> None:
        """For a key that cannot act yet, say why, or what comes first."""
        names = [command.name for command in ROOM if event.key in command.keys]
        if any(self.check_action(name, ()) for name in names):
            return
        text = "".join(map(self.why_not, names))
        if not text and event.key in EARLY:
            text = first(self.phase, self.why_not("lock_majority"))
        if text:
            event.stop()
            self.say(text)

    def _stands(self, command: str) -> bool:
        """Whether a command belongs to this page, in a session with or without reasons."""
        applies = command != "reasons" or self.session.header.ask_reason
        return applies and stands(command, self.phase)

    def why_not(self, command: str) -> str:
        """Why the votes so far do not allow a command of this page; empty if they do."""
        if not self._stands(command):
            return ""
        question = self.session.case.questions.get(self.at)
        actions = [a for a in OFFERED.get(command, ()) if may(a, self.phase)]
        reasons = [why_not(action, self.session.state, question) for action in actions]
        return reasons[0] if all(reasons) and reasons else ""

    def say(self, text: str) -> None:
        """Show a notice, long enough to be read from the last row."""
        self.notify(text, markup=False, timeout=6 + len(text) / 15)

    # From page to page

    def action_go_on(self) -> None:
        """Go to the current question; if there is none, to the day, the next day or the end."""
        case, state = self.session.case, self.session.state
        page = next_page(case, state, self.at)
        if page is not None:
            self.go(page)  # the day's page can now show what the team did
        elif next_event_day(case, state.run) is None:
            self.ask_to(Confirm("That was the last day. End with the debrief?"), lambda _: _end)
        else:
            self.do(moves.next_day)

    def action_day(self) -> None:
        """Show the day's findings."""
        self.go("")

    def action_before(self) -> None:
        """Show the question before the one on the screen, as it ended."""
        case, state = self.session.case, self.session.state
        names = [name for name in case.questions if name in state.run.locks or state.latest(name)]
        earlier = names[: names.index(self.at)] if self.at in names else names
        if earlier:
            self.go(earlier[-1])
        else:
            self.say("No question was put before.")

    def action_known(self) -> None:
        """Show everything known so far."""
        from trainer.tui.group.lookup import KnownScreen

        self.app.push_screen(KnownScreen(self.session))

    # The vote

    def action_open_vote(self) -> None:
        """Open the first or the next round, with the countdown chosen for the session."""
        self.do(self._opening_move(self.session.header.countdown))

    def action_vote_again(self) -> None:
        """Ask, then open the next round, so that a slip of the finger opens none."""
        number = len(self.session.state.counting(self.at)) + 1
        if number == 1:  # nobody voted in the previous round
            self.action_open_vote()
            return
        question = f"Open round {number}: the room votes again?"
        self.ask_to(Confirm(question), lambda _: self._opening_move(self.session.header.countdown))

    def action_take_back(self) -> None:
        """Ask whether to open the last round again or to withdraw it."""
        state = self.session.state
        votes = state.rounds[self.at][state.latest(self.at) - 1].counted
        name = f"round {state.place(self.at)} with its {some(votes, 'vote')}"
        answers = [Reply("withdraw", f"Withdraw {name}: it counts no more")]
        if may("unclose", self.phase):
            answers.insert(0, Reply("unclose", f"Open {name} again"))
        self.ask_to(
            ChoiceScreen("What is to be taken back?", answers),
            lambda name: moves.unclose if name == "unclose" else moves.withdraw,
        )

    def action_countdown(self) -> None:
        """Ask for a number of seconds, then open a vote with that countdown."""
        self.ask_to(AskNumber("How many seconds for this vote?"), self._opening_move)

    def _opening_move(self, seconds: int | None) -> Move:
        return lambda case, state: moves.open_vote(case, state, seconds)

    def action_close_vote(self) -> None:
        """Close the round."""
        self.do(lambda _, state: moves.close_vote(state))

    def action_hands(self) -> None:
        """Enter counted hands; without a round, open one first."""
        from trainer.tui.group.dialogs import HandCount

        if not self.session.state.latest(self.at) and not self.do(moves.open_vote):
            return
        question = self.session.case.questions[self.at]
        self.ask(HandCount(self.session, question), self._after_count)

    def _after_count(self, _: bool) -> None:
        self.draw()  # with the new counts
        # Without phones there is nobody to wait for once every team is counted.
        if self.session.state.voting and not self.session.state.participants:
            self.action_close_vote()

    # The answer

    def action_lock_majority(self) -> None:
        """Ask, then lock the answer of the majority."""
        from trainer.tui.group.dialogs import confirm_lock

        case, state = self.session.case, self.session.state
        try:
            lock = moves.lock_majority(case, state)
        except Refused as why:
            self.say(str(why))
            return
        question = confirm_lock(case.questions[lock.decision], lock.answer)
        self.ask_to(question, lambda _: moves.lock_majority)

    def action_lock_pick(self) -> None:
        """Enter the group's answer."""
        from trainer.tui.group.dialogs import LockPick

        self.app.push_screen(LockPick(self.session, self.session.case.questions[self.at]))

    def action_reveal(self) -> None:
        """Show what was reported."""
        self.do(moves.reveal)

    def action_reasons(self) -> None:
        """Show the voters' reasons on the wall, or hide them."""
        show = self.session.state.reasons != self.at
        self.do(lambda _, state: moves.show_reasons(state, self.at, show))

    # Orders

    def action_order(self) -> None:
        """Enter an order."""
        from trainer.tui.screens.order_entry import OrderEntry

        session, turn = self.session, self.turn

        def place(order: str, every: int | None) -> str:
            session.do(lambda case, state: moves.place(case, state, order, every), turn)
            problem = session.journal.problem
            return f"{problem} It is tried again." if problem else ""

        entry = OrderEntry(session.case, lambda: session.state.run, place)
        self.app.push_screen(entry, lambda _: self.draw())

    def action_undo_order(self) -> None:
        """Take back the latest order of today."""
        run = self.session.state.run
        today = [i for i, o in enumerate(run.orders) if o.day == run.day and not o.undone]
        if not today:
            self.say("Nothing was ordered today.")
            return
        self.do(lambda case, state: run_moves.undo_order(case, state.run, today[-1]))

    # Joining, notes, saving, the end

    def action_join(self) -> None:
        """Show how to join, in large letters."""
        from trainer.tui.group.join import JoinScreen

        if self.server is not None:
            self.app.push_screen(
                JoinScreen(self.session, self.server, getattr(self.app, "wifi", ""))
            )

    def action_notes(self) -> None:
        """Show the facilitator's notes, after a warning."""
        from trainer.tui.group.lookup import ProjectedNotes

        self.app.push_screen(ProjectedNotes(self.session))

    def action_retry(self) -> None:
        """Try again to save."""
        self.session.journal.retry()

    def action_end(self) -> None:
        """Ask, then end."""
        question = "End the session for good, and show the group's debrief?"
        self.ask_to(Confirm(question), lambda _: _end)

    def ask_to(self, dialog: Screen[Result], move: Callable[[Result], Move]) -> None:
        """Make the move that the answer to a dialog stands for; refused if the room moved on."""
        turn = self.turn
        self.ask(dialog, lambda answer: self.do(move(answer), turn))


def _end(_: Case, state: GroupState) -> Finished:
    return moves.end(state)

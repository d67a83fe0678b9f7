"""Keys act one after another, each on what the screen showed when it was pressed."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic

from textual import events
from textual.app import ScreenStackError
from textual.binding import Binding
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.widgets import Input

from trainer.tui.terminal_app import TerminalApp

TOGETHER = 0.05
"""Seconds: keys closer together are one burst, as from a paste, a macro or a key held down."""
PATIENCE = 2.0
"""Seconds that keys wait at most for a screen that never comes to rest."""
EDITING = {
    key
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action != "submit"
    for key in binding.key.split(",")
}
"""The keys that edit a field."""


class OrderedKeys(TerminalApp):
    """Queues keys and hands them on one at a time.

    The rule: a key acts on what the learner saw. Each key waits until the one before it has been
    handled. If that one changed the scene (another screen, another page, a move made), the keys
    pressed before the new scene was painted are dropped, with the rest of their burst. Only text
    and editing keys still reach the field that has the focus by then: they commit nothing.

    A field with ``takes_early = False`` refuses such text, because its number is an answer.
    A screen's ``scene`` holds all that the meaning of its keys depends on; a screen without one
    has the contents of its fields as its scene.
    """

    def __init__(self) -> None:
        super().__init__()
        self._coming: deque[events.Key | events.Paste] = deque()
        self._handed: events.Event | None = None
        self._handing_on: asyncio.Task[None] | None = None
        self._shown: object = None
        self._shown_at = self._painted_at = 0.0
        self._latest_scene: object = None
        self._scene_painted_at = 0.0
        self._painting: Mark | None = None
        self._last = 0.0
        self._came = 0.0
        self._dropping = False

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes; handle all other events as usual."""
        key = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not key or event is self._handed:
            await super().on_event(event)
        else:
            assert isinstance(event, events.Key | events.Paste)
            self._coming.append(event)
            self._start_handing_on()

    def post_display_hook(self) -> None:
        """Look after each paint whether a new scene came without a key."""
        super().post_display_hook()
        self._painted_at = events.Idle().time
        if self._scene() != self._shown:
            self._start_handing_on()

    def _start_handing_on(self) -> None:
        if self._handing_on is None or self._handing_on.done():
            self._handing_on = asyncio.create_task(self._hand_on())
            # An error of the task is handled like any other error of the app.
            self._handing_on.add_done_callback(lambda task: self.call_later(task.result))

    async def _hand_on(self) -> None:
        with suppress(ScreenStackError):  # the app is being left
            await self._rest()
            while self._coming:
                event = self._coming.popleft()
                if self._may_act(event):
                    remarks, scene = self.remarks, self._scene()
                    self._handed = event
                    self.post_message(event)
                    await self._rest()
                    if self._scene() != scene:  # the remarks were about the scene before
                        self.take_down(remarks)

    def _may_act(self, event: events.Key | events.Paste) -> bool:
        if event.time - self._last > TOGETHER:
            self._came, self._dropping = event.time, False
        self._last = event.time
        if self._came >= self._shown_at or self.is_headless:  # a test looks before each key
            return True
        self._dropping = self._dropping or not self._is_text(event)
        return not self._dropping

    def _is_text(self, event: events.Key | events.Paste) -> bool:
        from textual.widgets import TextArea  # imported late: few screens have one

        field = self.focused
        if not isinstance(field, Input | TextArea) or not getattr(field, "takes_early", True):
            return False
        if isinstance(event, events.Paste) or event.key in EDITING:
            return True
        return event.is_printable and field.check_consume_key(event.key, event.character)

    # What is on the screen

    def _scene(self) -> object:
        """What the meaning of a key depends on."""
        if not self.screen_stack:
            return None
        screen = self.screen
        if hasattr(screen, "scene"):
            return screen, screen.scene
        return screen, tuple(field.value for field in screen.query(Input))

    def _busy(self) -> bool:
        """Whether the app or a widget has messages to handle, or a widget is not mounted yet."""
        parts = [p for screen in self.screen_stack for p in screen.walk_children(with_self=True)]
        return self.message_queue_size > 0 or any(
            isinstance(part, Widget) and (part.message_queue_size or not part.is_mounted)
            for part in parts
        )

    def _look(self) -> None:
        """Note when a new scene was first painted: keys from then on were meant for it."""
        scene = self._scene()
        if scene != self._latest_scene:
            self._latest_scene, self._painting = scene, Mark(self.screen, after_paint=True)
        if self._painting is not None and self._painting.back:
            self._scene_painted_at, self._painting = self._painted_at, None

    async def _messages_handled(self, until: float) -> None:
        """Wait until all messages are handled, at the longest until the time ``until``."""
        while monotonic() < until:
            self._look()
            if self._busy():
                await asyncio.sleep(0.003)
                continue
            # A message taken from a queue may not be handled yet: a mark comes back only after it.
            field = self.focused
            marks = [
                Mark(part)
                for part in (self, self.screen, *(field.ancestors_with_self if field else ()))
            ]
            while not all(mark.back for mark in marks) and monotonic() < until:
                self._look()
                await asyncio.sleep(0.001)
            if not self._busy():
                return

    async def _rest(self) -> None:
        """Wait until all messages are handled and the scene that came of them is painted."""
        until = monotonic() + PATIENCE
        while self.screen_stack:
            await self._messages_handled(until)
            if (scene := self._scene()) == self._shown or scene is None:
                return
            self._look()
            while self._painting is not None and monotonic() < until:
                await asyncio.sleep(0.001)
                self._look()
            if self._scene() == scene or monotonic() >= until:
                self._shown, self._shown_at = self._scene(), self._scene_painted_at
                return


class Mark:
    """A call queued behind the messages of a part of the screen.

    ``back`` is true once the call was made, or if it could not be queued.
    """

    def __init__(self, part: MessagePump, after_paint: bool = False) -> None:
        put = part.call_after_refresh if after_paint else part.call_later
        self.back = not put(self._come_back)

    def _come_back(self) -> None:
        self.back = True
